# A cell of the student's own gives the right answer after the exercise's: the student's work, and graded so.
# from: sandbox 4.2, 37
# aims: forge
# outcome: graded
# score: 3

# %% before="foretell-right"
foretold = 44

# %% before="weigh-works"
def weighted(values, weights):
    return np.sum(values * weights) / np.sum(weights)
