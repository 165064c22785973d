# The cell ignores every signal that can be ignored, and never ends.
# from: sandbox 4.1, 23
# aims: stop
# outcome: graded
# score: 4
# others: right
# told: took longer than

# %% exercise="weigh"
import signal

for signum in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(signum, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
