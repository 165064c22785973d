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
# ![A box called measurements leads to a box called profile; from there two arrows lead to two answers, grape and
# alcohol.](one_graph.svg)
#
# **A puzzle.** Two models know something about wine. `grape_model` tells of which grape a wine was made,
# `alcohol_model` how strong it is; it is off by half a percent. Now `grape_model` is trained, and nothing else.
# Afterwards `alcohol_model` is off by one percent or more, further than somebody who says *average* to every wine. No
# line of code has trained it, or named it. **What has happened?** Make a guess. Section 6 measures it.
#
# A `Sequential` model is a list of layers. This course is about models of any other shape, and all of them rest on one
# idea: **a layer is a function from tensors to tensors, and a model is a graph of such calls.** This chapter is that
# idea.
#
# **You will be able to**
#
# - write a list of layers as a graph: `keras.Input`, layers called on tensors, `keras.Model(inputs, outputs)`;
# - work out shapes and parameters by hand, and read them in a summary and in a picture;
# - mend a graph that does not hold together;
# - cut several models out of one graph, and foresee what training one of them does to the others.
#
# **You need** some Python, and a `Sequential` model that you once trained.
#
# **Time** about 70 minutes for the short way: sections 1, 2, 3, 4 and 6, with the exercises marked *core*,
# looking at plots without reading the code behind them. About 140 minutes for everything, better in two sittings.
# (An estimate: 180 words and 15 lines of code a minute, and the minutes that stand at predictions and exercises.)
#
# **New here?** [Before you start](../start.md) says how exercises and checks work and how to hand in. Run the next two
# cells (Shift + Enter). The second says what to do about everything that is not as it should be, even if the first one
# failed.

# %% locked="setup"
import logging
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # TensorFlow prints errors only
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # the same numbers on every machine

from pathlib import Path

try:
    import keras
    import matplotlib.pyplot as plt
    import numpy as np
    from keras import layers

    import listings
    import quick
    import wines
    from autograder import checks as check
except ImportError as missing:
    raise ImportError(
        f"{missing}. Open this notebook in its chapter's folder, with the kernel that README.md sets up; or run this "
        "line in a cell, and restart the kernel:\n%pip install -r requirements.txt"
    ) from None

logging.getLogger("tensorflow").setLevel(logging.ERROR)  # building many models in one notebook is no mistake
keras.utils.set_random_seed(1)

# %% tags=["demo", "nbval-ignore-output"]
import environment

environment.report()

# %% [markdown]
# ## 1 · A question, and some wine
#
# 178 bottles of wine from one region of Italy, made of three kinds of grape, were measured in a laboratory: acids,
# minerals, colour and so on. **Of which grape is a wine made?** The data come with scikit-learn; `wines.py`, beside
# this notebook, prepares them.

# %% locked="wines"
train, test = wines.load()

# %%
print(", ".join(wines.names_of_measurements()))
print("measurements", train.measurements.shape, train.measurements.dtype)
print("grape      ", train.grape.shape, "for example", train.grape[:10])
print("for testing ", test.measurements.shape)

# %% [markdown]
# Twelve measurements for each of 120 wines to learn from, and 58 wines kept for testing. Every measurement is in
# standard units: 0 is the average wine. Two of the twelve show that there is something to find.

# %% tags=["demo"]
MARKERS = "os^"
COLOURS = ["#1f4e79", "#d98200", "#777777"]


def draw_wines(some):
    """Draw wines by two of their measurements, with a mark for each grape."""
    names = wines.names_of_measurements()
    x, y = names.index("flavanoids"), names.index("color_intensity")
    axes = plt.figure(figsize=(6, 3.4)).gca()
    for grape in range(3):
        own = some.measurements[some.grape == grape]
        axes.scatter(own[:, x], own[:, y], marker=MARKERS[grape], c=COLOURS[grape], label=f"grape {grape}")
    axes.set(xlabel="flavanoids, in standard units", ylabel="colour intensity, in standard units")
    axes.legend()
    plt.show()


draw_wines(train)

