# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 00 · Layers are functions, models are graphs
#
# ![A box called measurements leads to a box called profile; from there two arrows lead to two answers, grower and
# alcohol.](one_graph.svg)
#
# A `Sequential` model is a list of layers. This course is about models of any other shape, and all of them rest on one
# idea: **a layer is a function from tensors to tensors, and a model is a graph of such calls.** This chapter is that
# idea.
#
# **You will be able to**
#
# - check that your computer has what the course needs, and read what a check says;
# - write a list of layers as a graph: `keras.Input`, layers called on tensors, `keras.Model(inputs, outputs)`;
# - work out shapes and parameters by hand, and read them in a summary and in a picture;
# - mend a graph that does not hold together;
# - cut several models out of one graph, and foresee what training one of them does to the others.
#
# **You need** some Python, and a `Sequential` model that you once trained.
#
# **Time** about 90 minutes. A few demonstrations train a little longer; everything else takes seconds.

# %% locked="setup"
import logging
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # TensorFlow prints errors only
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # the same numbers on every machine

from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers

import listings
import wines
from autograder import checks as check

logging.getLogger("tensorflow").setLevel(logging.ERROR)  # building many models in one notebook is no mistake
keras.utils.set_random_seed(1)

# %% [markdown]
# ## 1 · Is everything in place?
#
# Run the cell above (Shift + Enter), then the one below. The second works even if the first one failed, and says what
# to do about everything that is not as it should be.

# %% tags=["demo", "nbval-ignore-output"]
import environment

environment.report()

# %% [markdown]
# ## 2 · How checks speak
#
# Below every exercise stand cells that check it. Run one as often as you like. It says one of three things.
#
# **It holds.** One line says what was confirmed. (Suppose somebody was asked how many numbers a `Dense` layer with 16
# units learns from 12 inputs.)

# %% tags=["demo"]
check.answer(208, 208)

# %% [markdown]
# **It does not hold.** Then the check says what it looked at, what it expected, what it found, the likely **cause** if
# it recognises one, and where to look. It never gives the answer away.

# %% tags=["demo", "raises-exception"]
check.answer(192, 208, slips={192: "forgotten-bias"})

# %% [markdown]
# **There is nothing to look at yet.** The exercise has not been done, or its cell stopped with an error before it was
# through. That is *not attempted*, and not the same as *wrong*. (*NameError: name … is not defined* means the same:
# the exercise's cell has not been run, or stopped before it made that name.)

# %% tags=["demo", "raises-exception"]
answer_so_far = None
check.answer(answer_so_far, 208)

# %% [markdown]
# ### How to work, and how to hand in
#
# - An exercise's cell holds `raise NotImplementedError(...)`. Write your own lines in its place, and keep the names of
#   the variables. Where the cell holds dots, `...`, put your answers in place of the dots and delete that line.
# - Cells that check, and a few others, are locked. All other cells are yours: change them, add some, break them.
# - No exercise needs the result of another one. Leave one out and come back later.
# - When grading, every cell runs once, in order, in a fresh Python, and the checks look at a few cases more than you
#   see here: other numbers, never other demands. To see what will happen, choose *Kernel, Restart Kernel and Run All
#   Cells*. (JupyterLab stops at the first exercise that is left out; grading goes on.)
# - **To hand in:** save the notebook (Ctrl + S) and hand in this one file, under the name it has. What is not done
#   costs its own points and nothing else.

# %% [markdown]
# ## 3 · A question, and some wine
#
# 178 bottles of wine from one region of Italy, made by three growers, were measured in a laboratory: acids, minerals,
# colour and so on. **Whose wine is it?** The data come with scikit-learn; `wines.py`, beside this notebook, prepares
# them.

# %% locked="wines"
train, test = wines.load()

# %%
print(", ".join(wines.names_of_measurements()))
print("measurements", train.measurements.shape, train.measurements.dtype)
print("grower      ", train.grower.shape, "for example", train.grower[:10])
print("for testing ", test.measurements.shape)

# %% [markdown]
# Twelve measurements for each of 120 wines to learn from, and 58 wines kept for testing. Every measurement is in
# standard units: 0 is the average wine. Two of the twelve show that there is something to find.

# %%
MARKERS = "os^"
COLOURS = ["#1f4e79", "#d98200", "#777777"]


def draw_wines(some):
    """Draw wines by two of their measurements, with a mark for each grower."""
    names = wines.names_of_measurements()
    x, y = names.index("flavanoids"), names.index("color_intensity")
    axes = plt.figure(figsize=(6, 3.4)).gca()
    for grower in range(3):
        own = some.measurements[some.grower == grower]
        axes.scatter(own[:, x], own[:, y], marker=MARKERS[grower], c=COLOURS[grower], label=f"grower {grower}")
    axes.set(xlabel="flavanoids, in standard units", ylabel="colour intensity, in standard units")
    axes.legend()
    plt.show()


