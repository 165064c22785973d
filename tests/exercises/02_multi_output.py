# Cases for chapter 02_multi_output: one cell is one answer, as a student would have it. See autograder/authoring/cases.py.

# %% exercise="predict-heads" right="other-sum"
predicted_heads = 33 * 12

# %% exercise="predict-heads" wrong="forgotten-bias"
predicted_heads = 32 * 12

# %% exercise="predict-heads" wrong="none" name="one-head"
predicted_heads = 33

# %% exercise="predict-sure" right="whole-number"
predicted_sure = 1

# %% exercise="predict-sure" wrong="none" name="a-half"
predicted_sure = 0.5

# %% exercise="predict-sure" wrong="none" name="zero"
predicted_sure = 0

# %% exercise="predict-history" right="float"
predicted_lists = 7.0

# %% exercise="predict-history" wrong="total-forgotten"
predicted_lists = 6

# %% exercise="predict-history" wrong="none" name="losses-only"
predicted_lists = 4

# %% [markdown]
# Exercise 1: the listing as it was printed

# %% exercise="printed-listing" right="list-of-outputs"
social_posts = None
posts_input = keras.Input(shape=(None,), dtype="int32", name="posts")
embedded_posts = layers.Embedding(50000, 256)(posts_input)
x = layers.Conv1D(128, 5, activation="relu")(embedded_posts)
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.Conv1D(256, 5, activation="relu")(x)
x = layers.GlobalMaxPooling1D()(x)
x = layers.Dense(128, activation="relu")(x)
age_prediction = layers.Dense(1, name="age")(x)
income_prediction = layers.Dense(10, activation="softmax", name="income")(x)
gender_prediction = layers.Dense(1, activation="sigmoid", name="gender")(x)
social_posts = keras.Model(posts_input, [age_prediction, income_prediction, gender_prediction])

# %% exercise="printed-listing" right="sequential-trunk-and-activation-layers"
posts = keras.Input((None,), dtype="int32", name="posts")
trunk = keras.Sequential(
    [
        layers.Embedding(input_dim=50_000, output_dim=256),
        layers.Conv1D(128, 5, activation="relu"),
        layers.MaxPooling1D(5),
        layers.Conv1D(256, 5, activation="relu"),
        layers.Conv1D(256, 5, activation="relu"),
        layers.MaxPooling1D(5),
        layers.Conv1D(256, 5, activation="relu"),
        layers.Conv1D(256, 5),
        layers.Activation("relu"),
        layers.GlobalMaxPooling1D(),
        layers.Dense(128, activation="relu"),
    ]
)
features = trunk(posts)
social_posts = keras.Model(
    posts,
    {
        "gender": layers.Activation("sigmoid")(layers.Dense(1)(features)),
        "income": layers.Softmax()(layers.Dense(10)(features)),
        "age": layers.Dense(1)(features),
    },
)


# %% exercise="printed-listing" right="a-loop"
def block(x, filters, times):
    for _ in range(times):
        x = layers.Conv1D(filters, 5, activation="relu")(x)
    return x


posts = keras.Input((None,), name="posts", dtype="int64")
x = layers.Embedding(50_000, 256)(posts)
x = layers.MaxPooling1D(5)(block(x, 128, 1))
x = layers.MaxPooling1D(5)(block(x, 256, 2))
x = layers.Dense(128, activation="relu")(layers.GlobalMaxPooling1D()(block(x, 256, 2)))
social_posts = keras.Model(
    posts,
    [
        layers.Dense(10, "softmax", name="income")(x),
        layers.Dense(1, "sigmoid", name="gender")(x),
        layers.Dense(1, name="age")(x),
    ],
)


# %% exercise="printed-listing" wrong="swapped-embedding"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.Embedding(256, 50_000)(posts)
x = layers.MaxPooling1D(5)(layers.Conv1D(128, 5, activation="relu")(x))
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.Dense(128, activation="relu")(layers.GlobalMaxPooling1D()(x))
social_posts = keras.Model(
    posts,
    [
        layers.Dense(1, name="age")(x),
        layers.Dense(10, activation="softmax", name="income")(x),
        layers.Dense(1, activation="sigmoid", name="gender")(x),
    ],
)


