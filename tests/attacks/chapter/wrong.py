# Wrong answers to every exercise: no check passes. Attacks start from them unless they say otherwise.

# %% exercise="two-inputs"
model = keras.Sequential([keras.Input((7,)), keras.layers.Dense(1)])

# %% exercise="foretell"
foretold = 7

# %% exercise="weigh"
def weighted(values, weights):
    return 0.5

# %% exercise="averages"
averages = np.array([1.0, 1.0, 1.0])

# %% exercise="line"
line = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
