# Answers to the exercises of 00_graphs: wrong ones with the cause they must be told, and right ones in other spellings.

# %% [markdown]
# ## predict-parameters

# %% exercise="predict-parameters" right="sums-and-floats"
parameters = {"measurements": 0, "grape": np.int64(51), "profile": 13 * 16.0, "whole model": 259}

# %% exercise="predict-parameters" wrong="forgotten-bias"
parameters = {"measurements": 0, "profile": 192, "grape": 48, "whole model": 240}

# %% exercise="predict-parameters" wrong="forgotten-bias" name="forgotten-bias-in-the-last-layer"
parameters = {"measurements": 0, "profile": 208, "grape": 48, "whole model": 256}

# %% exercise="predict-parameters" wrong="bias-per-input"
parameters = {"measurements": 0, "profile": 12 * 16 + 12, "grape": 51, "whole model": 255}

# %% exercise="predict-parameters" wrong="layer-without-weights"
parameters = {"measurements": 12, "profile": 208, "grape": 51, "whole model": 271}

# %% exercise="predict-parameters" wrong="none" name="added-up-wrongly"
parameters = {"measurements": 0, "profile": 208, "grape": 51, "whole model": 268}

# %% exercise="predict-parameters" wrong="none" name="one-bias-for-the-whole-layer"
parameters = {"measurements": 0, "profile": 12 * 16 + 1, "grape": 16 * 3 + 1, "whole model": 242}

# %% [markdown]
# ## predict-shapes

# %% exercise="predict-shapes" right="lists-for-tuples"
shapes = {
    "picture": [None, 8, 8],
    "pixels": (None, 8 * 8),
    "code": (None, 20),
    "rows": (None, 8, 20),
    "letters": (None, None, 10),
    "five_codes": [5, 20],
}

# %% exercise="predict-shapes" wrong="batch-axis-forgotten"
shapes = {"picture": (8, 8), "pixels": (64,), "code": (20,), "rows": (8, 20), "letters": (10,), "five_codes": (20,)}

# %% exercise="predict-shapes" wrong="dense-keeps-axes"
shapes = {
    "picture": (None, 8, 8),
    "pixels": (None, 64),
    "code": (None, 20),
    "rows": (None, 20),
    "letters": (None, None, 10),
    "five_codes": (5, 20),
}

# %% exercise="predict-shapes" wrong="batch-not-added"
shapes = {
    "picture": (None, 8, 8),
    "pixels": (None, 64),
    "code": (None, 20),
    "rows": (None, 8, 20),
    "letters": (None, 10),
    "five_codes": (5, 20),
}

# %% exercise="predict-shapes" wrong="none-for-a-number"
shapes = {
    "picture": (None, 8, 8),
    "pixels": (None, 64),
    "code": (None, 20),
    "rows": (None, 8, 20),
    "letters": (None, None, 10),
    "five_codes": (None, 20),
}

# %% exercise="predict-shapes" wrong="none" name="flatten-of-the-batch"
shapes = {
    "picture": (None, 8, 8),
    "pixels": (None,),
    "code": (None, 20),
    "rows": (None, 8, 20),
    "letters": (None, None, 10),
    "five_codes": (5, 20),
}

# %% exercise="predict-shapes" wrong="none" name="dense-makes-a-new-axis"
shapes = {
    "picture": (None, 8, 8),
    "pixels": (None, 64),
    "code": (None, 20),
    "rows": (None, 8, 8, 20),
    "letters": (None, None, 10),
    "five_codes": (5, 20),
}

# %% [markdown]
# ## digit-model

# %% exercise="digit-model" right="other-names-and-activation-layers"
p = keras.Input((8, 8), name="picture")
x = layers.Flatten(name="flat")(p)
x = layers.Activation("relu")(layers.Dense(32, name="a")(x))
x = layers.ReLU()(layers.Dense(16)(x))
x = layers.Softmax(name="digit")(layers.Dense(10)(x))
digit_model = keras.Model(inputs=p, outputs=x)

# %% exercise="digit-model" right="reshape-and-ops"
p = keras.Input(shape=(8, 8), name="picture")
x = layers.Reshape((64,))(p)
x = keras.ops.relu(layers.Dense(32)(x))
x = layers.Dense(16, activation=keras.activations.relu)(x)
digit_model = keras.Model([p], [layers.Dense(10, activation="softmax", name="digit")(x)])

