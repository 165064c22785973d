# Answers look like the right number and are none: wide digits, a list of it, complex, True, an array, minus nothing.
# from: ours
# aims: forge
# outcome: graded
# score: 0

# %% exercise="foretell"
foretold = "\uff14\uff14"

# %% exercise="averages"
averages = readings.mean(axis=1) + np.array([1j, 2j, 0.0])

# %% exercise="weigh"
def weighted(values, weights):
    return np.sum(values * weights) / np.sum(weights) + 1j