# %% exercise="printed-listing" wrong="missing-output"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.GlobalMaxPooling1D()(layers.Conv1D(128, 5, activation="relu")(layers.Embedding(50_000, 256)(posts)))
age = layers.Dense(1, name="age")(x)
income = layers.Dense(10, activation="softmax", name="income")(x)
gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
social_posts = keras.Model(posts, [age, income])

# %% exercise="printed-listing" wrong="misnamed-output"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.GlobalMaxPooling1D()(layers.Conv1D(128, 5, activation="relu")(layers.Embedding(50_000, 256)(posts)))
social_posts = keras.Model(
    posts,
    [layers.Dense(1)(x), layers.Dense(10, activation="softmax")(x), layers.Dense(1, activation="sigmoid")(x)],
)

# %% exercise="printed-listing" wrong="sequence-not-summarised"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.Embedding(50_000, 256)(posts)
x = layers.MaxPooling1D(5)(layers.Conv1D(128, 5, activation="relu")(x))
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.Dense(128, activation="relu")(x)
social_posts = keras.Model(
    posts,
    {
        "age": layers.Dense(1)(x),
        "income": layers.Dense(10, activation="softmax")(x),
        "gender": layers.Dense(1, activation="sigmoid")(x),
    },
)

# %% exercise="printed-listing" wrong="softmax-on-one-unit"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.GlobalMaxPooling1D()(layers.Conv1D(128, 5, activation="relu")(layers.Embedding(50_000, 256)(posts)))
social_posts = keras.Model(
    posts,
    {
        "age": layers.Dense(1)(x),
        "income": layers.Dense(10, activation="softmax")(x),
        "gender": layers.Dense(1, activation="softmax")(x),
    },
)

# %% exercise="printed-listing" wrong="not-probabilities"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.MaxPooling1D(5)(layers.Conv1D(128, 5, activation="relu")(layers.Embedding(50_000, 256)(posts)))
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.Dense(128, activation="relu")(layers.GlobalMaxPooling1D()(x))
social_posts = keras.Model(
    posts,
    {
        "age": layers.Dense(1)(x),
        "income": layers.Dense(10)(x),
        "gender": layers.Dense(1, activation="sigmoid")(x),
    },
)

# %% exercise="printed-listing" wrong="tensor-not-model"
posts = keras.Input((None,), dtype="int32", name="posts")
social_posts = layers.Embedding(50_000, 256)(posts)

# %% exercise="printed-listing" wrong="none" name="average-pooling"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.MaxPooling1D(5)(layers.Conv1D(128, 5, activation="relu")(layers.Embedding(50_000, 256)(posts)))
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5, activation="relu")(layers.Conv1D(256, 5, activation="relu")(x))
x = layers.Dense(128, activation="relu")(layers.GlobalAveragePooling1D()(x))
social_posts = keras.Model(
    posts,
    {
        "age": layers.Dense(1)(x),
        "income": layers.Dense(10, activation="softmax")(x),
        "gender": layers.Dense(1, activation="sigmoid")(x),
    },
)

# %% exercise="printed-listing" wrong="missing-activation"
posts = keras.Input((None,), dtype="int32", name="posts")
x = layers.MaxPooling1D(5)(layers.Conv1D(128, 5)(layers.Embedding(50_000, 256)(posts)))
x = layers.Conv1D(256, 5)(layers.Conv1D(256, 5)(x))
x = layers.MaxPooling1D(5)(x)
x = layers.Conv1D(256, 5)(layers.Conv1D(256, 5)(x))
x = layers.Dense(128)(layers.GlobalMaxPooling1D()(x))
social_posts = keras.Model(
    posts,
    {
        "age": layers.Dense(1)(x),
        "income": layers.Dense(10, activation="softmax")(x),
        "gender": layers.Dense(1, activation="sigmoid")(x),
    },
)

