# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 03 · Branches, merges and shortcuts
#
# ![A picture goes into two boxes, small looks and wide looks, which are joined. From there an arrow leads through
# further layers to an addition, and a dashed arrow marked shortcut leads around them to the same addition, and then to
# the digit.](branches_and_shortcut.svg)
#
# **A puzzle.** A network of 4 layers, trained for some seconds, reads about 9 of 10 of these handwritten digits. One of
# 32 layers, trained in the same way on the same digits, reads 1 of 10: no better than guessing, even on the digits it
# is trained on. It has more weights, no bug, and no message. **Why?** And what would you change: the starting weights,
# the time, a normalisation, or the shape? Section 5 tries all four.
#
# One input, one answer, and many ways between them. Inside a model, tensors can part and meet again, and skip whatever
# stands between. Keras' name for the whole shape is a **directed acyclic graph**, a DAG: arrows, and no way back.
#
# **You will be able to**
#
# - say how large a picture is after a window has slid over it, before Keras does;
# - build a model whose branches fit together, and mend one whose branches do not;
# - make a layer almost ten times cheaper with a 1×1 convolution;
# - write a block as a function, with a shortcut that fits;
# - turn a drawing into a model and a model into a drawing;
# - see a missing shortcut (also called **skip connection**) where the parameter count cannot.
#
# **You need** chapter 00 (calling layers, `keras.Model`), and `Concatenate` from chapter 01.
#
# **Time** about 75 minutes for the short way: sections 1, 2, 4 and 5, with the exercises marked *core*,
# looking at plots without reading the code behind them. About 190 minutes for everything, better in two sittings.
# (An estimate: 180 words and 15 lines of code a minute, and the minutes that stand at predictions and exercises.)

# %% locked="setup"
import logging
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # TensorFlow prints errors only
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # the same numbers on every machine

try:
    import keras
    import matplotlib.pyplot as plt
    import numpy as np
    from keras import layers

    import digit_pictures
    import drawings
    import quick
    from autograder import checks as check
except ImportError as missing:
    raise ImportError(
        f"{missing}. Open this notebook in its chapter's folder, with the kernel that README.md sets up; or run this "
        "line in a cell, and restart the kernel:\n%pip install -r requirements.txt"
    ) from None

logging.getLogger("tensorflow").setLevel(logging.ERROR)  # building many models in one notebook is no mistake
keras.utils.set_random_seed(1)

# %% [markdown]
# ## 1 · Pictures, and windows that slide over them
#
# The data are real this time: 1,797 handwritten digits, 8 by 8 points, which come with scikit-learn. 1,280 are for
# learning; the other 517 are kept for tests.

# %% locked="digits"
train, test = digit_pictures.load()

# %%
print("pictures", train.pictures.shape, "from", train.pictures.min(), "to", train.pictures.max())
print("digits  ", train.digit.shape, train.digit[:12])

# %% tags=["demo", "nbval-ignore-output"]
fig, axes = plt.subplots(1, 10, figsize=(9, 1.4))
for digit, place in enumerate(axes):
    first_of_its_kind = train.pictures[train.digit == digit][0]
    place.imshow(first_of_its_kind[:, :, 0], cmap="gray_r")
    place.set(xticks=[], yticks=[], title=digit)
plt.show()

# %% [markdown]
# *In words:* a picture of each digit, 0 to 9. Coarse, with a few grey levels, and most of them easy to read.
#
# A convolution slides a window over a picture. Three numbers decide how many places the window stops at in a row of
# *n* points: its **width** *k*, its **stride** *s* (how far it moves each time), and the **padding**.
#
# | padding | what happens at the border | places in a row |
# |---|---|---|
# | `"valid"` (the default) | the window must fit inside | (n − k) / s, rounded **down**, plus 1 |
# | `"same"` | zeros are added around the picture, as many as it takes | n / s, rounded **up** |
#
# ![A row of seven points. Under it three bars of three points each, two points apart: the places of a window that must
# fit inside, at points 1 to 3, 3 to 5 and 5 to 7. Below, the same row with a zero added at each end, and four bars:
# the first covers the zero and points 1 and 2, the last points 6 and 7 and a zero.](window.svg)
#
# In the picture *n* is 7, *k* 3 and *s* 2. With `"same"` the width of the window does not count at all. Pooling has as
# many places, by the same two rules (it leaves out what was added at the border), and when nothing else is said its
# stride is its own width. The next two cells try the two rules on a row of 28 points.

# %%
row = keras.Input((28, 28, 1))

# %% tags=["demo"]
print("padding  stride   1×1  3×3  5×5")
for padding in ["same", "valid"]:
    for stride in [1, 2, 3]:
        sizes = [layers.Conv2D(8, width, strides=stride, padding=padding)(row).shape[1] for width in [1, 3, 5]]
        print(f"{padding:8} {stride:6}  ", *(f"{size:4}" for size in sizes))

# %% [markdown]
# ### Exercise 1 · Sizes before they happen
#
# *Difficulty: ●○○ · 8 minutes · 2 points · more*
#
# **Goal:** foretell the height of what each of these layers makes of a picture of **27** by 27 points.
#
# An odd number is where the two kinds of rounding part company.

# %% locked="windows"
windows = {
    "3×3": layers.Conv2D(8, 3),
    "3×3 same": layers.Conv2D(8, 3, padding="same"),
    "5×5 stride 2": layers.Conv2D(8, 5, strides=2),
    "5×5 stride 2 same": layers.Conv2D(8, 5, strides=2, padding="same"),
    "1×1 stride 2": layers.Conv2D(8, 1, strides=2),
    "pooling 2×2": layers.MaxPooling2D(2),
    "pooling 2×2 same": layers.MaxPooling2D(2, padding="same"),
    "pooling 3×3": layers.AveragePooling2D(3),
}

# %% [markdown]
# Make `heights`, a dict with a whole number for each of the eight names above.
#
# <details><summary>Hint</summary>
#
# Take each name to the table of the two rules: is it `"same"`? Then 27 / s, rounded up. Else (27 − k) / s, rounded
# down, plus 1. Two of the three poolings have a stride that is not written there.
#
# </details>

# %% exercise="heights"
heights = None  # a dict: {"3×3": ..., "3×3 same": ..., ...}
### BEGIN SOLUTION
heights = {
    "3×3": 27 - 3 + 1,
    "3×3 same": 27,
    "5×5 stride 2": (27 - 5) // 2 + 1,
    "5×5 stride 2 same": 14,
    "1×1 stride 2": 26 // 2 + 1,
    "pooling 2×2": 13,
    "pooling 2×2 same": 14,
    "pooling 3×3": 9,
}
### END SOLUTION

# %% check="heights-right" points=2
import slips

check.answer(
    heights,
    {name: layer(keras.Input((27, 27, 1))).shape[1] for name, layer in windows.items()},
    slips=slips.HEIGHTS,
)

# %% [markdown]
# Look again at `1×1 stride 2` and `pooling 2×2`. On 28 points both give 14, on 27 points one gives 14 and the other
# 13. Branches that fit for every even size and break for an odd one are found late, and mostly by somebody else.

# %% [markdown]
# ## 2 · Four looks at one picture
#
# What is the right width for a window? A short stroke wants a small one, a loop a wide one. A model with branches does
# not have to choose: it looks in several ways at once and joins what it sees.

# %% locked="looks"
# 1 input
picture = keras.Input((8, 8, 1), name="picture")

# 2 branches: four looks at the same tensor
points = layers.Conv2D(8, 1, activation="relu", name="points")(picture)
strokes = layers.Conv2D(8, 3, padding="same", activation="relu", name="strokes")(picture)
loops = layers.Conv2D(8, 5, padding="same", activation="relu", name="loops")(picture)
darkest = layers.MaxPooling2D(3, strides=1, padding="same", name="darkest")(picture)

