# The written answer is made a code cell, which makes names of the chapter and of exercises above it.
# from: ours
# aims: forge, escape
# chapter: 02_words
# outcome: graded, needs a human
# score: 0


def make(folder, chapter):
    notebook = chapter.notebook("wrong")
    cell = chapter.cell(notebook, "next")
    cell.update(cell_type="code", outputs=[], execution_count=7, source="ranking = ['squared', 'plain']\nZONES = []\nprint('ran')")
    chapter.hand_in(folder, notebook)