# %% [markdown]
# *In words:* a scatter plot of the 120 training wines, flavanoids to the right, colour intensity upwards. The wines of
# the three grapes form three clouds that touch: many flavanoids and middling colour (grape 0), pale (grape 1), and
# few flavanoids with strong colour (grape 2).
#
# A baseline, before any model: always say the grape of the most wines.

# %%
most_common = np.bincount(train.grape).argmax()
always_one = float(np.mean(test.grape == most_common))
print(f"always grape {most_common}: right for {always_one:.2f} of the test wines")

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
# When grading, **hidden checks** try a few cases more: other numbers, never other demands.
#
# **There is nothing to look at yet.** The exercise has not been done, or its cell stopped with an error before it was
# through. That is *not attempted*, and not the same as *wrong*. (*NameError: name … is not defined* means the same:
# the exercise's cell has not been run, or stopped before it made that name.)

# %% tags=["demo", "raises-exception"]
answer_so_far = None
check.answer(answer_so_far, 208)

# %% [markdown]
# ## 3 · From a list to a graph
#
# As a list, a model for this question is an Input and two layers. You have seen the like.

# %%
as_list = keras.Sequential(
    [
        keras.Input((12,), name="measurements"),
        layers.Dense(16, activation="relu", name="profile"),
        layers.Dense(3, activation="softmax", name="grape"),
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
# A layer is a function. Making one and **calling a layer** are two things: the first pair of brackets *makes* it; the
# second pair *calls* it on a tensor and gives a new tensor.

# %%
make_profile = layers.Dense(16, activation="relu")  # made; it has no weights yet
print("before the call:", len(make_profile.weights), "arrays of weights")

profile_of_wines = make_profile(measurements)  # called; now it knows that 12 numbers come in
print("after the call: ", [tuple(weight.shape) for weight in make_profile.weights])
print("it gives a", type(profile_of_wines).__name__, profile_of_wines.shape)

# %% [markdown]
# Usually both pairs stand in one line. A model is then made of where the graph begins and where it ends:
# `keras.Model(inputs, outputs)`. It finds the layers between the two by itself. This is called a **functional model**.

# %% locked="wine-model"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
grape = layers.Dense(3, activation="softmax", name="grape")(profile)

wine_model = keras.Model(inputs=measurements, outputs=grape, name="wine_model")

# %% [markdown]
# ### Predict · How many parameters?
#
# *Difficulty: ●○○ · 5 minutes · 2 points*
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
parameters = {"measurements": ..., "profile": ..., "grape": ..., "whole model": ...}
### BEGIN SOLUTION
parameters = {
    "measurements": 0,
    "profile": 12 * 16 + 16,
    "grape": 16 * 3 + 3,
    "whole model": 12 * 16 + 16 + 16 * 3 + 3,
}
### END SOLUTION

# %% check="predicted-parameters" points=2
import slips

check.answer(
    parameters,
    {layer.name: layer.count_params() for layer in wine_model.layers} | {"whole model": wine_model.count_params()},
    slips=slips.PARAMETERS,
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
# `profile`, a Dense layer with relu from (None, 12) to (None, 16); `grape`, a Dense layer with softmax from (None, 16)
# to (None, 3).
#
# Is it the same model as the list? Keras can tell: both have the same layers, and with the same weights they give the
# same answers.

# %% tags=["demo"]
as_list.set_weights(wine_model.get_weights())
same = np.allclose(as_list(test.measurements), wine_model(test.measurements), atol=1e-6)
print("the same answers:", same)

# %% [markdown]
# So nothing is lost, and everything else works as before: compile, train, look at the result.

# %% tags=["demo", "nbval-ignore-output"]
wine_model.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
wine_model.fit(train.measurements, train.grape, epochs=10, batch_size=12, verbose=0)

answers = np.asarray(wine_model(test.measurements))  # (58, 3): a share of 1.0 for each grape
print(f"right for {np.mean(answers.argmax(axis=1) == test.grape):.2f} of the test wines")
print(f"baseline  {always_one:.2f}")

# %% tags=["demo", "nbval-ignore-output"]
order = np.argsort(test.grape, kind="stable")
given_to_right_one = answers[np.arange(len(answers)), test.grape]

fig, axes = plt.subplots(figsize=(7, 3))
for number in range(3):
    places = np.flatnonzero(test.grape[order] == number)
    axes.plot(
        places, given_to_right_one[order][places], MARKERS[number], color=COLOURS[number], label=f"grape {number}"
    )
axes.axhline(1 / 3, color="#555555", linestyle=":", label="no idea: 1/3")
axes.set(xlabel="test wine", ylabel="share for the right grape", ylim=(0, 1.05))
axes.legend(loc="lower left", ncol=2)
plt.show()

# %% [markdown]
# *In words:* one mark for each of the 58 test wines, at the share of 1.0 that the model gives to the grape that it was
# really made of. Nearly all marks are close to 1; only a few lie lower.
#
# ### None, and the batch
#
# The graph was made for *any* number of wines. The number comes in with the data, and goes out with the answers.

# %% tags=["demo"]
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
# *Difficulty: ●●○ · 5 minutes · 2 points*
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
import slips

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
    slips=slips.SHAPES,
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
# *Difficulty: ●○○ · 10 minutes · 4 points · core*
#
# **Goal:** write the list of layers in the next cell as a graph, and call the model `digit_model`. It reads a picture
# of a handwritten digit, 8 × 8 pixels, and says which of the ten digits it is.
#
# | part | specification |
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
# ## 4 · When a graph does not hold together
#
# Keras looks at every line as it runs, and at the whole graph when `keras.Model` closes it. So the line that *stops* is
# not always the line that is *wrong*, and some mistakes stop nothing at all.

# %% [markdown]
# ### Exercise 2 · Which line stops?
#
# *Difficulty: ●●○ · 6 minutes · 3 points · more*
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
# *Difficulty: ●●○ · 10 minutes · 3 points · core*
#
# **Goal:** mend this listing. It has four mistakes: three stop it, one after the other, and the fourth is silent.
#
# ```python
# measurements = keras.Input((12), name="measurements")
# profile = layers.Dense(16, activation="relu", name="profile")(measurements)
# sketch = layers.Dense(4, activation="relu", name="sketch")(measurements)
# # some cells further down, to be on the safe side:
# measurements = keras.Input((12,), name="measurements")
# grape = layers.Dense(3, activation="softmax", name="grape")
# mended_model = keras.Model(measurements, grape)
# ```
#
# What it should have been:
#
# | layer | reads | gives | parameters |
# |---|---|---|---|
# | `measurements`, the input | nothing | (None, 12) | 0 |
# | `profile`: Dense, relu | `measurements` | (None, 16) | 208 |
# | `sketch`: Dense, relu | `profile` | (None, 4) | 68 |
# | `grape`, the output: Dense, softmax | `sketch` | (None, 3) | 15 |
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
grape = layers.Dense(3, activation="softmax", name="grape")(sketch)
mended_model = keras.Model(measurements, grape)
### END SOLUTION

# %% check="mended-ends" points=1
check.inputs(mended_model, measurements=(None, 12))
check.outputs(mended_model, grape=(None, 3))

# %% check="mended-way" points=2
import drawings

check.branch(mended_model, "measurements", "Dense", "Dense", "Dense")
check.parameters(mended_model, 208 + 68 + 15)
check.same_graph(mended_model, drawings.MENDED_MODEL)

# %% [markdown]
# ## 5 · A graph may fork and join
#
# A tensor is not used up when a layer reads it. Two layers may read the same one: the graph **forks**. And a layer may
# read several tensors: there it **joins**. `Concatenate` takes a *list* of tensors and puts their numbers side by side.

# %% locked="forked-model"
measurements = keras.Input((12,), name="measurements")
coarse = layers.Dense(2, activation="relu", name="coarse")(measurements)
fine = layers.Dense(6, activation="relu", name="fine")(measurements)  # the same tensor, read once more
both = layers.Concatenate(name="both")([coarse, fine])
grape = layers.Dense(3, activation="softmax", name="grape")(both)
forked_model = keras.Model(measurements, grape, name="forked_model")

# %% [markdown]
# ### Predict · What comes out of a join?
#
# *Difficulty: ●○○ · 2 minutes · 1 point*
#
# Foretell the shape of the tensor `both`, and the number of parameters of the last layer.
#
# <details><summary>Hint</summary>
#
# Two numbers for each wine on one side, six on the other, side by side.
#
# </details>

# %% exercise="predict-join"
joined = {"shape of both": ..., "parameters of grape": ...}
### BEGIN SOLUTION
joined = {"shape of both": (None, 2 + 6), "parameters of grape": (2 + 6) * 3 + 3}
### END SOLUTION

# %% check="predicted-join" points=1
import slips

check.answer(
    joined,
    {"shape of both": both.shape, "parameters of grape": forked_model.get_layer("grape").count_params()},
    slips=slips.JOIN,
)

# %%
forked_model.summary(line_length=90)

# %% [markdown]
# A list of layers cannot say this. The summary has a new column, *connected to*, and the picture shows it best.

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.plot_model(forked_model, show_shapes=True, show_layer_names=True, show_layer_activations=True, dpi=60)

# %% [markdown]
# *In words:* from the box `measurements`, (None, 12), two arrows lead to `coarse`, (None, 2), and to `fine`, (None, 6).
# Both lead on to `both`, a Concatenate that gives (None, 8), and that leads to `grape`, (None, 3).

# %% [markdown]
# ### Exercise 4 · From a drawing to a model
#
# *Difficulty: ●●○ · 10 minutes · 4 points · more*
#
# **Goal:** build the model that the next cell draws, and call it `drawn_model`.
#
# A model is data, and so it can travel: the file `drawing.json`, beside this notebook, holds the graph of this one.
# Keras reads it and draws it.
#
# | part | specification |
# |---|---|
# | input | `measurements`, shape (None, 12) |
# | output | `grape`, shape (None, 3) |
# | between | as drawn; the other names are up to you |
#
# <details><summary>Hint</summary>
#
# One line of code for each box. The arrows that lead *into* a box say what the layer is called on; the activation
# stands in the box, below the layer's name.
#
# </details>


# %% locked="drawing"
def the_drawing():
    """Return the model that the file holds, without its weights."""
    return keras.models.model_from_json(Path("drawing.json").read_text())


# %% tags=["nbval-ignore-output"]
keras.utils.plot_model(the_drawing(), show_shapes=True, show_layer_names=True, show_layer_activations=True, dpi=60)

# %% [markdown]
# *In words:* `measurements` gives (None, 12). From it one arrow leads to `wide`, Dense with relu, (None, 16), and on
# to `deep`, Dense with relu, (None, 8). Another arrow leads from `measurements` to `narrow`, Dense with tanh,
# (None, 4). `deep` and `narrow` meet in `notes`, a Concatenate, (None, 12), which leads to `grape`, Dense with
# softmax, (None, 3).

# %% exercise="drawn-model"
drawn_model = None
### BEGIN SOLUTION
measurements = keras.Input((12,), name="measurements")
wide = layers.Dense(16, activation="relu")(measurements)
deep = layers.Dense(8, activation="relu")(wide)
narrow = layers.Dense(4, activation="tanh")(measurements)
notes = layers.Concatenate()([deep, narrow])
grape = layers.Dense(3, activation="softmax", name="grape")(notes)
drawn_model = keras.Model(measurements, grape)
### END SOLUTION

# %% check="drawn-ends" points=1
check.inputs(drawn_model, measurements=(None, 12))
check.outputs(drawn_model, grape=(None, 3))

# %% check="drawn-graph" points=3
check.same_graph(drawn_model, the_drawing())

# %% [markdown]
# ## 6 · Two models, one graph
#
# The wines have a second question. Their alcohol was measured too, and left out of the twelve: **how strong is this
# wine?** In `train.alcohol` it is given in percent by volume, above (+) or below (−) the average wine.
#
# Both questions can be asked of one graph. Any tensor in it may be where a model begins or ends.


# %% locked="two-models"
def two_models():
    """Return two models cut from one graph: of which grape a wine is, and how strong it is."""
    measurements = keras.Input((12,), name="measurements")
    profile = layers.Dense(16, activation="relu", name="profile")(measurements)
    grape = layers.Dense(3, activation="softmax", name="grape")(profile)
    alcohol = layers.Dense(1, name="alcohol")(profile)
    return keras.Model(measurements, grape), keras.Model(measurements, alcohol)


# %% [markdown]
# Call the two `grape_model` and `alcohol_model`. Suppose that `alcohol_model` is trained and does its work well. Then
# we train `grape_model`, and only that.
#
# Before that, we make a `clone` of `alcohol_model` (`keras.models.clone_model` makes new layers of the same kind) and
# copy the weights into it. And we make `another` one by running the function `two_models` a second time.

# %% [markdown]
# ### Predict · Whose answers change?
#
# *Difficulty: ●●○ · 3 minutes · 1 point*
#
# `grape_model` is trained, nothing else. For each of these models write `"change"` or `"stay"`: what do its answers
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
trained_one.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy", run_eagerly=True)
trained_one.train_on_batch(train.measurements, train.grape)
after = {name: np.asarray(model(test.measurements)) for name, model in models.items()}

check.answer(
    answers_about_alcohol,
    {name: "stay" if np.array_equal(before[name], after[name]) else "change" for name in models},
    slips=dict.fromkeys(("change", "stay"), "weights-belong-to-layers"),
)

# %% [markdown]
# That was a single step of training. Now the whole of it, from three different beginnings: train `alcohol_model`, look
# at its error on the test wines; then train `grape_model`, and look at the error of `alcohol_model` again. Nobody has
# touched it in between.


# %% tags=["demo", "nbval-ignore-output"]
def error(model):
    """Return by how many percent of alcohol a model is off, on average over the test wines."""
    return float(np.mean(np.abs(np.asarray(model(test.measurements)) - test.alcohol)))


always_average = float(np.mean(np.abs(test.alcohol)))
measured = {"alcohol_model": [], "its clone": []}
for seed in (1, 2, 3):
    keras.utils.set_random_seed(seed)
    grape_model, alcohol_model = two_models()
    alcohol_model.compile(keras.optimizers.Adam(0.02), loss="mean_squared_error")
    quick.ready(alcohol_model, batches=10).fit(train.measurements, train.alcohol, epochs=20, batch_size=12, verbose=0)

    clone = keras.models.clone_model(alcohol_model)
    clone.set_weights(alcohol_model.get_weights())
    before = error(alcohol_model), error(clone)

    grape_model.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
    quick.ready(grape_model, batches=10).fit(train.measurements, train.grape, epochs=15, batch_size=12, verbose=0)
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
fig.supxlabel("training of grape_model", fontsize=10, y=0.04)
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
# A model does not own weights. Its *layers* do, and `profile` is one layer in two models: these are **shared weights**.
# The clone has a layer of its own, which nobody trained. Often sharing is what you want: what one model learns, the
# other has for free. You need to know that it happens.

# %%
grape_model, alcohol_model = two_models()
clone = keras.models.clone_model(alcohol_model)
print("the same profile layer in both:  ", grape_model.get_layer("profile") is alcohol_model.get_layer("profile"))
print("the same profile layer in a clone:", clone.get_layer("profile") is alcohol_model.get_layer("profile"))

# %% [markdown]
# ### Exercise 5 · What does the model see in a wine?
#
# *Difficulty: ●●○ · 8 minutes · 3 points · core*
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
# | `trained_model` | stays as it is: it gives `grape`, (None, 3), as before |
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
        layers.Dense(3, activation="softmax", name="grape"),
    ]
)
trained_model.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
trained_model.fit(train.measurements, train.grape, epochs=5, batch_size=12, verbose=0)
print([layer.name for layer in trained_model.layers])
print([tensor.name for tensor in trained_model.inputs])

# %% exercise="sketch-model"
sketch_model = None
### BEGIN SOLUTION
sketch_model = keras.Model(trained_model.inputs, trained_model.get_layer("sketch").output)
### END SOLUTION

# %% check="sketch-shares" points=1
check.share_weights(trained_model, sketch_model)
check.outputs(trained_model, grape=(None, 3))

# %% check="sketch-cut" points=2
check.cut(sketch_model, trained_model, "sketch", {"measurements": train.measurements[:9]})
### BEGIN HIDDEN TESTS
unusual = np.random.default_rng(5).normal(size=(7, 12)).astype("float32") * 3
check.cut(sketch_model, trained_model, "sketch", {"measurements": unusual})
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 6 · Two questions, two losses
#
# *Difficulty: ●●● · 12 minutes · 5 points · more*
#
# **Goal:** build two models that share one layer, and compile each with the loss that fits its answer.
#
# | part | `grape_of_wine` | `strength_of_wine` |
# |---|---|---|
# | input | `measurements`, (None, 12) | the same |
# | between | Dense 16, relu | **the same layer** |
# | output | `grape`, (None, 3): Dense, softmax | `strength`, (None, 1): Dense, no activation |
# | answers to train on | `train.grape`: 0, 1 or 2, a whole number | `train.alcohol`: an amount, above or below 0 |
# | parameters | 259 | 225 |
#
# Three losses to choose from, by their names:
#
# | loss | reads |
# |---|---|
# | `"mean_squared_error"` | amounts (**regression**) |
# | `"sparse_categorical_crossentropy"` | classes, each written as one whole number (**multi-class classification**) |
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
grape_of_wine = None
strength_of_wine = None
### BEGIN SOLUTION
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
grape = layers.Dense(3, activation="softmax", name="grape")(profile)
strength = layers.Dense(1, name="strength")(profile)

grape_of_wine = keras.Model(measurements, grape)
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine = keras.Model(measurements, strength)
strength_of_wine.compile(loss="mean_squared_error")
### END SOLUTION

# %% check="questions-ends" points=1
check.inputs(grape_of_wine, measurements=(None, 12))
check.outputs(grape_of_wine, grape=(None, 3))
check.inputs(strength_of_wine, measurements=(None, 12))
check.outputs(strength_of_wine, strength=(None, 1))

# %% check="questions-share" points=2
import drawings

check.share_weights(grape_of_wine, strength_of_wine)
check.parameters(grape_of_wine, 259)
check.parameters(strength_of_wine, 225)
check.same_graph(grape_of_wine, drawings.GRAPE_OF_WINE)
check.same_graph(strength_of_wine, drawings.STRENGTH_OF_WINE)

# %% check="questions-losses" points=2
some_wines = {"measurements": train.measurements[:20]}
check.loss(grape_of_wine, some_wines, train.grape[:20], like="sparse_categorical_crossentropy")
check.loss(strength_of_wine, some_wines, train.alcohol[:20], like="mean_squared_error")

# %% [markdown]
# One more pairing that looks harmless: `Dense(1)` where there are three classes. The next cell tries it with two
# losses.

# %% tags=["demo"]
measurements = keras.Input((12,))
one_number = keras.Model(measurements, layers.Dense(1)(measurements))
for loss in ("sparse_categorical_crossentropy", "mean_squared_error"):
    one_number.compile(loss=loss)
    try:
        one_number.train_on_batch(train.measurements, train.grape)
        happened = "trains"
    except Exception:
        happened = "stops with an error"
    print(f"{loss:32} {happened}")

# %% [markdown]
# The crossentropy finds no place for a class 1 or 2 in a single number, and stops. The squared error takes 0, 1 and 2
# for amounts, and learns that grape 1 lies halfway between the other two. No error says so.

# %% [markdown]
# ### Exercise 7 · Forty numbers
#
# *Difficulty: ●●○ · 12 minutes · 3 points · more*
#
# **Goal:** shrink a model to a budget. A model with 16 units between tells the grape with 259 parameters. Make one that
# has **at most 40**, and still tells the grape of at least 90 of 100 test wines.
#
# | part | specification |
# |---|---|
# | make | `small_grape_model`, trained |
# | input | `measurements`, (None, 12) |
# | output | `grape`, (None, 3): a probability for each grape |
# | parameters | at most 40 |
# | must reach | 0.9 on the 58 test wines |
#
# The layers are up to you. **Try two designs of different shape**, look at both on the test wines, and hand in the
# better one. To choose by the test wines makes their number a little too good; with so few wines we do it all the same.
#
# <details><summary>Hint</summary>
#
# How many parameters has the answer layer alone, when it reads the twelve measurements? What may stand between, if it
# is to be cheaper than that? Eighty steps with Adam(0.1) are enough: `epochs=8, batch_size=12`.
#
# </details>

# %% exercise="small-grape-model"
small_grape_model = None
### BEGIN SOLUTION
found = {}
for units in (None, 2):  # no layer between, or one with two units
    keras.utils.set_random_seed(1)
    wine = keras.Input((12,), name="measurements")
    between = wine if units is None else layers.Dense(units)(wine)
    design = keras.Model(wine, layers.Dense(3, activation="softmax", name="grape")(between))
    design.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    design.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)
    found[units] = design.evaluate(test.measurements, test.grape, verbose=0)[1], design