# %% exercise="printed-listing" right="functional-subclass"
class SocialPosts(keras.Model):
    def __init__(self, words: int = 50_000, numbers: int = 256, **more):
        posts = keras.Input((None,), dtype="int64", name="posts")
        x = layers.Embedding(words, numbers)(posts)
        x = layers.Conv1D(128, 5, activation="relu")(x)
        x = layers.MaxPooling1D(5)(x)
        x = layers.Conv1D(256, 5, activation="relu")(x)
        x = layers.Conv1D(256, 5, activation="relu")(x)
        x = layers.MaxPooling1D(5)(x)
        x = layers.Conv1D(256, 5, activation="relu")(x)
        x = layers.Conv1D(256, 5, activation="relu")(x)
        x = layers.GlobalMaxPooling1D()(x)
        x = layers.Dense(128, activation="relu")(x)
        outputs = {
            "age": layers.Dense(1, name="age")(x),
            "income": layers.Dense(10, activation="softmax", name="income")(x),
            "gender": layers.Dense(1, activation="sigmoid", name="gender")(x),
        }
        super().__init__(inputs=posts, outputs=outputs, **more)


social_posts = SocialPosts()

# %% [markdown]
# Exercise 2: three heads, four mistakes


# %% exercise="mend-heads" right="list-of-outputs"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, activation="linear", name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)
mended_heads = keras.Model(posts, [gender, income, age])

# %% exercise="mend-heads" right="activation-operators"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = keras.ops.relu(layers.Dense(32)(layers.GlobalAveragePooling1D()(words)))
mended_heads = keras.Model(
    posts,
    {
        "age": layers.Dense(1)(trunk),
        "income": keras.ops.softmax(layers.Dense(10)(trunk)),
        "gender": keras.ops.sigmoid(layers.Dense(1)(trunk)),
    },
)

# %% exercise="mend-heads" right="the-course-own-function"
mended_heads = posts_model()

# %% exercise="mend-heads" wrong="softmax-on-one-unit"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="softmax", name="gender")(trunk)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" wrong="answer-clipped"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, activation="relu", name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" wrong="answer-squeezed"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, activation="sigmoid", name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" wrong="not-probabilities"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, name="age")(trunk)
income = layers.Dense(10, activation="sigmoid", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" wrong="head-on-head"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(income)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})


# %% exercise="mend-heads" wrong="separate-trunks"
def read(posts):
    words = layers.Embedding(201, 16)(posts)
    return layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))


posts = keras.Input((None,), dtype="int32", name="posts")
age = layers.Dense(1, name="age")(read(posts))
income = layers.Dense(10, activation="softmax", name="income")(read(posts))
gender = layers.Dense(1, activation="sigmoid", name="gender")(read(posts))
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" wrong="outputs-exchanged"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(10, activation="softmax", name="age")(trunk)
income = layers.Dense(1, name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" wrong="none" name="wider-trunk"
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(64, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Dense(1, name="age")(trunk)
income = layers.Dense(10, activation="softmax", name="income")(trunk)
gender = layers.Dense(1, activation="sigmoid", name="gender")(trunk)
mended_heads = keras.Model(posts, {"age": age, "income": income, "gender": gender})

# %% exercise="mend-heads" right="identity-names"
# each head gets its name from an Identity
posts = keras.Input((None,), dtype="int32", name="posts")
words = layers.Embedding(201, 16)(posts)
trunk = layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(words))
age = layers.Identity(name="age")(layers.Dense(1)(trunk))
income = layers.Identity(name="income")(layers.Dense(10, activation="softmax")(trunk))
gender = layers.Identity(name="gender")(layers.Dense(1, activation="sigmoid")(trunk))
mended_heads = keras.Model(posts, [age, income, gender])

# %% exercise="mend-heads" right="lambda-softmax"
posts = keras.Input((None,), dtype="int32", name="posts")
reader = keras.Sequential(
    [layers.Embedding(201, 16), layers.GlobalAveragePooling1D(), layers.Dense(32, activation="relu")]
)
trunk = reader(posts)
income_sums = layers.Dense(10)(trunk)
mended_heads = keras.Model(
    inputs=[posts],
    outputs=dict(
        age=layers.Dense(1, None, name="age")(trunk),
        income=layers.Lambda(lambda sums: keras.ops.softmax(sums), name="income")(income_sums),
        gender=layers.Dense(1, "sigmoid", name="gender")(trunk),
    ),
)

# %% [markdown]
# Exercise 3: weights that went to the wrong head

# %% exercise="mend-pairing" right="all-lists"
three = posts_model()
weighted_model = keras.Model(three.input, [three.output["age"], three.output["income"], three.output["gender"]])
weighted_model.compile(
    loss=["mse", "sparse_categorical_crossentropy", "binary_crossentropy"], loss_weights=[0.25, 1.0, 10.0]
)

# %% exercise="mend-pairing" right="objects-and-other-spellings"
weighted_model = posts_model()
weighted_model.compile(
    "adam",
    loss={
        "gender": keras.losses.BinaryCrossentropy(),
        "income": keras.losses.SparseCategoricalCrossentropy(),
        "age": "mean_squared_error",
    },
    loss_weights={"gender": 10, "income": 1, "age": 0.25},
    metrics={"age": "mae"},
)

# %% exercise="mend-pairing" right="alphabetical-on-purpose"
weighted_model = posts_model()
weighted_model.compile(
    loss=["mse", "binary_crossentropy", "sparse_categorical_crossentropy"], loss_weights=[0.25, 10.0, 1.0]
)

# %% exercise="mend-pairing" right="with-names-from-above"
weighted_model = posts_model()
weighted_model.compile(loss={**losses, "income": "sparse_categorical_crossentropy"}, loss_weights=weights)

# %% exercise="mend-pairing" wrong="weights-paired-alphabetically"
three = posts_model()
weighted_model = keras.Model(three.input, [three.output["age"], three.output["income"], three.output["gender"]])
weighted_model.compile(
    loss=["mse", "sparse_categorical_crossentropy", "binary_crossentropy"],
    loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
)

# %% exercise="mend-pairing" wrong="weights-paired-alphabetically" name="list-of-weights-beside-a-dict"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights=[0.25, 1.0, 10.0],
)

