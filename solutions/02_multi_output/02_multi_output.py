# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 02 · One input, several answers
#
# ![A box, posts, leads to a box called "a trunk, shared by all heads". Three arrows lead from the trunk to three boxes:
# age, an amount; income, one of ten classes; gender, yes or no.](one_input.svg)
#
# **A puzzle.** This model reads what somebody posts, and tells three things about the writer. After six passes over its
# data the loss has fallen a hundredfold. Its ages are good. Its income groups are right 10 times in 100, which is what
# guessing gives.
#
# Then one line changes, in the targets and not in the model. Six passes later income is right 85 times in 100, and the
# other two answers are good as well. **Which line was it, and what was wrong?** Make a guess. Sections
# 6 and 7 measure it.
#
# A **multi-output model** answers several questions from one reading. The layers that read are the **trunk**; on it
# stand several **heads**, one for each answer. Each head has a loss of its own, and all the losses pull at the same
# trunk. The field calls this **multi-task learning**. How to add a head takes one line. This chapter is about how heads
# share.
#
# **You will be able to**
#
# - build a model with several outputs, each with the activation that its kind of answer needs;
# - pair every output with its loss and its weight by name, and say what happens when the pairing goes wrong;
# - read what `fit` reports about each head;
# - tell when one head holds the others up, measure by how much, and mend it;
# - silence a head.
#
# **You need** chapters 00 and 01: layers called on tensors, counting parameters, which loss reads which answers.
#
# **Time** about 65 minutes for the short way: sections 1, 2, 4, 6 and 7, with the exercises marked *core*,
# looking at plots without reading the code behind them. About 180 minutes for everything, better in two sittings.
# (An estimate: 180 words and 15 lines of code a minute, and the minutes that stand at predictions and exercises.)

# %% locked="setup"
import logging
import os
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # TensorFlow prints errors only
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # the same numbers on every machine

try:
    import keras
    import matplotlib.pyplot as plt
    import numpy as np
    from keras import layers

    import people
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
# ## 1 · People who do not exist
#
# The task is from the first edition of Chollet's *Deep Learning with Python* (7.1): read what somebody posts, and tell
# the person's age, income group and gender.
#
# **Our people are invented, on purpose.** Models of this kind are in use on real people, who were not asked. The guess
# decides what they are offered and at which price. It can be right on average and wrong about those who are few in its
# data. Nobody can contest a guess they do not know of. And a 0 or 1 for gender leaves people out from the start.
#
# So the words here are invented too: they mean nothing, and nothing can be learned from them about anybody. There is a
# gain for us as well. The rule behind the data is known, so we know **how good a model can possibly be**.

# %% locked="data"
train = people.make_people(2000, seed=1)
test = people.make_people(1000, seed=2)

# %% tags=["demo"]
for row in range(3):
    print(f"age {train.age[row, 0]:.0f}, income group {train.income[row]}, gender {train.gender[row, 0]:.0f}")
    print("   ", people.to_words(train.posts[row, :16]), "...")

print("posts ", train.posts.shape, train.posts[0, :6], "...")
print("age   ", train.age.shape, "   income", train.income.shape, "   gender", train.gender.shape)

# %% [markdown]
# A post has 60 words of a vocabulary of 200. About half of a post tells nothing. Its other words are of three sorts:
# some are used most at a certain age, some are used more in one income group, some more by one gender.

# %% tags=["demo", "nbval-ignore-output"]
fig, panels = plt.subplots(1, 3, figsize=(11, 2.8))
panels[0].plot(people.AGES, people.age_rule()[:, 8], color="#1f4e79", label=people.VOCABULARY[9])
panels[0].plot(people.AGES, people.age_rule()[:, 28], "--", color="#8a4b00", label=people.VOCABULARY[29])
panels[0].set(xlabel="age in years", ylabel="chance of the word", title="two age words", ylim=(0, 0.085))
panels[0].legend(loc="upper center", ncol=2)
panels[1].bar(range(10), people.group_rule()[:, 20], color="#1f4e79")
panels[1].set(xlabel="income group", xticks=range(10), title=f"a group word, {people.VOCABULARY[61]}")
panels[2].bar(["0", "1"], people.gender_rule()[:, 5], color="#1f4e79", width=0.5)
panels[2].set(xlabel="gender", title=f"a gender word, {people.VOCABULARY[106]}")
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* left, two age words, each a smooth hump over the ages, one highest at 23 and one at 56. Middle, a group
# word that one of the ten groups uses several times as often as the others. Right, a gender word that one gender uses
# a few times as often as the other. No single word decides; sixty of them together nearly do.
#
# ### What can be reached
#
# Words are drawn one by one, so Bayes' rule gives the best guess that anybody can make who knows the rule: the **best
# possible score**. Below it stands the worst that is reasonable: to guess without reading.

# %% locked="best"
best = people.best_guesses(test.posts)
best_scores = {
    "age": float(np.mean(np.abs(best["age"] - test.age[:, 0]))),
    "income": float(np.mean(best["income"] == test.income)),
    "gender": float(np.mean(best["gender"] == test.gender[:, 0])),
}
unread_scores = {"age": float(np.mean(np.abs(np.median(train.age) - test.age))), "income": 1 / 10, "gender": 1 / 2}

# %%
for name, scores in {"best possible": best_scores, "without reading": unread_scores}.items():
    print(
        f"{name:16} age off by {scores['age']:4.1f} years, "
        f"income right {scores['income']:.2f}, gender right {scores['gender']:.2f}"
    )

# %% [markdown]
# These two lines are drawn into the results of section 7.
#
# ## 2 · A model with three heads
#
# A small reader is enough for sixty words: look up the words, average their vectors, and let one `Dense` layer make 32
# features of the average. That is the trunk. The three heads are one `Dense` layer each:
#
# | head | kind of answer | units | activation | its loss |
# |---|---|---|---|---|
# | `age` | an amount (regression) | 1 | none: an amount may be any number | `mse` |
# | `income` | one of ten (multi-class classification) | 10 | `softmax`: together 1 | a categorical crossentropy |
# | `gender` | yes or no (**binary classification**) | 1 | `sigmoid`: one probability | `binary_crossentropy` |
#
# ### Predict · How big are three heads?
#
# *Difficulty: ●○○ · 3 minutes · 1 point*
#
# *Points in a section "Predict" are for foretelling. Work it out on paper; a wrong guess costs nothing, you may try
# again.*
#
# The trunk hands 32 numbers to each head. How many parameters do the three heads have together?

# %% exercise="predict-heads"
predicted_heads = None  # a whole number
### BEGIN SOLUTION
predicted_heads = (32 + 1) * 1 + (32 + 1) * 10 + (32 + 1) * 1
### END SOLUTION

# %% [markdown]
# Now the model. It is made by a function, since we will need it more than once. Its outputs are a dict, and the keys
# are the names of the heads: **variable = layer name = dict key**, here as for inputs.


# %% locked="posts-model"
def posts_model():
    """Return a new model: posts → age, income, gender."""
    # 1 the input and the trunk
    posts = keras.Input((None,), dtype="int32", name="posts")
    words = layers.Embedding(len(people.VOCABULARY), 16, name="words")(posts)
    average = layers.GlobalAveragePooling1D(name="average")(words)
    trunk = layers.Dense(32, activation="relu", name="trunk")(average)

    # 2 the heads
    age = layers.Dense(1, name="age")(trunk)
    income = layers.Dense(people.GROUPS, activation="softmax", name="income")(trunk)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)

    # 3 the model
    return keras.Model(inputs=posts, outputs={"age": age, "income": income, "gender": gender}, name="posts_model")


small_model = posts_model()
HEADS = ("age", "income", "gender")

# %% check="predicted-heads" points=1
import slips

check.answer(predicted_heads, sum(small_model.get_layer(name).count_params() for name in HEADS), slips=slips.HEADS)

# %%
small_model.summary(line_length=90)

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.plot_model(small_model, show_shapes=True, show_layer_names=True, dpi=70, to_file="model.png")

