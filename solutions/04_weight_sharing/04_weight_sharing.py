# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 04 · One layer, many uses
#
# ![Two inputs, left and right, both lead into one and the same encoder, which is called twice. Its two codes are
# compared, and that gives one answer, same.](one_encoder.svg)
#
# **A puzzle.** Two pictures of handwritten digits: do both show the same one? A textbook's design reads both with the
# same layers, joins the two codes end to end, and lets one unit answer. It is right 50 times in 100, like a coin, on
# the pictures it was trained on as well. Leave its encoder as it is, take 32 weights away from the head, and it is
# right 90 times in 100. **Which 32 weights were too many, and why?** Section 3 measures it, and proves it.
#
# A layer is made once and may be called as often as you like. Every call uses the same weights. That is how one
# model looks at two things with the same eyes, and can say whether they belong together.
#
# **You will be able to**
#
# - share a layer, or a whole encoder, between two inputs, and see in a model whether it is shared;
# - count the parameters of a model with shared layers;
# - tell which ways of joining two codes ignore their order, and which can compare at all;
# - write a contrastive loss, in either of its two label conventions, on a distance that survives training;
# - find nearest neighbours among the codes that a shared encoder makes.
#
# **You need** chapter 00: layers called on tensors, `keras.Model(inputs, outputs)`, counting parameters, `Sequential`;
# and what an LSTM does (chapter 01).
#
# **Time** about 75 minutes for the short way: sections 1, 2 and 3, with the exercises marked *core*,
# looking at plots without reading the code behind them. About 160 minutes for everything, better in two sittings.
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
    from keras import layers, ops

    import digit_pairs
    import quick
    import sentence_pairs
    from autograder import checks as check
except ImportError as missing:
    raise ImportError(
        f"{missing}. Open this notebook in its chapter's folder, with the kernel that README.md sets up; or run this "
        "line in a cell, and restart the kernel:\n%pip install -r requirements.txt"
    ) from None

logging.getLogger("tensorflow").setLevel(logging.ERROR)  # building many models in one notebook is no mistake
keras.utils.set_random_seed(4)


def answers(model, left, right):
    """Return what a model with the inputs left and right answers to two arrays, as an array."""
    said = model({"left": left, "right": right})
    return ops.convert_to_numpy(next(iter(said.values())) if isinstance(said, dict) else said)


def share_between_0_and_1(model, left, right):
    """Return the share of answers between 0 and 1 that stay there with other last weights, as those of a sigmoid do.

    The last weights change their sign, then they grow from almost nothing until an answer is nearly 0 or 1. A sigmoid
    comes near these and does not reach them.
    """
    before = model.get_weights()
    inside = []

    def answers_times(factor):
        model.set_weights([*before[:-2], *(factor * weight for weight in before[-2:])])
        return answers(model, left, right)

    try:
        for said in (answers_times(1.0), answers_times(-1.0)):
            inside.append((said >= 0) & (said <= 1))
        for factor in 2.0 ** np.arange(-12, 20):
            said = answers_times(factor)
            if np.max(np.abs(said - 0.5)) > 0.499:
                inside.append((said > 0) & (said < 1))
                break
    finally:
        model.set_weights(before)
    return np.all(inside, axis=0).mean()


# %% [markdown]
# ## 1 · Made once, called twice
#
# `layers.Dense(32)` makes a layer. `layer(tensor)` calls it. Below, `shared` makes one layer and calls it twice;
# `separate` makes two layers and calls each once. Both models have the same shapes everywhere.

# %%
left = keras.Input((64,), name="left")
right = keras.Input((64,), name="right")

encoder = layers.Dense(32, name="encoder")
shared = keras.Model([left, right], layers.concatenate([encoder(left), encoder(right)]))

separate = keras.Model([left, right], layers.concatenate([layers.Dense(32)(left), layers.Dense(32)(right)]))

for name, model in {"shared": shared, "separate": separate}.items():
    dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]
    print(f"{name:<9} output {model.output_shape}, Dense layers: {len(dense)}, parameters: {model.count_params():,}")

# %% [markdown]
# The shared layer stands in the model once, and Keras counts its weights once: (64 + 1) × 32 = 2,080.
#
# What does sharing change for the answer? Give both sides the same picture.

# %%
pictures, digits = digit_pairs.pictures("train")
one = pictures[:1]
for name, model in {"shared": shared, "separate": separate}.items():
    codes = answers(model, one, one)
    print(f"{name:<9} both sides have the same code: {np.array_equal(codes[:, :32], codes[:, 32:])}")

# %% [markdown]
# One layer gives equal codes to equal pictures, before any training and after it. Two layers start from different
# random weights, and each would have to learn by itself what the other knows.
#
# What the encoder makes of an input is called its **code** (in the field: **embedding**).
#
# An encoder is often more than one layer. `keras.Sequential` packs several layers into one thing that is called like
# a layer, so that all of them are shared at once. A function works as well, **if the layers are made outside of it**.

# %%
packed = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)], name="packed")

hidden_layer = layers.Dense(64, activation="relu")
code_layer = layers.Dense(32)


def encode(picture):
    return code_layer(hidden_layer(picture))


for name, call in {"packed": packed, "encode": encode}.items():
    model = keras.Model([left, right], ops.abs(call(left) - call(right)))
    print(f"{name}: {model.count_params():,} parameters, codes of shape {call(left).shape}")

# %% [markdown]
# ## 2 · Do two sentences tell the same?
#
# The data come from a small grammar. Somebody goes to a place, takes a thing or leaves a thing, and every event can be
# told in four ways. In half of the pairs both sentences tell the same event, always in different words. In the other
# half the person, the deed or the object differs.

# %%
told = sentence_pairs.make_pairs(2000, seed=0)
for pair in range(6):
    print(f"same = {told.same[pair, 0]:.0f}   {told.left[pair]:<32} {told.right[pair]}")

# %% [markdown]
# The listing of this chapter reads sentences as sequences of vectors, 128 numbers a word. Here a word's vector has a
# one in the word's own place and zeros elsewhere; there is room for 128 words, and the grammar uses fewer. Shorter
# sentences begin with zeros.

# %%
sentences = {"left": sentence_pairs.as_vectors(told.left), "right": sentence_pairs.as_vectors(told.right)}
print("one side:", sentences["left"].shape, " words in use:", len(sentence_pairs.WORDS) - 1)
print("each word holds", np.unique(sentences["left"].sum(axis=-1)), "ones")

# %% [markdown]
# ### The listing: a Siamese LSTM
#
# A **siamese model** has two branches that are one. The listing is from the first edition of Chollet's *Deep
# Learning with Python*, section 7.1, written for today's Keras: one `LSTM(32)` reads sequences of vectors of 128
# numbers, twice; the two codes are concatenated; `Dense(1, activation="sigmoid")` answers.
#
# ### Predict · How many parameters?
#
# *Difficulty: ●●○ · 5 minutes · 1 point*
#
# How many has the listing, and how many would it have if each side had an LSTM of its own? An LSTM has four sets of
# weights. Each looks at the word (128 numbers) and at the state (32), and each has a bias:
# 4 × 32 × (128 + 32 + 1). *A wrong guess costs nothing, you may try again.*