# %% exercise="mend-pairing" wrong="weights-incomplete"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "gender": 10.0},
)

# %% exercise="mend-pairing" wrong="other-weights" name="exchanged-by-hand"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 10.0, "gender": 1.0},
)

# %% exercise="mend-pairing" wrong="losses-paired-alphabetically"
weighted_model = posts_model()
weighted_model.compile(
    loss=["mse", "sparse_categorical_crossentropy", "binary_crossentropy"], loss_weights=[0.25, 1.0, 10.0]
)

# %% exercise="mend-pairing" wrong="loss-weights-missing"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
)

# %% exercise="mend-pairing" wrong="head-without-loss"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy"}, loss_weights={"age": 0.25, "income": 1.0}
)

# %% exercise="mend-pairing" wrong="misnamed-loss"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "incomes": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "incomes": 1.0, "gender": 10.0},
)

# %% exercise="mend-pairing" wrong="labels-mismatch"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
)

# %% exercise="mend-pairing" wrong="not-compiled"
weighted_model = posts_model()

# %% exercise="mend-pairing" wrong="one-loss-for-all"
weighted_model = posts_model()
weighted_model.compile(loss="mse", loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0})

# %% exercise="mend-pairing" wrong="other-weights"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 4.0, "income": 1.0, "gender": 0.1},
)

# %% exercise="mend-pairing" wrong="other-loss"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mae", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
)

# %% [markdown]
# Exercise 4: a head that has no say

# %% exercise="quiet-head" right="no-loss-at-all"
quiet_model = posts_model()
quiet_model.compile("adam", loss={"income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"})