# %% [markdown]
# *In words:* a column of boxes, posts (None, None), words (None, None, 16), average (None, 16), trunk (None, 32). Under
# the trunk three boxes side by side: age (None, 1), gender (None, 1) and income (None, 10), in alphabetical order.
#
# One call gives three answers, under their names.

# %% tags=["demo"]
for name, values in small_model(test.posts[:4]).items():
    print(f"{name:7}", values.shape)

# %% [markdown]
# ### The listing behind this chapter
#
# This is the model that this chapter comes from, in today's spelling. It reads long posts with convolutions. It is
# shown here as it was printed: it builds without a word, and one of its lines is not what its author meant.

# %% tags=["demo"]
printed_posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.Embedding(256, 50_000)(printed_posts)
x = layers.Conv1D(128, 5, activation="relu")(x)
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.GlobalMaxPooling1D()(x)
x = layers.Dense(128, activation="relu")(x)
printed_age = layers.Dense(1, name="age")(x)
printed_income = layers.Dense(10, activation="softmax", name="income")(x)
printed_gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
printed_model = keras.Model(printed_posts, [printed_age, printed_income, printed_gender])

print(f"{printed_model.count_params():,} parameters")
for layer in printed_model.layers[1:3]:
    print(f"{type(layer).__name__:10} {layer.count_params():>11,}   gives {layer.output.shape}")
del printed_model, printed_posts, printed_age, printed_income, printed_gender, x, layer  # 46 million numbers less

# %% [markdown]
# ### Exercise 1 · The listing as it was printed
#
# *Difficulty: ●○○ · 10 minutes · 2 points · more*
#
# **Goal:** find out what is wrong with the model above, and mend it.
#
# A word was meant to become 256 numbers. Keep all layers, with their settings, and the names of the outputs.
#
# | part | specification |
# |---|---|
# | input | `posts`: any number of word ids below 50,000 |
# | outputs | `age` (None, 1), `income` (None, 10), `gender` (None, 1), with the activations above |
# | parameters | 14,146,316 |
#
# <details><summary>Hint</summary>
#
# Which of the two counts above tells on the mistake? A convolution with 128 filters of width 5 has 5 × (numbers in a
# word's vector) × 128 weights and 128 biases.
#
# </details>

# %% exercise="printed-listing"
social_posts = None
### BEGIN SOLUTION
posts = keras.Input((None,), dtype="int32", name="posts")

# the trunk
seen = layers.Embedding(input_dim=50_000, output_dim=256)(posts)
seen = layers.Conv1D(128, 5, activation="relu")(seen)
seen = layers.MaxPooling1D(5)(seen)
seen = layers.Conv1D(256, 5, activation="relu")(seen)
seen = layers.Conv1D(256, 5, activation="relu")(seen)
seen = layers.MaxPooling1D(5)(seen)
seen = layers.Conv1D(256, 5, activation="relu")(seen)
seen = layers.Conv1D(256, 5, activation="relu")(seen)
seen = layers.GlobalMaxPooling1D()(seen)
seen = layers.Dense(128, activation="relu")(seen)

# the heads
age = layers.Dense(1, name="age")(seen)
income = layers.Dense(10, activation="softmax", name="income")(seen)
gender = layers.Dense(1, activation="sigmoid", name="gender")(seen)

social_posts = keras.Model(inputs=posts, outputs={"age": age, "income": income, "gender": gender})
### END SOLUTION

# %% check="listing-parameters" points=1
check.inputs(social_posts, posts=(None, None))
check.outputs(social_posts, age=(None, 1), income=(None, 10), gender=(None, 1))
check.parameters(social_posts, 14_146_316)

# %% check="listing-heads" points=1
import drawings

long_posts = {"posts": np.random.default_rng(1).integers(0, 50_000, (4, 300))}
check.heads(social_posts, long_posts, age="amount", income="classes", gender="yes-or-no")
check.branch(social_posts, "posts", "Embedding", *5 * ["Conv1D"], "GlobalMaxPooling1D", "Dense")
check.same_graph(social_posts, drawings.SOCIAL_POSTS)

# %% [markdown]
# One more thing about this listing. A convolution of width 5 shortens a text by 4 words, and a pooling by 5 leaves a
# fifth of it. After five convolutions and two poolings not much is left. The next cell counts.

# %%
long, short = 269, 268
print(f"{'a post of':14} {long:>5} {short:>5} words")
for step in ("convolution", "pooling", "convolution", "convolution", "pooling", "convolution", "convolution"):
    long, short = (long - 4, short - 4) if step == "convolution" else (long // 5, short // 5)
    print(f"{step:14} {long:>5} {short:>5}")

# %% [markdown]
# A post of 269 words ends as a single vector. Of a post of 268 words nothing is left: it is too short for this model.
# Our posts have 60 words, so we stay with the small reader.

# %% [markdown]
# ### Exercise 2 · Three heads, four mistakes
#
# *Difficulty: ●●○ · 10 minutes · 3 points · core*
#
# **Goal:** mend the heads of the model below. Its input and its trunk are right.
#
# ```python
# posts = keras.Input((None,), dtype="int32", name="posts")
# words = layers.Embedding(201, 16)(posts)
# trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
#
# age = layers.Dense(1, activation="relu", name="age")(trunk)
# income = layers.Dense(10, activation="sigmoid", name="income")(trunk)
# gender = layers.Dense(1, activation="softmax", name="gender")(income)
#
# mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})
# ```
#
# Each head is to give the kind of answer that the table in section 2 says, and each is to read the trunk itself.
#
# <details><summary>Hint</summary>
#
# Take the heads one at a time. Which numbers can this activation give? Which numbers should come out? Then look at the
# second pair of brackets: what does the head read?
#
# </details>

# %% exercise="mend-heads"
mended_heads = None
### BEGIN SOLUTION
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))

age = layers.Dense(1, name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)

mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})
### END SOLUTION

# %% check="mended-heads" points=2
some_posts = {"posts": test.posts[:16]}
check.outputs(mended_heads, age=(None, 1), income=(None, 10), gender=(None, 1))
check.heads(mended_heads, some_posts, age="amount", income="classes", gender="yes-or-no")

# %% check="mended-trunk" points=1
check.inputs(mended_heads, posts=(None, None))
check.parameters(mended_heads, 4_156)
check.same_graph(mended_heads, posts_model())

# %% [markdown]
# ## 3 · A head that is always sure
#
# One of those four mistakes deserves a closer look, because Keras trains it without an error and **its loss falls**.
#
# ### Predict · Softmax on one unit
#
# *Difficulty: ●○○ · 1 minute · 1 point*
#
# Softmax makes the outputs of a layer sum to 1. What does `Dense(1, activation="softmax")` answer, whatever it reads?

# %% exercise="predict-sure"
predicted_sure = None  # a number
### BEGIN SOLUTION
predicted_sure = 1.0
### END SOLUTION


# %% locked="sure-model"
def sure_model():
    """Return a new model: posts → gender, with softmax on its single unit."""
    posts = keras.Input((None,), dtype="int32", name="posts")
    average = layers.GlobalAveragePooling1D()(layers.Embedding(len(people.VOCABULARY), 16)(posts))
    return keras.Model(posts, layers.Dense(1, activation="softmax", name="gender")(average), name="sure_model")


with warnings.catch_warnings():  # Keras does warn of this one; we look at what happens to those who scroll past it
    warnings.simplefilter("ignore")
    sure_answers = np.asarray(sure_model()(test.posts[:100]))

# %% check="predicted-sure" points=1
check.answer(predicted_sure, round(float(np.mean(sure_answers)), 4))

# %% [markdown]
# Now train it, with the loss for yes and no.

# %% tags=["demo", "nbval-ignore-output"]
keras.utils.set_random_seed(1)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    always_sure = sure_model()
    always_sure.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    sure_history = always_sure.fit(train.posts, train.gender, epochs=8, batch_size=100, verbose=0).history
    trained_answers = np.asarray(always_sure(test.posts))

print(f"loss      {sure_history['loss'][0]:.2f} → {sure_history['loss'][-1]:.2f}")
print(f"accuracy  {sure_history['accuracy'][0]:.2f} → {sure_history['accuracy'][-1]:.2f}")
print(f"answers   from {trained_answers.min():.3f} to {trained_answers.max():.3f}")