# %% exercise="predict-parameters"
predicted_parameters = None  # a dict: {"one LSTM": a whole number, "two LSTMs": a whole number}
### BEGIN SOLUTION
reader = 4 * 32 * (128 + 32 + 1)
predicted_parameters = {"one LSTM": reader + 64 + 1, "two LSTMs": 2 * reader + 64 + 1}
### END SOLUTION

# %% [markdown]
# Now the listing, and its unshared sister.

# %% locked="listing"
# 1 inputs
left = keras.Input((None, 128), name="left")
right = keras.Input((None, 128), name="right")

# 2 one reader, called twice
lstm = layers.LSTM(32, name="lstm")
left_code = lstm(left)
right_code = lstm(right)

# 3 where the two codes meet
both = layers.Concatenate(axis=-1, name="both")([left_code, right_code])

# 4 the answer
same = layers.Dense(1, activation="sigmoid", name="same")(both)

# 5 the model
listing = keras.Model([left, right], same, name="listing")

two_codes = layers.concatenate([layers.LSTM(32)(left), layers.LSTM(32)(right)])
two_lstms = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(two_codes), name="two_lstms")

# %% check="predicted-parameters" points=1
import slips

check.answer(
    predicted_parameters,
    {"one LSTM": listing.count_params(), "two LSTMs": two_lstms.count_params()},
    slips=slips.PARAMETERS,
)

# %%
listing.summary(line_length=90)
print(f"with two LSTMs: {two_lstms.count_params():,}")

# %% [markdown]
# `summary` lists the LSTM once, and counts it once.

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.plot_model(listing, show_shapes=True, show_layer_names=True, dpi=70, to_file="model.png")

# %% [markdown]
# *In words:* `left` and `right`, each (None, None, 128), both lead into one box, `lstm`, with output (None, 32). One
# arrow goes from it to `both`, a Concatenate of two tensors (None, 32), giving (None, 64), and one from there to the
# Dense layer `same`, (None, 1).
#
# One box with two arrows in: one layer, two calls. Both of its codes leave along one arrow, so look into the box
# `both` to see that there are two.
#
# ### Does the order matter?
#
# Such a model is usually introduced with the remark that similarity is symmetric: *a is like b* as much as *b is like
# a*, so the two branches should be one. That is a good reason for sharing. Is it enough? Exchange the sides and look.

# %%
some_left, some_right = sentences["left"][:8], sentences["right"][:8]

# %% tags=["demo"]
change = np.abs(answers(listing, some_left, some_right) - answers(listing, some_right, some_left)).max()
print("exchanging the sides changes the answer:", change > 1e-5)

# %% [markdown]
# The branches are one, and yet f(a, b) ≠ f(b, a). `Dense` has a weight for each of the 64 numbers it gets: the first 32
# belong to whoever stands left, the last 32 to whoever stands right. Sharing made the *codes* comparable; the head
# still treats the two sides differently.
#
# ### Predict · Which heads ignore the order?
#
# *Difficulty: ●○○ · 3 minutes · 1 point*
#
# Here are five ways to join two codes a and b. One Dense unit follows each of them. Does the answer stay the same when
# the sides are exchanged?
#
# | name | join |
# |---|---|
# | `"concatenate"` | `layers.concatenate([a, b])` |
# | `"subtract"` | `a - b` |
# | `"absolute difference"` | `ops.abs(a - b)` |
# | `"multiply"` | `a * b` |
# | `"add"` | `a + b` |

# %% exercise="predict-order"
ignores_order = None  # a dict: {"concatenate": True or False, "subtract": ..., ...}
### BEGIN SOLUTION
ignores_order = {
    "concatenate": False,
    "subtract": False,
    "absolute difference": True,
    "multiply": True,
    "add": True,
}
### END SOLUTION

# %% locked="joins"
joins = {
    "concatenate": lambda a, b: layers.concatenate([a, b]),
    "subtract": lambda a, b: a - b,
    "absolute difference": lambda a, b: ops.abs(a - b),
    "multiply": lambda a, b: a * b,
    "add": lambda a, b: a + b,
}
changes = {}
for name, join in joins.items():
    left, right = keras.Input((8,), name="left"), keras.Input((8,), name="right")
    joined = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(join(left, right)))
    a, b = np.random.default_rng(0).normal(size=(2, 20, 8))
    changes[name] = np.abs(answers(joined, a, b) - answers(joined, b, a)).max()

# %% check="predicted-order" points=1
import slips

check.answer(
    ignores_order,
    {name: bool(change < 1e-5) for name, change in changes.items()},
    slips=slips.ORDER,
)

# %%
for name, change in changes.items():
    print(f"{name:<20} {'ignores the order' if change < 1e-5 else 'the order matters'}")

# %% [markdown]
# ### Exercise 1 · An answer that ignores the order
#
# *Difficulty: ●●○ · 8 minutes · 3 points · core*
#
# **Goal:** mend the listing: build `fair`, whose answer is the same whichever sentence stands left (a **symmetric
# head**).
#
# | part | specification |
# |---|---|
# | inputs | `left` and `right`, sequences of any length of vectors of 128 numbers |
# | reader | one `LSTM(32)`, called once for each side |
# | head | your choice, followed by one unit with sigmoid; f(a, b) = f(b, a) for all a and b, and both sides count |
#
# <details><summary>Hint</summary>
#
# The table above has three joins whose answer does not depend on the order. Which of them also notices when one side
# changes? For this exercise all three will do; which of them can *compare* is the question of the next section.
#
# </details>

# %% exercise="fair"
fair = None
### BEGIN SOLUTION
left = keras.Input((None, 128), name="left")
right = keras.Input((None, 128), name="right")

lstm = layers.LSTM(32)
difference = ops.abs(lstm(left) - lstm(right))
same = layers.Dense(1, activation="sigmoid", name="same")(difference)
fair = keras.Model([left, right], same)
### END SOLUTION

# %% check="fair-reader" points=1
check.inputs(fair, left=(None, None, 128), right=(None, None, 128))
check.outputs(fair, (None, 1))
check.shared(fair, "LSTM", calls=2, units=(32,))

# %% check="fair-order" points=2
eight_pairs = sentence_pairs.make_pairs(8, seed=3)
told_twice = {
    "left": sentence_pairs.as_vectors(eight_pairs.left),
    "right": sentence_pairs.as_vectors(eight_pairs.right),
}
check.symmetric(fair, told_twice, "left", "right")
check.gives(
    share_between_0_and_1,
    fair,
    *told_twice.values(),
    expected=1,
    name="the share of your model's answers between 0 and 1",
    slips={"not-probabilities": 0},
)
### BEGIN HIDDEN TESTS
numbers = np.random.default_rng(5)
longer = {
    "left": numbers.normal(size=(5, 5, 128)).astype("float32"),
    "right": numbers.normal(size=(5, 2, 128)).astype("float32"),
}
check.symmetric(fair, longer, "left", "right")
### END HIDDEN TESTS

# %% [markdown]
# ### What the listing learns
#
# Now train the listing, and beside it the same reader with |a − b|, on 2,000 pairs. The grammar leaves no doubt about
# any pair, so a perfect score can be reached. Guessing gives 0.5.

# %% tags=["demo", "nbval-ignore-output"]
unseen_told = sentence_pairs.make_pairs(1000, seed=1)
unseen_left = sentence_pairs.as_vectors(unseen_told.left)
unseen_right = sentence_pairs.as_vectors(unseen_told.right)

