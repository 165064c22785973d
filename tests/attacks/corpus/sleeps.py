# The cell waits for a lock that nobody gives back, and uses no processor time.
# from: sandbox 4.1, 24
# aims: stop
# outcome: graded
# score: 7
# others: right
# told: took longer than

# %% exercise="weigh"
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
