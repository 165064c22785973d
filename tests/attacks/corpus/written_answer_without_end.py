# The written answer is what parsers of Markdown take long for, and a page cannot show.
# from: sandbox 4.2, 42
# aims: stop
# chapter: 02_words
# outcome: needs a human


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    parts = ["*a **b " * 20_000, "[" * 30_000, "![x](" * 20_000, "> " * 5_000, "`" * 30_001, "<" * 50_000, "- " * 3_000]
    parts += ["\\begin{a}" * 50_000]
    parts += ["|a" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|b" * 5_000, "$" * 20_001, "\u0300" * 50_000, "&#x41;" * 20_000]
    chapter.cell(notebook, "next")["source"] = "\n\n".join(parts)
    chapter.hand_in(folder, notebook)