fig, axes = plt.subplots(figsize=(7, 3.4))
for name, line in (("concatenate", "o--"), ("absolute difference", "s-")):
    keras.utils.set_random_seed(4)
    left, right = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
    lstm = layers.LSTM(32)
    same = layers.Dense(1, activation="sigmoid")(joins[name](lstm(left), lstm(right)))
    model = keras.Model([left, right], same)
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy", metrics=["accuracy"])
    history = quick.ready(model, batches=20).fit(sentences, told.same, epochs=5, batch_size=100, verbose=0)
    says_same = answers(model, unseen_left, unseen_right) > 0.5
    unseen_accuracy = np.mean(says_same == (unseen_told.same > 0.5))
    label = f"{name}: {unseen_accuracy:.2f} on unseen pairs"
    axes.plot(range(1, 6), history.history["accuracy"], line, color="#1f4e79", label=label)
axes.axhline(0.5, color="#8a4b00", linestyle=":", label="guessing")
axes.set(xlabel="epoch", ylabel="accuracy on training pairs", xticks=range(1, 6), ylim=(0.4, 1.05))
axes.legend(loc="center right")
plt.show()

# %% [markdown]
# *In words:* accuracy on the training pairs against the epoch, 1 to 5. With concatenated codes it stays near 0.5,
# the line of guessing, and ends below 0.6. With |a − b| it climbs to 1.0. On unseen pairs the first guesses, and the
# second makes next to no mistake.
#
# The listing does not even learn its training pairs by heart. Unfairness cannot be the reason: being unfair is no
# hindrance to learning. The next section finds the reason, on data where nothing is made up.
#
# ## 3 · A sum cannot compare
#
# Pairs of real handwritten digits, 8 × 8 pixels: do both show the same digit? Training pairs and unseen pairs have no
# picture in common.

# %% locked="digit-pairs"
train = digit_pairs.make_pairs(4000, seed=0, part="train")
unseen = digit_pairs.make_pairs(1000, seed=1, part="unseen")
print("training pairs", train.left.shape, " unseen pairs", unseen.left.shape, " share of same", unseen.same.mean())

# %% tags=["demo", "nbval-ignore-output"]
fig, axes = plt.subplots(2, 8, figsize=(8, 2.4))
for pair in range(8):
    for row, side in enumerate((train.left, train.right)):
        axes[row, pair].imshow(side[pair].reshape(8, 8), cmap="gray_r")
        axes[row, pair].set(xticks=[], yticks=[])
    axes[0, pair].set_title("same" if train.same[pair, 0] else "different", fontsize=9)
axes[0, 0].set_ylabel("left")
axes[1, 0].set_ylabel("right")
plt.show()

# %% [markdown]
# *In words:* eight pairs of digit pictures, left above right. By turns they show different digits and the same digit;
# those of a same pair are written differently.
#
# Five heads on the same encoder (Dense 64 with relu, Dense 32), each trained three times from other random weights.
# The first is the textbook's; the third has a hidden layer (32 units, relu) between concatenation and answer.


# %% tags=["demo"]
def digit_twin(head):
    """Return a model that compares two pictures with the given head."""
    left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
    encoder = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
    same = layers.Dense(1, activation="sigmoid")(head(encoder(left), encoder(right)))
    return keras.Model([left, right], same)


heads = {
    "concatenate": lambda a, b: layers.concatenate([a, b]),
    "a + b": lambda a, b: a + b,
    "concatenate + Dense 32": lambda a, b: layers.Dense(32, activation="relu")(layers.concatenate([a, b])),
    "|a − b|": lambda a, b: ops.abs(a - b),
    "a × b": lambda a, b: a * b,
}
train_sides = {"left": train.left, "right": train.right}

# %% tags=["demo", "nbval-ignore-output"]
accuracy, turned = {}, {}
for name, head in heads.items():
    accuracy[name], turned[name] = [], []
    twin = digit_twin(head)
    twin.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    quick.ready(twin, batches=16)
    for _ in quick.fresh(twin, lambda head=head: digit_twin(head), seeds=(0, 1, 2)):
        twin.fit(train_sides, train.same, epochs=8, batch_size=250, verbose=0)
        says_same = answers(twin, unseen.left, unseen.right) > 0.5
        accuracy[name].append(np.mean(says_same == (unseen.same > 0.5)))
        turned[name].append(np.mean(says_same != (answers(twin, unseen.right, unseen.left) > 0.5)))

print("accuracy on unseen pairs, three seeds")
for name, values in accuracy.items():
    print(f"  {name:<22}", *(f"{value:.2f}" for value in values))
print("answers that exchanging the sides turns over")
for name, shares in turned.items():
    print(f"  {name:<22}", *(f"{share:4.0%}" for share in shares))

# %% tags=["demo", "nbval-ignore-output"]
fig, axes = plt.subplots(figsize=(8, 3.6))
for place, values in enumerate(accuracy.values()):
    hatch = "//" if max(values) < 0.6 else ""
    axes.bar(place, np.mean(values), width=0.6, color="#e8eef5", edgecolor="#1f4e79", hatch=hatch)
    axes.plot([place - 0.1, place, place + 0.1], values, "o", color="black", markersize=5, markerfacecolor="white")
axes.axhline(0.5, color="#8a4b00", linestyle=":", label="guessing")
axes.set(ylabel="accuracy on unseen pairs", ylim=(0, 1), xlabel="head (circles: three seeds)")
axes.set_xticks(range(len(heads)), [name.replace(" + Dense", "\n+ Dense") for name in heads])
axes.legend(loc="upper left")
plt.show()

# %% [markdown]
# *In words:* five bars, each the mean of three seeds, with the three accuracies on unseen pairs as circles close
# together. Concatenate and a + b (hatched) stand at 0.5, the line of guessing. The other three stand at about 0.9:
# concatenate with a hidden layer, |a − b|, and, a little higher, a × b.
#
# **The textbook's head learns nothing here, from none of the three seeds.** The encoder is not to blame: with |a − b|
# on the same encoder it works, with 32 weights *fewer*. Nor is the order: a + b ignores it, and learns nothing either.
#
# ### Why
#
# The last layer multiplies every number of a code by a weight and sums up. Over concatenated codes that sum falls into
# two parts: a share g(a) from the left side and a share h(b) from the right side. It is an **additive head**. The
# sigmoid turns the total into a probability, above 0.5 when g(a) + h(b) > 0. Now take four pairs made of a three and an
# eight:
#
# | pair | should be | so this must hold |
# |---|---|---|
# | 3, 3 | same | g(3) + h(3) > 0 |
# | 8, 8 | same | g(8) + h(8) > 0 |
# | 3, 8 | different | g(3) + h(8) < 0 |
# | 8, 3 | different | g(8) + h(3) < 0 |
#
# ### Predict · How many of the four?
#
# *Difficulty: ●○○ · 3 minutes · 1 point*
#
# Whatever the four shares are, how many of the four lines can hold at once, at most? Add up the first two lines; then
# add up the last two.

# %% exercise="predict-four-pairs"
lines_that_hold = None  # a whole number, 0 to 4
### BEGIN SOLUTION
lines_that_hold = 3
### END SOLUTION

# %% locked="four-pairs"
g3, g8, h3, h8 = np.random.default_rng(0).normal(size=(4, 100_000))  # shares, a hundred thousand times
lines = np.stack([g3 + h3 > 0, g8 + h8 > 0, g3 + h8 < 0, g8 + h3 < 0])