# %% exercise="digit-model" right="a-list-inside"
p = keras.Input((8, 8), name="picture")
middle = keras.Sequential([layers.Flatten(), layers.Dense(32, "relu"), layers.Dense(16, "relu")])
digit_model = keras.Model(p, layers.Dense(10, "softmax", name="digit")(middle(p)))

# %% exercise="digit-model" right="dicts"
p = keras.Input((8, 8), name="picture")
x = layers.Flatten()(p)
for units in (32, 16):
    x = layers.Dense(units, activation="relu")(x)
digit_model = keras.Model({"picture": p}, {"digit": layers.Dense(10, activation="softmax")(x)})

# %% exercise="digit-model" wrong="still-sequential"
digit_model = keras.Sequential(
    [
        keras.Input((8, 8), name="picture"),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(16, activation="relu"),
        layers.Dense(10, activation="softmax", name="digit"),
    ]
)

# %% exercise="digit-model" wrong="unbuilt-sequential"
digit_model = keras.Sequential([layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10)])

# %% exercise="digit-model" wrong="tensor-not-model"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = layers.Dense(10, activation="softmax", name="digit")(x)

# %% exercise="digit-model" wrong="layer-not-called"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = layers.Dense(10, activation="softmax", name="digit")

# %% exercise="digit-model" wrong="layer-not-model"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = layers.Dense(10, activation="softmax", name="digit")
digit = digit_model(x)


# %% exercise="digit-model" wrong="no-graph"
class Digits(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat, self.digit = layers.Flatten(), layers.Dense(10, activation="softmax", name="digit")

    def call(self, picture):
        return self.digit(self.flat(picture))


digit_model = Digits()

# %% exercise="digit-model" wrong="misnamed-input"
p = keras.Input((8, 8))
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" wrong="misnamed-output"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax")(x))

# %% exercise="digit-model" wrong="batch-axis-twice"
p = keras.Input((None, 8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Reshape((-1, 64))(p)))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" wrong="dense-keeps-axes"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(p))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" wrong="one-number-for-classes"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = keras.Model(p, layers.Dense(1, name="digit")(x))

# %% exercise="digit-model" wrong="missing-activation" name="no-activation"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16)(layers.Dense(32)(layers.Flatten()(p)))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" wrong="crossed-arrows" name="layers-exchanged"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(32, activation="relu")(layers.Dense(16, activation="relu")(layers.Flatten()(p)))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" wrong="graph-differs" name="reads-an-earlier-tensor"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(32, activation="relu")(layers.Flatten()(p))
y = layers.Dense(16, activation="relu")(x)
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" right="the-layers-of-the-list-called-in-a-loop"
p = x = keras.Input((8, 8), name="picture")
for layer in digit_list.layers:
    x = layer(x)
digit_model = keras.Model(p, x)

# %% exercise="digit-model" wrong="crossed-arrows" name="flattened-too-late"
p = keras.Input((8, 8), name="picture")
x = layers.Flatten()(layers.Dense(32, activation="relu")(p))
x = layers.Dense(16, activation="relu")(x)
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" wrong="activation-too-many" name="softmax-twice"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.Flatten()(p)))
digit_model = keras.Model(p, layers.Softmax(name="digit")(layers.Dense(10, activation="softmax")(x)))

# %% exercise="digit-model" wrong="graph-differs" name="averaged-not-flattened"
p = keras.Input((8, 8), name="picture")
x = layers.Dense(16, activation="relu")(layers.Dense(32, activation="relu")(layers.GlobalAveragePooling1D()(p)))
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="digit-model" right="activations-from-tensorflow"
import tensorflow as tf

picture = keras.Input((8, 8), name="picture")
x = layers.Flatten()(picture)
x = layers.Dense(32, activation=tf.nn.relu)(x)
x = layers.Dense(16, activation=tf.nn.relu)(x)
digit_model = keras.Model(picture, layers.Dense(10, activation=tf.nn.softmax, name="digit")(x))

# %% [markdown]
# ## which-line

# %% exercise="which-line" right="capitals-and-blanks"
stops = {
    "forgotten": "Line 5",
    "brackets": "line 1 ",
    "not called": "line 3",
    "run twice": "LINE 5",
    "with batch": "No error",
    "unused": "no error",
}

# %% exercise="which-line" wrong="not-connected"
stops = {
    "forgotten": "line 3",
    "brackets": "line 1",
    "not called": "line 3",
    "run twice": "line 5",
    "unused": "no error",
    "with batch": "no error",
}