# %% tags=["demo", "nbval-ignore-output"]
fig, axes = plt.subplots(figsize=(7, 3))
epochs = range(1, 9)
axes.plot(epochs, sure_history["loss"], "o-", color="#1f4e79", label="loss")
axes.plot(epochs, sure_history["accuracy"], "s--", color="#8a4b00", label="accuracy")
axes.set(xlabel="epoch", ylim=(0, 1), xticks=epochs)
axes.legend()
plt.show()

# %% [markdown]
# *In words:* over eight epochs the loss falls from about 0.7 to about 0.2. The accuracy stays at one half, a flat
# line.
#
# How can a loss fall when every prediction is 1.0? With TensorFlow as its backend, Keras reaches behind the activation:
# it computes the crossentropy from the number *before* softmax (a logit), which does learn. Nobody who uses the
# model ever sees that number. The next cell gives Keras the same answers twice: as the tensor that the model made,
# which still knows what it was computed from, and as plain numbers.

# %% tags=["demo", "nbval-ignore-output"]
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    sure_tensor, asked = always_sure(test.posts[:500]), test.gender[:500]
for name, given in {"the model's own tensor": sure_tensor, "its numbers alone": np.asarray(sure_tensor)}.items():
    print(f"{name:24} loss {float(np.mean(keras.losses.binary_crossentropy(asked, given))):.2f}")

# %% [markdown]
# The numbers alone are what they look like: always sure, and wrong about half of the people, at a loss of several
# whole units.
#
# **A falling loss is no proof.** Look at predictions.
#
# ## 4 · One loss for each head, one number for all
#
# Training needs a single number to make smaller. With several heads Keras computes each head's loss and adds them up,
# each times its **loss weight**. Without `loss_weights` every head counts 1.
#
# Let us do that by hand, for four people and a model that knows nothing. It says 0 for every age and a tenth for every
# income group. About gender it says this:

# %% locked="four-people"
four = {
    "age": np.array([[24.0], [54.0], [60.0], [66.0]]),
    "income": keras.utils.to_categorical([0, 3, 5, 9], num_classes=10),
    "gender": np.array([[1.0], [1.0], [1.0], [0.0]]),
}
said = {
    "age": np.zeros((4, 1)),
    "income": np.full((4, 10), 0.1),
    "gender": np.array([[0.8], [0.5], [0.6], [0.63]]),
}

# %%
by_hand = {
    "age": np.mean((four["age"] - said["age"]) ** 2),  # mse
    "income": -np.mean(np.log(said["income"][four["income"] == 1])),  # categorical_crossentropy
    "gender": -np.mean(np.log(np.where(four["gender"] == 1, said["gender"], 1 - said["gender"]))),
}
weights = {"age": 0.25, "income": 1.0, "gender": 10.0}  # from the book

for name in HEADS:
    print(f"{name:7} {by_hand[name]:9.4f} × {weights[name]:5.2f} = {weights[name] * by_hand[name]:9.4f}")
print(f"total {sum(weights[name] * by_hand[name] for name in HEADS):29.2f}")

# %% [markdown]
# The weights are the book's, and so is the thought behind them: an `mse` is a large number, a crossentropy a small one,
# so let the large one count less and the small one more.
#
# Now let Keras do the same. Losses and weights can be given as **lists**, in the order of the outputs, or as **dicts**.


# %% locked="total"
def total(outputs, loss, loss_weights):
    """Return the loss that Keras computes for the four people, for a model whose outputs are a list or a dict."""
    model = keras.Model(small_model.input, outputs)
    model.compile(loss=loss, loss_weights=loss_weights)
    if isinstance(outputs, dict):
        return float(model.compute_loss(y=four, y_pred=said))
    return float(model.compute_loss(y=list(four.values()), y_pred=list(said.values())))


as_dict = small_model.output
as_list = [as_dict["age"], as_dict["income"], as_dict["gender"]]

# %%
losses = {"age": "mse", "income": "categorical_crossentropy", "gender": "binary_crossentropy"}
loss_list, weight_list = list(losses.values()), list(weights.values())

# %% tags=["demo"]
print("outputs a list: loss a list, weights a list", f"{total(as_list, loss_list, weight_list):8.2f}")
print("outputs a list: loss a dict, weights a dict", f"{total(as_list, losses, weights):8.2f}")
print("outputs a dict: loss a dict, weights a dict", f"{total(as_dict, losses, weights):8.2f}")

# %% [markdown]
# All three agree with the sum by hand. Now mix them.

# %% tags=["demo"]
print("outputs a list: loss a list, weights a dict", f"{total(as_list, loss_list, weights):8.2f}")
print("outputs a dict: loss a dict, weights a list", f"{total(as_dict, losses, weight_list):8.2f}")

# %% [markdown]
# **739.13 instead of 723.86, without a word.** What happened? Where one side is a list and the other a dict, Keras
# reads the dict in the **alphabetical** order of its keys: age, gender, income. So income got gender's weight of 10.

# %%
swapped = {"age": 0.25, "income": 10.0, "gender": 1.0}
print(f"{sum(swapped[name] * by_hand[name] for name in HEADS):.2f}")

# %% [markdown]
# With dict outputs and a list of losses it is the losses themselves that change places: income is trained with the loss
# meant for gender, and the other way round. Keras warns here, because a categorical crossentropy meets a single unit;
# and it trains. Where both heads have one unit it says nothing, as the end of the next cell shows. What it refuses is a
# dict of weights that leaves a head out.

# %% tags=["demo"]
with warnings.catch_warnings(record=True) as said_by_keras:
    warnings.simplefilter("always")
    print("outputs a dict: loss a list, weights a list", f"{total(as_dict, loss_list, weight_list):8.2f}")
print("warnings:", len(said_by_keras))

try:
    total(as_dict, losses, {"age": 0.25})
except ValueError as refused:
    print("a weight for age alone:", refused)

number = keras.Input((1,))
hours_and_euros = {"hours": layers.Dense(1, name="hours")(number), "euros": layers.Dense(1, name="euros")(number)}
off = {"hours": np.array([[3.0]]), "euros": np.array([[2.0]])}  # by so much are answers of 0 wrong
nothing = {name: np.zeros((1, 1)) for name in off}
with warnings.catch_warnings(record=True) as said_by_keras:
    warnings.simplefilter("always")
    for losses_of_two in ({"hours": "mse", "euros": "mae"}, ["mse", "mae"]):
        two_heads = keras.Model(number, hours_and_euros)
        two_heads.compile(loss=losses_of_two)
        total_of_two = float(two_heads.compute_loss(y=off, y_pred=nothing))
        print(f"hours mse, euros mae, as a {type(losses_of_two).__name__}: {total_of_two:g}")
print("warnings:", len(said_by_keras))

# %% [markdown]
# The rule that avoids all of this: **dicts with equal keys on all sides**. Outputs, losses, weights, metrics and
# targets, all by name.

# %% [markdown]
# ### Exercise 3 · Weights that went to the wrong head
#
# *Difficulty: ●○○ · 5 minutes · 2 points · core*
#
# **Goal:** compile a model so that every head gets its own loss and its own weight.
#
# A colleague wrote this. It runs, and it is a bug; you have seen its number.
#
# ```python
# in_order = keras.Model(small_model.input, [as_dict["age"], as_dict["income"], as_dict["gender"]])
# in_order.compile(
#     loss=["mse", "sparse_categorical_crossentropy", "binary_crossentropy"],
#     loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
# )
# ```
#
# Begin with `weighted_model = posts_model()`, and compile it with these losses and these weights. Our income groups are
# numbers from 0 to 9, not columns: hence the *sparse* crossentropy.
#
# <details><summary>Hint</summary>
#
# `posts_model()` has a dict of outputs. Which kind of `loss` and `loss_weights` goes with that?
#
# </details>

# %% exercise="mend-pairing"
weighted_model = None
### BEGIN SOLUTION
weighted_model = posts_model()
weighted_model.compile(
    optimizer="rmsprop",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
)
### END SOLUTION