# %% check="predicted-four-pairs" points=1
import slips

check.answer(lines_that_hold, lines.sum(axis=0).max(), slips=slips.FOUR_PAIRS)

# %%
print("most lines that held at once:", lines.sum(axis=0).max())

# %% [markdown]
# The first two lines add up to the same four shares as the last two, so they cannot be above and below zero. The model
# obeys this, trained or not: before the sigmoid, f(3, 3) + f(8, 8) = f(3, 8) + f(8, 3).

# %%
three, eight = pictures[digits == 3][:1], pictures[digits == 8][:1]

# %% tags=["demo"]
for name in ("concatenate", "absolute difference"):
    left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
    before_sigmoid = keras.Model([left, right], layers.Dense(1)(joins[name](packed(left), packed(right))))
    equal_pairs = answers(before_sigmoid, three, three) + answers(before_sigmoid, eight, eight)
    mixed_pairs = answers(before_sigmoid, three, eight) + answers(before_sigmoid, eight, three)
    print(f"{name}: the two sums are equal: {np.allclose(equal_pairs, mixed_pairs, atol=1e-5)}")

# %% [markdown]
# To compare, something must look at **both codes at once, number by number**, before the last sum: |a − b|, a × b, or
# a hidden layer with a nonlinearity, as in *concatenate + Dense 32*. The hidden layer learns as well as |a − b|, but it
# treats left and right differently: the second half of the table shows that exchanging the sides turns some of its
# answers over. With |a − b| and a × b that cannot happen, by construction.

# %% [markdown]
# ### Exercise 2 · A head that compares
#
# *Difficulty: ●●○ · 12 minutes · 5 points · core*
#
# **Goal:** build, compile and train `digit_judge`, which says whether two pictures show the same digit, and whose
# answer does not depend on the order.
#
# | part | specification |
# |---|---|
# | inputs | `left` and `right`, 64 numbers each |
# | encoder | one, called once for each side: Dense 64 with relu (or any other activation, or none), then Dense 32 |
# | join | the two codes, number by number, in a way that ignores the order and *compares* |
# | answer | one unit with sigmoid |
# | training data | `train.left`, `train.right` and `train.same` |
# | training | 8 epochs with `keras.optimizers.Adam(0.01)` and batches of 250 take a few seconds |
# | result | an accuracy of at least 0.80 on unseen pairs |
#
# <details><summary>Hint</summary>
#
# Of the joins in section 2 three ignore the order. Which of these is a sum of a share from the left and a share from
# the right? Leave that one out. With inputs named `left` and `right` you can feed a dict with these keys. Print nothing
# in training with `verbose=0`.
#
# </details>

# %% exercise="digit-judge"
digit_judge = None
### BEGIN SOLUTION
left = keras.Input((64,), name="left")
right = keras.Input((64,), name="right")

encoder = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])

difference = ops.abs(encoder(left) - encoder(right))
same = layers.Dense(1, activation="sigmoid", name="same")(difference)
digit_judge = keras.Model([left, right], same)

digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy", metrics=["accuracy"])
history = digit_judge.fit({"left": train.left, "right": train.right}, train.same, epochs=8, batch_size=250, verbose=0)
### END SOLUTION

# %% check="digit-judge-encoder" points=1
check.inputs(digit_judge, left=(None, 64), right=(None, 64))
check.outputs(digit_judge, (None, 1))
check.shared(digit_judge, "Dense", calls=2, layers=2, units=(64, 32))

# %% check="digit-judge-compares" points=2
twenty_pairs = digit_pairs.make_pairs(20, seed=4, part="unseen")
judged = {"left": twenty_pairs.left, "right": twenty_pairs.right}
check.symmetric(digit_judge, judged, "left", "right")
check.compares(digit_judge, judged, "left", "right")
check.gives(
    share_between_0_and_1,
    digit_judge,
    *judged.values(),
    expected=1,
    name="the share of your model's answers between 0 and 1",
    slips={"not-probabilities": 0},
)

# %% check="digit-judge-learns" points=2
new_pairs = digit_pairs.make_pairs(1000, seed=1, part="unseen")
new_sides = {"left": new_pairs.left, "right": new_pairs.right}
check.learns(digit_judge, new_sides, new_pairs.same, at_least=0.8)
### BEGIN HIDDEN TESTS
fresh = digit_pairs.make_pairs(1000, seed=77, part="unseen")
check.learns(digit_judge, {"left": fresh.left, "right": fresh.right}, fresh.same, at_least=0.8)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 3 · Two bugs that hide each other
#
# *Difficulty: ●●● · 12 minutes · 3 points · core*
#
# **Goal:** find both bugs in the model below, mend them, and assign the model to `same_digit`.
#
# The model should say whether two pictures show the same digit. Keras builds it without a word. It even has the number
# of parameters that the specification asks for. But it does not take two pictures.
#
# | part | specification |
# |---|---|
# | inputs | `left` and `right`, a picture of 64 numbers each |
# | encoder | Dense 64 with relu, then Dense 32; **one** encoder, called once for each side |
# | comparison | the absolute difference of the two codes, number by number |
# | output | one number, sigmoid |
# | parameters | 6,273 |
#
# <details><summary>Hint</summary>
#
# Look at the shapes of the inputs that the cell prints. After the line `right = encode(right)`, which tensor does the
# name `right` stand for, and which one does `keras.Model` need? When that is mended, count the parameters again: how
# often does the line that makes a Dense layer run?
#
# </details>


# %%
def broken_same_digit():
    left = keras.Input((64,), name="left")
    right = keras.Input((64,), name="right")

    def encode(picture):
        hidden = layers.Dense(64, activation="relu")(picture)
        return layers.Dense(32)(hidden)

    left_code = encode(left)
    right = encode(right)
    same = layers.Dense(1, activation="sigmoid")(ops.abs(left_code - right))
    return keras.Model([left, right], same)


broken = broken_same_digit()
print(f"{broken.count_params():,} parameters, inputs {[tensor.shape for tensor in broken.inputs]}")
try:
    broken([pictures[:1], pictures[1:2]])
except ValueError as problem:
    print(f"two pictures: {type(problem).__name__}")

# %% exercise="same-digit"
same_digit = None
### BEGIN SOLUTION
left = keras.Input((64,), name="left")
right = keras.Input((64,), name="right")

encoder = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])

left_code = encoder(left)
right_code = encoder(right)
same = layers.Dense(1, activation="sigmoid")(ops.abs(left_code - right_code))
same_digit = keras.Model([left, right], same)
### END SOLUTION

# %% check="same-digit-shared" points=2
check.inputs(same_digit, left=(None, 64), right=(None, 64))
check.shared(same_digit, "Dense", calls=2, layers=2)
check.parameters(same_digit, 6273)

# %% check="same-digit-compares" points=1
import specified

six_pairs = digit_pairs.make_pairs(6, seed=2, part="unseen")
two_pictures = {"left": six_pairs.left, "right": six_pairs.right}
check.outputs(same_digit, (None, 1))
check.symmetric(same_digit, two_pictures, "left", "right")
check.computes(same_digit, two_pictures, specified.model(specified.SAME_DIGIT))

