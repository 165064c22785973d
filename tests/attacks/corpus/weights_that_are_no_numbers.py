# A model's weights are NaN, infinite, and the largest numbers that there are.
# from: ours
# aims: forge, stop
# outcome: graded
# score: 0

# %% exercise="line"
x = keras.Input((1,), name="x")
line = keras.Model(x, keras.layers.Dense(1)(x))
line.set_weights([np.array([[np.nan]]), np.array([np.inf])])

# %% exercise="averages"
averages = np.array([np.nan, np.inf, -np.inf])

# %% exercise="foretell"
foretold = float("nan")

# %% exercise="weigh"
def weighted(values, weights):
    return float("nan")