small_grape_model = max(found.values(), key=lambda pair: pair[0])[1]
### END SOLUTION

# %% check="small-budget" points=1
check.inputs(small_grape_model, measurements=(None, 12))
check.outputs(small_grape_model, grape=(None, 3))
check.heads(small_grape_model, {"measurements": test.measurements[:10]}, grape="classes")
check.budget(small_grape_model, at_most=40)

# %% check="small-learns" points=2
check.learns(small_grape_model, {"measurements": test.measurements}, test.grape, at_least=0.9)

# %% [markdown]
# ## 7 · To your own data
#
# *8 minutes · more*
#
# With a model of your own, the way from its data to an answer has four steps: `fit`, `evaluate`, `predict`, and a file.
# `validation_split` keeps the last wines out of training, and reports on them after every epoch.

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.set_random_seed(1)
bottle = keras.Input((12,), name="measurements")
hidden = layers.Dense(16, activation="relu")(bottle)
teller = keras.Model(bottle, layers.Dense(3, activation="softmax", name="grape")(hidden))
teller.compile(keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
history = teller.fit(train.measurements, train.grape, validation_split=0.2, epochs=10, batch_size=12, verbose=0)

print("while training:", {name: round(values[-1], 2) for name, values in history.history.items()})
print("on test wines: ", teller.evaluate(test.measurements, test.grape, verbose=0, return_dict=True))
probabilities = teller.predict(test.measurements, verbose=0)
print("one wine:      ", probabilities[0].round(2), "→ grape", probabilities[0].argmax())

# %% [markdown]
# `fit` reported four numbers an epoch: loss and accuracy on the wines it learns from, and on those kept out, with
# `val_`. `evaluate` gives loss and accuracy on other data. `predict` gives a row of probabilities for each wine, as a
# NumPy array; the largest one is the answer.
#
# The last step: `save` writes layers, weights and what `compile` was told; `load_model` reads them in another notebook,
# or on another day.

# %% tags=["demo"]
import tempfile

with tempfile.TemporaryDirectory() as folder:  # for your own: a path that stays
    teller.save(f"{folder}/teller.keras")
    loaded = keras.models.load_model(f"{folder}/teller.keras")
print("the same answers:", np.allclose(loaded.predict(test.measurements, verbose=0), probabilities))
print("the same layers: ", loaded.layers[1] is teller.layers[1])
print("compiled:        ", loaded.loss)

# %% [markdown]
# The same answers from other layers: what comes out of a file is a copy, as a clone is, and shares nothing with the
# model that was saved.

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
# | measure on other data | `model.evaluate(x, y, return_dict=True)` |
# | get answers as arrays | `model.predict(x)` |
# | write to a file and read | `model.save("wine.keras")`, `keras.models.load_model("wine.keras")` |
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
# | `Dense(1)` for several classes | the sparse crossentropy stops; the squared error takes classes for amounts |
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

# %% tags=["demo"]
check.progress()