draw_wines(train)

# %% [markdown]
# *In words:* a scatter plot of the 120 training wines, flavanoids to the right, colour intensity upwards. The wines of
# the three growers form three clouds that touch: many flavanoids and middling colour (grower 0), pale (grower 1), and
# few flavanoids with strong colour (grower 2).
#
# A baseline, before any model: always say the grower with the most wines.

# %%
most_common = np.bincount(train.grower).argmax()
always_one = float(np.mean(test.grower == most_common))
print(f"always grower {most_common}: right for {always_one:.2f} of the test wines")

# %% [markdown]
# ## 4 · From a list to a graph
#
# As a list, a model for this question is an Input and two layers. You have seen the like.

# %%
as_list = keras.Sequential(
    [
        keras.Input((12,), name="measurements"),
        layers.Dense(16, activation="relu", name="profile"),
        layers.Dense(3, activation="softmax", name="grower"),
    ]
)

# %% [markdown]
# Now the same as a graph, one step at a time. It begins with a **symbolic tensor**: a place that numbers will come
# through, with a shape and a type, and no numbers in it.

# %%
measurements = keras.Input((12,), name="measurements")
print(type(measurements).__name__, measurements.shape, measurements.dtype)

# %% [markdown]
# We gave `keras.Input` the shape of **one** wine, `(12,)`. Keras put an axis in front of it for the **batch**: how many
# wines come at once. It is not known yet, so it is `None`.
#
# A layer is a function. The first pair of brackets *makes* it; the second pair *calls* it on a tensor and gives a new
# tensor.

# %%
make_profile = layers.Dense(16, activation="relu")  # made; it has no weights yet
print("before the call:", len(make_profile.weights), "arrays of weights")

profile_of_wines = make_profile(measurements)  # called; now it knows that 12 numbers come in
print("after the call: ", [tuple(weight.shape) for weight in make_profile.weights])
print("it gives a", type(profile_of_wines).__name__, profile_of_wines.shape)

# %% [markdown]
# Usually both pairs stand in one line. A model is then made of where the graph begins and where it ends:
# `keras.Model(inputs, outputs)`. It finds the layers between the two by itself.

# %% locked="wine-model"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
grower = layers.Dense(3, activation="softmax", name="grower")(profile)

wine_model = keras.Model(inputs=measurements, outputs=grower, name="wine_model")

# %% [markdown]
# ### Predict · How many parameters?
#
# *Difficulty: ●○○ · 5 minutes*
#
# A `Dense` layer learns one number for every pair of an incoming number and a unit, and one more for every unit, its
# *bias*. Work out how many numbers each layer of `wine_model` learns, on paper or as a sum in the cell. A wrong guess
# costs nothing.
#
# <details><summary>Hint</summary>
#
# Above, `make_profile` showed the shapes of its two arrays of weights. What can a layer learn that only says where the
# numbers come in?
#
# </details>

# %% exercise="predict-parameters"
parameters = {"measurements": ..., "profile": ..., "grower": ..., "whole model": ...}
### BEGIN SOLUTION
parameters = {
    "measurements": 0,
    "profile": 12 * 16 + 16,
    "grower": 16 * 3 + 3,
    "whole model": 12 * 16 + 16 + 16 * 3 + 3,
}
### END SOLUTION

# %% check="predicted-parameters" points=2
check.answer(
    parameters,
    {layer.name: layer.count_params() for layer in wine_model.layers} | {"whole model": wine_model.count_params()},
    slips={
        "measurements": {12: "layer-without-weights"},
        "profile": {12 * 16: "forgotten-bias", 12 * 16 + 12: "bias-per-input"},
        "grower": {16 * 3: "forgotten-bias", 16 * 3 + 16: "bias-per-input"},
        "whole model": {12 * 16 + 16 * 3: "forgotten-bias"},
    },
)

# %% [markdown]
# The **summary** shows the same: one row for each layer, the shape of what it gives, and its parameters.

# %%
wine_model.summary(line_length=80)

# %% [markdown]
# The **picture** shows what is connected to what. Here that is a chain still; soon it will not be.

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.plot_model(wine_model, show_shapes=True, show_layer_names=True, show_layer_activations=True, dpi=70)

# %% [markdown]
# *In words:* three boxes, one below the other, joined by arrows: `measurements`, an InputLayer that gives (None, 12);
# `profile`, a Dense layer with relu from (None, 12) to (None, 16); `grower`, a Dense layer with softmax from (None, 16)
# to (None, 3).
#
# Is it the same model as the list? Keras can tell: both have the same layers, and with the same weights they give the
# same answers.

# %%
as_list.set_weights(wine_model.get_weights())
same = np.allclose(as_list(test.measurements), wine_model(test.measurements), atol=1e-6)
print("the same answers:", same)

# %% [markdown]
# So nothing is lost, and everything else works as before: compile, train, look at the result.

