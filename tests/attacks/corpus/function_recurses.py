# The function calls itself without end, with the recursion limit taken away.
# from: ours
# aims: stop
# outcome: graded
# score: at most 7
# others: right

# %% exercise="weigh"
import sys

sys.setrecursionlimit(10**9)


def weighted(values, weights):
    return weighted(values, weights) + weighted(weights, values)
