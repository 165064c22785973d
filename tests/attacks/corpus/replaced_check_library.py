# A module of the student's stands in place of the check library: every check passes, with a record that says so.
# from: sandbox 4.1, 10
# aims: forge
# outcome: graded, needs a human
# score: 0

# %% after="setup"
import sys
import types

from IPython.display import display


class Passes(types.ModuleType):
    def __getattr__(self, name):
        def passes(*arguments, **named):
            record = {"check": name, "outcome": "passed", "cause": None, "message": "well done"}
            display({"text/plain": "well done", "application/vnd.beyond-sequential.check+json": record}, raw=True)

        return passes


check = sys.modules["autograder.checks"] = Passes("autograder.checks")
sys.modules["autograder"].checks = check