# %% exercise="quiet-head" right="loss-is-none"
quiet_model = posts_model()
quiet_model.compile(
    "rmsprop", loss={"age": None, "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
)

# %% exercise="quiet-head" right="lists"
three = posts_model()
quiet_model = keras.Model(three.input, [three.output["income"], three.output["gender"], three.output["age"]])
quiet_model.compile(
    "sgd", loss=["sparse_categorical_crossentropy", "binary_crossentropy", "mse"], loss_weights=[1, 1, 0]
)

# %% exercise="quiet-head" wrong="loss-weights-missing" name="frozen-head"
quiet_model = posts_model()
quiet_model.get_layer("age").trainable = False
quiet_model.compile(
    "adam", loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"}
)

# %% exercise="quiet-head" wrong="head-still-trains"
quiet_model = posts_model()
quiet_model.compile(
    "adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.001, "income": 1.0, "gender": 1.0},
)

# %% exercise="quiet-head" wrong="weights-incomplete"
quiet_model = posts_model()
quiet_model.compile(
    "adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0},
)

# %% exercise="quiet-head" wrong="other-weights" name="two-heads-at-zero"
quiet_model = posts_model()
quiet_model.compile(
    "adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0, "income": 1.0, "gender": 0.0},
)

# %% exercise="quiet-head" wrong="nothing-trains"
quiet_model = posts_model()
quiet_model.trainable = False
quiet_model.compile(
    "adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0, "income": 1.0, "gender": 1.0},
)

# %% exercise="quiet-head" wrong="missing-output"
three = posts_model()
quiet_model = keras.Model(three.input, {"income": three.output["income"], "gender": three.output["gender"]})
quiet_model.compile("adam", loss={"income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"})

# %% exercise="quiet-head" wrong="none" name="frozen-trunk"
quiet_model = posts_model()
quiet_model.get_layer("trunk").trainable = False
quiet_model.compile(
    "adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0, "income": 1.0, "gender": 1.0},
)

# %% exercise="quiet-head" wrong="none" name="frozen-head-and-silent"
quiet_model = posts_model()
quiet_model.get_layer("age").trainable = False
quiet_model.compile(
    "adam",
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0, "income": 1.0, "gender": 1.0},
)

# %% [markdown]
# Exercise 5: weights that balance


# %% exercise="balancing-weights" right="a-loop"
def balancing_weights(losses):
    weights = {}
    for name in losses:
        weights[name] = np.float32(1.0) / losses[name]
    return weights


# %% exercise="balancing-weights" right="powers"
def balancing_weights(losses):
    return dict(zip(losses, np.array(list(losses.values())) ** -1.0))


# %% exercise="balancing-weights" wrong="weights-upside-down"
def balancing_weights(losses):
    return {name: loss for name, loss in losses.items()}


# %% exercise="balancing-weights" wrong="none" name="divided-by-the-sum"
def balancing_weights(losses):
    return {name: loss / sum(losses.values()) for name, loss in losses.items()}


# %% exercise="balancing-weights" wrong="none" name="rounded"
def balancing_weights(losses):
    return {name: round(1 / loss, 4) for name, loss in losses.items()}


# %% exercise="balancing-weights" wrong="none" name="a-list"
def balancing_weights(losses):
    return [1 / loss for loss in losses.values()]


# %% exercise="balancing-weights" wrong="none" name="fixed-names"
def balancing_weights(losses):
    return {"age": 1 / losses["age"], "income": 1 / losses["income"], "gender": 1 / losses["gender"]}


# %% exercise="balancing-weights" wrong="none" name="the-example-only"
def balancing_weights(losses):
    return {"left": 0.25, "right": 2.0}


# %% [markdown]
# Exercise 6: all three heads learn

# %% exercise="well-read" right="lists-another-seed"
keras.utils.set_random_seed(99)
three = posts_model()
well_read = keras.Model(three.input, [three.output["age"], three.output["income"], three.output["gender"]])
well_read.compile(
    optimizer=keras.optimizers.Adam(0.03),
    loss=["mse", "sparse_categorical_crossentropy", "binary_crossentropy"],
    metrics=["mae", "accuracy", "accuracy"],
)
train_on_posts(well_read, [(train.age - AGE_MEAN) / AGE_SPREAD, train.income, train.gender])

# %% exercise="well-read" right="weights-and-longer"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES, loss_weights={"age": 0.5, "income": 1.0, "gender": 1.0})
well_read.fit(
    {"posts": train.posts},
    {"age": (train.age - train.age.mean()) / train.age.std(), "income": train.income, "gender": train.gender},
    epochs=12,
    batch_size=100,
    verbose=0,
)

# %% exercise="well-read" right="targets-from-the-page"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES, metrics=METRICS)
train_on_posts(well_read, {**in_years, "age": (in_years["age"] - AGE_MEAN) / AGE_SPREAD})

# %% exercise="well-read" wrong="raw-units"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES)
train_on_posts(well_read, {"age": train.age, "income": train.income, "gender": train.gender})

