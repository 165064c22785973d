# The harvest is replaced by an endless loop.
# from: ours
# aims: stop
# stock: not run
# outcome: graded, needs a human
# score: 0

# %% after="setup"
try:
    from autograder.grading import harvest

    def harvest_forever(*arguments, **named):
        while True:
            pass

    harvest.harvest = harvest_forever
except ImportError:
    pass
