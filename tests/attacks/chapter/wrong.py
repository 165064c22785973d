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

# %% exercise="counter"
zone = keras.Input((1,), dtype="string", name="zone")
counter = keras.Model(zone, keras.layers.StringLookup(vocabulary=ZONES)(zone))

# %% exercise="again"
x = keras.Input((1,), name="x")
saved = again = keras.Model(x, keras.layers.Dense(1, name="y")(x))

# %% exercise="small"
x = keras.Input((1,), name="x")
small = keras.Model(x, keras.layers.Dense(1)(keras.layers.Dense(40)(x)))

# %% exercise="ranking"
x = keras.Input((1,), name="x")
plain = keras.Model(x, keras.layers.Identity(name="y")(x))
squared = keras.Model(x, keras.layers.Rescaling(3.0, name="y")(x))
ranking = ["plain", "squared"]

# %% exercise="even"
def is_even(model):
    return None