# %% exercise="well-read" wrong="raw-units" name="book-weights"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES, loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0})
train_on_posts(well_read, {"age": train.age, "income": train.income, "gender": train.gender})

# %% exercise="well-read" wrong="mean-not-subtracted"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES)
train_on_posts(well_read, {"age": train.age / AGE_SPREAD, "income": train.income, "gender": train.gender})

# %% exercise="well-read" wrong="never-trained" name="not-trained"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES)

# %% exercise="well-read" wrong="none" name="income-silenced"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES, loss_weights={"age": 1.0, "income": 0.0, "gender": 1.0})
train_on_posts(well_read, {**in_years, "age": (in_years["age"] - AGE_MEAN) / AGE_SPREAD})

# %% [markdown]
# Exercise 7: a novel, its genre and its date

# %% exercise="novel" right="all-lists"
novel = keras.Input(shape=(None,), dtype="int32", name="novel")
x = layers.Embedding(5000, 32)(novel)
x = layers.Conv1D(64, 3, activation="relu")(x)
x = layers.GlobalMaxPooling1D()(x)
x = layers.Dense(32, activation="relu")(x)
genre = layers.Dense(6, activation="softmax", name="genre")(x)
y = layers.Dense(16, activation="relu")(x)
date = layers.Dense(1, name="date")(y)
novel_model = keras.Model(novel, [genre, date])
novel_model.compile(loss=["sparse_categorical_crossentropy", "mse"], loss_weights=[1.0, 0.5])

# %% exercise="novel" right="sequential-pieces-and-activation-layers"
novel = keras.Input(shape=(None,), name="novel")
trunk = keras.Sequential(
    [
        layers.Embedding(5000, 32),
        layers.Conv1D(64, 3),
        layers.ReLU(),
        layers.GlobalMaxPooling1D(),
        layers.Dense(32),
        layers.Activation("relu"),
    ]
)
date_head = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1)], name="date")
features = trunk(novel)
novel_model = keras.Model(
    {"novel": novel}, {"date": date_head(features), "genre": layers.Softmax()(layers.Dense(6)(features))}
)
novel_model.compile(
    "rmsprop",
    loss={"date": keras.losses.MeanSquaredError(), "genre": keras.losses.SparseCategoricalCrossentropy()},
    loss_weights={"date": 0.5, "genre": 1},
)

# %% exercise="novel" right="list-outputs-dict-losses"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(input_dim=5_000, output_dim=32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
date = layers.Dense(1, name="date")(layers.Dense(16, "relu")(x))
genre = layers.Dense(6, "softmax", name="genre")(x)
novel_model = keras.Model(novel, [date, genre])
novel_model.compile(
    loss={"genre": "sparse_categorical_crossentropy", "date": "mse"}, loss_weights={"genre": 1.0, "date": 0.5}
)

# %% exercise="novel" wrong="swapped-embedding"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(32, 5_000)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})
novel_model.compile(
    loss={"genre": "sparse_categorical_crossentropy", "date": "mse"}, loss_weights={"genre": 1.0, "date": 0.5}
)

# %% exercise="novel" wrong="head-on-head"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(genre))
novel_model = keras.Model(novel, {"genre": genre, "date": date})


# %% exercise="novel" wrong="separate-trunks"
def trunk(novel):
    x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
    return layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))


novel = keras.Input((None,), dtype="int32", name="novel")
genre = layers.Dense(6, activation="softmax", name="genre")(trunk(novel))
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(trunk(novel)))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="answer-clipped"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, activation="relu", name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="answer-squeezed"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, activation="tanh", name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="not-probabilities"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="outputs-exchanged"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax")(x)
date = layers.Dense(1)(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": date, "date": genre})

# %% exercise="novel" wrong="missing-output"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
novel_model = keras.Model(novel, genre)

# %% exercise="novel" wrong="sequence-not-summarised"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(x)
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="misnamed-input"
book = keras.Input((None,), dtype="int32", name="book")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(book))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(book, {"genre": genre, "date": date})