# 3 where they meet
seen = layers.Concatenate(name="seen")([points, strokes, loops, darkest])

# %% [markdown]
# All four branches are 8 by 8 points; that is what `padding="same"` with stride 1 is for. `Concatenate` puts their
# **channels** side by side.
#
# ### Predict · What comes out of the meeting?
#
# *Difficulty: ●○○ · 2 minutes · 1 point*
#
# `seen` is read by the next layer, `Conv2D(32, 3, strides=2, padding="same")`. Foretell two things:
#
# - the shape of `seen`, as Keras writes it, with `None` for the batch;
# - the number of parameters of that next layer: width × height × channels it reads × filters, and a bias for each
#   filter.

# %% exercise="predict-meeting"
meeting = None  # a dict: {"seen": (None, ..., ..., ...), "parameters": ...}
### BEGIN SOLUTION
meeting = {"seen": (None, 8, 8, 8 + 8 + 8 + 1), "parameters": 3 * 3 * 25 * 32 + 32}
### END SOLUTION

# %% check="meeting-right" points=1
import slips

reader = layers.Conv2D(32, 3, strides=2, padding="same")
reader.build(seen.shape)
check.answer(
    meeting,
    {"seen": seen.shape, "parameters": reader.count_params()},
    slips=slips.MEETING,
)

# %%
# 4 the answer
reading = layers.Conv2D(32, 3, strides=2, padding="same", activation="relu", name="reading")(seen)
digit = layers.Dense(10, activation="softmax", name="digit")(layers.Flatten(name="flat")(reading))

# 5 the model
looks = keras.Model(picture, digit, name="looks")
looks.summary(line_length=100)

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.plot_model(looks, show_shapes=True, show_layer_names=True, dpi=60, to_file="model.png")

# %% [markdown]
# *In words:* from `picture` (None, 8, 8, 1) four arrows lead to `points`, `strokes` and `loops`, each with output
# (None, 8, 8, 8), and to `darkest` (None, 8, 8, 1). All four lead to `seen` (None, 8, 8, 25), and that to `reading`
# (None, 4, 4, 32), `flat` (None, 512) and `digit` (None, 10).
#
# ### Training, and a look at what each branch is worth
#
# After training, each branch in turn is made unheard: in the kernel of `reading` the rows that belong to its channels
# are set to zero. What does the accuracy lose?

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.set_random_seed(1)
looks.compile(optimizer=keras.optimizers.Adam(0.005), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
looks.fit(train.pictures, train.digit, batch_size=64, epochs=10, verbose=0)

kernel, bias = looks.get_layer("reading").get_weights()
channels = {"points": slice(0, 8), "strokes": slice(8, 16), "loops": slice(16, 24), "darkest": slice(24, 25)}
accuracy = {}
for unheard, places in {"none": slice(0, 0), **channels}.items():
    silenced = kernel.copy()
    silenced[:, :, places, :] = 0.0
    looks.get_layer("reading").set_weights([silenced, bias])
    guesses = np.argmax(looks(test.pictures), axis=1)
    accuracy[unheard] = float(np.mean(guesses == test.digit))
looks.get_layer("reading").set_weights([kernel, bias])

fig, axes = plt.subplots(figsize=(7, 2.6))
look = {"color": ["#1f4e79"] + ["#d9d9d9"] * 4, "hatch": [""] + ["//"] * 4, "edgecolor": "#333333"}
axes.barh(list(accuracy), list(accuracy.values()), **look)
for place, value in enumerate(accuracy.values()):
    axes.text(value + 0.01, place, f"{value:.2f}", va="center")
axes.axvline(0.1, color="#555555", linestyle=":", label="guessing")
axes.set(xlim=(0, 1.1), xlabel="accuracy on 517 unseen digits", ylabel="branch made unheard")
axes.invert_yaxis()
axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.2), frameon=False)
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* five bars, all far to the right of the line *guessing*. With all branches the model reads about 98 of 100
# digits. Without one of them it reads between 90 and 98.
#
# What one look misses, the others have mostly seen. This is one training, from one seed. Is it always the same branch
# that is missed most? Try other seeds in the cell above.

# %% [markdown]
# ### Exercise 2 · Four branches that do not fit
#
# *Difficulty: ●●○ · 10 minutes · 4 points · more*
#
# **Goal:** find out why this listing stops, and mend it.
#
# It is the Inception-like example from the first edition of Chollet's *Deep Learning with Python* (7.1), on pictures
# of 250 by 250 points. Its comment says that every branch has the same stride, *which is necessary to keep all branch
# outputs the same size*. Every branch does have a stride of 2, once.

# %% locked="printed"
x = keras.Input((250, 250, 1), name="picture")

branch_a = layers.Conv2D(128, 1, activation="relu", strides=2)(x)

branch_b = layers.Conv2D(128, 1, activation="relu")(x)
branch_b = layers.Conv2D(128, 3, activation="relu", strides=2)(branch_b)

branch_c = layers.AveragePooling2D(3, strides=2)(x)
branch_c = layers.Conv2D(128, 3, activation="relu")(branch_c)

branch_d = layers.Conv2D(128, 1, activation="relu")(x)
branch_d = layers.Conv2D(128, 3, activation="relu")(branch_d)
branch_d = layers.Conv2D(128, 3, activation="relu", strides=2)(branch_d)

printed = {"a": branch_a, "b": branch_b, "c": branch_c, "d": branch_d}
try:
    layers.concatenate([branch_a, branch_b, branch_c, branch_d], axis=-1)
except ValueError as problem:
    print("it stops with a", type(problem).__name__)

# %% [markdown]
# | make | it is |
# |---|---|
# | `printed_heights` | a dict: the height of each branch, `"a"`, `"b"`, `"c"`, `"d"`, as printed |
# | `four_branches` | a model from a picture (250, 250, 1) to the four branches, joined: output (None, 125, 125, 512) |
#
# Change **nothing but the padding**: the same layers, widths, strides and activations as above.
#
# <details><summary>Hint</summary>
#
# Write down the height after *every* layer of a branch. The stride is the same everywhere; what else changes a size?
# It is enough to change an argument of the layers whose windows are wider than one point.
#
# </details>

# %% exercise="four-branches"
printed_heights = None  # a dict: {"a": ..., "b": ..., "c": ..., "d": ...}
four_branches = None
### BEGIN SOLUTION
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}

big = keras.Input((250, 250, 1), name="picture")

a = layers.Conv2D(128, 1, activation="relu", strides=2)(big)

b = layers.Conv2D(128, 1, activation="relu")(big)
b = layers.Conv2D(128, 3, activation="relu", strides=2, padding="same")(b)

c = layers.AveragePooling2D(3, strides=2, padding="same")(big)
c = layers.Conv2D(128, 3, activation="relu", padding="same")(c)

d = layers.Conv2D(128, 1, activation="relu")(big)
d = layers.Conv2D(128, 3, activation="relu", padding="same")(d)
d = layers.Conv2D(128, 3, activation="relu", strides=2, padding="same")(d)

four_branches = keras.Model(big, layers.Concatenate()([a, b, c, d]))
### END SOLUTION

# %% check="four-branches-diagnosis" points=1
import slips

check.answer(
    printed_heights,
    {name: branch.shape[1] for name, branch in printed.items()},
    slips=slips.PRINTED_HEIGHTS,
)

# %% check="four-branches-graph" points=2
check.same_graph(four_branches, drawings.FOUR_BRANCHES)

# %% check="four-branches-size" points=1
check.outputs(four_branches, (None, 125, 125, 512))
check.parameters(four_branches, 444_800)

# %% [markdown]
# With `padding="same"` the comment in the listing becomes true: equal strides, equal sizes, whatever the widths of the
# windows. The parameter count, 444,800, is the same with and without padding. Zeros at the border cost no weights.

