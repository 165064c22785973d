# A number of millions of digits, a text of 300 MB, an array that says it has 10^15 numbers and uses eight bytes.
# from: ours
# aims: stop
# outcome: graded
# score: 0

# %% exercise="foretell"
foretold = 1 << 20_000_000

# %% exercise="averages"
averages = np.lib.stride_tricks.as_strided(np.zeros(1), shape=(10**5, 10**5, 10**5), strides=(0, 0, 0))

# %% exercise="weigh"
def weighted(values, weights):
    return "x" * 300_000_000