# %% tags=["demo", "nbval-ignore-output"]
wine_model.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
wine_model.fit(train.measurements, train.grower, epochs=10, batch_size=12, verbose=0)

answers = np.asarray(wine_model(test.measurements))  # (58, 3): a share of 1.0 for each grower
print(f"right for {np.mean(answers.argmax(axis=1) == test.grower):.2f} of the test wines")
print(f"baseline  {always_one:.2f}")

# %% tags=["demo", "nbval-ignore-output"]
order = np.argsort(test.grower, kind="stable")
given_to_right_one = answers[np.arange(len(answers)), test.grower]

fig, axes = plt.subplots(figsize=(7, 3))
for number in range(3):
    places = np.flatnonzero(test.grower[order] == number)
    axes.plot(
        places, given_to_right_one[order][places], MARKERS[number], color=COLOURS[number], label=f"grower {number}"
    )
axes.axhline(1 / 3, color="#555555", linestyle=":", label="no idea: 1/3")
axes.set(xlabel="test wine", ylabel="share for the right grower", ylim=(0, 1.05))
axes.legend(loc="lower left", ncol=2)
plt.show()

# %% [markdown]
# *In words:* one mark for each of the 58 test wines, at the share of 1.0 that the model gives to the grower who really
# made it. Nearly all marks are close to 1; only a few lie lower.
#
# ### None, and the batch
#
# The graph was made for *any* number of wines. The number comes in with the data, and goes out with the answers.

# %%
for count in (1, 5, 58):
    print(f"{count:2} wines in, answers of shape {tuple(wine_model(test.measurements[:count]).shape)}")

# %% [markdown]
# `None` is not a zero and not a hole: it is a size that is decided later. The batch axis is such a size, and Keras
# adds it by itself. So `keras.Input((None, 10))` is a batch of *sequences* of any length, each step of which has 10
# numbers.
#
# One more thing about shapes: `Dense` works along the **last** axis and leaves the others as they are. Where several
# axes should become one, `layers.Flatten()` does it.

# %% [markdown]
# ### Predict · Which shapes?
#
# *Difficulty: ●●○ · 5 minutes*
#
# What shape has each of these? Write tuples, with `None` where Keras would.
#
# ```python
# picture = keras.Input((8, 8))
# pixels = layers.Flatten()(picture)
# code = layers.Dense(20)(pixels)
# rows = layers.Dense(20)(picture)
# letters = keras.Input((None, 10))
#
# five_codes = keras.Model(picture, code)(np.zeros((5, 8, 8)))
# ```
#
# <details><summary>Hint</summary>
#
# All but the last are symbolic tensors. For the last one, five real pictures are fed in.
#
# </details>

# %% exercise="predict-shapes"
shapes = {"picture": ..., "pixels": ..., "code": ..., "rows": ..., "letters": ..., "five_codes": ...}
### BEGIN SOLUTION
shapes = {
    "picture": (None, 8, 8),
    "pixels": (None, 64),
    "code": (None, 20),
    "rows": (None, 8, 20),
    "letters": (None, None, 10),
    "five_codes": (5, 20),
}
### END SOLUTION

# %% check="predicted-shapes" points=2
picture = keras.Input((8, 8))
pixels = layers.Flatten()(picture)
code = layers.Dense(20)(pixels)
rows = layers.Dense(20)(picture)
letters = keras.Input((None, 10))
five_codes = keras.Model(picture, code)(np.zeros((5, 8, 8)))

check.answer(
    shapes,
    {
        "picture": picture.shape,
        "pixels": pixels.shape,
        "code": code.shape,
        "rows": rows.shape,
        "letters": letters.shape,
        "five_codes": tuple(five_codes.shape),
    },
    slips={
        "rows": {(None, 20): "dense-keeps-axes"},
        "letters": {(None, 10): "batch-axis-twice"},
        "five_codes": {(None, 20): "none-for-a-number"},
    },
)

# %% [markdown]
# ### Names
#
# A layer without a name gets one from Keras, and it depends on what was made before it. The next cell makes the same
# layer twice.

# %%
print(layers.Dense(3).name == layers.Dense(3).name)

# %% [markdown]
# Names are how you find a layer again (`model.get_layer("profile")`), how data is fed when there are several inputs,
# and what a summary shows. So throughout this course **variable = layer name**, in the words of the problem.

# %% [markdown]
# ### Exercise 1 · The list as a graph
#
# *Difficulty: ●○○ · 10 minutes*
#
# **Goal:** write the list of layers in the next cell as a graph, and call the model `digit_model`. It reads a picture
# of a handwritten digit, 8 × 8 pixels, and says which of the ten digits it is.
#
# | | |
# |---|---|
# | input | `picture`, shape (None, 8, 8) |
# | between | the layers of the list, in its order; their names are up to you |
# | output | `digit`, shape (None, 10) |
# | made by | `keras.Input`, layers called on tensors, `keras.Model` |
#
# <details><summary>Hint</summary>
#
# Each line of the list becomes one line of the form `tensor = layer(...)(tensor_before)`. The last line closes the
# graph: where does it begin, where does it end?
#
# </details>