# %% [markdown]
# ## 3 · The 1×1 convolution that makes others cheap
#
# A window of 1×1 looks at one point, so it sees nothing of its surroundings. What it does see is all **channels** of
# that point: it is a `Dense` layer at every place of the picture, and can turn 192 channels into 16.
#
# That is worth a lot where a wide window follows. Every weight of a convolution is used once at every place it writes
# to, and each use is a multiplication and an addition. Count these **multiply-adds**:
#
# > places × (width × height of the window) × channels read × filters
#
# In GoogLeNet (Szegedy and others, 2014), the module called *inception (3a)* reads 28 × 28 points with 192 channels.
# One of its branches is a 5×5 convolution with 32 filters.
#
# ### Predict · What does the 5×5 cost?
#
# *Difficulty: ●●○ · 5 minutes · 1 point*
#
# How many multiply-adds does the 5×5 convolution take, with `padding="same"`,
#
# - `"direct"`: reading the 192 channels;
# - `"narrowed"`: with a 1×1 convolution to 16 channels before it, both layers together?

# %% exercise="predict-work"
work = None  # a dict: {"direct": ..., "narrowed": ...}
### BEGIN SOLUTION
work = {
    "direct": 28 * 28 * 5 * 5 * 192 * 32,
    "narrowed": 28 * 28 * 1 * 1 * 192 * 16 + 28 * 28 * 5 * 5 * 16 * 32,
}
### END SOLUTION


# %% locked="multiply-adds"
def multiply_adds(model):
    """Return the multiply-adds of a model's convolutions for one picture: each weight once at every place."""
    convolutions = [layer for layer in model.layers if isinstance(layer, layers.Conv2D)]
    return sum(int(np.prod(layer.output.shape[1:3])) * int(np.prod(layer.kernel.shape)) for layer in convolutions)


features = keras.Input((28, 28, 192), name="features")
wide = {"padding": "same", "activation": "relu"}
direct = keras.Model(features, layers.Conv2D(32, 5, **wide)(features))
narrowed = keras.Model(features, layers.Conv2D(32, 5, **wide)(layers.Conv2D(16, 1, **wide)(features)))

# %% check="work-right" points=1
import slips

check.answer(
    work,
    {"direct": multiply_adds(direct), "narrowed": multiply_adds(narrowed)},
    slips=slips.WORK,
)

# %%
print("          multiply-adds  parameters")
for name, model in {"direct": direct, "narrowed": narrowed}.items():
    print(f"{name:9} {multiply_adds(model):>13,} {model.count_params():>11,}")
print(f"{multiply_adds(direct) / multiply_adds(narrowed):.1f} times less work")

# %% [markdown]
# These are the published numbers, worked out again: *120.4 million* and *12.4 million* multiply-adds are what textbooks
# and lecture notes give for this branch. The narrow place is called a **bottleneck**. It is also a limit: what does
# not fit through 16 channels is lost to the 5×5.
#
# ### Exercise 3 · Inception (3a)
#
# *Difficulty: ●●○ · 12 minutes · 4 points · more*
#
# **Goal:** build the whole module.
#
# | branch | first | then |
# |---|---|---|
# | a | convolution 1×1, 64 filters | nothing |
# | b | convolution 1×1, 96 filters | convolution 3×3, 128 filters |
# | c | convolution 1×1, 16 filters | convolution 5×5, 32 filters |
# | d | max pooling 3×3, stride 1 | convolution 1×1, 32 filters |
#
# | part | specification |
# |---|---|
# | input | (28, 28, 192) |
# | all convolutions | stride 1, followed by relu, and without biases: `use_bias=False` |
# | sizes | every layer keeps 28 × 28 |
# | joined | all four, and nothing after that: output (None, 28, 28, 256) |
#
# The paper's table gives this module *159K* parameters and *128M* operations (published; its K is 1,024).
#
# <details><summary>Hint</summary>
#
# One block of lines for each branch, and all four begin at the same input. Which layers need `padding="same"` to keep
# 28 × 28? For pooling, what is the stride when none is given?
#
# </details>

# %% exercise="inception-3a"
inception_3a = None
### BEGIN SOLUTION
# 1 input, and what all convolutions have in common
entrance = keras.Input((28, 28, 192), name="features")
usual = {"padding": "same", "activation": "relu", "use_bias": False}

# 2 branches
branch_1x1 = layers.Conv2D(64, 1, **usual)(entrance)
branch_3x3 = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
branch_5x5 = layers.Conv2D(32, 5, **usual)(layers.Conv2D(16, 1, **usual)(entrance))
branch_pool = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))

# 3 where they meet, and the model
together = layers.Concatenate()([branch_1x1, branch_3x3, branch_5x5, branch_pool])
inception_3a = keras.Model(entrance, together, name="inception_3a")
### END SOLUTION

# %% check="inception-3a-graph" points=2
check.same_graph(inception_3a, drawings.INCEPTION_3A)

# %% check="inception-3a-output" points=1
check.outputs(inception_3a, (None, 28, 28, 256))

# %% check="inception-3a-parameters" points=1
check.parameters(inception_3a, 163_328)

# %% [markdown]
# 163,328 = 159.5 × 1,024, and at 28 × 28 places that makes 128,049,152 multiply-adds. Keras itself would add a bias for
# each filter, 368 of them; the paper does not count those.

# %%
print(f"{163_328 / 1024:.1f} K weights, {163_328 * 28 * 28:,} multiply-adds")
print(f"{64 + 96 + 128 + 16 + 32 + 32} biases left out")

# %% [markdown]
# ## 4 · Shortcuts
#
# `Concatenate` puts tensors side by side. `Add` lays one over the other, number by number, so both must have the same
# shape. Or must they?
#
# ### Predict · What can be added?
#
# *Difficulty: ●○○ · 3 minutes · 1 point*
#
# Which of these additions give a tensor (`"runs"`), and which stop with an error (`"error"`)?

# %% locked="additions"
additions = {
    "16 channels and 16 channels": [(8, 8, 16), (8, 8, 16)],
    "16 channels and 32 channels": [(8, 8, 16), (8, 8, 32)],
    "16 channels and 1 channel": [(8, 8, 16), (8, 8, 1)],
    "8×8 and 4×4": [(8, 8, 16), (4, 4, 16)],
}

# %% exercise="predict-additions"
can_be_added = None  # a dict: {"16 channels and 16 channels": "runs" or "error", ...}
### BEGIN SOLUTION
can_be_added = {
    "16 channels and 16 channels": "runs",
    "16 channels and 32 channels": "error",
    "16 channels and 1 channel": "runs",
    "8×8 and 4×4": "error",
}
### END SOLUTION


# %% locked="addition-outcome"
def addition(shapes):
    """Add tensors of these shapes and say how it went."""
    try:
        layers.Add()([keras.Input(shape) for shape in shapes])
    except ValueError:
        return "error"
    return "runs"


addition_outcomes = {name: addition(shapes) for name, shapes in additions.items()}

# %% check="additions-right" points=1
import slips

check.answer(
    can_be_added,
    addition_outcomes,
    slips=slips.ADDITIONS,
)

# %%
for name, happened in addition_outcomes.items():
    print(f"{name:30} {happened}")

# %% [markdown]
# The third is a trap. A size of **1** is stretched until it fits, without a word: here one channel is added to each of
# sixteen. A projection that was given one filter instead of sixteen builds, and trains, and is not what was meant.
#
# ### A block that starts as nothing
#
# A **residual block** (He and others, 2015) adds its own input to what its layers make of it:
#
# > output = relu(x + change), where change = layers(x)
#
# The layers no longer have to make the output. They only make the *difference*. With all weights at zero, a chain of
# layers gives zeros, whatever comes in. A residual block with all weights at zero hands its input on, as far as it is
# not negative: relu is still there. The next cells show both, with the same layers and the same number of parameters.

