# A thread rewrites the evidence's folder again and again, while it is read.
# from: sandbox 4.3, 69
# aims: forge, stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    import threading
    import time
    from pathlib import Path

    from autograder.grading import harvest

    honest = harvest.harvest

    def watched(namespace, wanted, target):
        honest(namespace, wanted, target)
        data = Path(target).read_bytes()

        def rewrite():
            for number in range(500):
                try:
                    Path(target).write_bytes(data[: len(data) // (1 + number % 3)])
                except OSError:
                    pass
                time.sleep(0.001)

        threading.Thread(target=rewrite, daemon=True).start()

    harvest.harvest = watched
except ImportError:
    pass
