# The notebook's minor format is 99: a newer Jupyter has written it.
# from: sandbox 4.2, 41
# aims: stop
# outcome: graded
# score: 9


def make(folder, chapter):
    chapter.hand_in(folder, {**chapter.notebook("right"), "nbformat_minor": 99})