# %%
block_input = keras.Input((8, 8, 4), name="x")
change = layers.Conv2D(4, 3, padding="same", activation="relu")(block_input)
change = layers.Conv2D(4, 3, padding="same")(change)

chain = keras.Model(block_input, layers.Activation("relu")(change))
residual = keras.Model(block_input, layers.Activation("relu")(layers.Add()([block_input, change])))

# %% tags=["demo"]
some_numbers = np.random.default_rng(3).random((5, 8, 8, 4)).astype("float32")
for name, model in {"chain": chain, "residual": residual}.items():
    model.set_weights([np.zeros_like(weight) for weight in model.get_weights()])
    output = np.asarray(model(some_numbers))
    print(
        f"{name:9} {model.count_params()} parameters   all zeros: {not output.any()!s:6}"
        f" the input itself: {np.allclose(output, some_numbers)}"
    )

# %% [markdown]
# When a block changes the shape, with more filters or a stride, its input no longer fits. Instead of an **identity
# shortcut**, the input itself, it then gets a **projection shortcut** with a layer of its own: a 1×1 convolution with
# as many filters as the block, and the same stride.
#
# Blocks are used by the dozen. So they are written once, as a **function** from a tensor to a tensor, in which layers
# are made anew at every call:
#
# ```python
# x = residual_block(x, filters=16)
# x = residual_block(x, filters=16)
# x = residual_block(x, filters=32, stride=2)
# ```
#
# ### Exercise 4 · A residual block
#
# *Difficulty: ●●○ · 15 minutes · 5 points · core*
#
# **Goal:** write `residual_block(x, filters, stride=1)`, which returns a tensor.
#
# | part | what it is |
# |---|---|
# | `change` | convolution 3×3 with the given stride and relu, then convolution 3×3, stride 1, **no** activation |
# | `shortcut` | `x` itself when its shape fits; otherwise convolution 1×1 with the given stride, no activation |
# | output | relu of the sum of the two |
#
# All convolutions have `filters` filters, a bias as Keras gives it, and padding `"same"`. The shape of `x` fits when it
# has `filters` channels **and** the stride is 1.
#
# <details><summary>Hint</summary>
#
# A function that builds a graph may ask questions: `x.shape[-1]` is the number of channels of `x`. Keep `x` under its
# own name and give the change another one; you need both at the end. And do not forget to `return`.
#
# </details>

# %% exercise="residual-block"
residual_block = None
### BEGIN SOLUTION


def residual_block(x, filters, stride=1):  # noqa: F811
    """Return relu(x + two convolutions of x); where the shapes differ, x is projected."""
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)

    shortcut = x
    if x.shape[-1] != filters or stride != 1:
        shortcut = layers.Conv2D(filters, 1, strides=stride)(x)

    return layers.Activation("relu")(layers.Add()([shortcut, change]))


### END SOLUTION

# %% check="residual-identity" points=2
kept = check.model_of(residual_block, (8, 8, 16), 16)
some_features = np.random.default_rng(4).normal(size=(3, 8, 8, 16)).astype("float32")
check.identity_when_zero(kept, {"x": some_features}, relu=True)
check.same_graph(kept, drawings.residual_block((8, 8, 16), 16))
check.apart(kept, check.model_of(residual_block, (12, 12, 16), 16), "residual_block")

# %% check="residual-projection" points=2
halved = check.model_of(residual_block, (8, 8, 16), 32, stride=2, refused="shortcut-not-projected")
check.outputs(halved, (None, 4, 4, 32))
check.same_graph(halved, drawings.residual_block((8, 8, 16), 32, stride=2))

# %% check="residual-other-sizes" points=1
smaller = check.model_of(residual_block, (9, 9, 8), 8, stride=2, refused="shortcut-not-projected")
check.outputs(smaller, (None, 5, 5, 8))
check.same_graph(smaller, drawings.residual_block((9, 9, 8), 8, stride=2))
### BEGIN HIDDEN TESTS
for height, channels_in, filters_out, step in [(7, 4, 4, 1), (7, 4, 12, 1), (10, 3, 6, 3), (10, 4, 4, 3), (6, 1, 5, 1)]:
    size = (height, height, channels_in)
    other = check.model_of(residual_block, size, filters_out, stride=step, refused="shortcut-not-projected")
    check.same_graph(other, drawings.residual_block(size, filters_out, step))
### END HIDDEN TESTS

# %% [markdown]
# ## 5 · Deeper
#
# Here are two networks for digits that differ in one line. Both begin with a `Dense` layer and end with one; between
# them stand blocks of two `Dense` layers, with or without a shortcut.


# %% locked="deep-networks"
def digit_network(depth, shortcut):
    """Return a network of `depth` Dense layers: 64 pixels → blocks of two layers with 32 units → 10 digits."""
    pixels = keras.Input((64,), name="pixels")
    x = layers.Dense(32, activation="relu")(pixels)
    for _ in range((depth - 2) // 2):
        change = layers.Dense(32, activation="relu")(x)
        change = layers.Dense(32)(change)
        x = layers.Activation("relu")(layers.Add()([x, change]) if shortcut else change)
    return keras.Model(pixels, layers.Dense(10, activation="softmax", name="digit")(x))


# %% tags=["demo"]
for shortcut in (False, True):
    network = digit_network(32, shortcut)
    name = "with shortcuts" if shortcut else "plain"
    print(f"{name:15} {network.count_params():,} parameters")

# %% [markdown]
# An addition has no weights, so **the parameter count cannot see a shortcut**, nor a missing one.
#
# A deep plain network can do whatever a shallow one can: its further layers would only have to hand on what they get.
# So deeper should be at least as good, on the *training* data above all. Before you go on, **make a guess**: how well
# do 4, 16 and 32 plain layers learn their own training pictures?
#
# ### Predict · What does not knowing cost?
#
# *Difficulty: ●○○ · 2 minutes · 1 point*
#
# Suppose that a network learns nothing at all and gives each of the ten digits the same probability. Around which
# number will its loss, the crossentropy, stay? Two digits after the point are enough: for example `0.12`.
#
# The crossentropy of one picture is −log(probability of the right class), with the natural logarithm.

# %% exercise="predict-stuck"
stuck_loss = None  # a number
### BEGIN SOLUTION
stuck_loss = round(-np.log(1 / 10), 2)
### END SOLUTION

# %% check="stuck-right" points=1
import slips

try:
    foretold = round(float(np.squeeze(stuck_loss)), 2)  # Keras' losses give an array with one number in it
except (TypeError, ValueError):
    foretold = stuck_loss  # no number at all: the check says so
check.answer(
    foretold,
    round(float(keras.losses.sparse_categorical_crossentropy(np.array([3]), np.full((1, 10), 0.1))[0]), 2),
    slips=slips.STUCK,
)

# %% [markdown]
# Now train them. Each network is trained three times, from three seeds, with the same pictures, the same optimiser, and
# sixteen passes over the pictures.


# %% locked="training"
def ready(network):
    """Compile a network for `learn`."""
    network.compile(
        optimizer=keras.optimizers.SGD(0.03),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return quick.ready(network, batches=160, jit=False)


def fresh(shape):
    """Return the numbers that a Dense layer's weights of this shape begin with: random ones, and zeros for biases."""
    return keras.initializers.GlorotUniform()(shape) if len(shape) > 1 else np.zeros(shape)


def go_on(network, rounds):
    """Train a compiled network on; each round goes four times over the digits. Return its history."""
    pixels, digit = np.tile(train.pixels, (4, 1)), np.tile(train.digit, 4)
    return network.fit(pixels, digit, batch_size=32, epochs=rounds, verbose=0).history


def learn(network, seed, rounds=4):
    """Train a compiled network from fresh weights; each round goes four times over the digits. Return its history."""
    keras.utils.set_random_seed(seed)
    network.set_weights([fresh(weight.shape) for weight in network.weights])
    return go_on(network, rounds)


def read_right(network, data):
    """Return the share of digits that a network reads right."""
    return float(np.mean(np.argmax(network(data.pixels), axis=1) == data.digit))


# %% tags=["demo", "nbval-ignore-output"]
seeds = (1, 2, 3)
curves, results = {}, {}
for shortcut in (False, True):
    name = "with shortcuts" if shortcut else "plain"
    for depth in (4, 16, 32):
        network = ready(digit_network(depth, shortcut))
        runs = []
        for seed in seeds:
            curves[name, depth, seed] = learn(network, seed)
            runs.append((read_right(network, train), read_right(network, test)))
        results[name, depth] = runs
        shown = "   ".join(f"{training:.2f}/{unseen:.2f}" for training, unseen in runs)
        final_loss = np.mean([curves[name, depth, seed]["loss"][-1] for seed in seeds])
        print(f"{name:14} {depth:2} layers   training/unseen: {shown}   last loss {final_loss:.2f}")

# %% tags=["demo", "nbval-ignore-output"]
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6))
styles = {"plain": ("#8a4b00", "--", "s"), "with shortcuts": ("#1f4e79", "-", "o")}
for name, (colour, line, marker) in styles.items():
    for seed in seeds:
        label = f"32 layers, {name}" if seed == 1 else None
        left.plot([4, 8, 12, 16], curves[name, 32, seed]["accuracy"], line, color=colour, label=label)
    depths = [4, 16, 32]
    unseen = np.array([[run[1] for run in results[name, depth]] for depth in depths])
    right.plot(depths, unseen.mean(axis=1), line, color=colour, label=name)
    for column in range(3):
        right.plot(depths, unseen[:, column], marker, color="white", markeredgecolor=colour, markersize=7)
