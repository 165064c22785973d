# Beside the notebook are files with names that lead elsewhere, end a line, or read from right to left.
# from: sandbox 4.2, 45
# aims: stop, escape
# outcome: graded
# score: 9


def make(folder, chapter):
    chapter.hand_in(folder, chapter.notebook("right"))
    for name in ("..\\..\\gradebook.db", "a\nb", "\u202egpj.exe", "x" * 255, "-rf", "=1+1", "'; drop table student; --"):
        (folder / name).write_text("x")
