# The time stamp beside the notebook is a formula, a far future, a megabyte of text.
# from: ours
# aims: stop, forge
# outcome: graded
# score: 9


def make(folder, chapter):
    chapter.hand_in(folder, chapter.notebook("right"))
    (folder / "timestamp.txt").write_text("9999-12-31 23:59:59 UTC" + " =cmd" * 200_000)