for place in (left, right):
    place.axhline(0.1, color="#555555", linestyle=":", label="guessing")
    place.set(ylim=(0, 1.02))
left.set(xlabel="passes over the training digits", ylabel="accuracy on the training digits", xticks=[4, 8, 12, 16])
right.set(xlabel="layers", ylabel="accuracy on unseen digits", xticks=[4, 16, 32])
left.legend(loc="lower right", bbox_to_anchor=(1, 0.12))
right.legend(loc="center", bbox_to_anchor=(0.7, 0.6))
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* on the left, accuracy on the training digits over 16 passes for networks of 32 layers. The three plain
# ones lie flat on the line *guessing*, at 0.1. The three with shortcuts climb from pass to pass, to between 0.7 and
# 0.95. On the right, accuracy on unseen digits against depth, a mark for each seed. Plain: around 0.9 with 4 layers,
# 0.2 to 0.3 with 16, 0.1 with 32. With shortcuts: about 0.95 with 4 and 16 layers, 0.75 to 0.95 with 32. On another
# machine the marks may lie a little elsewhere.
#
# **Deeper was worse, even on the training data, until there was a shortcut.** He and others call it **degradation**.
# This is no overfitting: a network that overfits is *good* on its training data. The plain network of 32 layers never
# left the start, and its loss stayed at the number that you foretold.
#
# ### Is it the starting weights?
#
# A likely story goes like this: layer by layer the numbers get smaller, until nothing is left to learn from. If that
# were all, starting weights that keep the numbers from shrinking (`kernel_initializer="he_normal"`) would be a cure. So
# would a layer that stretches the numbers again, **normalisation** (`BatchNormalization`).
#
# The next cell looks at untrained networks of 32 layers, and at how much their numbers still differ from digit to digit
# after each block.


# %% locked="cured-networks"
def deep_network(shortcut=False, normalised=False, start="glorot_uniform"):
    """Return a network of 32 layers as above, with other starting weights or with normalisation."""
    pixels = keras.Input((64,), name="pixels")
    x = layers.Dense(32, activation="relu", kernel_initializer=start)(pixels)
    for _ in range(15):
        change = x
        for number in (1, 2):
            change = layers.Dense(32, kernel_initializer=start)(change)
            change = layers.BatchNormalization()(change) if normalised else change
            change = layers.Activation("relu")(change) if number == 1 else change
        x = layers.Activation("relu")(layers.Add()([x, change]) if shortcut else change)
    return keras.Model(pixels, layers.Dense(10, activation="softmax", name="digit")(x))


cures = {
    "plain": {},
    "plain, he_normal": {"start": "he_normal"},
    "plain, normalised": {"normalised": True},
    "with shortcuts": {"shortcut": True},
    "both": {"shortcut": True, "normalised": True},
}


def after_blocks(network):
    """Return the model that gives what each of a deep network's 15 blocks gives, from the pixels."""
    ends = [layer.output for layer in network.layers if isinstance(layer, layers.Activation)]
    return keras.Model(network.input, ends[1::2])  # every block has two relus; the second one is its end


# %% tags=["demo", "nbval-ignore-output"]
fig, axes = plt.subplots(figsize=(7, 3.2))
lines = {"plain": ("#8a4b00", "--"), "plain, he_normal": ("#777777", "-."), "with shortcuts": ("#1f4e79", "-")}
for name, (colour, line) in lines.items():
    for seed in seeds:
        keras.utils.set_random_seed(seed)
        blocks = after_blocks(deep_network(**cures[name]))(test.pixels)
        spread = [float(np.asarray(numbers).std(axis=0).mean()) for numbers in blocks]
        axes.semilogy(range(1, 16), spread, line, color=colour, label=name if seed == 1 else None)
axes.set(xlabel="block", ylabel="spread between digits", xticks=range(1, 16, 2))
axes.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* spread against block, on a scale of powers of ten. *plain* falls steadily, and after 15 blocks it is more
# than ten thousand times smaller than at first. *plain, he_normal* falls far less, about two to twenty times. *with
# shortcuts* does not fall; it grows.
#
# So `he_normal` does keep the numbers from shrinking away. Does it cure? Each network is trained for 16 passes, as
# before; `he_normal` goes on to 48.

# %% tags=["demo", "nbval-ignore-output"]
cured = {name: [] for name in [*cures, "plain, he_normal, 48 passes"]}
for name, settings in cures.items():
    network = ready(deep_network(**settings))
    for seed in seeds:
        keras.utils.set_random_seed(seed)
        network.set_weights(deep_network(**settings).get_weights())
        go_on(network, rounds=4)
        cured[name].append(read_right(network, test))
        if name == "plain, he_normal":
            go_on(network, rounds=8)
            cured[f"{name}, 48 passes"].append(read_right(network, test))

fig, axes = plt.subplots(figsize=(8, 3.2))
for place, (name, unseen) in enumerate(sorted(cured.items(), key=lambda pair: np.mean(pair[1]))):
    shortcut = name in ("with shortcuts", "both")
    look = {"color": "#1f4e79", "hatch": ""} if shortcut else {"color": "#d9d9d9", "hatch": "//"}
    axes.barh(name, np.mean(unseen), height=0.55, edgecolor="#333333", **look)
    axes.plot(unseen, [place] * 3, "o", color="white", markeredgecolor="black", markersize=6)
    print(f"{name:28}", *(f"{value:.2f}" for value in unseen))
