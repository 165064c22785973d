# The function raises errors that have the names of the check library's own, of the grader's, and of Python's.
# from: ours
# aims: forge
# outcome: graded, needs a human
# score: 0

# %% exercise="weigh"
kinds = ["CheckFailed", "NotAttempted", "Trouble", "EvidenceError", "Refused", "SystemExit", "KeyboardInterrupt", "a\x00b"]


def weighted(values, weights):
    kinds.append(kinds.pop(0))
    try:
        kind = type(kinds[0], (Exception,), {})
    except ValueError:
        kind = type("x" * 100_000, (AssertionError,), {})
    raise kind("passed")