# %% [markdown]
# `keras.Model` starts where it is told to start, be it in the middle of a graph. With the name `right` given away, the
# right encoder was no part of the model any more, so the second one did not show in the count. Mend one bug, and the
# other comes to light.
#
# The same slip, **rebinding** a name, with a *shared* encoder is the kinder kind: one side rebound is an error. Both
# sides rebound is silent again, and the model begins at the two codes, without any encoder.

# %%
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
left_code = packed(left)
right = packed(right)
try:
    keras.Model([left, right], ops.abs(left_code - right))
except ValueError as problem:
    print(f"one side rebound: {problem}")

left = packed(left)
headless = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(left - right)))
print(f"both sides rebound: inputs {[x.shape for x in headless.inputs]}, parameters {headless.count_params()}")

# %% [markdown]
# So: one name for the input, another name for its code.

# %% [markdown]
# ## 4 · Distances, and a loss for them
#
# There is another way to use a shared encoder: leave out the head, and let the **distance** between two codes be the
# answer. Same things should be near each other, different things far apart. The distance of two points is the square
# root of the sum of squared differences. It looks harmless.


# %%
def step_on_equal_pair(root):
    """Train for one step on a pair of equal pictures, towards distance 1; return the encoder's weights."""
    left = keras.Input((64,), name="left")
    right = keras.Input((64,), name="right")
    encoder = layers.Dense(2)
    squares = ops.sum(ops.square(encoder(left) - encoder(right)), axis=-1, keepdims=True)
    model = keras.Model([left, right], root(squares))
    model.compile("sgd", "mean_absolute_error")
    model.fit({"left": pictures[:1], "right": pictures[:1]}, np.ones((1, 1)), verbose=0)
    return encoder.get_weights()[0]


# %% tags=["demo"]
print("weights after one step:", np.unique(step_on_equal_pair(ops.sqrt)))

# %% [markdown]
# One equal pair, one step, and every weight is `nan`: the model is lost. The square root of 0 is 0, but its slope there
# is infinite. Training multiplies slopes, and infinite times 0 is not a number. Pairs with equal codes do occur: the
# same picture twice, or two pictures that a young encoder cannot tell apart.

# %% [markdown]
# ### Exercise 4 · A distance that survives training
#
# *Difficulty: ●●○ · 8 minutes · 2 points · more*
#
# **Goal:** build `distance`, a model without weights: the distance of two points in the plane, which can be trained
# through even where it is 0.
#
# | part | specification |
# |---|---|
# | inputs | `left` and `right`, two numbers each |
# | output | their distance, shape (None, 1); (0, 0) and (3, 4) are 5 apart |
# | equal points | at most 0.01 apart, and one step of training leaves no `nan` |
#
# <details><summary>Hint</summary>
#
# What must not reach the square root is exactly 0. A number too small to matter, such as 1e-6, helps, if it stands in
# the right place: inside or outside of the root? `keepdims=True` keeps the last axis.
#
# </details>

# %% exercise="distance"
distance = None
### BEGIN SOLUTION
left = keras.Input((2,), name="left")
right = keras.Input((2,), name="right")

squares = ops.sum(ops.square(left - right), axis=-1, keepdims=True)
distance = keras.Model([left, right], ops.sqrt(squares + 1e-6))
### END SOLUTION

# %% check="distance-numbers" points=1
points = {
    "left": np.array([[0, 0], [1, 1], [2, -1]], "float32"),
    "right": np.array([[3, 4], [1, 3], [2, 0]], "float32"),
}
check.inputs(distance, left=(None, 2), right=(None, 2))
check.outputs(distance, (None, 1))
check.parameters(distance, 0)
check.computes(distance, points, [5, 2, 1], slips={"root-missing": [25, 4, 1]})
### BEGIN HIDDEN TESTS
other_points = {
    "left": np.array([[-5, 0], [0.5, 0.25], [8, 6]], "float32"),
    "right": np.array([[0, 12], [0, 0.25], [0, 0]], "float32"),
}
check.computes(distance, other_points, [13, 0.5, 10], slips={"root-missing": [169, 0.25, 100]})
### END HIDDEN TESTS

# %% check="distance-equal" points=1
check.alike(distance, points, "left", "right", gives=0.0, within=0.01)
check.finite(distance, {"left": points["left"], "right": points["left"]})

# %% [markdown]
# ### The contrastive loss
#
# Which loss draws same pairs together and pushes different pairs apart? The **contrastive loss** of Hadsell, Chopra and
# LeCun (2006) charges for each pair:
#
# - a *same* pair: the squared distance, d². It is free at d = 0.
# - a *different* pair: the squared rest to the margin, max(margin − d, 0)². It is free from the margin on, so pairs
#   that are far enough apart are left alone.
#
# The loss of a batch is the mean over its pairs. There are **two conventions for the label**, and mixing them up raises
# no error:
#
# | convention | label of a same pair | label of a different pair | loss of one pair |
# |---|---|---|---|
# | the paper (which halves both terms) | 0 | 1 | (1 − y) · d² + y · max(margin − d, 0)² |
# | our data | 1 | 0 | ? |
#
# Keras' own example of a contrastive loss has stood on both sides: its version of 2021 had 1 for a same pair, today's
# has 0 (keras-io, pull request 1050).

# %% tags=["demo", "nbval-ignore-output"]
d = np.linspace(0, 1.5, 60)
fig, axes = plt.subplots(figsize=(6, 2.8))
axes.plot(d, d**2, color="#1f4e79", label="a same pair")
axes.plot(d, np.maximum(1 - d, 0) ** 2, "--", color="#8a4b00", label="a different pair")
axes.axvline(1, color="#777777", linestyle=":", label="margin 1")
axes.set(xlabel="distance of the two codes", ylabel="cost of the pair", ylim=(0, 1.6))
axes.legend()
plt.show()

# %% [markdown]
# *In words:* two curves of the cost against the distance, for a margin of 1. A same pair costs nothing at distance 0
# and more and more from there. A different pair costs 1 at distance 0, less and less up to the margin, and nothing
# behind it. They cross at a distance of 0.5, where either kind costs 0.25.
#
# ### Exercise 5 · The other convention
#
# *Difficulty: ●●○ · 10 minutes · 3 points · more*
#
# **Goal:** write `contrastive(same, distance, margin=1.0)` for labels that are **1 for a same pair**.
#
# Both arguments have shape (pairs, 1). It returns one number, the mean over the pairs, and uses `keras.ops`, so that
# Keras could train with it.
#
# | same | distance | costs, with margin 1 |
# |---|---|---|
# | 1 | 0.0 | 0 |
# | 1 | 0.5 | 0.25 |
# | 0 | 0.3 | 0.49 |
# | 0 | 2.0 | 0 |
#
# <details><summary>Hint</summary>
#
# A label that is 1 or 0 works as a switch: `same * x` is x for same pairs and 0 for others. Which switch turns on for
# different pairs? `ops.maximum(x, 0)` is x, but never below 0.
#
# </details>

# %% exercise="contrastive"
contrastive = None


### BEGIN SOLUTION
def contrastive(same, distance, margin=1.0):  # noqa: F811
    near = same * ops.square(distance)
    far = (1 - same) * ops.square(ops.maximum(margin - distance, 0))
    return ops.mean(near + far)


### END SOLUTION

