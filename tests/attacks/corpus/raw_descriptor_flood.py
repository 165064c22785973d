# The cell writes to the descriptors themselves, past Python, without end.
# from: sandbox 4.3, 56
# aims: stop
# outcome: graded
# score: at most 7
# others: right
# stock: not run

# %% exercise="weigh"
import os

while True:
    for descriptor in (1, 2):
        os.write(descriptor, b"x" * 100_000)