axes.axvline(0.1, color="#b00020", linestyle=":", label="guessing")
axes.set(xlim=(0, 1.02), xlabel="accuracy on unseen digits, three seeds, 32 layers")
axes.legend(loc="lower right", frameon=False)
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* six bars with a dot for each of three seeds. *plain* stands at the line *guessing*. *normalised* and
# *he_normal* get off that line, to between 0.2 and 0.5; with 48 passes *he_normal* comes to less than 0.6. The two
# with shortcuts reach between 0.75 and 1.0, and *both* is best.
#
# **Shrinking is a part of the trouble, and not the whole of it.** Better starting weights, three times the passes, and
# normalisation each help, and none of them makes 32 plain layers read as well as 4. A shortcut does, and costs no
# parameter. Together with normalisation it does best, and this is how deep networks are built.
#
# ### What is still there after 15 blocks?
#
# One might also think that a plain network has *lost* what tells a 3 from an 8. A **probe** asks: can something simple
# read the digits from the numbers at block 15, untrained as they are? Here it is a logistic regression on these numbers
# in standard units, so their size does not matter.

# %% tags=["demo", "nbval-ignore-output"]
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

for name in ("plain", "with shortcuts"):
    read = []
    for seed in seeds:
        keras.utils.set_random_seed(seed)
        last_block = after_blocks(deep_network(**cures[name]))
        probe = make_pipeline(StandardScaler(), LogisticRegression(C=10, max_iter=3000))
        probe.fit(np.asarray(last_block(train.pixels)[-1]), train.digit)
        read.append(probe.score(np.asarray(last_block(test.pixels)[-1]), test.digit))
    print(f"{name:15} a probe at block 15 reads", *(f"{value:.2f}" for value in read), "of the unseen digits")

# %% [markdown]
# Less gets through than with shortcuts, and far more than the tenth that guessing gives. The difference between digits
# is bent and made tiny on its way; it is not gone. What these 32 layers lack is a way to *learn* with it, and that is
# what a shortcut gives: it hands on what came in, and a block has only to add to it.

# %% [markdown]
# ### Exercise 5 · The loss of a network that knows nothing
#
# *Difficulty: ●○○ · 8 minutes · 2 points · core*
#
# **Goal:** tell from a loss alone whether a network has learned anything.
#
# Write `cost_of_not_knowing(classes)`: the crossentropy of a network that gives each of `classes` classes the same
# probability, not rounded. Then judge these five runs; the losses are those after 1, 10 and 30 epochs.
#
# | run | classes | losses |
# |---|---|---|
# | `"A"` | 10 | 2.31, 2.30, 2.30 |
# | `"B"` | 10 | 2.21, 0.63, 0.12 |
# | `"C"` | 2 | 0.70, 0.69, 0.69 |
# | `"D"` | 100 | 4.61, 2.71, 2.30 |
# | `"E"` | 2 | 2.94, 1.35, 0.70 |
#
# `learned` is a dict with `"nothing"` or `"something"` for each run: does its last loss show that it knows more than a
# network that gives all classes the same probability?
#
# <details><summary>Hint</summary>
#
# For ten classes you have worked it out before: the probability of the right class, then −log of it. Work out the
# number for 2 and for 100 classes and lay it beside the last loss of each run. A loss that fell has not always arrived
# anywhere.
#
# </details>

# %% exercise="not-knowing"
cost_of_not_knowing = None
learned = None  # a dict: {"A": "nothing" or "something", ...}
### BEGIN SOLUTION


def cost_of_not_knowing(classes):  # noqa: F811
    """Return the crossentropy when every class gets the same probability."""
    return -np.log(1 / classes)


learned = {"A": "nothing", "B": "something", "C": "nothing", "D": "something", "E": "nothing"}
### END SOLUTION

# %% check="not-knowing-function" points=1
for classes, wrong in {
    10: {"log-of-other-base": np.log2(10), "error-rate-not-loss": 0.9, "sign-forgotten": -np.log(10)},
    2: {"log-of-other-base": np.log10(2), "error-rate-not-loss": 0.5, "classes-decide-chance": np.log(10)},
}.items():
    asked_of_keras = keras.losses.sparse_categorical_crossentropy(np.array([0]), np.full((1, classes), 1 / classes))
    name = f"cost_of_not_knowing({classes})"
    check.gives(cost_of_not_knowing, classes, expected=float(asked_of_keras[0]), name=name, slips=wrong)
### BEGIN HIDDEN TESTS
check.gives(cost_of_not_knowing, 500, expected=np.log(500), name="cost_of_not_knowing(500)")
### END HIDDEN TESTS

# %% check="not-knowing-runs" points=1
even_loss = {
    classes: float(keras.losses.sparse_categorical_crossentropy(np.array([0]), np.full((1, classes), 1 / classes))[0])
    for classes in (2, 10, 100)
}
last_losses = {"A": (10, 2.30), "B": (10, 0.12), "C": (2, 0.69), "D": (100, 2.30), "E": (2, 0.70)}
check.answer(
    learned,
    {
        run: "something" if last < even_loss[classes] - 0.01 else "nothing"
        for run, (classes, last) in last_losses.items()
    },
    slips={
        "C": {"something": "classes-decide-chance"},
        "D": {"nothing": "classes-decide-chance"},
        "E": {"something": "falling-is-not-learning"},
    },
)

# %% [markdown]
# ### Exercise 6 · Six additions, and nothing learned
#
# *Difficulty: ●●○ · 12 minutes · 5 points · core*
#
# **Goal:** find the mistake in this network of 20 layers, mend it, and train it.
#
# A colleague has read about bottlenecks *and* about shortcuts. Each of the six blocks goes from 32 numbers to 8, works
# on these, and goes back to 32. There are six additions, the number of parameters is right, no error appears. It learns
# nothing.


# %% locked="colleague"
def colleagues_network():
    """Return a network of 20 Dense layers, as the colleague wrote it."""
    pixels = keras.Input((64,), name="pixels")
    x = layers.Dense(32, activation="relu")(pixels)
    for _ in range(6):
        x = layers.Dense(8, activation="relu")(x)
        x = layers.Dense(8, activation="relu")(x)
        x = layers.Dense(32)(x)
        x = layers.Add()([x, x])
        x = layers.Activation("relu")(x)
    return keras.Model(pixels, layers.Dense(10, activation="softmax", name="digit")(x))


colleagues = colleagues_network()
number_of_additions = sum(isinstance(layer, layers.Add) for layer in colleagues.layers)
print(f"{colleagues.count_params():,} parameters, {number_of_additions} additions")

# %% tags=["demo", "nbval-ignore-output"]
learn(ready(colleagues), seed=1, rounds=2)
print(f"training digits {read_right(colleagues, train):.2f}, unseen digits {read_right(colleagues, test):.2f}")

# %% [markdown]
# | part | specification |
# |---|---|
# | make | `mended_network`, a model from `pixels` (64,) to ten probabilities |
# | layers | the colleague's: six blocks of Dense 8 with relu, Dense 8 with relu, Dense 32; relu after each addition |
# | parameters | 6,154, as before |
# | training | `learn(ready(mended_network), seed=1, rounds=2)`: a few seconds |
# | it must reach | 0.75 on unseen digits |
#
# <details><summary>Hint</summary>
#
# Go through the loop with a pencil. When `Add` is called, which tensor does the name `x` stand for? And under which
# name could you still reach the tensor with which the block began?
#
# </details>

# %% exercise="mended-network"
mended_network = None
### BEGIN SOLUTION
start = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(start)
for _ in range(6):
    narrow = layers.Dense(8, activation="relu")(x)
    narrow = layers.Dense(8, activation="relu")(narrow)
    change = layers.Dense(32)(narrow)
    x = layers.Activation("relu")(layers.Add()([x, change]))
mended_network = keras.Model(start, layers.Dense(10, activation="softmax", name="digit")(x))

history = learn(ready(mended_network), seed=1, rounds=2)
### END SOLUTION

# %% check="mended-graph" points=2
check.same_graph(mended_network, drawings.deep_stack(6))