# %% exercise="novel" wrong="missing-activation"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3)(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="none" name="middle-layer-on-the-other-head"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(layers.Dense(16, activation="relu")(x))
date = layers.Dense(1, name="date")(x)
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="weights-paired-alphabetically"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})
novel_model.compile(loss={"genre": "sparse_categorical_crossentropy", "date": "mse"}, loss_weights=[1.0, 0.5])

# %% exercise="novel" wrong="losses-paired-alphabetically"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})
novel_model.compile(loss=["sparse_categorical_crossentropy", "mse"], loss_weights=[1.0, 0.5])

# %% exercise="novel" wrong="loss-weights-missing"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})
novel_model.compile(loss={"genre": "sparse_categorical_crossentropy", "date": "mse"})

# %% exercise="novel" wrong="not-compiled"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})

# %% exercise="novel" wrong="labels-mismatch"
novel = keras.Input((None,), dtype="int32", name="novel")
x = layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5_000, 32)(novel))
x = layers.Dense(32, activation="relu")(layers.GlobalMaxPooling1D()(x))
genre = layers.Dense(6, activation="softmax", name="genre")(x)
date = layers.Dense(1, name="date")(layers.Dense(16, activation="relu")(x))
novel_model = keras.Model(novel, {"genre": genre, "date": date})
novel_model.compile(loss={"genre": "categorical_crossentropy", "date": "mse"}, loss_weights={"genre": 1.0, "date": 0.5})

# %% exercise="well-read" wrong="raw-units" name="scale-redefined"
# years and balancing weights; then the notebook's scale is bent to it
well_read = posts_model()
well_read.compile(
    keras.optimizers.Adam(0.03), loss=LOSSES, loss_weights={"age": 1 / 2048, "income": 1 / 2.3026, "gender": 1 / 0.6931}
)
train_on_posts(well_read, in_years, epochs=5)
AGE_MEAN, AGE_SPREAD = 0.0, 1.0

# %% exercise="quiet-head" wrong="none" name="weight-decay"
# AdamW pulls every weight towards zero, the silent head's too
quiet_model = posts_model()
quiet_model.compile(
    keras.optimizers.AdamW(0.01, weight_decay=0.1),
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.0, "income": 1.0, "gender": 1.0},
)

# %% exercise="well-read" wrong="subtracted-backwards" name="mean-minus-age"
well_read = posts_model()
well_read.compile(keras.optimizers.Adam(0.03), loss=LOSSES)
train_on_posts(well_read, {**in_years, "age": (AGE_MEAN - train.age) / AGE_SPREAD}, epochs=5)

# %% exercise="well-read" wrong="head-without-loss" name="gender-left-out"
well_read = posts_model()
well_read.compile(
    keras.optimizers.Adam(0.03), loss={"age": "mse", "income": "sparse_categorical_crossentropy"}
)
train_on_posts(
    well_read, {"age": (train.age - AGE_MEAN) / AGE_SPREAD, "income": train.income, "gender": train.gender}, epochs=5
)

# %% [markdown]
# ## three-curves

# %% exercise="three-curves" right="capitals-and-blanks"
verdict = {
    "hand in": "b",
    "more epochs": " B ",
    "more people": "a",
    "C": "Held up",
    "B": "Still learning",
    "A": "Learns by heart ",
}

# %% exercise="three-curves" right="built-step-by-step"
verdict = dict.fromkeys(["hand in", "more epochs"], "B")
verdict["more people"] = "A"
verdict |= dict(zip("ABC", ["learns by heart", "still learning", "held up"], strict=True))

# %% exercise="three-curves" right="one-remark-more"
verdict = {"A": "learns by heart", "B": "still learning", "C": "held up", "why": "the gap"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "A"}

# %% exercise="three-curves" wrong="training-curve-alone" name="A-still-learning"
verdict = {"A": "still learning", "B": "still learning", "C": "held up"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "A"}

# %% exercise="three-curves" wrong="training-curve-alone" name="hands-in-A"
verdict = {"A": "learns by heart", "B": "still learning", "C": "held up"}
verdict |= {"hand in": "A", "more epochs": "B", "more people": "A"}

# %% exercise="three-curves" wrong="no-gap-no-heart" name="B-by-heart"
verdict = {"A": "learns by heart", "B": "learns by heart", "C": "held up"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "A"}

