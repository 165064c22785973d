# %% [markdown]
# # A chapter to be attacked
# It has every kind of evidence that a check looks at, and takes a second to run. A *canary* is a text that stands in
# hidden checks only: nothing that a student gets may hold it.

# %% locked="setup"
import keras
import numpy as np

from autograder import checks as check

keras.utils.set_random_seed(1)
readings = np.array([[1.0, 2.0, 6.0], [4.0, 4.0, 1.0], [0.0, 9.0, 3.0]])
example = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6), keras.layers.Dense(2)])

# %% [markdown]
# ### Exercise 1 · Two inputs
# Build `model`: inputs `left` (3 numbers) and `right` (2 numbers), joined; then a layer of 4 with ReLU; then one number.

# %% exercise="two-inputs"
model = None
### BEGIN SOLUTION
left, right = keras.Input((3,), name="left"), keras.Input((2,), name="right")
joined = keras.layers.Concatenate()([left, right])
hidden = keras.layers.Dense(4, activation="relu")(joined)
model = keras.Model([left, right], keras.layers.Dense(1)(hidden))
### END SOLUTION

# %% check="two-inputs-named" points=1
check.inputs(model, left=(None, 3), right=(None, 2))

# %% check="two-inputs-size" points=2
check.parameters(model, 29)
### BEGIN HIDDEN TESTS
canary_of_the_graph = "canary-7f3a91-graph"
ends = [keras.Input((3,), name="left"), keras.Input((2,), name="right")]
joined_again = keras.layers.Dense(4, activation="relu")(keras.layers.Concatenate()(ends))
check.same_graph(model, keras.Model(ends, keras.layers.Dense(1)(joined_again)))
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 2 · Foretell
# How many parameters has `example`? Put the number into `foretold`.

# %% exercise="foretell"
foretold = None
### BEGIN SOLUTION
foretold = 44
### END SOLUTION

# %% check="foretell-right" points=1
check.answer(foretold, example.count_params())

# %% [markdown]
# ### Exercise 3 · Weigh
# Write `weighted(values, weights)`, the weighted mean of an array of numbers.

# %% exercise="weigh"
weighted = None


### BEGIN SOLUTION
def weighted(values, weights):
    return np.sum(values * weights) / np.sum(weights)


### END SOLUTION

# %% check="weigh-works" points=2
check.gives(weighted, np.array([1.0, 3.0]), np.array([1.0, 1.0]), expected=2.0)
### BEGIN HIDDEN TESTS
canary_of_the_function = "canary-7f3a91-function"
check.gives(weighted, np.array([48151.25, 62342.75]), np.array([3.0, 1.0]), expected=51699.125)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 4 · Averages
# Put the average of each row of `readings` into `averages`.

# %% exercise="averages"
averages = None
### BEGIN SOLUTION
averages = readings.mean(axis=1)
### END SOLUTION

# %% check="averages-right" points=1
check.predictions(averages, readings.mean(axis=1))

# %% [markdown]
# ### Exercise 5 · A line
# Make `line`, a model with one input `x` (one number) and one output, that gives 3x - 1. How it gets there does not count.

# %% exercise="line"
line = None
### BEGIN SOLUTION
x = keras.Input((1,), name="x")
line = keras.Model(x, keras.layers.Dense(1)(x))
line.set_weights([np.array([[3.0]]), np.array([-1.0])])
### END SOLUTION

# %% check="line-learned" points=2
points = np.linspace(-1.0, 1.0, 21).reshape(-1, 1)
check.learns(line, {"x": points}, 3.0 * points - 1.0, at_most=0.1)
### BEGIN HIDDEN TESTS
canary_of_the_line = "canary-7f3a91-line"
unseen = np.linspace(5.0, 8.0, 21).reshape(-1, 1)
check.learns(line, {"x": unseen}, 3.0 * unseen - 1.0, at_most=0.1)
### END HIDDEN TESTS