# %% exercise="which-line" wrong="number-for-shape"
stops = {
    "forgotten": "line 5",
    "brackets": "no error",
    "not called": "line 3",
    "run twice": "line 5",
    "unused": "no error",
    "with batch": "no error",
}

# %% exercise="which-line" wrong="layer-not-called"
stops = {
    "forgotten": "line 5",
    "brackets": "line 1",
    "not called": "line 2",
    "run twice": "line 5",
    "unused": "no error",
    "with batch": "no error",
}

# %% exercise="which-line" wrong="stale-tensor"
stops = {
    "forgotten": "line 5",
    "brackets": "line 1",
    "not called": "line 3",
    "run twice": "no error",
    "unused": "no error",
    "with batch": "no error",
}

# %% exercise="which-line" wrong="unused-input-accepted"
stops = {
    "forgotten": "line 5",
    "brackets": "line 1",
    "not called": "line 3",
    "run twice": "line 5",
    "unused": "line 4",
    "with batch": "no error",
}

# %% exercise="which-line" wrong="batch-axis-twice"
stops = {
    "forgotten": "line 5",
    "brackets": "line 1",
    "not called": "line 3",
    "run twice": "line 5",
    "unused": "no error",
    "with batch": "line 2",
}

# %% exercise="which-line" wrong="none" name="a-number"
stops = {
    "forgotten": 5,
    "brackets": 1,
    "not called": 3,
    "run twice": 5,
    "unused": "no error",
    "with batch": "no error",
}

# %% [markdown]
# ## mended-model

# %% exercise="mended-model" right="other-names"
wine = keras.Input(shape=(12,), name="measurements")
hidden = layers.Dense(16, "relu")(wine)
hidden = layers.Dense(4, "relu")(hidden)
mended_model = keras.Model(wine, layers.Dense(3, "softmax", name="grape")(hidden))

# %% exercise="mended-model" right="activation-layers"
measurements = keras.Input((12,), name="measurements")
profile = layers.Activation("relu")(layers.Dense(16)(measurements))
sketch = keras.ops.relu(layers.Dense(4)(profile))
grape = layers.Softmax(name="grape")(layers.Dense(3)(sketch))
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" right="a-list"
mended_model = keras.Sequential(
    [
        keras.Input((12,), name="measurements"),
        layers.Dense(16, activation="relu", name="profile"),
        layers.Dense(4, activation="relu", name="sketch"),
        layers.Dense(3, activation="softmax", name="grape"),
    ]
)

# %% exercise="mended-model" wrong="layer-skipped" name="the-silent-one-remains"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(measurements)
grape = layers.Dense(3, activation="softmax", name="grape")(sketch)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="layer-skipped" name="grape-reads-profile"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
grape = layers.Dense(3, activation="softmax", name="grape")(profile)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="batch-axis-twice"
measurements = keras.Input((None, 12), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
grape = layers.Dense(3, activation="softmax", name="grape")(sketch)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="none" name="the-second-input-remains"
# Keras refuses it, so there is no model to look at
mended_model = None
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
measurements = keras.Input((12,), name="measurements")
grape = layers.Dense(3, activation="softmax", name="grape")(sketch)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="needless-input"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
again = keras.Input((12,), name="again")
grape = layers.Dense(3, activation="softmax", name="grape")(sketch)
mended_model = keras.Model([measurements, again], grape)

# %% exercise="mended-model" wrong="tensor-not-model"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
mended_model = layers.Dense(3, activation="softmax", name="grape")(sketch)

# %% exercise="mended-model" wrong="misnamed-input"
measurements = keras.Input((12,))
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
grape = layers.Dense(3, activation="softmax", name="grape")(sketch)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="none" name="ends-at-sketch"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
mended_model = keras.Model(measurements, sketch)

# %% exercise="mended-model" wrong="missing-activation" name="no-softmax"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(profile)
grape = layers.Dense(3, name="grape")(sketch)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="none" name="sketch-before-profile"
measurements = keras.Input((12,), name="measurements")
sketch = layers.Dense(4, activation="relu", name="sketch")(measurements)
profile = layers.Dense(16, activation="relu", name="profile")(sketch)
grape = layers.Dense(3, activation="softmax", name="grape")(profile)
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="layer-skipped" name="profile-and-sketch-joined"
measurements = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(measurements)
sketch = layers.Dense(4, activation="relu", name="sketch")(measurements)
grape = layers.Dense(3, activation="softmax", name="grape")(layers.Concatenate()([profile, sketch]))
mended_model = keras.Model(measurements, grape)

# %% exercise="mended-model" wrong="unbuilt-sequential" name="a-list-without-its-input"
mended_model = keras.Sequential(
    [
        layers.Dense(16, activation="relu", name="profile"),
        layers.Dense(4, activation="relu", name="sketch"),
        layers.Dense(3, activation="softmax", name="grape"),
    ]
)

# %% [markdown]
# ## predict-join

# %% exercise="predict-join" right="numbers"
joined = {"parameters of grape": 27, "shape of both": [None, 8]}

# %% exercise="predict-join" wrong="batch-axis-forgotten"
joined = {"shape of both": (8,), "parameters of grape": 27}

# %% exercise="predict-join" wrong="forgotten-bias"
joined = {"shape of both": (None, 8), "parameters of grape": 24}

# %% exercise="predict-join" wrong="bias-per-input"
joined = {"shape of both": (None, 8), "parameters of grape": 8 * 3 + 8}

# %% exercise="predict-join" wrong="none" name="multiplied"
joined = {"shape of both": (None, 12), "parameters of grape": 39}

# %% [markdown]
# ## drawn-model

# %% exercise="drawn-model" right="concatenate-function"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
right = layers.Dense(4, activation="tanh")(m)
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(layers.concatenate([left, right])))

