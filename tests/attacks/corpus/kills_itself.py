# The kernel sends itself SIGKILL.
# from: sandbox 4.1, 20
# aims: stop
# outcome: graded
# score: 4
# others: right
# told: made the kernel die

# %% exercise="weigh"
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
