# A data file beside a right notebook is a pipe, and so is the time stamp.
# from: sandbox 4.2, 48
# aims: stop
# outcome: graded
# score: 9
import os


def make(folder, chapter):
    chapter.hand_in(folder, chapter.notebook("right"))
    os.mkfifo(folder / "data.txt")
    os.mkfifo(folder / "timestamp.txt")