# %% check="mended-learns" points=2
check.learns(mended_network, {"pixels": test.pixels}, test.digit, at_least=0.75)

# %% check="mended-parameters" points=1
check.parameters(mended_network, 6_154)

# %% [markdown]
# The count was right all along, and so was the number of additions. What shows a missing shortcut is the **graph**, and
# what the network does.

# %% [markdown]
# ## 6 · Other shortcuts, and two puzzles
#
# A shortcut need not be added; it can also be **joined**, so that nothing is mixed. Two shapes of this kind are common.
#
# **Dense blocks** (Huang and others, 2016). Every layer reads everything that came before it, and adds a few channels
# of its own. What a later layer reads grows by the same amount each time.

# %%
everything = keras.Input((8, 8, 16), name="everything")
block_start = everything
for number in range(1, 5):
    grown = layers.Conv2D(12, 3, padding="same", activation="relu")(everything)
    everything = layers.Concatenate()([everything, grown])
    print(f"after layer {number}: {everything.shape[-1]} channels")
print(f"{keras.Model(block_start, everything).count_params():,} parameters")

# %% [markdown]
# **U-shapes** (Ronneberger and others, 2015). Answers that are as large as the picture, such as *which points belong to
# the digit?*, want both: a wide view, for which the picture is made smaller, and fine detail, which gets lost on the
# way. So the way down is followed by a way up, and at each size a shortcut leads straight across.
#
# The two must have equal sizes where they meet. Half of an odd number, doubled, is not that number:

# %%
for size in (28, 27):
    half = layers.MaxPooling2D(2)(keras.Input((size, size, 8)))
    half_same = layers.MaxPooling2D(2, padding="same")(keras.Input((size, size, 8)))
    up, up_same = (layers.UpSampling2D(2)(tensor).shape[1] for tensor in (half, half_same))
    print(f"{size} → {half.shape[1]} → {up}   with 'same': {size} → {half_same.shape[1]} → {up_same}")

# %% [markdown]
# ### Exercise 7 · From code to drawing, from drawing to code
#
# *Difficulty: ●●● · 15 minutes · 4 points · more*
#
# **Goal:** choose the drawing of a model, then build the model of a drawing.
#
# **First puzzle.** Which of the three drawings below is the graph of `puzzle`? Every box holds a layer, and
# activations have boxes of their own.

# %% locked="puzzle"
picture_of_four = keras.Input((8, 8, 4), name="picture")
x = layers.Conv2D(4, 3, padding="same", activation="relu")(picture_of_four)
first = x
x = layers.Add()([x, picture_of_four])
x = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
puzzle = keras.Model(picture_of_four, layers.Concatenate()([x, first]), name="puzzle")

# %% locked="puzzle-drawings" tags=["nbval-ignore-output"]
check.Drawings(A=drawings.FORK_A, B=drawings.FORK_B, C=drawings.FORK_C)

# %% [markdown]
# *In words:* three drawings that begin with the picture and end with a Concatenate, and have two convolutions, each
# with relu, and an Add. **A**: the Add gets the picture and the first relu, and is read by the second convolution; the
# Concatenate gets the Add and the second relu. **B**: the Add gets the picture and the first relu, and is read by the
# second convolution; the Concatenate gets the first and the second relu. **C**: the second convolution reads the first
# relu; the Add gets the picture and the second relu; the Concatenate gets the first relu and the Add.
#
# **Second puzzle.** Build the model in this drawing: a small U that could learn to clean up pictures. `same` means
# `padding="same"`; where no stride is given it is the layer's own default.

# %% locked="u-drawing" tags=["nbval-ignore-output"]
drawings.U_SHAPE

# %% [markdown]
# *In words:* picture 8×8×1, Conv2D with 8 filters 3×3 same, relu; from there one arrow leads down: MaxPooling2D 2×2,
# Conv2D with 16 filters 3×3 same, relu, UpSampling2D 2×2, into a Concatenate; a second arrow leads from the first relu
# straight to this Concatenate. Then Conv2D with 8 filters 3×3 same, relu, Conv2D with 1 filter 1×1, sigmoid, output.
#
# | make | it is |
# |---|---|
# | `chosen` | `"A"`, `"B"` or `"C"` |
# | `u_model` | the model in the second drawing, with an input (8, 8, 1) |
#
# <details><summary>Hint</summary>
#
# For the first: write a name beside every arrow, the variable that stands for it *at that line*. For the second: begin
# at the top and write one line for each box. Give the tensor from which two arrows leave a name that you do not use
# again.
#
# </details>

# %% exercise="puzzles"
chosen = None  # "A", "B" or "C"
u_model = None
### BEGIN SOLUTION
chosen = "B"

# 1 the way down
paper = keras.Input((8, 8, 1), name="picture")
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
half = layers.MaxPooling2D(2)(fine)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(half)

# 2 the way up, and the shortcut across
back = layers.UpSampling2D(2)(coarse)
across = layers.Concatenate()([back, fine])

# 3 the answer, as large as the picture
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(across)
clean = layers.Conv2D(1, 1, activation="sigmoid")(mixed)
u_model = keras.Model(paper, clean)
### END SOLUTION

# %% check="puzzle-chosen" points=1
check.which_drawing(chosen, puzzle, A=drawings.FORK_A, B=drawings.FORK_B, C=drawings.FORK_C)

# %% check="puzzle-built" points=3
check.same_graph(u_model, drawings.U_SHAPE)
### BEGIN HIDDEN TESTS
check.outputs(u_model, (None, 8, 8, 1))
check.parameters(u_model, 2_993)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 8 · A digit anywhere on the page
#
# *Difficulty: ●●○ · 15 minutes · 4 points · more*
#
# **Goal:** read a digit wherever it lies on a larger page, with a model of **at most 2,500 parameters**. The layers are
# yours to choose.
#
# The digits of before now lie on pages of 12 by 12 points, each at another place. A network without windows must learn
# every digit at every place. The next two cells make the pages, and train such a network.


# %% locked="pages"
def on_pages(data, seed):
    """Return a page of 12 by 12 points for each picture, which lies at a random place on it."""
    random = np.random.default_rng(seed)
    pages = np.zeros((len(data.digit), 12, 12, 1), "float32")
    for page, picture, (top, left) in zip(pages, data.pictures, random.integers(0, 5, (len(pages), 2)), strict=True):
        page[top : top + 8, left : left + 8] = picture
    return pages


pages = np.concatenate([on_pages(train, seed) for seed in (1, 2, 3, 4)])  # each picture four times, at four places
page_digit = np.tile(train.digit, 4)
unseen_pages = on_pages(test, seed=5)


def pages_right(model):
    """Return the share of unseen pages that a model reads right."""
    return float(np.mean(np.argmax(model(unseen_pages), axis=1) == test.digit))


# %% tags=["demo", "nbval-ignore-output"]
keras.utils.set_random_seed(1)
page = keras.Input((12, 12, 1), name="page")
x = layers.Dense(14, activation="relu")(layers.Flatten()(page))
without_windows = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(x))
without_windows.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
quick.ready(without_windows, batches=80).fit(pages, page_digit, batch_size=64, epochs=8, verbose=0)
print(f"{without_windows.count_params():,} parameters, unseen pages right {pages_right(without_windows):.2f}")

# %% [markdown]
# | part | specification |
# |---|---|
# | make | `page_reader`, trained |
# | input | `page`, (None, 12, 12, 1) |
# | output | `digit`, (None, 10): a probability for each digit |
# | parameters | at most 2,500 |
# | must reach | 0.8 on unseen pages |
#
# **Try two designs of different shape**, look at both on unseen pages, and hand in the better one. This chapter has
# several to offer: branches with windows of different widths, a 1×1 convolution that leaves few channels, a block with
# a shortcut, strides and pooling.
#
# <details><summary>Hint</summary>
#
# Count first: how many numbers does `Dense(10)` read behind a `Flatten`, and how many behind a `GlobalMaxPooling2D`,
# which keeps the largest number of each channel, wherever it was? Two convolutions are enough, one of them with
# `strides=2`. This trains in seconds: `Adam(0.01)`, `quick.ready(model, batches=80)`, and
# `fit(pages, page_digit, batch_size=64, epochs=4, verbose=0)`.
#
# </details>