# %% locked="digit-list"
digit_list = keras.Sequential(
    [
        keras.Input((8, 8), name="picture"),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(16, activation="relu"),
        layers.Dense(10, activation="softmax", name="digit"),
    ]
)

# %% exercise="digit-model"
digit_model = None
### BEGIN SOLUTION
picture = keras.Input((8, 8), name="picture")
pixels = layers.Flatten()(picture)
strokes = layers.Dense(32, activation="relu")(pixels)
shapes_of_strokes = layers.Dense(16, activation="relu")(strokes)
digit = layers.Dense(10, activation="softmax", name="digit")(shapes_of_strokes)
digit_model = keras.Model(picture, digit)
### END SOLUTION

# %% check="digit-ends" points=2
check.functional(digit_model)
check.inputs(digit_model, picture=(None, 8, 8))
check.outputs(digit_model, digit=(None, 10))

# %% check="digit-graph" points=2
check.same_graph(digit_model, digit_list)

# %% [markdown]
# ## 5 · When a graph does not hold together
#
# Keras looks at every line as it runs, and at the whole graph when `keras.Model` closes it. So the line that *stops* is
# not always the line that is *wrong*, and some mistakes stop nothing at all.

# %% [markdown]
# ### Exercise 2 · Which line stops?
#
# *Difficulty: ●●○ · 6 minutes*
#
# **Goal:** foretell for each of the six listings that the next cell prints which line stops with an error, if any.
#
# For each listing write either the line, such as `"line 2"`, or `"no error"`.
#
# <details><summary>Hint</summary>
#
# Ask of each line: can Keras carry it out with what it knows *at that moment*? Only `keras.Model` sees where a graph
# begins and where it ends.
#
# </details>

# %% locked="listings"
listings.show()

# %% exercise="which-line"
stops = {
    "forgotten": ...,
    "brackets": ...,
    "not called": ...,
    "run twice": ...,
    "unused": ...,
    "with batch": ...,
}
### BEGIN SOLUTION
stops = {
    "forgotten": "line 5",
    "brackets": "line 1",
    "not called": "line 3",
    "run twice": "line 5",
    "unused": "no error",
    "with batch": "no error",
}
### END SOLUTION

# %% check="stopping-lines" points=3
check.answer(stops, {title: listings.run(title)[0] for title in listings.LISTINGS}, slips=listings.SLIPS)

# %% [markdown]
# Now run them all and see. The messages are Keras' own; learn to recognise the words *not connected*, *used 2 times*
# and *shape*.

# %% tags=["demo"]
for title in listings.LISTINGS:
    where, what = listings.run(title)
    print(f"{title:11} {where:9} {what.split('. ')[0]}")  # the first sentence

# %% [markdown]
# - **forgotten**: an answer hangs on `region`, which is not among the inputs. Every line is fine on its own; only
#   `keras.Model` can see it.
# - **brackets**: `(12)` is the number 12. A tuple of one number is `(12,)`.
# - **not called**: `profile` is a layer, not a tensor. It stops where a tensor is needed, one line below the mistake.
# - **run twice**: the *name* `measurements` now belongs to a new Input, but `profile` hangs on the old one. In a
#   notebook this happens when you run one cell again and not those below it. The message speaks of a name *used 2
#   times* because Keras finds both Inputs. The cure: keep a graph in **one** cell.
# - **unused** and **with batch**: silent. The first model takes `region` and ignores it; the second expects sequences,
#   which the shapes give away. What no error tells, a summary or a picture does.

# %% [markdown]
# ### Exercise 3 · Bug hunt
#
# *Difficulty: ●●○ · 10 minutes*
#
# **Goal:** mend this listing. It has four mistakes: three stop it, one after the other, and the fourth is silent.
#
# ```python
# measurements = keras.Input((12), name="measurements")
# profile = layers.Dense(16, activation="relu", name="profile")(measurements)
# sketch = layers.Dense(4, activation="relu", name="sketch")(measurements)
# # some cells further down, to be on the safe side:
# measurements = keras.Input((12,), name="measurements")
# grower = layers.Dense(3, activation="softmax", name="grower")
# mended_model = keras.Model(measurements, grower)
# ```
#
# What it should have been:
#
# | layer | reads | gives | parameters |
# |---|---|---|---|
# | `measurements`, the input | | (None, 12) | 0 |
# | `profile`: Dense, relu | `measurements` | (None, 16) | 208 |
# | `sketch`: Dense, relu | `profile` | (None, 4) | 68 |
# | `grower`, the output: Dense, softmax | `sketch` | (None, 3) | 15 |
#
# <details><summary>Hint</summary>
#
# Copy the listing into the cell, run it, mend what stops, run it again. When nothing stops any more, compare
# `mended_model.summary()` with the table, row by row.
#
# </details>

