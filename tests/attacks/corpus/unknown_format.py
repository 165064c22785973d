# The notebook's format is 99, which nobody has written yet.
# from: sandbox 4.2, 41
# aims: stop
# outcome: refused
# told: format


def make(folder, chapter):
    chapter.hand_in(folder, {**chapter.notebook("right"), "nbformat": 99})