# %% exercise="drawn-model" right="ops-and-other-order"
m = keras.Input((12,), name="measurements")
right = keras.ops.tanh(layers.Dense(4)(m))
left = layers.Dense(16)(m)
left = layers.Activation("relu")(left)
left = layers.ReLU()(layers.Dense(8)(left))
both = keras.ops.concatenate([right, left], axis=-1)
drawn_model = keras.Model(inputs=m, outputs=layers.Softmax(name="grape")(layers.Dense(3)(both)))

# %% exercise="drawn-model" right="a-list-inside"
m = keras.Input((12,), name="measurements")
left = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(8, activation="relu")])(m)
both = layers.Concatenate(axis=1)([left, layers.Dense(4, activation="tanh")(m)])
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% exercise="drawn-model" wrong="missing-shortcut" name="a-chain"
m = keras.Input((12,), name="measurements")
x = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
x = layers.Dense(4, activation="tanh")(x)
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(x))

# %% exercise="drawn-model" wrong="crossed-arrows" name="forks-one-layer-too-late"
m = keras.Input((12,), name="measurements")
wide = layers.Dense(16, activation="relu")(m)
both = layers.Concatenate()([layers.Dense(8, activation="relu")(wide), layers.Dense(4, activation="tanh")(wide)])
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% exercise="drawn-model" wrong="other-activation" name="relu-for-tanh"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
both = layers.Concatenate()([left, layers.Dense(4, activation="relu")(m)])
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% exercise="drawn-model" wrong="graph-differs" name="deep-joined-with-itself"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
narrow = layers.Dense(4, activation="tanh")(m)
both = layers.Concatenate()([left, left])
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% exercise="drawn-model" wrong="wrong-merge" name="added-not-joined"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
both = layers.Add()([left, layers.Dense(8, activation="tanh")(m)])
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% exercise="drawn-model" wrong="one-number-for-classes"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
both = layers.Concatenate()([left, layers.Dense(4, activation="tanh")(m)])
drawn_model = keras.Model(m, layers.Dense(1, name="grape")(both))

# %% exercise="drawn-model" wrong="none" name="ends-before-the-join"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
right = layers.Dense(4, activation="tanh")(m)
drawn_model = keras.Model(m, [left, right])

# %% exercise="drawn-model" wrong="tensor-not-model"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
both = layers.Concatenate()([left, layers.Dense(4, activation="tanh")(m)])
drawn_model = layers.Dense(3, activation="softmax", name="grape")(both)

# %% exercise="drawn-model" wrong="crossed-arrows" name="measurements-joined-too"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
both = layers.Concatenate()([left, layers.Dense(4, activation="tanh")(m), m])
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% exercise="drawn-model" wrong="activation-too-many" name="relu-behind-the-join"
m = keras.Input((12,), name="measurements")
left = layers.Dense(8, activation="relu")(layers.Dense(16, activation="relu")(m))
both = layers.ReLU()(layers.Concatenate()([left, layers.Dense(4, activation="tanh")(m)]))
drawn_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(both))