# %% exercise="mended-model"
mended_model = None
### BEGIN SOLUTION
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
grower = layers.Dense(3, activation="softmax", name="grower")(sketch)
mended_model = keras.Model(measurements, grower)
### END SOLUTION

# %% check="mended-ends" points=1
check.inputs(mended_model, measurements=(None, 12))
check.outputs(mended_model, grower=(None, 3))

# %% check="mended-way" points=2
check.branch(mended_model, "measurements", "Dense", "Dense", "Dense")
check.parameters(mended_model, 208 + 68 + 15)
### BEGIN HIDDEN TESTS
table = [
    keras.Input((12,), name="measurements"),
    layers.Dense(16, activation="relu"),
    layers.Dense(4, activation="relu"),
    layers.Dense(3, activation="softmax", name="grower"),
]
check.same_graph(mended_model, keras.Sequential(table))
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · A graph may fork and join
#
# A tensor is not used up when a layer reads it. Two layers may read the same one: the graph **forks**. And a layer may
# read several tensors: there it **joins**. `Concatenate` takes a *list* of tensors and puts their numbers side by side.

# %% locked="forked-model"
measurements = keras.Input((12,), name="measurements")
coarse = layers.Dense(2, activation="relu", name="coarse")(measurements)
fine = layers.Dense(6, activation="relu", name="fine")(measurements)  # the same tensor, read once more
both = layers.Concatenate(name="both")([coarse, fine])
grower = layers.Dense(3, activation="softmax", name="grower")(both)
forked_model = keras.Model(measurements, grower, name="forked_model")

# %% [markdown]
# ### Predict · What comes out of a join?
#
# *Difficulty: ●○○ · 2 minutes*
#
# Foretell the shape of the tensor `both`, and the number of parameters of the last layer.
#
# <details><summary>Hint</summary>
#
# Two numbers for each wine on one side, six on the other, side by side.
#
# </details>

# %% exercise="predict-join"
joined = {"shape of both": ..., "parameters of grower": ...}
### BEGIN SOLUTION
joined = {"shape of both": (None, 2 + 6), "parameters of grower": (2 + 6) * 3 + 3}
### END SOLUTION

# %% check="predicted-join" points=1
check.answer(
    joined,
    {"shape of both": both.shape, "parameters of grower": forked_model.get_layer("grower").count_params()},
    slips={"parameters of grower": {8 * 3: "forgotten-bias", 8 * 3 + 8: "bias-per-input"}},
)

# %%
forked_model.summary(line_length=90)

# %% [markdown]
# A list of layers cannot say this. The summary has a new column, *connected to*, and the picture shows it best.

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.plot_model(forked_model, show_shapes=True, show_layer_names=True, show_layer_activations=True, dpi=60)

# %% [markdown]
# *In words:* from the box `measurements`, (None, 12), two arrows lead to `coarse`, (None, 2), and to `fine`, (None, 6).
# Both lead on to `both`, a Concatenate that gives (None, 8), and that leads to `grower`, (None, 3).

# %% [markdown]
# ### Exercise 4 · From a drawing to a model
#
# *Difficulty: ●●○ · 10 minutes*
#
# **Goal:** build the model that the next cell draws, and call it `drawn_model`.
#
# A model is data, and so it can travel: the file `drawing.json`, beside this notebook, holds the graph of this one.
# Keras reads it and draws it.
#
# | | |
# |---|---|
# | input | `measurements`, shape (None, 12) |
# | output | `grower`, shape (None, 3) |
# | between | as drawn; the other names are up to you |
#
# <details><summary>Hint</summary>
#
# One line of code for each box. The arrows that lead *into* a box say what the layer is called on; the activation
# stands in the box, below the layer's name.
#
# </details>


# %% locked="drawing" tags=["nbval-ignore-output"]
def the_drawing():
    """Return the model that the file holds, without its weights."""
    return keras.models.model_from_json(Path("drawing.json").read_text())


keras.utils.plot_model(the_drawing(), show_shapes=True, show_layer_names=True, show_layer_activations=True, dpi=60)

# %% [markdown]
# *In words:* `measurements` gives (None, 12). From it one arrow leads to `wide`, Dense with relu, (None, 16), and on
# to `deep`, Dense with relu, (None, 8). Another arrow leads from `measurements` to `narrow`, Dense with tanh,
# (None, 4). `deep` and `narrow` meet in `notes`, a Concatenate, (None, 12), which leads to `grower`, Dense with
# softmax, (None, 3).

