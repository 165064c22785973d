# Threads without end, each of which stays.
# from: ours
# aims: stop
# outcome: graded
# score: at most 9
# others: right
# needs: sandbox

# %% before="weigh"
import threading
import time

try:
    while True:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
except RuntimeError as problem:
    print(problem)