# %% check="paired-losses" points=2
sixteen = {"posts": test.posts[:16]}
sixteen_answers = {"age": test.age[:16], "income": test.income[:16], "gender": test.gender[:16]}
by_name = {"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
check.loss(weighted_model, sixteen, sixteen_answers, like=by_name, weights={"age": 0.25, "income": 1.0, "gender": 10.0})
### BEGIN HIDDEN TESTS
other = slice(100, 140)
check.loss(
    weighted_model,
    {"posts": test.posts[other]},
    {"age": test.age[other], "income": test.income[other], "gender": test.gender[other]},
    like=by_name,
    weights={"age": 0.25, "income": 1.0, "gender": 10.0},
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 4 · A head that has no say
#
# *Difficulty: ●●○ · 10 minutes · 2 points · more*
#
# **Goal:** compile a model so that `age` stays in it and is not trained, while the other two heads learn as before.
#
# Begin with `quiet_model = posts_model()`. Afterwards a step of training must leave the weights of the head `age` as
# they are, and an error in somebody's age must not move the trunk either. Income and gender keep their losses, each
# with weight 1. Leave every layer trainable, and choose an optimiser without weight decay: decay shrinks every
# weight, whatever its loss says. The cell behind the checks shows it.
#
# <details><summary>Hint</summary>
#
# A loss moves weights in proportion to its loss weight. Which weight moves nothing?
#
# </details>

# %% exercise="quiet-head"
quiet_model = None
### BEGIN SOLUTION
quiet_model = posts_model()
quiet_model.compile(
    optimizer="adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0, "income": 1.0, "gender": 1.0},
)
### END SOLUTION

# %% check="quiet-untouched" points=1
thirty = {"posts": test.posts[:30]}
thirty_answers = {"age": test.age[:30], "income": test.income[:30], "gender": test.gender[:30]}
check.untouched(quiet_model, thirty, thirty_answers, output="age")

# %% check="quiet-loss" points=1
three_losses = {"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
has_a_say = ("income", "gender")
says = {name: float(name in has_a_say) for name in three_losses}
check.loss(quiet_model, thirty, thirty_answers, like=three_losses, weights=says)
check.gives(lambda made: len(made.non_trainable_weights), quiet_model, expected=0, name="the number of frozen weights")

# %% tags=["demo", "nbval-ignore-output"]
for optimizer in (keras.optimizers.Adam(0.001), keras.optimizers.AdamW(0.001, weight_decay=0.1)):
    silent = posts_model()
    losses_by_name = {"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
    silent.compile(optimizer, losses_by_name, loss_weights={"age": 0, "income": 1, "gender": 1})
    kernel = np.asarray(silent.get_layer("age").kernel)
    quick.eagerly(silent).train_on_batch(
        test.posts[:30], {"age": test.age[:30], "income": test.income[:30], "gender": test.gender[:30]}
    )
    moved = np.abs(np.asarray(silent.get_layer("age").kernel) - kernel).max()
    print(f"{type(optimizer).__name__:6} largest move of a weight of age {moved:.1e}")

# %% [markdown]
# A weight of 0 silences the *loss* of a head. AdamW moves the head nonetheless: its decay asks no loss.
#
# A head with **no loss at all** is left alone in the same way, and it happens by accident: a dict of losses may leave
# out a key when the outputs are a dict, and a list of losses may be too short. Keras trains the rest. The total does
# not show it; all that you get is one warning when `fit` begins.

# %% tags=["demo"]
forgotten = {"age": "mse", "income": "categorical_crossentropy"}
print(f"dict without gender       {total(as_dict, forgotten, None):9.2f}")
print(f"list with two of three    {total(as_list, list(forgotten.values()), None):9.2f}")
print(f"age and income by hand    {by_hand['age'] + by_hand['income']:9.2f}")

unheard = posts_model()
unheard.compile(loss={"age": "mse", "income": "sparse_categorical_crossentropy"})
with warnings.catch_warnings(record=True) as said_by_keras:
    warnings.simplefilter("always")
    quick.eagerly(unheard).fit(test.posts[:30], {"age": test.age[:30], "income": test.income[:30]}, verbose=0)
print(str(said_by_keras[0].message).split(" when")[0])

# %% [markdown]
# ## 5 · What `fit` tells about each head
#
# Metrics are given by name too. What comes back is a history with a list for each name.
#
# ### Predict · How many lists?
#
# *Difficulty: ●○○ · 2 minutes · 1 point*
#
# The model is compiled with a loss for each head and one metric for each head: `mae` (mean absolute error) for `age`,
# `accuracy` for the other two. It is trained without validation data. How many lists does `history` hold?

# %% exercise="predict-history"
predicted_lists = None  # a whole number
### BEGIN SOLUTION
predicted_lists = 1 + 3 + 3  # the total, each head's loss, each head's metric
### END SOLUTION

# %% locked="history"
reported = posts_model()
reported.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
    metrics={"age": "mae", "income": "accuracy", "gender": "accuracy"},
)
hundred = {"age": train.age[:100], "income": train.income[:100], "gender": train.gender[:100]}
history = quick.eagerly(reported).fit(train.posts[:100], hundred, batch_size=100, epochs=1, verbose=0).history

# %% check="predicted-lists" points=1
import slips

check.answer(predicted_lists, len(history), slips=slips.HISTORY)

# %%
for name in history:
    print(name)

# %% [markdown]
# The total, a loss and a metric for each head, in alphabetical order. Are the heads' losses reported with their weights
# or without?

# %%
plain_sum = history["age_loss"][0] + history["income_loss"][0] + history["gender_loss"][0]
weighted_sum = 0.25 * history["age_loss"][0] + history["income_loss"][0] + 10 * history["gender_loss"][0]
print("the total is the plain sum of the heads' losses:   ", bool(np.isclose(history["loss"][0], plain_sum)))
print("the total is the weighted sum of the heads' losses:", bool(np.isclose(history["loss"][0], weighted_sum)))

# %% [markdown]
# Without. The weights count in the total only, so two runs with different weights can be compared head by head.
#
# ## 6 · Who is heard?
#
# Now train the model as the listing has it, with ages in years and no weights, and look at each head's loss.

# %% locked="training"
LOSSES = {"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
METRICS = {"age": "mae", "income": "accuracy", "gender": "accuracy"}
AGE_MEAN, AGE_SPREAD = float(train.age.mean()), float(train.age.std())  # years
in_years = {"age": train.age, "income": train.income, "gender": train.gender}


def train_on_posts(model, targets, epochs=6):
    """Train a compiled model on the posts; return its history."""
    quick.ready(model, batches=20)
    return model.fit(train.posts, targets, batch_size=100, epochs=epochs, verbose=0).history


def fresh_runs(build, losses, loss_weights=None, rate=0.03, seeds=(1, 2, 3)):
    """Compile a model; yield it for each seed as if it were new: with other first weights and a new optimiser."""
    model = build()
    model.compile(keras.optimizers.Adam(rate), loss=losses, loss_weights=loss_weights)
    for seed in quick.fresh(model, build, seeds):
        yield seed, model


# %% tags=["demo", "nbval-ignore-output"]
keras.utils.set_random_seed(1)
as_listed = posts_model()
as_listed.compile(keras.optimizers.Adam(0.03), loss=LOSSES, metrics=METRICS)
listed_history = train_on_posts(as_listed, in_years)

fig, panels = plt.subplots(1, 3, figsize=(11, 2.8))
for panel, name in zip(panels, HEADS, strict=True):
    panel.plot(range(1, 7), listed_history[f"{name}_loss"], "o-", color="#1f4e79")
    panel.set(xlabel="epoch", title=f"loss of {name}")
panels[0].set(yscale="log", ylim=(5, 3000), ylabel="squared years")
panels[1].set(ylim=(0, 3))
panels[2].set(ylim=(0, 1))
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* three panels over six epochs. The loss of age, on a logarithmic scale, falls from about a thousand to
# about twenty. The losses of income and gender are nearly flat, a little above 2.3 and 0.69: what one pays
# for guessing.
#
# The total fell beautifully. After six epochs two of three heads have learned **nothing yet**.
#
# The reason is in the sizes: of the losses before training, and of what pulls at the trunk, which is each loss's
# *gradient*: how strongly it wants to move the trunk's weights. Both can be measured.


# %% tags=["demo"]
import tensorflow as tf  # the tape that records gradients belongs to the backend, not to Keras


def pull_on_trunk(model, age):
    """Return each head's first loss, and the length of its gradient on the trunk's weights."""
    answers = {"age": age, "income": train.income[:500], "gender": train.gender[:500]}
    with tf.GradientTape(persistent=True) as tape:
        outputs = model(train.posts[:500])
        first = {name: tf.reduce_mean(keras.losses.get(LOSSES[name])(answers[name], outputs[name])) for name in HEADS}
    kernel = model.get_layer("trunk").kernel
    return {name: (float(first[name]), float(tf.norm(tape.gradient(first[name], kernel)))) for name in HEADS}


# %% tags=["demo", "nbval-ignore-output"]
pulls = {"age in years": [], "age in standard units": []}
for seed in (1, 2, 3):
    keras.utils.set_random_seed(seed)
    untrained = posts_model()
    pulls["age in years"].append(pull_on_trunk(untrained, train.age[:500]))
    pulls["age in standard units"].append(pull_on_trunk(untrained, (train.age[:500] - AGE_MEAN) / AGE_SPREAD))

for unit, measured in pulls.items():
    print(unit)
    for name in HEADS:
        loss, pull = np.mean([found[name] for found in measured], axis=0)
        against = np.mean([found["age"][1] / found[name][1] for found in measured])
        print(f"   {name:7} loss {loss:8.2f}   pull {pull:.5f}   age pulls {against:6.1f} times as hard")

# %% [markdown]
# The pulls as bars. The two panels have different scales.

# %% tags=["demo", "nbval-ignore-output"]
fig, panels = plt.subplots(2, 1, figsize=(6, 3.6))
for panel, (unit, measured) in zip(panels, pulls.items(), strict=True):
    lengths = [float(np.mean([found[name][1] for found in measured])) for name in HEADS]
    panel.barh(HEADS, lengths, color=["#8a4b00", "#1f4e79", "#1f4e79"], hatch=["//", "", ""], edgecolor="#333333")
    for place, length in enumerate(lengths):
        panel.text(length, place, f" {length:.4f}", va="center")
    panel.set(xlim=(0, 1.2 * max(lengths)), title=unit)
    panel.invert_yaxis()  # age on top
panels[1].set_xlabel("pull on the trunk's weights, mean of three seeds")
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* two panels of three bars. With ages in years the bar of age fills its panel, and those of income and
# gender are too short to be seen. With ages in standard units all three can be seen: age is longest, about four times
# as long as income and eight times as long as gender.
#
# An `mse` of ages in years starts near 2,000, since the model says 0 and people are about 43. Its pull on the trunk is
# **hundreds of times** that of income, and more than a thousand times that of gender. What these two would like the
# trunk to notice hardly counts, as long as age has something left to gain.
#
# In **standard units** (**standardisation**; the numbers are also called *z-scores*) an age is told as its distance
# from the mean, measured in spreads (the **standard deviation**):
#
# ```python
# age_in_standard_units = (age - mean) / spread
# ```
#
# Then the `mse` starts near 1, and age pulls a few times as hard as the others, no longer hundreds of times. The answer
# is turned back into years by the same formula read backwards: `answer * spread + mean`.

# %% [markdown]
# ### Exercise 5 · Weights that balance
#
# *Difficulty: ●○○ · 10 minutes · 2 points · more*
#
# **Goal:** write a function that finds loss weights under which all heads start with the same say.
#
# Loss weights can balance the heads as well, if they fit the losses. `balancing_weights(losses)` takes a dict of the
# heads' losses before training, and returns a dict with the same keys: weights with which **every product of weight and
# loss is 1**.
#
# | call | returns |
# |---|---|
# | `balancing_weights({"left": 4.0, "right": 0.5})` | `{"left": 0.25, "right": 2.0}` |
#
# <details><summary>Hint</summary>
#
# A dict comprehension goes through the pairs: `{name: ... for name, loss in losses.items()}`.
#
# </details>


# %% exercise="balancing-weights"
def balancing_weights(losses):
    ### BEGIN SOLUTION
    return {name: 1 / loss for name, loss in losses.items()}
    ### END SOLUTION


# %% check="balancing-example" points=1
check.gives(
    balancing_weights,
    {"left": 4.0, "right": 0.5},
    expected={"left": 0.25, "right": 2.0},
    name='balancing_weights({"left": 4.0, "right": 0.5})',
    slips={"weights-upside-down": {"left": 4.0, "right": 0.5}},
)

# %% check="balancing-heads" points=1
first_losses = {"age": 2048.0, "income": 2.3026, "gender": 0.6931}
check.gives(
    balancing_weights,
    first_losses,
    expected={"age": 0.00048828, "income": 0.43429, "gender": 1.44279},
    name="balancing_weights of the first losses of age, income and gender",
    slips={"weights-upside-down": first_losses},
)
check.gives(
    lambda: {name: weight * first_losses[name] for name, weight in balancing_weights(dict(first_losses)).items()},
    expected={"age": 1.0, "income": 1.0, "gender": 1.0},
    name="each of these weights times its loss",
)
### BEGIN HIDDEN TESTS
check.gives(
    balancing_weights,
    {"genre": 0.25, "date": 5.0, "pages": 80.0, "price": 0.01},
    expected={"genre": 4.0, "date": 0.2, "pages": 0.0125, "price": 100.0},
    name="balancing_weights of four losses",
)
### END HIDDEN TESTS

# %% [markdown]
# ## 7 · Four ways to share a trunk
#
# Before you go on, **make a guess**. The same model is trained in four ways. In which of them does `income` come near
# the best possible, and after how many passes over the data?
#
# - *years*: ages in years, no weights;
# - *book's weights*: ages in years, weights 0.25, 1 and 10;
# - *balancing weights*: ages in years, weights 1 / 2048, 1 / 2.30 and 1 / 0.69;
# - *standard units*: ages in standard units, no weights.
#
# All have the same data and optimiser. The last two are trained from three seeds. The first two are given more epochs,
# and the reason is what we want to see; since that takes long, *years* has one seed and *book's weights* two.


# %% tags=["demo"]
def scores_of(model, scale=(0.0, 1.0)):
    """Return what a model's answers about the test people are worth: years off, income right, gender right."""
    answers = {name: np.asarray(values) for name, values in model(test.posts).items()}
    mean, spread = scale
    return {
        "age": float(np.mean(np.abs(answers["age"] * spread + mean - test.age))),
        "income": float(np.mean(answers["income"].argmax(axis=1) == test.income)),
        "gender": float(np.mean((answers["gender"] > 0.5) == test.gender)),
    }


# %% tags=["demo", "nbval-ignore-output"]
MARKS = (1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 60, 80, 100, 120)  # epochs after which we look
in_standard_units = {**in_years, "age": (train.age - AGE_MEAN) / AGE_SPREAD}
ways = {
    "years": (in_years, None, 120, (1,)),
    "book's weights": (in_years, {"age": 0.25, "income": 1.0, "gender": 10.0}, 60, (1, 2)),
    "balancing weights": (in_years, {"age": 1 / 2048, "income": 1 / 2.3026, "gender": 1 / 0.6931}, 10, (1, 2, 3)),
    "standard units": (in_standard_units, None, 10, (1, 2, 3)),
}
curves = {}  # way → seed → what was found after each of the marks
for way, (targets, loss_weights, longest, seeds) in ways.items():
    scale = (AGE_MEAN, AGE_SPREAD) if way == "standard units" else (0.0, 1.0)
    curves[way] = {}
    for seed, model in fresh_runs(posts_model, LOSSES, loss_weights, seeds=seeds):
        curves[way][seed], done = {}, 0
        for mark in (mark for mark in MARKS if mark <= longest):
            train_on_posts(model, targets, epochs=mark - done)
            curves[way][seed][mark], done = scores_of(model, scale), mark

print("after 6 epochs, a column for each seed")
for way, runs in curves.items():
    for name in HEADS:
        print(f"{way:18} {name:7}", *(f"{found[6][name]:6.2f}" for found in runs.values()))


# %% tags=["demo", "nbval-ignore-output"]
def epochs_until(runs, name, enough):
    """Return for each seed the first mark at which a head is good enough; "more" where none is."""
    return [next((mark for mark, found in marks.items() if found[name] >= enough), "more") for marks in runs.values()]


print("epochs until")
for way, runs in curves.items():
    income, gender = epochs_until(runs, "income", 0.75), epochs_until(runs, "gender", 0.85)
    print(f"{way:18} income is right in 75 of 100: {income}   gender in 85: {gender}")
years_off = {way: np.mean([found[6]["age"] for found in runs.values()]) for way, runs in curves.items()}
print(f"age off after 6 epochs: years {years_off['years']:.2f}, standard units {years_off['standard units']:.2f}")
print(f"that is {years_off['standard units'] / years_off['years'] - 1:.0%} more")

# %% tags=["demo", "nbval-ignore-output"]
LOOKS = {
    "years": ("#8a4b00", "--", "s"),
    "book's weights": ("#777777", "-.", "^"),
    "balancing weights": ("#111111", ":", "D"),
    "standard units": ("#1f4e79", "-", "o"),
}
fig, panels = plt.subplots(1, 3, figsize=(11, 3.8))
titles = ("age: years off (less is better)", "income: accuracy", "gender: accuracy")
for panel, name, title in zip(panels, HEADS, titles, strict=True):
    for way, runs in curves.items():
        colour, line, marker = LOOKS[way]
        for seed, marks in runs.items():
            found = [scores[name] for scores in marks.values()]
            label = way if seed == 1 else None
            panel.plot(list(marks), found, line, marker=marker, color=colour, markersize=4, label=label)
    panel.axhline(best_scores[name], color="#2f6f2f", linewidth=1, label="best possible")
    panel.axhline(unread_scores[name], color="#b00020", linewidth=1, label="without reading")
    panel.set(xscale="log", xlabel="epochs", title=title, ylim=(0, 14 if name == "age" else 1.02))
    panel.set_xticks([1, 3, 10, 30, 100], ["1", "3", "10", "30", "100"])
fig.legend(*panels[1].get_legend_handles_labels(), loc="upper center", ncol=3, frameon=False)
plt.tight_layout(rect=(0, 0, 1, 0.84))
plt.show()

# %% [markdown]
# *In words:* three panels, what each head is worth against the epochs, which run from 1 to 120 on a logarithmic scale;
# four kinds of lines, one for each way, and a line for each seed. Age: all ways come down to between three and five
# years within a few epochs. Income: with balancing weights and with standard units the lines climb to between 0.8 and
# 0.9 within five epochs. With the book's weights they leave 0.1, the line *without reading*, after ten epochs and
# arrive after forty to sixty; with ages in years the line leaves it after twenty and arrives after about eighty.
# Gender: the same two are quick, the book's weights follow within about six epochs, and ages in years after about a
# hundred.
#
# **One head in large units holds the others up.** The model was big enough, the data were good enough, and the losses
# were the right ones. Nothing is drowned for ever, either: once age has little left to gain, the other heads are heard.
# But who stops after six epochs, or after twenty, sees two heads that learn nothing, and a loss that has fallen a
# hundredfold.
#
# The book's weights helped gender, which got a 10, and income only later. The book made them for an `mse` of 3 to 5,
# and ours starts at 2,000. Weights that fit the data do help from the start; but then they must be found anew for each
# task. Standard units needed no tuning. They are not free: after six epochs the ages are off by a little more, as the
# second table says, since age no longer has the trunk to itself.

# %% [markdown]
# ### Exercise 6 · All three heads learn
#
# *Difficulty: ●●● · 15 minutes · 3 points · core*
#
# **Goal:** train a model that does well in all three answers on people it has not seen.
#
# | part | specification |
# |---|---|
# | model | `well_read = posts_model()` |
# | its output `age` | in standard units: mean `AGE_MEAN`, spread `AGE_SPREAD` |
# | must reach | age off by at most 6 years, income right in 75 of 100, gender in 80 of 100 |
# | a recipe that gets there | `Adam(0.03)`, the losses in `LOSSES`, `train_on_posts(well_read, targets, epochs=5)` |
#
# You may train in another way. With ages in years, five epochs leave income near 10 of 100.
#
# <details><summary>Hint</summary>
#
# The model and its losses are as before. What changes is one of the three targets that you give to `train_on_posts`, as
# a dict.
#
# </details>

# %% exercise="well-read"
well_read = None
### BEGIN SOLUTION
well_read = posts_model()
well_read.compile(optimizer=keras.optimizers.Adam(0.03), loss=LOSSES)
targets = {"age": (train.age - AGE_MEAN) / AGE_SPREAD, "income": train.income, "gender": train.gender}
well_read_history = train_on_posts(well_read, targets, epochs=5)
### END SOLUTION

# %% check="well-read-learns" points=3
unseen = {"posts": test.posts}
unseen_answers = {"age": test.age, "income": test.income, "gender": test.gender}
check.learns(
    well_read,
    unseen,
    unseen_answers,
    at_least={"income": 0.75, "gender": 0.8},
    at_most={"age": 6},
    scales={"age": (AGE_MEAN, AGE_SPREAD)},
    unit="years",
)
### BEGIN HIDDEN TESTS
strangers = people.make_people(500, seed=77)
check.learns(
    well_read,
    {"posts": strangers.posts},
    {"age": strangers.age, "income": strangers.income, "gender": strangers.gender},
    at_least={"income": 0.75, "gender": 0.8},
    at_most={"age": 6},
    scales={"age": (AGE_MEAN, AGE_SPREAD)},
    unit="years",
)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 7 · A novel, its genre and its date
#
# *Difficulty: ●●● · 15 minutes · 5 points · more*
#
# **Goal:** build the model in this drawing and compile it.
#
# ![novel goes into an Embedding of 5,000 words to 32 numbers, Conv1D with 64 filters of 3 words and relu,
# GlobalMaxPooling1D, and Dense 32 with relu. From there one arrow leads to genre, Dense 6. Another leads to Dense 16
# with relu, and on to date, Dense 1.](novel.svg)
#
# Read a novel; say its genre and when it was written. The two are not independent: there is no science fiction of
# 1750. Whether one trunk makes use of that is a question to measure, and section 8 does.
#
# | part | specification |
# |---|---|
# | input | `novel`: any number of word ids |
# | settings | where the drawing says nothing, Keras' defaults: convolution without padding, Embedding without a mask |
# | `genre` | one of six classes, as probabilities; genres are given as numbers 0 to 5 |
# | `date` | an amount, in standard units |
# | losses | `genre`: crossentropy, weight 1; `date`: `mse`, weight 0.5 |
# | parameters | 169,031 |
#
# You need not train it.
#
# <details><summary>Hint</summary>
#
# Write trunk, heads and model in this order, as in section 2, and give each layer its activation from the drawing. A
# date in standard units is often negative. For the pairing, look at the rule at the end of section 4.
#
# </details>

# %% exercise="novel"
novel_model = None
### BEGIN SOLUTION
# 1 the input and the trunk
novel = keras.Input((None,), dtype="int32", name="novel")
novel_words = layers.Embedding(5_000, 32)(novel)
phrases = layers.Conv1D(64, 3, activation="relu")(novel_words)
strongest = layers.GlobalMaxPooling1D()(phrases)
novel_trunk = layers.Dense(32, activation="relu")(strongest)

# 2 the heads
genre = layers.Dense(6, activation="softmax", name="genre")(novel_trunk)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(novel_trunk))

# 3 the model, and its losses by name
novel_model = keras.Model(inputs=novel, outputs={"genre": genre, "date": date})
novel_model.compile(
    optimizer="adam",
    loss={"genre": "sparse_categorical_crossentropy", "date": "mse"},
    loss_weights={"genre": 1.0, "date": 0.5},
)
### END SOLUTION

# %% check="novel-heads" points=2
pages = {"novel": np.random.default_rng(3).integers(1, 30, (12, 40))}
check.inputs(novel_model, novel=(None, None))
check.outputs(novel_model, genre=(None, 6), date=(None, 1))
check.heads(novel_model, pages, genre="classes", date="amount")

# %% check="novel-drawing" points=1
import drawings

check.branch(novel_model, "novel", "Embedding", "Conv1D", "GlobalMaxPooling1D", "Dense")
check.parameters(novel_model, 169_031)
check.same_graph(novel_model, drawings.NOVEL)
### BEGIN HIDDEN TESTS
rare_words = {"novel": np.random.default_rng(4).integers(4_900, 5_000, (5, 25))}
check.heads(novel_model, rare_words, genre="classes", date="amount")
check.moves(novel_model, rare_words, novel=True)
### END HIDDEN TESTS

# %% check="novel-losses" points=2
known = {
    "genre": np.random.default_rng(5).integers(0, 6, 12),
    "date": np.random.default_rng(6).normal(size=(12, 1)).astype("float32"),
}
check.loss(
    novel_model,
    pages,
    known,
    like={"genre": "sparse_categorical_crossentropy", "date": "mse"},
    weights={"genre": 1.0, "date": 0.5},
)

# %% [markdown]
# ## 8 · Does sharing help?
#
# One often reads that answers which are not independent should be learned together: what one head learns, the other can
# use. Let us measure it, on invented novels. As in the novels of exercise 7, genre and date are tied: every genre has
# its time. A small reader like that of section 2 learns the genre of **150** novels in three ways:
#
# - *alone*: a single head, genre;
# - *together*: two heads, for the genres and the dates of the same 150 novels;
# - *more dates*: two heads, for the 150 genres and the dates of 2,000 novels. A **sample weight** of 0 keeps a head
#   from being told of an answer that is not known.
#
# And in two worlds. In the first a genre has words of its own. In the second it has none, and only the date gives it
# away. **Make a guess**: in which of the two does sharing help the genre?

# %% tags=["demo"]
import novels


def reader_of_novels(*heads):
    """Return a new model: novel → the heads that are named."""
    novel = keras.Input((None,), dtype="int32", name="novel")
    average = layers.GlobalAveragePooling1D()(layers.Embedding(401, 16)(novel))
    trunk = layers.Dense(32, activation="relu")(average)
    known = {
        "genre": layers.Dense(novels.GENRES, activation="softmax", name="genre")(trunk),
        "date": layers.Dense(1, name="date")(trunk),
    }
    return keras.Model(novel, {name: known[name] for name in heads})


NOVEL_LOSSES = {"genre": "sparse_categorical_crossentropy", "date": "mse"}
sharing = {"alone": (("genre",), 150), "together": (("genre", "date"), 150), "more dates": (("genre", "date"), 2000)}

# %% tags=["demo", "nbval-ignore-output"]
print("genre right on 1,000 unseen novels, three seeds")
for world, share in {"words of its own": novels.SHARE, "no words of its own": 0.0}.items():
    unseen_novels = novels.make_novels(1000, seed=99, genre_words=share)
    for way, (heads, count) in sharing.items():
        found, losses_of_heads = [], {name: NOVEL_LOSSES[name] for name in heads}
        for seed, model in fresh_runs(lambda heads=heads: reader_of_novels(*heads), losses_of_heads, rate=0.01):
            some = novels.make_novels(count, seed, genre_words=share)
            genre_known = (np.arange(count) < 150).astype("float32")
            told = {"genre": genre_known, "date": np.ones(count, "float32")}
            quick.ready(model, batches=10).fit(
                some.novel,
                {name: getattr(some, name) for name in heads},
                sample_weight={name: told[name] for name in heads},
                batch_size=15 if count == 150 else 50,
                epochs=12 if count == 150 else 6,
                verbose=0,
            )
            guessed = np.asarray(model(unseen_novels.novel)["genre"]).argmax(axis=1)
            found.append(float(np.mean(guessed == unseen_novels.genre)))
        print(f"   {world:20} {way:11}", *(f"{value:.2f}" for value in found))

# %% [markdown]
# Where a genre has words of its own, sharing *hurt*, and more dates hurt more. Where only the date gives the genre
# away, sharing helped, by a few hundredths. So **it depends** on what one head can learn from the other that it could
# not read by itself. "They are not independent" is not enough: train the heads alone as well, and compare.
#
# Why does it hurt in the first world? A guess, which you can test in the cells above: the trunk has 32 numbers, and the
# date wants some of them.
#
# ### In your own words
#
# *8 minutes · 2 points, given by a person*
#
# **Goal:** about eight lines for a colleague, read by a person. She wants the genre of novels, and could find out their
# dates as well. **One head or two**: what would you decide if she knows the genre of 150 novels, and what if she knows
# it of 20,000? Say why, name the numbers above that you use, and say **what they cannot tell you**. What would you
# measure before you decide?

# %% [markdown] written="share-or-not" points=2
# With 150 novels I would begin with one head, genre. Where a genre has words of its own, it was right most often alone,
# with each of the three seeds, and the dates of more novels made it worse. Where only the date gives the genre away,
# the second head gained a few hundredths. I do not know which of the two worlds hers is like. So I would train both on
# her 150 novels, from several seeds, look at novels that neither has seen, and take two heads only if they are better
# with nearly every seed.
#
# For 20,000 novels no number above tells me anything. I expect the second head to matter less there: so many genres
# should teach the trunk what the dates could have taught it. That is a guess. I would train one head and two on 2,000
# and on 20,000 of hers, and I would make the trunk wider as well, in case its 32 numbers are too few for both. If she
# needs the dates too, that decides for two heads as long as the genre does not get worse.

# %% [markdown]
# ## 9 · To your own data
#
# *8 minutes · more*
#
# With data of your own nobody tells you how many epochs to train. Keep some data apart for **validation**, and let a
# **callback** stop the training when they get no better: `EarlyStopping` waits so many epochs (`patience`) and puts the
# best weights back.
#
# Often, too, the answer you want is known for a few only. Here the income of 400 people is known, and the age of all
# 2,000. Unknown answers get the sample weight 0 at their head. `age` is then an **auxiliary head**: it helps to train
# the trunk, or is hoped to, and is cut off afterwards.

# %% tags=["demo", "nbval-ignore-output"]
validation = people.make_people(500, seed=3)
standard_ages = {"train": (train.age - AGE_MEAN) / AGE_SPREAD, "validation": (validation.age - AGE_MEAN) / AGE_SPREAD}
income_known = (np.arange(2000) < 400).astype("float32")

keras.utils.set_random_seed(1)
posts = keras.Input((None,), dtype="int32", name="posts")
average = layers.GlobalAveragePooling1D()(layers.Embedding(len(people.VOCABULARY), 16)(posts))
trunk = layers.Dense(32, activation="relu")(average)
both_heads = {
    "income": layers.Dense(people.GROUPS, activation="softmax", name="income")(trunk),
    "age": layers.Dense(1, name="age")(trunk),
}
with_helper = keras.Model(posts, both_heads)
with_helper.compile(
    keras.optimizers.Adam(0.03),
    loss={"income": "sparse_categorical_crossentropy", "age": "mse"},
    metrics={"income": "accuracy"},
)
stop = keras.callbacks.EarlyStopping("val_income_accuracy", mode="max", patience=3, restore_best_weights=True)
kept = with_helper.fit(
    train.posts,
    {"income": train.income, "age": standard_ages["train"]},
    sample_weight={"income": income_known, "age": np.ones(2000, "float32")},
    validation_data=(validation.posts, {"income": validation.income, "age": standard_ages["validation"]}),
    epochs=40,
    batch_size=100,
    callbacks=[stop],
    verbose=0,
).history["val_income_accuracy"]

income_only = keras.Model(posts, with_helper.get_layer("income").output)  # the helper is cut off
right = np.mean(income_only.predict(test.posts, verbose=0).argmax(axis=1) == test.income)
print(f"of at most 40 epochs {len(kept)} were trained; the best was number {int(np.argmax(kept)) + 1}")
print(f"income right {right:.2f}, by a model with {len(income_only.outputs)} output")

# %% [markdown]
# Fewer epochs than were allowed, the last three of them for nothing, and the weights are those of the best one. The
# monitored name, `val_income_accuracy`, is made as in section 5: `val_`, the head, the metric. With a misspelt one
# Keras warns, and never stops.
#
# Did the helper help? Set `loss_weights={"income": 1.0, "age": 0.0}` and compare. After section 8 you will not be
# surprised if it did not.

# %% [markdown]
# ### Exercise 8 · Three models, six curves
#
# *Difficulty: ●●○ · 8 minutes · 2 points · more*
#
# **Goal:** choose between models by their curves alone.
#
# Three colleagues have trained `posts_model()` for twelve epochs, each in another way. You get what `fit` reported: how
# often `income` was right on the people a model learned from, and on 500 others.


# %% tags=["demo", "nbval-ignore-output"]
def curves_of(count, rate, ages, batch, epochs=12):
    """Return how often income is right, epoch by epoch: on `count` people to learn from, and on 500 others."""
    keras.utils.set_random_seed(1)
    model = posts_model()
    model.compile(keras.optimizers.Adam(rate), loss=LOSSES, metrics={"income": "accuracy"})
    told = {"age": ages[:count], "income": train.income[:count], "gender": train.gender[:count]}
    others = {"age": standard_ages["validation"], "income": validation.income, "gender": validation.gender}
    quick.ready(model, batches=10)
    history = model.fit(
        train.posts[:count],
        told,
        validation_data=(validation.posts, others),
        batch_size=batch,
        epochs=epochs,
        verbose=0,
    ).history
    return history["income_accuracy"], history["val_income_accuracy"]


three = {
    "A": curves_of(100, 0.03, standard_ages["train"], batch=10),
    "B": curves_of(2000, 0.003, standard_ages["train"], batch=100),
    "C": curves_of(2000, 0.03, train.age, batch=100),
}
fig, panels = plt.subplots(3, 1, figsize=(6, 6), sharex=True)
for panel, (name, (learned_from, others)) in zip(panels, three.items(), strict=True):
    panel.plot(range(1, 13), learned_from, "--", color="#8a4b00", label="learned from")
    panel.plot(range(1, 13), others, "o-", color="#1f4e79", markersize=4, label="others")
    panel.set(title=name, ylim=(0, 1.05), ylabel="income right", xticks=range(1, 13))
panels[2].set_xlabel("epoch")
panels[2].legend(loc="upper right")
plt.tight_layout()
plt.show()

# %% [markdown]
# *In words:* three panels over twelve epochs. **A**: on the people it learned from the curve climbs to nearly 1; on
# others it climbs to about one half, and stays there for the last epochs. **B**: both curves climb side by side from a
# tenth to about eight tenths, and are still climbing. **C**: both curves lie flat near a tenth, where guessing is.
#
# Make `verdict`, a dict of six words:
#
# | key | its value |
# |---|---|
# | `"A"`, `"B"`, `"C"` | each one of `"learns by heart"`, `"still learning"`, `"held up"` |
# | `"hand in"` | the model that you would hand in today: `"A"`, `"B"` or `"C"` |
# | `"more epochs"` | the model that twelve more epochs would help most |
# | `"more people"` | the model that has seen too few people |
#
# <details><summary>Hint</summary>
#
# Look at two things in each panel: how far apart are the two curves at the end, and where are they going?
#
# </details>

# %% exercise="three-curves"
verdict = None  # a dict: {"A": "...", "B": "...", ...}
### BEGIN SOLUTION
verdict = {
    "A": "learns by heart",
    "B": "still learning",
    "C": "held up",
    "hand in": "B",
    "more epochs": "B",
    "more people": "A",
}
### END SOLUTION

# %% check="three-curves-read" points=2
import slips

check.answer(
    verdict,
    {
        "A": "learns by heart",
        "B": "still learning",
        "C": "held up",
        "hand in": "B",
        "more epochs": "B",
        "more people": "A",
    },
    slips=slips.CURVES,
)

# %% [markdown]
# Now see what became of them: A with all 2,000 people and larger batches, B and C with twelve epochs more.

# %% tags=["demo", "nbval-ignore-output"]
for name, way in {
    "A, 2,000 people": (2000, 0.03, standard_ages["train"], 100),
    "B, 24 epochs": (2000, 0.003, standard_ages["train"], 100, 24),
    "C, 24 epochs": (2000, 0.03, train.age, 100, 24),
}.items():
    learned_from, others = curves_of(*way)
    print(f"{name:16} learned from {learned_from[-1]:.2f}, others {others[-1]:.2f}")

# %% [markdown]
# A was short of people, B of time. C was held up by something that no epoch cures so soon: its ages are in years. The
# field calls what A did **overfitting**, and what is too weak or trained too little **underfitting**.

# %% [markdown]
# ## Cheat sheet
#
# | to | write |
# |---|---|
# | make several outputs | `keras.Model(inputs=posts, outputs={"age": age, "income": income})` |
# | answer with an amount | `layers.Dense(1, name="age")`, loss `"mse"` |
# | answer with one of n classes | `layers.Dense(n, activation="softmax")`, loss `"sparse_categorical_crossentropy"` |
# | answer with yes or no | `layers.Dense(1, activation="sigmoid")`, loss `"binary_crossentropy"` |
# | give losses and weights | `model.compile(loss={"age": ...}, loss_weights={"age": ...})` |
# | measure each head | `model.compile(..., metrics={"age": "mae", "income": "accuracy"})` |
# | train | `model.fit(posts, {"age": ..., "income": ...})` |
# | read one head's history | `fit(...).history["income_accuracy"]` |
# | compute the total for given answers | `model.compute_loss(y=targets, y_pred=predictions)` |
# | silence a head | `loss_weights={"age": 0.0, ...}` |
# | leave out answers that are not known | `model.fit(..., sample_weight={"genre": zeros_and_ones, ...})` |
# | stop in time | `callbacks=[keras.callbacks.EarlyStopping("val_income_accuracy", mode="max", patience=3)]` |
# | cut a helper off | `keras.Model(model.input, model.get_layer("income").output)` |
# | use standard units | `(age - mean) / spread`; back: `answer * spread + mean` |
#
# ## Traps and their symptoms
#
# | trap | what you see |
# |---|---|
# | a list beside a dict | nothing: weights or losses go to other heads, in alphabetical order |
# | a head without a loss | a warning about gradients, and no loss of this head in the history: it never learns |
# | weight decay beside a weight of 0 | the silent head shrinks all the same |
# | weights for some heads only | an error: `loss_weights` must match the number of losses |
# | targets in large units | one loss falls, the other heads wait at chance: here 80 epochs instead of 3 |
# | `Dense(1, activation="softmax")` | the loss falls, every prediction is 1.0 |
# | a head on another head's answer | it knows no more than that answer |
# | relu on an amount | answers that are exactly 0, and stay there |
# | one loss name for all heads | nothing where the shapes fit: every head is trained with it |
#
# ## Three questions to recall
#
# <details><summary>Two runs use different loss weights. Which numbers in their histories can you compare?</summary>
#
# The losses and metrics of single heads: they are reported without weights. The totals cannot be compared.
#
# </details>
#
# <details><summary>The total loss of a model with three heads falls from 2,000 to 20. What do you ask?</summary>
#
# What each head's own loss did, and what each head's predictions are worth beside a guess without reading.
#
# </details>
#
# <details><summary>Losses are a list and weights are a dict. Who gets which weight?</summary>
#
# The dict is read in the alphabetical order of its keys, the list in the order of the outputs. Unless these orders
# agree, heads get each other's weights.
#
# </details>
#
# ## Where to read on
#
# - Keras' guides *The Functional API* and *Training & evaluation with the built-in methods*, on keras.io.
# - F. Chollet, *Deep Learning with Python*: 7.1 of the first edition, chapter 7 of the later ones.
# - A. Kendall, Y. Gal, R. Cipolla, *Multi-Task Learning Using Uncertainty to Weigh Losses*, 2018, and Z. Chen and
#   others, *GradNorm*, 2018: two ways to let a model find its loss weights while it trains.
#
# Next: chapter 03 lets branches part and meet again inside one model.

# %% tags=["demo"]
check.progress()