# %% exercise="drawn-model"
drawn_model = None
### BEGIN SOLUTION
measurements = keras.Input((12,), name="measurements")
wide = layers.Dense(16, activation="relu")(measurements)
deep = layers.Dense(8, activation="relu")(wide)
narrow = layers.Dense(4, activation="tanh")(measurements)
notes = layers.Concatenate()([deep, narrow])
grower = layers.Dense(3, activation="softmax", name="grower")(notes)
drawn_model = keras.Model(measurements, grower)
### END SOLUTION

# %% check="drawn-ends" points=1
check.inputs(drawn_model, measurements=(None, 12))
check.outputs(drawn_model, grower=(None, 3))

# %% check="drawn-graph" points=3
check.same_graph(drawn_model, the_drawing())

# %% [markdown]
# ## 7 · Two models, one graph
#
# The wines have a second question. Their alcohol was measured too, and left out of the twelve: **how strong is this
# wine?** In `train.alcohol` it is given in percent by volume, above (+) or below (−) the average wine.
#
# Both questions can be asked of one graph. Any tensor in it may be where a model begins or ends.


# %% locked="two-models"
def two_models():
    """Return two models cut from one graph: who grew a wine, and how strong it is."""
    measurements = keras.Input((12,), name="measurements")
    profile = layers.Dense(16, activation="relu", name="profile")(measurements)
    grower = layers.Dense(3, activation="softmax", name="grower")(profile)
    alcohol = layers.Dense(1, name="alcohol")(profile)
    return keras.Model(measurements, grower), keras.Model(measurements, alcohol)


# %% [markdown]
# Call the two `grower_model` and `alcohol_model`. Suppose that `alcohol_model` is trained and does its work well. Then
# we train `grower_model`, and only that.
#
# Before that, we make a `clone` of `alcohol_model` (`keras.models.clone_model` makes new layers of the same kind) and
# copy the weights into it. And we make `another` one by running the function `two_models` a second time.

# %% [markdown]
# ### Predict · Whose answers change?
#
# *Difficulty: ●●○ · 3 minutes*
#
# `grower_model` is trained, nothing else. For each of these models write `"change"` or `"stay"`: what do its answers
# about *alcohol* do?
#
# <details><summary>Hint</summary>
#
# Training changes weights. Where do weights live?
#
# </details>

# %% exercise="predict-change"
answers_about_alcohol = {"alcohol_model": ..., "clone": ..., "another": ...}
### BEGIN SOLUTION
answers_about_alcohol = {"alcohol_model": "change", "clone": "stay", "another": "stay"}
### END SOLUTION

# %% check="predicted-change" points=1
trained_one, cut_from_same_graph = two_models()
clone = keras.models.clone_model(cut_from_same_graph)
clone.set_weights(cut_from_same_graph.get_weights())
models = {"alcohol_model": cut_from_same_graph, "clone": clone, "another": two_models()[1]}

before = {name: np.asarray(model(test.measurements)) for name, model in models.items()}
trained_one.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
trained_one.train_on_batch(train.measurements, train.grower)
after = {name: np.asarray(model(test.measurements)) for name, model in models.items()}

check.answer(
    answers_about_alcohol,
    {name: "stay" if np.array_equal(before[name], after[name]) else "change" for name in models},
    slips=dict.fromkeys(("change", "stay"), "weights-belong-to-layers"),
)

# %% [markdown]
# That was a single step of training. Now the whole of it, from three different beginnings: train `alcohol_model`, look
# at its error on the test wines; then train `grower_model`, and look at the error of `alcohol_model` again. Nobody has
# touched it in between.


# %% tags=["demo", "nbval-ignore-output"]
def error(model):
    """Return by how many percent of alcohol a model is off, on average over the test wines."""
    return float(np.mean(np.abs(np.asarray(model(test.measurements)) - test.alcohol)))


always_average = float(np.mean(np.abs(test.alcohol)))
measured = {"alcohol_model": [], "its clone": []}
in_tens = {"steps_per_execution": 10}  # one call does the ten batches of an epoch: that is what makes it quick
for seed in (1, 2, 3):
    keras.utils.set_random_seed(seed)
    grower_model, alcohol_model = two_models()
    alcohol_model.compile(keras.optimizers.Adam(0.02), loss="mean_squared_error", **in_tens)
    alcohol_model.fit(train.measurements, train.alcohol, epochs=20, batch_size=12, verbose=0)

    clone = keras.models.clone_model(alcohol_model)
    clone.set_weights(alcohol_model.get_weights())
    before = error(alcohol_model), error(clone)

    grower_model.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy", **in_tens)
    grower_model.fit(train.measurements, train.grower, epochs=15, batch_size=12, verbose=0)
    measured["alcohol_model"].append((before[0], error(alcohol_model)))
    measured["its clone"].append((before[1], error(clone)))

for name, errors in measured.items():
    print(f"{name:14}", "  ".join(f"{was:.2f} → {now:.2f}" for was, now in errors))
print(f"always the average wine: {always_average:.2f}")