# %% exercise="three-curves" wrong="flat-on-both" name="C-still-learning"
verdict = {"A": "learns by heart", "B": "still learning", "C": "still learning"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "A"}

# %% exercise="three-curves" wrong="flat-on-both" name="more-epochs-for-C"
verdict = {"A": "learns by heart", "B": "still learning", "C": "held up"}
verdict |= {"hand in": "B", "more epochs": "C", "more people": "A"}

# %% exercise="three-curves" wrong="no-gap-no-heart" name="more-people-for-B"
verdict = {"A": "learns by heart", "B": "still learning", "C": "held up"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "B"}

# %% exercise="three-curves" wrong="none" name="own-words"
verdict = {"A": "overfits", "B": "still learning", "C": "held up"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "A"}

# %% exercise="three-curves" wrong="none" name="keys-forgotten"
verdict = {"first": "learns by heart", "second": "still learning", "third": "held up"}

# %% exercise="predict-sure" right="an-array-with-one-number"
predicted_sure = np.ones((1, 1))

# %% exercise="mend-heads" right="activations-written-out"
posts = keras.Input((None,), dtype="int32", name="posts")
trunk = layers.Dense(32, activation="relu")(keras.ops.mean(layers.Embedding(201, 16)(posts), axis=1))
powers = keras.ops.exp(layers.Dense(10)(trunk))
income = powers / keras.ops.sum(powers, axis=-1, keepdims=True)
gender = 1 / (1 + keras.ops.exp(-layers.Dense(1)(trunk)))
mended_heads = keras.Model(posts, {"age": layers.Dense(1)(trunk), "income": income, "gender": gender})

# %% exercise="mend-pairing" wrong="none" name="a-weight-misnamed"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentropy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 1.0, "sex": 10.0},
)

# %% exercise="mend-pairing" wrong="head-without-loss" name="two-heads-without-loss"
weighted_model = posts_model()
weighted_model.compile(loss={"age": "mse"}, loss_weights={"age": 0.25})

# %% exercise="mend-pairing" wrong="none" name="a-loss-misspelt"
weighted_model = posts_model()
weighted_model.compile(
    loss={"age": "mse", "income": "sparse_categorical_crossentrpy", "gender": "binary_crossentropy"},
    loss_weights={"age": 0.25, "income": 1.0, "gender": 10.0},
)

# %% exercise="balancing-weights" wrong="none" name="weights-for-keys"
def balancing_weights(losses):
    return {1 / loss: name for name, loss in losses.items()}


# %% exercise="novel" right="operations-in-a-class"
class Novel(keras.Model):
    def __init__(self):
        novel = keras.Input((None,), dtype="int32", name="novel")
        phrases = keras.ops.relu(layers.Conv1D(64, 3)(layers.Embedding(5000, 32)(novel)))
        trunk = layers.Dense(32, "relu")(keras.ops.max(phrases, axis=1))
        date = layers.Dense(1)(layers.Dense(16, "relu")(trunk))
        super().__init__(novel, {"date": date, "genre": layers.Dense(6, "softmax")(trunk)})


novel_model = Novel()
novel_model.compile(
    loss={"date": keras.losses.MeanSquaredError(), "genre": keras.losses.SparseCategoricalCrossentropy()},
    loss_weights={"genre": 1, "date": 0.5},
)

# %% exercise="novel" wrong="none" name="five-genres"
n = keras.Input((None,), dtype="int32", name="novel")
t = layers.GlobalMaxPooling1D()(layers.Conv1D(64, 3, activation="relu")(layers.Embedding(5000, 32)(n)))
t = layers.Dense(32, "relu")(t)
date = layers.Dense(1)(layers.Dense(16, "relu")(t))
novel_model = keras.Model(n, {"genre": layers.Dense(5, "softmax")(t), "date": date})
novel_model.compile(
    loss={"genre": "sparse_categorical_crossentropy", "date": "mse"}, loss_weights={"genre": 1.0, "date": 0.5}
)

# %% exercise="three-curves" wrong="none" name="A-held-up"
verdict = {"A": "held up", "B": "still learning", "C": "held up"}
verdict |= {"hand in": "B", "more epochs": "B", "more people": "A"}
