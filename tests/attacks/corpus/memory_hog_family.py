# Children ask for memory, each for less than a process may have.
# from: ours
# aims: stop
# outcome: graded
# score: at most 7
# others: right
# needs: sandbox

# %% exercise="weigh"
import os
import time

for _ in range(40):
    if os.fork() == 0:
        kept = bytearray(b"x") * 1_000_000_000
        time.sleep(600)
while True:
    time.sleep(1)