# %% tags=["demo", "nbval-ignore-output"]
fig, panels = plt.subplots(1, 2, figsize=(8, 3.4), sharey=True)
for axes, (name, errors) in zip(panels, measured.items(), strict=True):
    for seed, (was, now) in enumerate(errors):
        axes.plot([0, 1], [was, now], marker="osD"[seed], color="#1f4e79", alpha=0.8)
    axes.axhline(always_average, color="#8a4b00", linestyle="--", label="always the average wine")
    axes.set(title=name, xlim=(-0.3, 1.3), xticks=[0, 1], xticklabels=["before", "after"])
panels[0].set(ylabel="off by (% alcohol), test wines", ylim=(0, None))
panels[1].legend(loc="upper center", frameon=False)
fig.supxlabel("training of grower_model", fontsize=10, y=0.04)
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* two panels with three lines each, one for every beginning. Left, `alcohol_model`: every line starts near
# 0.5 percent, below the dashed line at 0.66 for *always the average wine*, and ends far above it, between about 1 and
# 1.5. Right, its clone: three level lines.
#
# **Two models cut from the same graph share their weights: train one and the other changes.** Here it was ruined.
# It was right to half a percent, and is now further off than somebody who says *average* to every wine, although no
# line of code trained it.
#
# A model does not own weights. Its *layers* do, and `profile` is one layer in two models. The clone has a layer of its
# own, which nobody trained. Often sharing is what you want: what one model learns, the other has for free. You need to
# know that it happens.

# %%
grower_model, alcohol_model = two_models()
clone = keras.models.clone_model(alcohol_model)
print("the same profile layer in both:  ", grower_model.get_layer("profile") is alcohol_model.get_layer("profile"))
print("the same profile layer in a clone:", clone.get_layer("profile") is alcohol_model.get_layer("profile"))

# %% [markdown]
# ### Exercise 5 · What does the model see in a wine?
#
# *Difficulty: ●●○ · 8 minutes*
#
# **Goal:** cut a model out of `trained_model` that gives, for each wine, the four numbers of its layer `sketch`.
#
# The next cell builds and trains `trained_model`. Inside, every wine becomes four numbers before it becomes an answer:
# a description of the wine that nobody wrote. Trained models are often reused for such descriptions.
#
# | make | it is |
# |---|---|
# | `sketch_model` | wines of shape (None, 12) → what the layer `sketch` of `trained_model` gives, (None, 4) |
# | its weights | the trained ones themselves, no copy: if `trained_model` is trained further, `sketch_model` follows |
# | `trained_model` | stays as it is: it gives `grower`, (None, 3), as before |
#
# <details><summary>Hint</summary>
#
# `model.inputs` is a list of the tensors where a model begins, `model.get_layer(name).output` is the tensor that a
# layer gives. No layer needs to be made.
#
# </details>

# %% locked="trained-model"
keras.utils.set_random_seed(2)
trained_model = keras.Sequential(
    [
        keras.Input((12,), name="measurements"),
        layers.Dense(16, activation="relu", name="profile"),
        layers.Dense(4, activation="tanh", name="sketch"),
        layers.Dense(3, activation="softmax", name="grower"),
    ]
)
trained_model.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
trained_model.fit(train.measurements, train.grower, epochs=5, batch_size=12, verbose=0)
print([layer.name for layer in trained_model.layers])
print([tensor.name for tensor in trained_model.inputs])

# %% exercise="sketch-model"
sketch_model = None
### BEGIN SOLUTION
sketch_model = keras.Model(trained_model.inputs, trained_model.get_layer("sketch").output)
### END SOLUTION

# %% check="sketch-shares" points=1
check.share_weights(trained_model, sketch_model)
check.outputs(trained_model, grower=(None, 3))

# %% check="sketch-cut" points=2
check.cut(sketch_model, trained_model, "sketch", {"measurements": train.measurements[:9]})
### BEGIN HIDDEN TESTS
unusual = np.random.default_rng(5).normal(size=(7, 12)).astype("float32") * 3
check.cut(sketch_model, trained_model, "sketch", {"measurements": unusual})
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 6 · Two questions, two losses
#
# *Difficulty: ●●● · 12 minutes*
#
# **Goal:** build two models that share one layer, and compile each with the loss that fits its answer.
#
# | | `grower_of_wine` | `strength_of_wine` |
# |---|---|---|
# | input | `measurements`, (None, 12) | the same |
# | between | Dense 16, relu | **the same layer** |
# | output | `grower`, (None, 3): Dense, softmax | `strength`, (None, 1): Dense, no activation |
# | answers to train on | `train.grower`: 0, 1 or 2, a whole number | `train.alcohol`: an amount, above or below 0 |
# | parameters | 259 | 225 |
#
# Three losses to choose from, by their names:
#
# | loss | reads |
# |---|---|
# | `"mean_squared_error"` | amounts |
# | `"sparse_categorical_crossentropy"` | classes, each written as one whole number |
# | `"categorical_crossentropy"` | classes, each written as a row of zeros with a single 1 |
#
# You need not train them.
#
# <details><summary>Hint</summary>
#
# The first lines belong to both models; the graph forks after them. There are two calls of `keras.Model`, and each
# model has a `compile(loss=...)` of its own.
#
# </details>

