# In the evidence's place stands a sparse file of a terabyte.
# from: sandbox 4.3, 54
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0
# needs: sandbox

# %% after="setup"
try:
    import os

    from autograder.grading import harvest

    def terabyte(namespace, wanted, target):
        open(target, "w").close()
        os.truncate(target, 10**12)

    harvest.harvest = terabyte
except ImportError:
    pass