# %% check="contrastive-numbers" points=2
labels = np.array([[1], [1], [0], [0]], "float32")
distances = np.array([[0.0], [0.5], [0.3], [2.0]], "float32")
check.gives(
    contrastive,
    labels,
    distances,
    expected=0.185,
    name="your loss of the four pairs",
    slips={"labels-reversed": 1.335, "margin-missing": 0.435, "not-squared": 0.3, "sum-not-mean": 0.74},
)


def weight_after_one_step(loss):
    """Train a model that gives w · x, with w = 1, for one step on two pairs; return its w."""
    number = keras.Input((1,))
    model = keras.Model(number, layers.Dense(1, use_bias=False, kernel_initializer="ones")(number))
    model.compile(keras.optimizers.SGD(1.0), loss, run_eagerly=True)
    model.train_on_batch(np.array([[0.5], [0.25]], "float32"), np.array([[1], [0]], "float32"))
    return model.get_weights()[0].item()


# Slopes: 2 · 0.5 · 0.5 for the same pair, -2 · (1 - 0.25) · 0.25 for the different one; w falls by their mean.
check.gives(
    weight_after_one_step,
    contrastive,
    expected=0.9375,
    name="a weight after one step of training with your loss (keras.ops throughout)",
)
check.gives(contrastive, labels, distances, 3.0, expected=2.135, name="your loss with a margin of 3")
### BEGIN HIDDEN TESTS
check.gives(contrastive, labels[:1], distances[1:2], expected=0.25, name="your loss of one pair")
### END HIDDEN TESTS

# %% check="contrastive-perfect" points=1
all_same, all_different = np.ones((3, 1), "float32"), np.zeros((3, 1), "float32")
check.perfect(contrastive, all_same, np.zeros((3, 1), "float32"), name="your loss, for same pairs,")
check.perfect(
    contrastive, all_different, np.array([[1.0], [1.5], [9.0]], "float32"), name="your loss, for different pairs,"
)

# %% [markdown]
# ### A map of digits
#
# Now the whole: an encoder with codes of only **two** numbers, so that they can be drawn, trained with the contrastive
# loss. The demonstration uses the paper's labels, so our labels go in as `1 - same`. Then it makes the mistake on
# purpose: it feeds `same` where the loss expects `different`.


# %% tags=["demo"]
def paper_loss(different, distance):
    """The contrastive loss with the paper's labels, margin 1."""
    return ops.mean((1 - different) * ops.square(distance) + different * ops.square(ops.maximum(1 - distance, 0)))


def map_maker(seed, numbers=2):
    """Return an encoder with so many numbers a code, and the model of the distance between two codes."""
    keras.utils.set_random_seed(seed)
    left = keras.Input((64,), name="left")
    right = keras.Input((64,), name="right")
    encoder = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(numbers)])
    squares = ops.sum(ops.square(encoder(left) - encoder(right)), axis=-1, keepdims=True)
    apart = keras.Model([left, right], ops.sqrt(ops.maximum(squares, 1e-6)))
    apart.compile(keras.optimizers.Adam(0.005), paper_loss)
    return encoder, quick.ready(apart, batches=32)


# %% tags=["demo", "nbval-ignore-output"]
encoders = {}
for name, different in {"right": 1 - train.same, "reversed": train.same}.items():
    encoders[name], apart = map_maker(seed=0)
    loss = apart.fit(train_sides, different, epochs=12, batch_size=125, verbose=0).history["loss"]
    says_same = answers(apart, unseen.left, unseen.right) < 0.5
    right_answers = np.mean(says_same == (unseen.same > 0.5))
    print(f"labels {name:<9} loss {loss[0]:.3f} → {loss[-1]:.3f}   accuracy on unseen pairs {right_answers:.2f}")

# %% [markdown]
# A pair counts as the same when its distance is below 0.5, half the margin. With reversed labels the loss falls as
# well, and no message warns you. It comes to rest at about 0.25, which is what a distance of 0.5 costs with either
# label: pulling different digits together and pushing same ones apart cannot both be done. The accuracy tells, and so
# does the map.

# %% tags=["demo", "nbval-ignore-output"]
new_pictures, new_digits = digit_pairs.pictures("unseen")
fig, axes = plt.subplots(1, 2, figsize=(10, 4.6))
for axis, (name, encoder) in zip(axes, encoders.items(), strict=True):
    codes = ops.convert_to_numpy(encoder(new_pictures))
    axis.scatter(*codes.T, s=4, color="lightgray")
    for code, digit in zip(codes[:250], new_digits[:250], strict=True):
        axis.text(*code, str(digit), fontsize=8, ha="center", va="center", color=plt.cm.tab10(digit))
    axis.set(xlabel="first number of the code", ylabel="second number", title=f"labels {name}", aspect="equal")
plt.show()

# %% [markdown]
# *In words:* two maps of unseen digits, each digit written at the place of its code. Left, with the right labels, the
# ten digits form ten groups, most of them clearly apart. Right, with reversed labels, all digits are mixed.
#
# ## 5 · Neighbours
#
# Once there is a code for every picture, a question about pictures becomes one about points: *which pictures are most
# like this one?* Those with the nearest codes. The encoder was never told the name of any digit, only which pairs are
# the same.

# %% tags=["demo", "nbval-ignore-output"]
wide_encoder, apart = map_maker(seed=0, numbers=8)
apart.fit(train_sides, 1 - train.same, epochs=12, batch_size=125, verbose=0)

print(f"the nearest neighbour shows the same digit, share of {len(new_digits)} unseen pictures")
for numbers, encoder in {8: wide_encoder, 2: encoders["right"]}.items():
    codes = ops.convert_to_numpy(encoder(new_pictures))
    distances = np.linalg.norm(codes[:, None] - codes[None, :], axis=-1)
    np.fill_diagonal(distances, np.inf)  # nobody is a neighbour of itself
    same_digit_nearest = np.mean(new_digits[distances.argmin(axis=1)] == new_digits)
    print(f"  codes of {numbers} numbers: {same_digit_nearest:.0%}")

fig, axes = plt.subplots(3, 6, figsize=(7, 3.8))  # with the codes of 2 numbers, the last ones above
for row, query in enumerate((0, 1, 3)):
    for axis, picture in zip(axes[row], [query, *distances[query].argsort()[:5]], strict=True):
        axis.imshow(new_pictures[picture].reshape(8, 8), cmap="gray_r")
        axis.set(xticks=[], yticks=[])
        axis.set_title(f"a {new_digits[picture]}", fontsize=9)
    axes[row, 0].set_ylabel("query")
plt.show()

# %% [markdown]
# *In words:* three rows of six digit pictures. The first of a row is the query, the other five are its nearest
# neighbours. In the first and the third row all of them show the query's digit. The four in the second row was sent to
# a place among other digits, and finds those.
#
# Two numbers are a narrow code, good for drawing. With eight, the share above the pictures is higher: wider codes find
# better neighbours.

# %% [markdown]
# ### Exercise 6 · Nearest neighbours
#
# *Difficulty: ●○○ · 7 minutes · 1 point · more*
#
# **Goal:** write `nearest(codes, query, count)`: the positions of the `count` codes nearest to `codes[query]`,
# nearest first, as a list or an array. The query itself is never among them, not even when another code is equal to it.
#
# `codes` has shape (codes, numbers). *Near* is meant by the distance of section 4. No two distances in the checks are
# equal, so the answer is always clear.
#
# <details><summary>Hint</summary>
#
# `np.linalg.norm(codes - codes[query], axis=1)` gives all distances. `np.argsort` gives positions in rising order. What
# would have to stand at the query's place for it to come last?
#
# </details>