# %% exercise="page-reader"
page_reader = None
### BEGIN SOLUTION
# 1 two designs: one line of layers, and two looks side by side
page = keras.Input((12, 12, 1), name="page")

line = layers.Conv2D(8, 5, strides=2, padding="same", activation="relu")(page)

narrow = layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")(page)
wide = layers.Conv2D(6, 5, strides=2, padding="same", activation="relu")(page)
two_looks = layers.Concatenate()([narrow, wide])

# 2 the same end for both, and the same training
found = {}
for name, start_of_it in {"one line": line, "two looks": two_looks}.items():
    keras.utils.set_random_seed(1)
    parts = layers.Conv2D(18, 3, padding="same", activation="relu")(start_of_it)
    largest = layers.GlobalMaxPooling2D()(parts)
    design = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(largest))
    design.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    quick.ready(design, batches=80).fit(pages, page_digit, batch_size=64, epochs=4, verbose=0)
    found[name] = pages_right(design), design

# 3 the better one
page_reader = max(found.values(), key=lambda pair: pair[0])[1]
### END SOLUTION

# %% check="page-budget" points=1
check.inputs(page_reader, page=(None, 12, 12, 1))
check.outputs(page_reader, digit=(None, 10))
check.heads(page_reader, {"page": unseen_pages[:10]}, digit="classes")
check.budget(page_reader, at_most=2_500)

# %% check="page-learns" points=3
check.learns(page_reader, {"page": unseen_pages}, test.digit, at_least=0.8)
### BEGIN HIDDEN TESTS
check.learns(page_reader, {"page": on_pages(test, seed=77)}, test.digit, at_least=0.8)
### END HIDDEN TESTS

# %% [markdown]
# The window is the same at every place, so what it has learned at one place it knows at all others. A `Dense` layer
# behind a `Flatten` has weights of its own for each place, and must learn each from examples.

# %% [markdown]
# ## 7 · To your own data
#
# *8 minutes · more*
#
# Blocks for pictures of your own mostly hold two more layers. `BatchNormalization` brings numbers to a common size;
# `Dropout` sets some of them to zero, others at each step, so that a network leans on none of them alone. Both **behave
# differently in `fit` and afterwards**: the first uses the batch's own mean and spread while training, and the ones it
# has kept otherwise; the second does nothing after training.


# %% tags=["demo", "nbval-ignore-output"]
def normalised_block(x, filters):
    """Return x with a change added: twice normalised, with some numbers left out while training."""
    change = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)  # the normalisation has a bias of its own
    change = layers.Activation("relu")(layers.BatchNormalization()(change))
    change = layers.Dropout(0.2)(change)
    change = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same", use_bias=False)(change))
    return layers.Activation("relu")(layers.Add()([x, change]))


keras.utils.set_random_seed(1)
scan = keras.Input((8, 8, 1), name="picture")
x = layers.Conv2D(16, 3, padding="same", activation="relu")(scan)
x = normalised_block(normalised_block(x, 16), 16)
scanned = layers.Dense(10, activation="softmax", name="digit")(layers.Flatten()(x))
scanner = keras.Model(scan, scanned)
scanner.compile(keras.optimizers.Adam(0.005), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
seen = scanner.fit(
    train.pictures, train.digit, validation_data=(test.pictures, test.digit), batch_size=64, epochs=6, verbose=0
).history
print("unseen digits, epoch by epoch:", *(f"{value:.2f}" for value in seen["val_accuracy"]))

some = test.pictures[:64]
for training in (False, True):
    once, again = (np.asarray(scanner(some, training=training)) for _ in range(2))
    print(f"training={training!s:5}  two calls differ by at most {np.abs(once - again).max():.3f}")
counted = sum(int(np.prod(weight.shape)) for weight in scanner.trainable_weights)
print(f"{scanner.count_params():,} parameters, {counted:,} of them trainable")

# %% [markdown]
# In two calls without `training=True`, the answers are equal; with it they differ, since other numbers are left out
# each time. `predict` and `evaluate` never train. And the summary counts numbers that no gradient moves: a mean and a
# spread for each of 16 channels, in four normalisations.
#
# The accuracy on unseen digits does not rise evenly: the last epoch need not be the best one. Chapter 02 has a callback
# that keeps the best weights.

# %% [markdown]
# ## Cheat sheet
#
# | to | write |
# |---|---|
# | keep the size of a picture | `layers.Conv2D(n, k, padding="same")` |
# | halve it | `strides=2` with `padding="same"`, or `layers.MaxPooling2D(2)` |
# | pool and keep the size | `layers.MaxPooling2D(3, strides=1, padding="same")` |
# | double it | `layers.UpSampling2D(2)` |
# | join branches, channels side by side | `layers.Concatenate()([a, b])` |
# | add a shortcut | `layers.Add()([x, change])`, or `x + change` |
# | make a shortcut fit | `layers.Conv2D(filters, 1, strides=stride)(x)` |
# | write a block | `def block(x, filters): ...; return tensor`, new layers at every call |
# | ask for a tensor's channels | `x.shape[-1]` |
#
# ## Traps and their symptoms
#
# | trap | what you see |
# |---|---|
# | branches without `padding="same"` | `Concatenate` stops and lists sizes such as 125, 124, 122, 123 |
# | an odd size, halved | fits on your pictures, breaks on somebody else's |
# | pooling without `strides=` | smaller than expected: it moves by its own width |
# | adding a single channel to many | nothing: it is stretched in silence |
# | a variable used again before the addition | nothing: `x` is added to itself |
# | a missing shortcut | nothing in the parameter count; a loss that stays at log(classes) |
# | relu before the addition | nothing: the block can only ever add, never take away |
#
# ## Three questions to recall
#
# <details><summary>Two branches have equal strides and different windows. What makes them fit?</summary>
#
# `padding="same"` in every layer whose window is wider than one point. Then only the strides count.
#
# </details>
#
# <details><summary>Why does a 1×1 convolution before a 5×5 save work, although it is one layer more?</summary>
#
# The 5×5 pays for every channel that it reads, 25 times over. The 1×1 reads all channels once and leaves few of them.
#
# </details>
#
# <details><summary>A deep network is bad on its training data. Why is that not overfitting, and what do you look
# at?</summary>
#
# Overfitting means good on the training data and bad elsewhere. Look at the loss: is it log(classes)? Then nothing gets
# through. Look at the graph: does a path lead around the layers?
#
# </details>
#
# ## Where to read on
#
# - F. Chollet, *Deep Learning with Python*: 7.1 of the first edition; the later ones have residual connections in the
#   chapters on modern convnets.
# - C. Szegedy and others, *Going Deeper with Convolutions*, 2014: inception modules, and the table with 159K.
# - K. He and others, *Deep Residual Learning for Image Recognition*, 2015. On ImageNet, 34 plain layers had a larger
#   error than 18 (28.54 against 27.94 per cent), with shortcuts a smaller one (25.03 against 27.88; published numbers).
#   Their plain networks were normalised, so vanishing numbers were not the trouble there.
# - G. Huang and others, *Densely Connected Convolutional Networks*, 2016; O. Ronneberger and others, *U-Net*, 2015.
#
# Next: in chapter 04 one layer is used in several places, and its weights exist only once.

# %% tags=["demo"]
check.progress()
