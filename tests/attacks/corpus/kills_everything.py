# The kernel kills every process that it may, and its own process group.
# from: sandbox 4.1, 21
# aims: stop
# outcome: graded
# others: right
# score: at most 7
# needs: sandbox

# %% exercise="weigh"
import os
import signal

os.kill(-1, signal.SIGKILL)
os.killpg(0, signal.SIGKILL)
os._exit(1)