# %% exercise="nearest"
nearest = None


### BEGIN SOLUTION
def nearest(codes, query, count):  # noqa: F811
    distances = np.linalg.norm(codes - codes[query], axis=1)
    distances[query] = np.inf
    return np.argsort(distances)[:count]


### END SOLUTION

# %% check="nearest-few" points=1
few = np.array([[0.0, 0.0], [5.0, 0.0], [1.0, 0.0], [3.0, 3.0], [9.0, 9.0]])
check.gives(
    nearest,
    few,
    0,
    3,
    expected=[2, 3, 1],
    name="the three nearest to the first of five codes",
    slips={"nearest-is-itself": [0, 2, 3], "farthest-first": [4, 1, 3]},
)
check.gives(nearest, few, 4, 1, expected=[3], name="the nearest to the last code", slips={"nearest-is-itself": [4]})
twins = np.array([[7.0, 7.0], [0.0, 3.0], [7.0, 7.0], [7.0, 9.0]])
check.gives(
    nearest,
    twins,
    2,
    2,
    expected=[0, 3],
    name="the nearest when another code is equal",
    slips={"nearest-is-itself": [2, 3]},
)
### BEGIN HIDDEN TESTS
line = np.random.default_rng(3).permutation(40).astype("float64").reshape(-1, 1) ** 2
order = np.argsort(np.abs(line - line[7]).ravel())[1:11]
check.gives(nearest, line, 7, 10, expected=order, name="the ten nearest of forty codes")
cloud = np.random.default_rng(6).normal(size=(200, 3))
order = np.argsort(np.linalg.norm(cloud - cloud[50], axis=1))[1:11]
check.gives(nearest, cloud, 50, 10, expected=order, name="the ten nearest of two hundred codes")
check.gives(nearest, 1000 * few, 0, 4, expected=[2, 3, 1, 4], name="all four others of five codes far apart")
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 7 · Build this picture
#
# *Difficulty: ●●● · 10 minutes · 3 points · more*
#
# **Goal:** build the model in this picture as `triplet`.
#
# ![Three inputs of 64 numbers, anchor, positive and negative, lead into one encoder, Dense 64 with relu and then
# Dense 16. One cosine compares the codes of anchor and positive, another one those of anchor and negative. The first
# minus the second is the output, lead, one number.](triplet.svg)
#
# A shared layer may be called more than twice. This model gets three pictures: an anchor, a positive one of the same
# digit, and a negative one of another digit. Its output says by how much the positive one leads.
#
# The **cosine similarity** of two codes is their dot product, each code first divided by its length; it lies
# between −1 and 1, and is 1 for equal codes. A layer does it: `layers.Dot(axes=1, normalize=True)`, called on a list of
# two codes. The model has 5,200 parameters, and calls its encoder three times.
#
# <details><summary>Hint</summary>
#
# How many codes leave the encoder, and how many arrows? The anchor's code is used twice, but it needs to be computed
# once. Count the calls of the encoder in the picture by the arrows that lead into it.
#
# </details>

# %% exercise="triplet"
triplet = None
### BEGIN SOLUTION
anchor = keras.Input((64,), name="anchor")
positive = keras.Input((64,), name="positive")
negative = keras.Input((64,), name="negative")

encoder = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
anchor_code, positive_code, negative_code = encoder(anchor), encoder(positive), encoder(negative)

cosine = layers.Dot(axes=1, normalize=True)
lead = cosine([anchor_code, positive_code]) - cosine([anchor_code, negative_code])
triplet = keras.Model([anchor, positive, negative], lead)
### END SOLUTION

# %% check="triplet-shared" points=1
check.inputs(triplet, anchor=(None, 64), positive=(None, 64), negative=(None, 64))
check.outputs(triplet, (None, 1))
check.shared(triplet, "Dense", calls=3, layers=2)
check.parameters(triplet, 5200)


# %% [markdown]
# When the positive picture is the anchor itself, its cosine is 1, and it leads whatever the negative one is. When
# positive and negative are the same, nobody leads. The check also gives the weights of your model to the model of the
# picture; both must answer the same.


# %% check="triplet-computes" points=2
import specified

some_pictures, _ = digit_pairs.pictures("unseen")
three_pictures = {
    "anchor": some_pictures[:7],
    "positive": some_pictures[7:14],
    "negative": some_pictures[14:21],
}
check.moves(triplet, three_pictures, anchor=True, positive=True, negative=True)
check.alike(triplet, three_pictures, "positive", "negative", gives=0.0)
drawn = specified.model(specified.TRIPLET)
three = {name: keras.Input((64,), name=name) for name in three_pictures}
check.computes(
    triplet,
    three_pictures,
    drawn,
    slips={
        "subtracted-backwards": keras.Model(three, -1 * drawn(three)),
        "not-normalised": specified.model(specified.TRIPLET_NOT_NORMALISED),
    },
)
check.alike(triplet, three_pictures, "anchor", "positive", at_least=0.0)

# %% [markdown]
# ### Exercise 8 · A check that a colleague's model fails
#
# *Difficulty: ●●○ · 12 minutes · 4 points · more*
#
# **Goal:** write a check of your own, `is_fair(model)`. It gets a model of two digits, `left` and `right`, and returns
# `True` or `False`.
#
# A model is fair when
#
# - its answer stays the same for **every** pair whose sides are exchanged, and
# - it does compare: it does not give one and the same answer to all pairs.
#
# The six models below are what your check is tried on; it will meet others. They are not trained. Look at what a model
# *does*: two models made of the same layers can differ in this.


# %% locked="colleagues"
EDGE = 47  # a point at the right border: of 1,000 unseen pairs, 20 differ in it


def pair_model(join, first_weights="glorot_uniform", seed=1):
    """Return an untrained model of two digits; `join` makes one tensor of the two codes and the two pictures."""
    keras.utils.set_random_seed(seed)
    left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
    code = layers.Dense(8, activation="relu")
    joined = join(code(left), code(right), left, right)
    same = layers.Dense(1, activation="sigmoid", kernel_initializer=first_weights, name="same")(joined)
    return keras.Model([left, right], same)


def one_after_the_other(a, b, left, right):
    """Return the two codes, joined end to end."""
    return layers.concatenate([a, b])


def join_at_edge(a, b, left, right):
    """Return the difference of the codes, and one point of the left picture beside it."""
    return layers.concatenate([ops.abs(a - b), left[:, EDGE : EDGE + 1]])


colleagues = {
    "difference": pair_model(lambda a, b, left, right: ops.abs(a - b)),  # fair
    "one after the other": pair_model(one_after_the_other),  # not fair
    "always the same answer": pair_model(lambda a, b, left, right: ops.abs(a - b), "zeros"),  # does not compare
    "a point of the left": pair_model(join_at_edge),  # not fair: 20 pairs of 1,000 show it
    "equal weights": pair_model(one_after_the_other),  # fair, with the weights that follow
    "fair on average": pair_model(lambda a, b, left, right: a - b),  # not fair, with the weights that follow
}
kernel, bias = colleagues["equal weights"].get_layer("same").get_weights()
kernel[8:] = kernel[:8]  # what counts for the left code counts for the right one
colleagues["equal weights"].get_layer("same").set_weights([kernel, bias])

