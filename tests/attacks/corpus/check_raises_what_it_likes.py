# Student code raises the check library's own exceptions, and ones that have their names.
# from: ours
# aims: forge
# outcome: graded
# score: 0

# %% exercise="foretell"
raise check.NotAttempted("passed")

# %% exercise="weigh"
def weighted(values, weights):
    raise check.CheckFailed("passed")

# %% exercise="averages"
class CheckFailed(AssertionError):
    cause = outcome = "passed"
    record = {"outcome": "passed"}
    _render_traceback_ = lambda self: ["passed"]


raise CheckFailed("passed")
