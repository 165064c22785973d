# %% [markdown]
# # Another chapter to be attacked
# It has the kinds of evidence that the first one has not: words, a model from a file, a small one, an order that models
# measure, a function that is given models, a written answer.

# %% locked="setup"
import tempfile

import keras
import numpy as np

from autograder import checks as check

ZONES = ["near", "far", "abroad"]
typed = {"zone": np.array([["near"], ["abroad"], ["far"], ["near"]])}
lengths = np.linspace(-1.0, 1.0, 21).reshape(-1, 1)
ADDED, JOINED = "added", "end to end"
left, right = np.eye(3, dtype="float32"), np.ones((3, 3), "float32")


def pair_model(join, seed):
    """Return a model of two inputs, joined in this way."""
    keras.utils.set_random_seed(seed)
    a, b = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    both = keras.layers.Concatenate()([a, b]) if join == JOINED else keras.layers.Add()([a, b])
    return keras.Model([a, b], keras.layers.Dense(1, name="answer")(both))


even, colleagues = pair_model(ADDED, 1), pair_model(JOINED, 2)

# %% [markdown]
# ### Exercise 1 · Words in, euros out
# Build `counter`: the input `zone` (one word) and one number: 3 for near, 7 for far, 20 for abroad.

# %% exercise="counter"
counter = None
### BEGIN SOLUTION
zone = keras.Input((1,), dtype="string", name="zone")
number = keras.layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone)
euros = keras.layers.Embedding(3, 1, name="euros")
counter = keras.Model({"zone": zone}, keras.layers.Flatten()(euros(number)))
euros.set_weights([np.array([[3.0], [7.0], [20.0]])])
### END SOLUTION

# %% check="counter-answers" points=2
check.from_words(counter, {"zone": typed["zone"][:1]}, [3.0], vocabularies={"zone": ZONES})
### BEGIN HIDDEN TESTS
canary_of_the_counter = "canary-7f3a91-counter"
check.from_words(counter, typed, [3.0, 20.0, 7.0, 3.0], vocabularies={"zone": ZONES})
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 2 · From a file
# Save a model `saved` (input `x`, one number; output `y`, the number doubled), and load it again as `again`.

# %% exercise="again"
saved = again = None
### BEGIN SOLUTION
x = keras.Input((1,), name="x")
saved = keras.Model(x, keras.layers.Dense(1, use_bias=False, name="y")(x))
saved.set_weights([np.array([[2.0]])])
with tempfile.TemporaryDirectory() as folder:
    saved.save(f"{folder}/saved.keras")
    again = keras.models.load_model(f"{folder}/saved.keras")
### END SOLUTION

# %% check="again-answers" points=2
check.learns(saved, {"x": lengths}, 2.0 * lengths, at_most=0.01)
check.reopened(again, {"x": lengths}, like=saved)

# %% [markdown]
# ### Exercise 3 · Small
# Build `small`, a model with at most 20 parameters (input `x`, one number) that gives 3x - 1.

# %% exercise="small"
small = None
### BEGIN SOLUTION
x = keras.Input((1,), name="x")
small = keras.Model(x, keras.layers.Dense(1)(x))
small.set_weights([np.array([[3.0]]), np.array([-1.0])])
### END SOLUTION

# %% check="small-enough" points=1
check.budget(small, at_most=20)

# %% check="small-learned" points=1
check.learns(small, {"x": lengths}, 3.0 * lengths - 1.0, at_most=0.1)
### BEGIN HIDDEN TESTS
canary_of_the_small = "canary-7f3a91-small"
check.learns(small, {"x": lengths + 40.25}, 3.0 * (lengths + 40.25) - 1.0, at_most=0.1)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 4 · The order
# Build `plain` and `squared` (input `x`, one number; output `y`), which answer differently, and put their names into
# `ranking`, the one that is further off the absolute value of x first.

# %% exercise="ranking"
plain = squared = ranking = None
### BEGIN SOLUTION
x = keras.Input((1,), name="x")
plain = keras.Model(x, keras.layers.Identity(name="y")(x))
squared = keras.Model(x, keras.layers.Lambda(lambda t: t * t, name="y")(x))
ranking = ["plain", "squared"]
### END SOLUTION

# %% check="ranking-measured" points=2
check.ranked(ranking, {"squared": squared, "plain": plain}, {"x": lengths}, np.abs(lengths), output="y")

# %% [markdown]
# ### Exercise 5 · Is it even-handed?
# Write `is_even(model)`: whether exchanging the inputs `left` and `right` changes nothing.

# %% exercise="even"
is_even = None


### BEGIN SOLUTION
def is_even(model):
    one, other = model([left, right]), model([right, left])
    return bool(np.allclose(one, other, atol=1e-6))


### END SOLUTION

# %% check="even-seen" points=1
check.gives(is_even, even, expected=True, name="is_even(even)")
check.gives(is_even, colleagues, expected=False, name="is_even(colleagues)")

# %% check="even-unseen" points=2
check.gives(is_even, even, expected=True, name="is_even(even)")
### BEGIN HIDDEN TESTS
canary_of_the_pairs = "canary-7f3a91-pairs"
check.gives(is_even, pair_model(JOINED, 61_283_001), expected=False, name="is_even")
check.gives(is_even, pair_model(ADDED, 61_284_002), expected=True, name="is_even")
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 6 · In your own words
# Say in one sentence what you would do next.

# %% [markdown] written="next" points=1
# I would look at what the model gets wrong.