head = colleagues["fair on average"].get_layer("same")
gaps = answers(keras.Model(colleagues["fair on average"].inputs, head.input), unseen.left, unseen.right)
kernel, bias = head.get_weights()
mean_gap = gaps.mean(axis=0)  # what is left of a − b when all unseen pairs are averaged; it is taken out of the kernel
kernel -= np.outer(mean_gap, mean_gap @ kernel) / (mean_gap @ mean_gap)
head.set_weights([kernel / 10, bias])

# %% [markdown]
# <details><summary>Hint</summary>
#
# `answers(model, left, right)`, from the first cell, gives what a model answers; `unseen.left` and `unseen.right` are
# 1,000 pairs. Ask twice, and compare with a little room for rounding, 1e-5. For the second demand: how far is the
# largest answer from the smallest?
#
# </details>

# %% exercise="is-fair"
is_fair = None
### BEGIN SOLUTION


def is_fair(model):  # noqa: F811
    there = answers(model, unseen.left, unseen.right)
    back = answers(model, unseen.right, unseen.left)
    order_matters = np.abs(there - back).max() > 1e-5
    compares = there.max() - there.min() > 1e-5
    return bool(compares and not order_matters)


### END SOLUTION

# %% check="fair-told-apart" points=2
check.gives(is_fair, colleagues["difference"], expected=True, name="is_fair of |a − b|")
check.gives(is_fair, colleagues["one after the other"], expected=False, name="is_fair of codes one after the other")
### BEGIN HIDDEN TESTS
product = pair_model(lambda a, b, left, right: a * b, seed=5)
check.gives(is_fair, product, expected=True, name="is_fair of a × b")
signed = pair_model(lambda a, b, left, right: a - b, seed=6)
check.gives(is_fair, signed, expected=False, name="is_fair of a − b")
### END HIDDEN TESTS

# %% check="fair-hard-cases" points=2
check.gives(
    is_fair,
    colleagues["always the same answer"],
    expected=False,
    name="is_fair of a model that always gives the same answer",
    slips={"constant-is-symmetric": True},
)
check.gives(
    is_fair,
    colleagues["a point of the left"],
    expected=False,
    name="is_fair of a model that looks at one point of the left picture",
    slips={"few-pairs-no-proof": True},
)
check.gives(
    is_fair,
    colleagues["equal weights"],
    expected=True,
    name="is_fair of codes one after the other, with equal weights",
    slips={"parts-not-behaviour": False},
)
check.gives(
    is_fair,
    colleagues["fair on average"],
    expected=False,
    name="is_fair of a model that answers as many pairs higher as lower when their sides are exchanged",
    slips={"differences-cancel": True},
)

# %% [markdown]
# A check that passes proves little until something has failed it. Four of these models were made so that one
# plausible check is wrong about each: one that forgets that a constant is symmetric, one that asks too few pairs, one
# that reads the layers instead of the answers, one that compares two means.

# %% [markdown]
# ## 6 · To your own data
#
# *7 minutes · more*
#
# A pair model is trained on pairs and used for search: every picture of a collection is encoded **once**, with
# `predict`, and only the codes are kept. So it is the encoder that goes into a file. The whole twin can go as well.

# %% tags=["demo", "nbval-ignore-output"]
import tempfile

collection, shown = digit_pairs.pictures("train")
with tempfile.TemporaryDirectory() as folder:  # for your own: a path that stays
    wide_encoder.save(f"{folder}/encoder.keras")
    apart.save(f"{folder}/twin.keras")
    searcher = keras.models.load_model(f"{folder}/encoder.keras")
    twin_again = keras.models.load_model(f"{folder}/twin.keras", compile=False)

kept_codes = searcher.predict(collection, verbose=0)  # once, and for all searches
asked = searcher.predict(new_pictures[:5], verbose=0)
nearest_kept = np.linalg.norm(asked[:, None] - kept_codes, axis=-1).argmin(axis=1)
print("asked for digits", new_digits[:5], "found", shown[nearest_kept])
print(f"codes {kept_codes.shape}, {kept_codes.nbytes // 1000} KB; pictures {collection.nbytes // 1000} KB")
print("parameters before and after:", apart.count_params(), twin_again.count_params())

# %% [markdown]
# The shared encoder is still there once after loading: the parameter count is the same. `compile=False` leaves out what
# `compile` was told: the file knows our loss by its name only, and a loss of your own has to be handed in, as
# `custom_objects={"paper_loss": paper_loss}`, when you mean to train on.

# %% [markdown]
# ## Cheat sheet
#
# | to | write |
# |---|---|
# | share a layer | `layer = layers.LSTM(32)`, then `layer(left)` and `layer(right)` |
# | share several layers at once | `encoder = keras.Sequential([...])`, then call `encoder` twice |
# | see whether a layer is shared | `model.summary()`: one line; `plot_model`: one box with several arrows in |
# | compare without regard to order | `ops.abs(a - b)` or `a * b`, then `Dense(1, activation="sigmoid")` |
# | get the cosine of two codes | `layers.Dot(axes=1, normalize=True)([a, b])` |
# | get a distance that trains | `ops.sqrt(ops.sum(ops.square(a - b), axis=-1, keepdims=True) + 1e-6)` |
# | charge pairs, 1 meaning *same* | `same * d² + (1 - same) * max(margin - d, 0)²`, averaged |
#
# ## Traps and their symptoms
#
# | trap | what you see |
# |---|---|
# | layers made inside a function that is called twice | twice the parameters, and no error |
# | `right = encoder(right)`, one name for input and code | "not connected", or inputs with the shape of codes |
# | concatenated codes and one Dense unit | accuracy of guessing, on training pairs too |
# | a − b without the absolute value | other answers when the sides change places; accuracy of guessing |
# | a square root that can get 0 | after some step every weight is `nan` |
# | labels of the other convention | the loss falls, the accuracy stays that of guessing |
# | nearest neighbours with the query among them | every search finds itself first |
#
# ## Three questions to recall
#
# <details><summary>A Dense layer with 1,000 parameters is called five times in a model. How many parameters does the
# model get from it?</summary>
#
# 1,000. A layer has its weights once, however often it is called.
#
# </details>
#
# <details><summary>Both sides of the listing go through one LSTM. Why is f(a, b) ≠ f(b, a)?</summary>
#
# The Dense unit has one set of weights for the code that stands first and another for the code that stands second.
#
# </details>
#
# <details><summary>Name a head that ignores the order and yet cannot compare. Why can it not?</summary>
#
# a + b with one Dense unit: the answer is a share from one side plus a share from the other, and no such sum is high
# for (3, 3) and (8, 8) and low for (3, 8) and (8, 3).
#
# </details>
#
# ## Where to read on
#
# - R. Hadsell, S. Chopra and Y. LeCun, *Dimensionality Reduction by Learning an Invariant Mapping*, 2006: the
#   contrastive loss.
# - J. Mueller and A. Thyagarajan, *Siamese Recurrent Architectures for Learning Sentence Similarity*, 2016: one LSTM
#   for both sentences, and a distance in place of a head.
# - F. Chollet, *Deep Learning with Python*: 7.1 of the first edition has this chapter's listing.
#
# Next: chapter 05 shares whole models, and takes them apart again.

# %% tags=["demo"]
check.progress()