# %% exercise="two-questions"
grower_of_wine = None
strength_of_wine = None
### BEGIN SOLUTION
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
grower = layers.Dense(3, activation="softmax", name="grower")(profile)
strength = layers.Dense(1, name="strength")(profile)

grower_of_wine = keras.Model(measurements, grower)
grower_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine = keras.Model(measurements, strength)
strength_of_wine.compile(loss="mean_squared_error")
### END SOLUTION

# %% check="questions-ends" points=1
check.inputs(grower_of_wine, measurements=(None, 12))
check.outputs(grower_of_wine, grower=(None, 3))
check.inputs(strength_of_wine, measurements=(None, 12))
check.outputs(strength_of_wine, strength=(None, 1))

# %% check="questions-share" points=2
check.share_weights(grower_of_wine, strength_of_wine)
check.parameters(grower_of_wine, 259)
check.parameters(strength_of_wine, 225)
### BEGIN HIDDEN TESTS
for model, last in (
    (grower_of_wine, layers.Dense(3, activation="softmax", name="grower")),
    (strength_of_wine, layers.Dense(1, name="strength")),
):
    begin = [keras.Input((12,), name="measurements"), layers.Dense(16, activation="relu")]
    check.same_graph(model, keras.Sequential([*begin, last]))
### END HIDDEN TESTS

# %% check="questions-losses" points=2
some_wines = {"measurements": train.measurements[:20]}
check.loss(grower_of_wine, some_wines, train.grower[:20], like="sparse_categorical_crossentropy")
check.loss(strength_of_wine, some_wines, train.alcohol[:20], like="mean_squared_error")

# %% [markdown]
# ## Cheat sheet
#
# | to | write |
# |---|---|
# | begin a graph | `measurements = keras.Input((12,), name="measurements")` |
# | use a layer | `tensor = layers.Dense(16, activation="relu", name="profile")(measurements)` |
# | join tensors | `layers.Concatenate()([a, b])` |
# | make several axes one | `layers.Flatten()(picture)` |
# | close the graph | `model = keras.Model(inputs, outputs)` |
# | see layers, shapes, parameters | `model.summary()` |
# | draw it | `keras.utils.plot_model(model, show_shapes=True, to_file="model.png")` |
# | find a layer, or the tensor it gives | `model.get_layer("profile")`, `model.get_layer("profile").output` |
# | cut a model out of another | `keras.Model(model.inputs, model.get_layer("profile").output)` |
# | copy a model with its weights | `copy = keras.models.clone_model(model)`, `copy.set_weights(model.get_weights())` |
# | parameters of `Dense` | numbers in × units + units |
#
# ## Traps and their symptoms
#
# | trap | what you see |
# |---|---|
# | `keras.Input((12))` without the comma | *Cannot convert '12' to a shape* |
# | `keras.Input((None, 12))` for single wines | no error; one axis too many in every shape |
# | an Input that is missing from `keras.Model` | *not connected* |
# | the cell with the Input run a second time | *used 2 times*, or *not connected* |
# | a layer that was made and not called | an error one or more lines later, where a tensor was needed |
# | an Input that leads nowhere | nothing: look at the picture |
# | a layer that reads an earlier tensor than you meant | nothing: a row is missing in the summary |
# | `Dense` on a picture without `Flatten` | no error; the output keeps an axis |
# | two models cut from one graph | training one changes the other |
#
# ## Three questions to recall
#
# <details><summary>What does the second pair of brackets in <code>layers.Dense(3)(x)</code> do?</summary>
#
# It calls the layer on a tensor and gives a new one. At the first call the layer learns how many numbers come in, and
# makes its weights.
#
# </details>
#
# <details><summary>A colleague's model stops with <em>not connected</em>. What do you ask?</summary>
#
# Whether every Input that an answer hangs on is among the model's inputs, and whether a cell with an Input was run a
# second time.
#
# </details>
#
# <details><summary>You train a model, and another one gives other answers than yesterday. How can that be?</summary>
#
# They contain the same layer. Models do not own weights, layers do. A clone would have stayed as it was.
#
# </details>
#
# ## Where to read on
#
# - Keras' guides *The Functional API* and *The Sequential model*, on keras.io.
# - F. Chollet, *Deep Learning with Python*: chapter 7.
# - The wines: S. Aeberhard and M. Forina, *Wine*, UCI Machine Learning Repository; scikit-learn's `load_wine`.
#
# Next: chapter 01 gives a model several inputs, and asks where they should meet.