# %% [markdown]
# ## predict-change

# %% exercise="predict-change" right="capitals"
answers_about_alcohol = {"alcohol_model": "Change", "clone": "STAY", "another": "stay"}

# %% exercise="predict-change" wrong="weights-belong-to-layers" name="nothing-changes"
answers_about_alcohol = {"alcohol_model": "stay", "clone": "stay", "another": "stay"}

# %% exercise="predict-change" wrong="weights-belong-to-layers" name="all-change"
answers_about_alcohol = {"alcohol_model": "change", "clone": "change", "another": "change"}

# %% exercise="predict-change" wrong="weights-belong-to-layers" name="another-changes"
answers_about_alcohol = {"alcohol_model": "change", "clone": "stay", "another": "change"}

# %% [markdown]
# ## sketch-model

# %% exercise="sketch-model" right="layers-called-again"
wine = keras.Input((12,), name="measurements")
sketch_model = keras.Model(wine, trained_model.get_layer("sketch")(trained_model.get_layer("profile")(wine)))

# %% exercise="sketch-model" right="by-number"
sketch_model = keras.Model(inputs=trained_model.inputs[0], outputs=trained_model.layers[1].output)

# %% exercise="sketch-model" right="a-list-of-its-layers"
sketch_model = keras.Sequential([keras.Input((12,), name="measurements"), *trained_model.layers[:2]])

# %% exercise="sketch-model" wrong="cut-elsewhere" name="at-profile"
sketch_model = keras.Model(trained_model.inputs, trained_model.get_layer("profile").output)

# %% exercise="sketch-model" wrong="cut-elsewhere" name="at-grape"
sketch_model = keras.Model(trained_model.inputs, trained_model.outputs)

# %% exercise="sketch-model" wrong="copied-not-shared"
copy = keras.models.clone_model(trained_model)
copy.set_weights(trained_model.get_weights())
sketch_model = keras.Model(copy.inputs, copy.get_layer("sketch").output)

# %% exercise="sketch-model" wrong="unshared-layer" name="clone"
copy = keras.models.clone_model(trained_model)
sketch_model = keras.Model(copy.inputs, copy.get_layer("sketch").output)

# %% exercise="sketch-model" wrong="unshared-layer" name="new-layers"
wine = keras.Input((12,), name="measurements")
profile = layers.Dense(16, activation="relu", name="profile")(wine)
sketch_model = keras.Model(wine, layers.Dense(4, activation="tanh", name="sketch")(profile))

# %% exercise="sketch-model" wrong="unshared-layer" name="half-new"
wine = keras.Input((12,), name="measurements")
profile = trained_model.get_layer("profile")(wine)
sketch_model = keras.Model(wine, layers.Dense(4, activation="tanh", name="sketch")(profile))

# %% exercise="sketch-model" wrong="layer-not-model"
sketch_model = trained_model.get_layer("sketch")

# %% exercise="sketch-model" wrong="tensor-not-model"
sketch_model = trained_model.get_layer("sketch").output

# %% exercise="sketch-model" wrong="none" name="begins-in-the-middle"
sketch_model = keras.Model(trained_model.get_layer("profile").output, trained_model.get_layer("sketch").output)

# %% exercise="sketch-model" right="an-input-without-a-name"
wine = keras.Input((12,))
sketch_model = keras.Model(wine, {"sketch": trained_model.layers[1](trained_model.layers[0](wine))})

# %% exercise="sketch-model" wrong="unbuilt-sequential" name="a-list-without-its-input"
sketch_model = keras.Sequential(trained_model.layers[:2])

# %% exercise="sketch-model" right="under-the-trained-models-name"
# the check looks at the chapter's trained_model, whatever the name stands for now
trained_model = keras.Sequential([keras.Input((12,), name="measurements"), *trained_model.layers[:2]])
sketch_model = trained_model

# %% exercise="sketch-model" wrong="cut-elsewhere" name="profile-and-sketch"
sketch_model = keras.Model(trained_model.inputs, [layer.output for layer in trained_model.layers[:2]])

# %% exercise="sketch-model" wrong="none" name="both-outputs"
sketch_model = keras.Model(trained_model.inputs, [trained_model.get_layer("sketch").output, trained_model.outputs[0]])

# %% [markdown]
# ## two-questions

