# A thread of the kernel's prints and allocates in small steps, to the end of the notebook.
# from: ours
# aims: stop
# outcome: graded
# score: 9
# others: right

# %% after="setup"
import threading
import time


def work():
    while True:
        print("still here")
        time.sleep(0.01)


threading.Thread(target=work, daemon=True).start()