# %% exercise="two-questions" right="layer-called-twice"
profile = layers.Dense(16, activation="relu")
first = keras.Input((12,), name="measurements")
grape_of_wine = keras.Model(first, layers.Dense(3, activation="softmax", name="grape")(profile(first)))
second = keras.Input((12,), name="measurements")
strength_of_wine = keras.Model(second, layers.Dense(1, name="strength")(profile(second)))
grape_of_wine.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy())
strength_of_wine.compile(optimizer="adam", loss="mse")

# %% exercise="two-questions" right="cut-from-one-model"
m = keras.Input((12,), name="measurements")
p = layers.Activation("relu", name="profile")(layers.Dense(16)(m))
both = keras.Model(
    m, [layers.Softmax(name="grape")(layers.Dense(3)(p)), layers.Dense(1, activation="linear", name="strength")(p)]
)
grape_of_wine = keras.Model(both.inputs, both.outputs[0])
strength_of_wine = keras.Model(both.inputs, both.outputs[1])
grape_of_wine.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
strength_of_wine.compile("sgd", keras.losses.MeanSquaredError())

# %% exercise="two-questions" right="lists-that-share"
begin, profile = keras.Input((12,), name="measurements"), layers.Dense(16, activation="relu")
grape_of_wine = keras.Sequential([begin, profile, layers.Dense(3, activation="softmax", name="grape")])
strength_of_wine = keras.Sequential([begin, profile, layers.Dense(1, name="strength")])
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")


# %% exercise="two-questions" wrong="unshared-layer"
def model(last, loss):
    measurements = keras.Input((12,), name="measurements")
    made = keras.Model(measurements, last(layers.Dense(16, activation="relu")(measurements)))
    made.compile(loss=loss)
    return made


grape_of_wine = model(layers.Dense(3, activation="softmax", name="grape"), "sparse_categorical_crossentropy")
strength_of_wine = model(layers.Dense(1, name="strength"), "mean_squared_error")

# %% exercise="two-questions" wrong="other-loss"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_absolute_error")

# %% exercise="two-questions" wrong="labels-mismatch"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss="categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="not-compiled"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")

# %% exercise="two-questions" wrong="softmax-on-one-unit"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, activation="softmax", name="strength")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="activation-too-many" name="relu-on-strength"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, activation="relu", name="strength")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="misnamed-output"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="alcohol")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="none" name="one-reads-the-other"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
g = layers.Dense(3, activation="softmax", name="grape")(p)
grape_of_wine = keras.Model(m, g)
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(g))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="none" name="one-of-two"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine = None

# %% exercise="two-questions" right="losses-by-name-and-as-a-function"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss={"grape": "sparse_categorical_crossentropy"})
strength_of_wine.compile(loss=lambda wanted, found: keras.ops.mean((wanted - found) ** 2, axis=-1))

# %% exercise="two-questions" wrong="logits-mismatch"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="other-loss" name="crossentropy-for-an-amount"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="sparse_categorical_crossentropy")

# %% exercise="two-questions" wrong="copied-not-shared"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
q = layers.Dense(16, activation="relu", name="copy")(m)
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(q))
strength_of_wine.get_layer("copy").set_weights(grape_of_wine.layers[1].get_weights())
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="none" name="a-layer-more-for-strength"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(layers.Dense(16, activation="relu")(p)))
grape_of_wine.compile(loss="sparse_categorical_crossentropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="predict-join" right="own-variable-called-both"
# the student's own number is called like the tensor that the check looks at
both = 2 + 6
joined = {"shape of both": (None, both), "parameters of grape": (both + 1) * 3}

# %% exercise="sketch-model" wrong="unshared-layer" name="fresh-model-under-the-same-name"
# the locked cell copied without its training: trained_model is another model now, and untrained
trained_model = keras.Sequential(
    [
        keras.Input((12,), name="measurements"),
        layers.Dense(16, activation="relu", name="profile"),
        layers.Dense(4, activation="tanh", name="sketch"),
        layers.Dense(3, activation="softmax", name="grape"),
    ]
)
sketch_model = keras.Model(trained_model.inputs, trained_model.get_layer("sketch").output)

# %% exercise="drawn-model" wrong="other-activation" name="tanh-on-the-other-one"
measurements = keras.Input((12,), name="measurements")
wide = layers.Dense(16, activation="relu", name="wide")(measurements)
deep = layers.Dense(8, activation="tanh", name="deep")(wide)
narrow = layers.Dense(4, activation="relu", name="narrow")(measurements)
notes = layers.Concatenate(name="notes")([deep, narrow])
grape = layers.Dense(3, activation="softmax", name="grape")(notes)
drawn_model = keras.Model(measurements, grape)

# %% exercise="digit-model" right="activations-from-tensorflow"
import tensorflow as tf

picture = keras.Input((8, 8), name="picture")
x = layers.Flatten()(picture)
x = layers.Dense(32, activation=tf.nn.relu)(x)
x = layers.Dense(16, activation=tf.nn.relu)(x)
digit_model = keras.Model(picture, layers.Dense(10, activation=tf.nn.softmax, name="digit")(x))

# %% [markdown]
# ## small-grape-model

# %% exercise="small-grape-model" right="no-layer-between"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(m))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)

# %% exercise="small-grape-model" right="two-tanh-units"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
narrow = layers.Dense(2, activation="tanh")(m)
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(narrow))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)

# %% exercise="small-grape-model" right="without-biases"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
small_grape_model = keras.Model(m, layers.Softmax(name="grape")(layers.Dense(3, use_bias=False)(m)))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)

# %% exercise="small-grape-model" wrong="over-budget"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
narrow = layers.Dense(3, activation="relu")(m)
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(narrow))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)

# %% exercise="small-grape-model" wrong="over-budget" name="numbers-that-are-no-parameters"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
mixed = keras.ops.relu(m @ np.random.default_rng(4).normal(size=(12, 6)).astype("float32"))
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(mixed))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)

# %% exercise="small-grape-model" wrong="never-trained"
m = keras.Input((12,), name="measurements")
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(m))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")

# %% exercise="small-grape-model" wrong="not-probabilities" name="sigmoid-for-three-classes"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
small_grape_model = keras.Model(m, layers.Dense(3, activation="sigmoid", name="grape")(m))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=8, batch_size=12, verbose=0)

# %% exercise="small-grape-model" wrong="none" name="learns-too-little"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
narrow = layers.Dense(1, activation="relu")(m)
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(narrow))
small_grape_model.compile(keras.optimizers.Adam(0.001), loss="sparse_categorical_crossentropy")
small_grape_model.fit(train.measurements, train.grape, epochs=2, batch_size=12, verbose=0)

# %% exercise="small-grape-model" wrong="one-number-for-classes"
keras.utils.set_random_seed(4)
m = keras.Input((12,), name="measurements")
small_grape_model = keras.Model(m, layers.Dense(1, name="grape")(m))
small_grape_model.compile(keras.optimizers.Adam(0.1), loss="mse")
small_grape_model.fit(train.measurements, train.grape, epochs=2, batch_size=12, verbose=0)

# %% exercise="two-questions" wrong="one-number-for-classes" name="models-exchanged"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
strength_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
grape_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
strength_of_wine.compile(loss="sparse_categorical_crossentropy")
grape_of_wine.compile(loss="mean_squared_error")

# %% exercise="two-questions" wrong="none" name="loss-misspelt"
m = keras.Input((12,), name="measurements")
p = layers.Dense(16, activation="relu")(m)
grape_of_wine = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(p))
strength_of_wine = keras.Model(m, layers.Dense(1, name="strength")(p))
grape_of_wine.compile(loss="sparse_categorical_cross_entropy")
strength_of_wine.compile(loss="mean_squared_error")

# %% exercise="small-grape-model" wrong="none" name="answers-are-no-numbers"
m = keras.Input((12,), name="measurements")
small_grape_model = keras.Model(m, layers.Dense(3, activation="softmax", name="grape")(m * float("nan")))

# %% exercise="digit-model" right="einsum-for-a-dense-layer"
p = keras.Input((8, 8), name="picture")
x = layers.EinsumDense("ab,bc->ac", output_shape=32, bias_axes="c", activation="relu")(layers.Flatten()(p))
x = layers.Dense(16, activation=lambda numbers: keras.ops.maximum(numbers, 0))(x)
digit_model = keras.Model(p, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="predict-shapes" wrong="none" name="a-tensor-in-place-of-its-shape"
shapes = {"picture": keras.Input((8, 8)), "pixels": (None, 64), "code": (None, 20)}
shapes |= {"rows": (None, 8, 20), "letters": (None, None, 10), "five_codes": (5, 20)}
