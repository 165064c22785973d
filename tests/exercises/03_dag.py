# Answers to the exercises of 03_dag: wrong ones with the cause they must be told, and right ones in other spellings.

# %% [markdown]
# ## heights

# %% exercise="heights" right="another-order-and-numpy"
heights = {
    "pooling 3×3": 27 // 3,
    "pooling 2×2": np.int64(13),
    "pooling 2×2 same": 14.0,
    "1×1 stride 2": 14,
    "5×5 stride 2": 12,
    "5×5 stride 2 same": 14,
    "3×3": 25,
    "3×3 same": 27,
}

# %% exercise="heights" right="looked-up"
heights = {name: layer(keras.Input((27, 27, 1))).shape[1] for name, layer in windows.items()}

# %% exercise="heights" wrong="valid-loses-the-border"
heights = {
    "3×3": 27,
    "3×3 same": 27,
    "5×5 stride 2": 14,
    "5×5 stride 2 same": 14,
    "1×1 stride 2": 14,
    "pooling 2×2": 13,
    "pooling 2×2 same": 14,
    "pooling 3×3": 9,
}

# %% exercise="heights" wrong="same-keeps-the-border"
heights = {
    "3×3": 25,
    "3×3 same": 25,
    "5×5 stride 2": 12,
    "5×5 stride 2 same": 12,
    "1×1 stride 2": 14,
    "pooling 2×2": 13,
    "pooling 2×2 same": 14,
    "pooling 3×3": 9,
}

# %% exercise="heights" wrong="stride-forgotten"
heights = {
    "3×3": 25,
    "3×3 same": 27,
    "5×5 stride 2": 23,
    "5×5 stride 2 same": 27,
    "1×1 stride 2": 27,
    "pooling 2×2": 13,
    "pooling 2×2 same": 14,
    "pooling 3×3": 9,
}

# %% exercise="heights" wrong="pooling-steps-by-its-size"
heights = {
    "3×3": 25,
    "3×3 same": 27,
    "5×5 stride 2": 12,
    "5×5 stride 2 same": 14,
    "1×1 stride 2": 14,
    "pooling 2×2": 13,
    "pooling 2×2 same": 14,
    "pooling 3×3": 25,
}

# %% exercise="heights" wrong="wrong-rounding"
heights = {
    "3×3": 25,
    "3×3 same": 27,
    "5×5 stride 2": 12,
    "5×5 stride 2 same": 13,
    "1×1 stride 2": 13,
    "pooling 2×2": 13,
    "pooling 2×2 same": 13,
    "pooling 3×3": 9,
}

# %% exercise="heights" wrong="first-place-forgotten"
heights = {
    "3×3": 24,
    "3×3 same": 27,
    "5×5 stride 2": 11,
    "5×5 stride 2 same": 14,
    "1×1 stride 2": 13,
    "pooling 2×2": 12,
    "pooling 2×2 same": 14,
    "pooling 3×3": 8,
}

# %% exercise="heights" wrong="none" name="one-wrong-guess"
heights = {
    "3×3": 25,
    "3×3 same": 27,
    "5×5 stride 2": 12,
    "5×5 stride 2 same": 14,
    "1×1 stride 2": 14,
    "pooling 2×2": 13,
    "pooling 2×2 same": 14,
    "pooling 3×3": 7,
}

# %% exercise="heights" wrong="none" name="half-done"
heights = {"3×3": 25, "3×3 same": 27}

# %% [markdown]
# ## predict-meeting

# %% exercise="predict-meeting" right="a-list"
meeting = {"seen": [None, 8, 8, 25], "parameters": 25 * 9 * 32 + 32}

# %% exercise="predict-meeting" wrong="channels-add-up"
meeting = {"seen": (None, 8, 8, 8), "parameters": 7_232}

# %% exercise="predict-meeting" wrong="pooling-keeps-channels"
meeting = {"seen": (None, 8, 8, 32), "parameters": 9_248}

# %% exercise="predict-meeting" wrong="forgotten-bias"
meeting = {"seen": (None, 8, 8, 25), "parameters": 7_200}

# %% exercise="predict-meeting" wrong="channels-not-counted"
meeting = {"seen": (None, 8, 8, 25), "parameters": 320}

# %% exercise="predict-meeting" wrong="batch-axis-forgotten"
meeting = {"seen": (8, 8, 25), "parameters": 7_232}

# %% [markdown]
# ## four-branches

# %% exercise="four-branches" right="same-everywhere-and-layers-of-their-own"
printed_heights = {"d": 123, "c": 122, "b": 124, "a": 125}
usual = dict(padding="same", activation="relu")
big = keras.Input(shape=(250, 250, 1))
a = layers.Conv2D(filters=128, kernel_size=(1, 1), strides=(2, 2), **usual)(big)
b = layers.Conv2D(128, 3, strides=2, **usual)(layers.Conv2D(128, 1, **usual)(big))
c = layers.Conv2D(128, 3, **usual)(layers.AvgPool2D(3, 2, "same")(big))
d = layers.Conv2D(128, 3, **usual)(layers.Conv2D(128, 1, **usual)(big))
d = layers.Conv2D(128, 3, strides=2, **usual)(d)
four_branches = keras.Model(inputs=big, outputs=layers.concatenate([d, b, a, c], axis=3))

# %% exercise="four-branches" right="sequential-branches-and-activation-layers"
printed_heights = {name: branch.shape[2] for name, branch in printed.items()}
big = keras.Input((250, 250, 1))


def convolution(filters, size, **settings):
    return [layers.Conv2D(filters, size, padding="same", **settings), layers.ReLU()]


parts = [
    keras.Sequential(convolution(128, 1, strides=2)),
    keras.Sequential([*convolution(128, 1), *convolution(128, 3, strides=2)]),
    keras.Sequential([layers.AveragePooling2D(3, strides=2, padding="same"), *convolution(128, 3)]),
    keras.Sequential([*convolution(128, 1), *convolution(128, 3), *convolution(128, 3, strides=2)]),
]
four_branches = keras.Model(big, keras.ops.concatenate([part(big) for part in parts], axis=-1))

# %% exercise="four-branches" right="joined-in-two-steps"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
big = keras.Input((250, 250, 1))
a = keras.ops.relu(layers.Conv2D(128, 1, strides=2)(big))
b = layers.Conv2D(128, 3, strides=2, padding="same", activation="relu")(layers.Conv2D(128, 1, activation="relu")(big))
c = layers.Conv2D(128, 3, padding="same", activation="relu")(layers.AveragePooling2D(3, 2, padding="same")(big))
d = layers.Conv2D(128, 3, padding="same", activation="relu")(layers.Conv2D(128, 1, activation="relu")(big))
d = layers.Conv2D(128, 3, strides=2, padding="same", activation="relu")(d)
four_branches = keras.Model(big, layers.concatenate([layers.concatenate([a, b]), layers.concatenate([c, d])]))

# %% exercise="four-branches" wrong="valid-loses-the-border"
printed_heights = {"a": 125, "b": 125, "c": 125, "d": 125}

# %% exercise="four-branches" wrong="second-layer-forgotten"
printed_heights = {"a": 125, "b": 124, "c": 124, "d": 123}

# %% exercise="four-branches" wrong="first-place-forgotten" name="steps-counted-not-places"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 122}

# %% exercise="four-branches" wrong="none" name="still-as-printed"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
four_branches = keras.Model(x, layers.concatenate([branch_a, branch_b, branch_c, branch_d], axis=-1))

# %% exercise="four-branches" wrong="other-stride"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
usual = dict(padding="same", activation="relu")
big = keras.Input((250, 250, 1))
a = layers.Conv2D(128, 1, strides=2, **usual)(big)
b = layers.Conv2D(128, 3, strides=2, **usual)(layers.Conv2D(128, 1, **usual)(big))
c = layers.Conv2D(128, 3, strides=2, **usual)(layers.AveragePooling2D(3, strides=1, padding="same")(big))
d = layers.Conv2D(128, 3, **usual)(layers.Conv2D(128, 1, **usual)(big))
d = layers.Conv2D(128, 3, strides=2, **usual)(d)
four_branches = keras.Model(big, layers.concatenate([a, b, c, d]))

# %% exercise="four-branches" wrong="wrong-merge"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
usual = dict(padding="same", activation="relu")
big = keras.Input((250, 250, 1))
a = layers.Conv2D(128, 1, strides=2, **usual)(big)
b = layers.Conv2D(128, 3, strides=2, **usual)(layers.Conv2D(128, 1, **usual)(big))
c = layers.Conv2D(128, 3, **usual)(layers.AveragePooling2D(3, strides=2, padding="same")(big))
d = layers.Conv2D(128, 3, **usual)(layers.Conv2D(128, 1, **usual)(big))
d = layers.Conv2D(128, 3, strides=2, **usual)(d)
four_branches = keras.Model(big, layers.add([a, b, c, d]))

# %% exercise="four-branches" wrong="missing-activation"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
usual = dict(padding="same")
big = keras.Input((250, 250, 1))
a = layers.Conv2D(128, 1, strides=2, **usual)(big)
b = layers.Conv2D(128, 3, strides=2, **usual)(layers.Conv2D(128, 1, **usual)(big))
c = layers.Conv2D(128, 3, **usual)(layers.AveragePooling2D(3, strides=2, padding="same")(big))
d = layers.Conv2D(128, 3, **usual)(layers.Conv2D(128, 1, **usual)(big))
d = layers.Conv2D(128, 3, strides=2, **usual)(d)
four_branches = keras.Model(big, layers.concatenate([a, b, c, d]))

# %% exercise="four-branches" wrong="other-window"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
usual = dict(padding="same", activation="relu")
big = keras.Input((250, 250, 1))
a = layers.Conv2D(128, 1, strides=2, **usual)(big)
b = layers.Conv2D(128, 2, strides=2, **usual)(layers.Conv2D(128, 1, **usual)(big))
c = layers.Conv2D(128, 3, **usual)(layers.AveragePooling2D(3, strides=2, padding="same")(big))
d = layers.Conv2D(128, 3, **usual)(layers.Conv2D(128, 1, **usual)(big))
d = layers.Conv2D(128, 2, strides=2, **usual)(d)
four_branches = keras.Model(big, layers.concatenate([a, b, c, d]))

# %% exercise="four-branches" wrong="tensor-not-model"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
four_branches = layers.Conv2D(512, 1, strides=2)(keras.Input((250, 250, 1)))

# %% [markdown]
# ## predict-work

# %% exercise="predict-work" right="written-out"
work = {"narrowed": 12_443_648, "direct": 120_422_400}

# %% exercise="predict-work" wrong="weights-not-uses"
work = {"direct": 5 * 5 * 192 * 32, "narrowed": 192 * 16 + 5 * 5 * 16 * 32}

# %% exercise="predict-work" wrong="channels-not-counted"
work = {"direct": 28 * 28 * 5 * 5 * 32, "narrowed": 12_443_648}

# %% exercise="predict-work" wrong="second-layer-forgotten"
work = {"direct": 120_422_400, "narrowed": 28 * 28 * 5 * 5 * 16 * 32}

# %% exercise="predict-work" wrong="none" name="with-biases"
work = {"direct": 28 * 28 * (5 * 5 * 192 * 32 + 32), "narrowed": 12_443_648}

# %% [markdown]
# ## inception-3a


# %% exercise="inception-3a" right="a-function-for-a-convolution"
def convolution(filters, size, tensor):
    return layers.ReLU()(layers.Conv2D(filters, size, padding="same", use_bias=False)(tensor))


features_in = keras.Input((28, 28, 192))
ends = [
    convolution(64, 1, features_in),
    convolution(128, 3, convolution(96, 1, features_in)),
    convolution(32, 5, convolution(16, 1, features_in)),
    convolution(32, 1, layers.MaxPooling2D((3, 3), (1, 1), "same")(features_in)),
]
inception_3a = keras.Model(features_in, layers.concatenate(ends))

# %% exercise="inception-3a" right="branches-as-models"
usual = dict(padding="same", activation="relu", use_bias=False)
shape = (28, 28, 192)
parts = [
    keras.Sequential([keras.Input(shape), layers.Conv2D(32, 1, **usual)]),
    keras.Sequential([keras.Input(shape), layers.Conv2D(96, 1, **usual), layers.Conv2D(128, 3, **usual)]),
    keras.Sequential([keras.Input(shape), layers.Conv2D(16, 1, **usual), layers.Conv2D(32, 5, **usual)]),
]
first = keras.Sequential([keras.Input(shape), layers.Conv2D(64, 1, **usual)])
entrance = keras.Input(shape)
pooled = layers.MaxPool2D(3, strides=1, padding="same")(entrance)
inception_3a = keras.Model(
    entrance, layers.Concatenate(axis=-1)([first(entrance), parts[1](entrance), parts[2](entrance), parts[0](pooled)])
)

# %% exercise="inception-3a" right="1x1-as-dense"
usual = dict(activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Dense(64, **usual)(entrance)
b = layers.Conv2D(128, 3, padding="same", **usual)(layers.Dense(96, **usual)(entrance))
c = layers.Conv2D(32, 5, padding="same", **usual)(layers.Dense(16, **usual)(entrance))
d = layers.Dense(32, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, keras.ops.concatenate([a, b, c, d], axis=3))

# %% exercise="inception-3a" right="other-order-of-branches"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
d = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
c = layers.Conv2D(32, 5, **usual)(layers.Conv2D(16, 1, **usual)(entrance))
b = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
a = layers.Conv2D(64, 1, **usual)(entrance)
inception_3a = keras.Model(entrance, layers.Concatenate()([d, c, b, a]))

# %% exercise="inception-3a" wrong="graph-differs" name="with-biases"
usual = dict(padding="same", activation="relu")
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
b = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
c = layers.Conv2D(32, 5, **usual)(layers.Conv2D(16, 1, **usual)(entrance))
d = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="missing-activation"
usual = dict(padding="same", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, activation="relu", **usual)(entrance)
b = layers.Conv2D(128, 3, activation="relu", **usual)(layers.Conv2D(96, 1, **usual)(entrance))
c = layers.Conv2D(32, 5, activation="relu", **usual)(layers.Conv2D(16, 1, **usual)(entrance))
d = layers.Conv2D(32, 1, activation="relu", **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="other-width"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
b = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
c = layers.Conv2D(32, 5, **usual)(layers.Conv2D(32, 1, **usual)(entrance))
d = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="crossed-arrows"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
b1 = layers.Conv2D(96, 1, **usual)(entrance)
b = layers.Conv2D(128, 3, **usual)(b1)
c = layers.Conv2D(32, 5, **usual)(layers.Conv2D(16, 1, **usual)(b1))
d = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="other-window"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
b = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
c = layers.Conv2D(32, 3, **usual)(layers.Conv2D(16, 1, **usual)(entrance))
d = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="graph-differs" name="average-for-maximum"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
b = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
c = layers.Conv2D(32, 5, **usual)(layers.Conv2D(16, 1, **usual)(entrance))
d = layers.Conv2D(32, 1, **usual)(layers.AveragePooling2D(3, strides=1, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="crossed-arrows" name="pooling-after-its-convolution"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
b = layers.Conv2D(128, 3, **usual)(layers.Conv2D(96, 1, **usual)(entrance))
c = layers.Conv2D(32, 5, **usual)(layers.Conv2D(16, 1, **usual)(entrance))
d = layers.MaxPooling2D(3, strides=1, padding="same")(layers.Conv2D(32, 1, **usual)(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, b, c, d]))

# %% exercise="inception-3a" wrong="none" name="pooling-without-stride"
usual = dict(padding="same", activation="relu", use_bias=False)
entrance = keras.Input((28, 28, 192))
a = layers.Conv2D(64, 1, **usual)(entrance)
d = layers.Conv2D(32, 1, **usual)(layers.MaxPooling2D(3, padding="same")(entrance))
inception_3a = keras.Model(entrance, layers.Concatenate()([a, d]))

# %% [markdown]
# ## predict-additions

# %% exercise="predict-additions" right="in-capitals"
can_be_added = {
    "8×8 and 4×4": "Error",
    "16 channels and 1 channel": "Runs",
    "16 channels and 32 channels": "ERROR",
    "16 channels and 16 channels": " runs ",
}

# %% exercise="predict-additions" wrong="stretched-in-silence"
can_be_added = {
    "16 channels and 16 channels": "runs",
    "16 channels and 32 channels": "error",
    "16 channels and 1 channel": "error",
    "8×8 and 4×4": "error",
}

# %% exercise="predict-additions" wrong="shapes-must-agree"
can_be_added = {
    "16 channels and 16 channels": "runs",
    "16 channels and 32 channels": "runs",
    "16 channels and 1 channel": "runs",
    "8×8 and 4×4": "error",
}

# %% [markdown]
# ## residual-block


# %% exercise="residual-block" right="operators-and-functions"
def residual_block(tensor, filters, stride=1):
    first = keras.ops.relu(layers.Conv2D(filters, 3, strides=(stride, stride), padding="same")(tensor))
    second = layers.Conv2D(filters, 3, padding="same")(first)
    fits = tensor.shape[-1] == filters and stride == 1
    return keras.activations.relu(second + (tensor if fits else layers.Conv2D(filters, 1, stride, "same")(tensor)))


# %% exercise="residual-block" right="compares-shapes"
def residual_block(x, filters, stride=1):
    change = keras.Sequential(
        [
            layers.Conv2D(filters, 3, strides=stride, padding="same"),
            layers.ReLU(),
            layers.Conv2D(filters, 3, padding="same"),
        ]
    )(x)
    if change.shape != x.shape:
        x = layers.Conv2D(filters, 1, strides=stride, padding="same")(x)
    return layers.ReLU()(layers.add([change, x]))


# %% exercise="residual-block" right="projection-as-dense-where-it-does-not-step"
def residual_block(x, filters, stride=1):
    shortcut = x
    if stride > 1:
        shortcut = layers.Conv2D(filters, 1, strides=stride)(x)
    elif x.shape[-1] != filters:
        shortcut = layers.Dense(filters)(x)
    x = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    x = layers.Conv2D(filters, 3, padding="same", activation="linear")(x)
    return keras.ops.relu(keras.ops.add(x, shortcut))


# %% exercise="residual-block" wrong="missing-shortcut"
def residual_block(x, filters, stride=1):
    x = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    x = layers.Conv2D(filters, 3, padding="same")(x)
    return layers.Activation("relu")(x)


# %% exercise="residual-block" wrong="missing-shortcut" name="name-used-again"
def residual_block(x, filters, stride=1):
    x = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    x = layers.Conv2D(filters, 3, padding="same")(x)
    return layers.Activation("relu")(layers.Add()([x, x]))


# %% exercise="residual-block" wrong="missing-activation" name="no-relu-at-the-end"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Add()([x, change])


# %% exercise="residual-block" wrong="activation-too-many"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same", activation="relu")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="shortcut-not-projected"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="shortcut-not-projected" name="asks-for-the-channels-only"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="shortcut-not-projected" name="projection-without-the-stride"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(filters, 1)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="needless-projection" name="always-projected"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="needless-projection" name="projected-for-odd-sizes-too" hidden="the sizes shown are even where nothing is projected"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters or stride != 1 or x.shape[1] % 2:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="shortcut-not-projected" name="and-for-or"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters and stride != 1:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="other-width" name="projection-with-one-filter"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(1, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="activation-too-many" name="projection-with-relu"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(filters, 1, strides=stride, activation="relu")(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="graph-differs" name="pooled-where-it-only-steps"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    elif stride != 1:
        x = layers.MaxPooling2D(stride, padding="same")(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="layers-kept" name="kept-by-their-settings"
kept_layers = {}


def conv(place, filters, width, stride, channels, **more):
    key = (place, filters, width, stride, channels)
    if key not in kept_layers:
        kept_layers[key] = layers.Conv2D(filters, width, strides=stride, padding="same", **more)
    return kept_layers[key]


def residual_block(x, filters, stride=1):
    channels = x.shape[-1]
    change = conv("first", filters, 3, stride, channels, activation="relu")(x)
    change = conv("second", filters, 3, 1, filters)(change)
    if stride != 1 or channels != filters:
        x = conv("shortcut", filters, 1, stride, channels)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="layers-kept" name="second-convolution-cached"
from functools import cache


@cache
def second(filters):
    return layers.Conv2D(filters, 3, padding="same")


def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = second(filters)(change)
    if stride != 1 or x.shape[-1] != filters:
        x = layers.Conv2D(filters, 1, strides=stride, padding="same")(x)
    return layers.ReLU()(change + x)


# %% exercise="residual-block" right="a-class-that-is-called"
class Block:
    def __init__(self, filters, stride):
        self.first = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")
        self.second = layers.Conv2D(filters, 3, padding="same")
        self.fit = layers.Conv2D(filters, 1, strides=stride, padding="same")
        self.filters, self.stride = filters, stride

    def __call__(self, x):
        change = self.second(self.first(x))
        if self.stride != 1 or x.shape[-1] != self.filters:
            x = self.fit(x)
        return keras.ops.relu(x + change)


def residual_block(x, filters, stride=1):
    return Block(filters, stride)(x)


# %% exercise="residual-block" wrong="nothing-returned"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="shortcut-twice"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change) + x
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="crossed-arrows" name="stride-in-the-second-convolution"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, strides=stride, padding="same")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="residual-block" wrong="wrong-merge" name="joined-not-added"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    if x.shape[-1] != filters or stride != 1:
        x = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Concatenate()([x, change]))


# %% [markdown]
# ## predict-stuck

# %% exercise="predict-stuck" right="not-rounded"
stuck_loss = np.log(10)

# %% exercise="predict-stuck" right="as-keras-gives-it"
stuck_loss = keras.losses.sparse_categorical_crossentropy(np.array([3]), np.full((1, 10), 0.1))

# %% exercise="predict-stuck" wrong="none" name="in-words"
stuck_loss = "log of 10"

# %% exercise="predict-stuck" wrong="none" name="in-a-dict"
stuck_loss = {"loss": 2.3}

# %% exercise="predict-stuck" wrong="error-rate-not-loss"
stuck_loss = 0.9

# %% exercise="predict-stuck" wrong="log-of-other-base"
stuck_loss = np.log2(10)

# %% exercise="predict-stuck" wrong="sign-forgotten"
stuck_loss = np.log(1 / 10)

# %% [markdown]
# ## not-knowing


# %% exercise="not-knowing" right="the-loss-itself"
def cost_of_not_knowing(classes):
    even = np.full((1, classes), 1 / classes)
    return float(keras.losses.sparse_categorical_crossentropy(np.array([0]), even)[0])


learned = {"E": "Nothing", "A": "nothing", "B": "something", "C": "nothing", "D": "something"}

# %% exercise="not-knowing" right="a-lambda"
cost_of_not_knowing = lambda classes: keras.ops.log(float(classes))
learned = {"A": "nothing", "B": "something", "C": "nothing", "D": "something", "E": "nothing"}


# %% exercise="not-knowing" wrong="log-of-other-base"
def cost_of_not_knowing(classes):
    return np.log2(classes)


# %% exercise="not-knowing" wrong="error-rate-not-loss"
def cost_of_not_knowing(classes):
    return 1 - 1 / classes


# %% exercise="not-knowing" wrong="sign-forgotten"
def cost_of_not_knowing(classes):
    return np.log(1 / classes)


# %% exercise="not-knowing" wrong="classes-decide-chance"
def cost_of_not_knowing(classes):
    return -np.log(0.1)


learned = {"A": "nothing", "B": "something", "C": "nothing", "D": "something", "E": "nothing"}

# %% exercise="not-knowing" wrong="classes-decide-chance" name="judged-by-the-number-for-ten"
cost_of_not_knowing = lambda classes: np.log(classes)
learned = {"A": "nothing", "B": "something", "C": "something", "D": "nothing", "E": "something"}

# %% exercise="not-knowing" wrong="falling-is-not-learning"
cost_of_not_knowing = lambda classes: np.log(classes)
learned = {"A": "nothing", "B": "something", "C": "nothing", "D": "something", "E": "something"}

# %% [markdown]
# ## mended-network

# %% exercise="mended-network" right="remembers-the-start-of-a-block"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    before = x
    x = layers.Dense(8, activation="relu")(x)
    x = layers.Dense(8, activation="relu")(x)
    x = layers.Dense(32)(x)
    x = layers.Add()([x, before])
    x = layers.Activation("relu")(x)
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax", name="digit")(x))
learn(ready(mended_network), seed=1, rounds=2)


# %% exercise="mended-network" right="a-block-as-a-function"
def block(x):
    change = keras.Sequential([layers.Dense(8, "relu"), layers.Dense(8, "relu"), layers.Dense(32)])(x)
    return keras.ops.relu(x + change)


numbers = keras.Input((64,))
x = layers.ReLU()(layers.Dense(32)(numbers))
for _ in range(6):
    x = block(x)
mended_network = keras.Model(numbers, layers.Softmax()(layers.Dense(10)(x)))
learn(ready(mended_network), seed=3, rounds=2)

# %% exercise="mended-network" right="trained-with-adam"
pixels = keras.Input((64,))
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    change = layers.Dense(8, activation="relu")(x)
    change = layers.Dense(8, activation="relu")(change)
    x = layers.ReLU()(layers.add([layers.Dense(32)(change), x]))
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))
mended_network.compile("adam", "sparse_categorical_crossentropy")
mended_network.fit(train.pixels, train.digit, batch_size=32, epochs=12, verbose=0)

# %% exercise="mended-network" wrong="added-to-itself"
mended_network = colleagues_network()
learn(ready(mended_network), seed=1, rounds=1)

# %% exercise="mended-network" wrong="missing-shortcut"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    x = layers.Dense(8, activation="relu")(x)
    x = layers.Dense(8, activation="relu")(x)
    x = layers.Dense(32, activation="relu")(x)
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% exercise="mended-network" wrong="crossed-arrows" name="one-start-for-all-blocks"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
before = x
for _ in range(6):
    x = layers.Dense(8, activation="relu")(x)
    x = layers.Dense(8, activation="relu")(x)
    x = layers.Dense(32)(x)
    x = layers.Activation("relu")(layers.Add()([x, before]))
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% exercise="mended-network" wrong="missing-activation" name="no-relu-after-the-addition"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    change = layers.Dense(8, activation="relu")(x)
    change = layers.Dense(8, activation="relu")(change)
    x = layers.Add()([layers.Dense(32)(change), x])
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% exercise="mended-network" wrong="crossed-arrows" name="relu-before-the-addition"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    change = layers.Dense(8, activation="relu")(x)
    change = layers.Dense(8, activation="relu")(change)
    x = layers.Add()([layers.Dense(32, activation="relu")(change), x])
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% exercise="mended-network" wrong="wrong-merge" name="joined-not-added"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    change = layers.Dense(8, activation="relu")(x)
    change = layers.Dense(8, activation="relu")(change)
    x = layers.Activation("relu")(layers.Concatenate()([layers.Dense(32)(change), x]))
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% exercise="mended-network" wrong="wrong-merge" name="averaged-not-added"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    change = layers.Dense(8, activation="relu")(x)
    change = layers.Dense(8, activation="relu")(change)
    x = layers.Activation("relu")(layers.Average()([layers.Dense(32)(change), x]))
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% exercise="mended-network" wrong="never-trained" name="not-trained"
pixels = keras.Input((64,), name="pixels")
x = layers.Dense(32, activation="relu")(pixels)
for _ in range(6):
    change = layers.Dense(8, activation="relu")(x)
    change = layers.Dense(8, activation="relu")(change)
    x = layers.Activation("relu")(layers.Add()([layers.Dense(32)(change), x]))
mended_network = keras.Model(pixels, layers.Dense(10, activation="softmax")(x))

# %% [markdown]
# ## puzzles

# %% exercise="puzzles" right="small-letter-and-layers"
chosen = "b"
paper = keras.Input((8, 8, 1))
fine = layers.ReLU()(layers.Conv2D(8, (3, 3), padding="same")(paper))
coarse = layers.ReLU()(layers.Conv2D(16, 3, padding="same")(layers.MaxPool2D()(fine)))
both = layers.concatenate([fine, layers.UpSampling2D()(coarse)])
mixed = keras.ops.relu(layers.Conv2D(8, 3, padding="same")(both))
u_model = keras.Model(paper, keras.ops.sigmoid(layers.Conv2D(1, 1, padding="same")(mixed)))

# %% exercise="puzzles" right="down-and-up-as-models"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
across = keras.Sequential(
    [
        layers.MaxPooling2D((2, 2), strides=2, padding="same"),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.UpSampling2D((2, 2)),
    ]
)(fine)
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(keras.ops.concatenate([across, fine], axis=-1))
u_model = keras.Model(paper, layers.Dense(1, activation="sigmoid")(mixed))

# %% exercise="puzzles" right="activation-layers"
chosen = " B "
paper = keras.Input((8, 8, 1), name="dirty")
x = layers.Activation("relu")(layers.Conv2D(8, 3, padding="same")(paper))
skip = x
x = layers.MaxPooling2D(2)(x)
x = layers.Activation("relu")(layers.Conv2D(16, 3, padding="same")(x))
x = layers.Concatenate()([skip, layers.UpSampling2D(2)(x)])
x = layers.Activation("relu")(layers.Conv2D(8, 3, padding="same")(x))
u_model = keras.Model(paper, layers.Activation("sigmoid")(layers.Conv2D(1, 1)(x)))

# %% exercise="puzzles" wrong="other-drawing"
chosen = "A"

# %% exercise="puzzles" wrong="other-drawing" name="the-third"
chosen = "C"

# %% exercise="puzzles" wrong="none" name="no-such-drawing"
chosen = "D"

# %% exercise="puzzles" wrong="missing-shortcut"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(fine))
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(layers.UpSampling2D(2)(coarse))
u_model = keras.Model(paper, layers.Conv2D(1, 1, activation="sigmoid")(mixed))

# %% exercise="puzzles" wrong="crossed-arrows" name="shortcut-from-the-picture"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(fine))
both = layers.Concatenate()([layers.UpSampling2D(2)(coarse), paper])
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(both)
u_model = keras.Model(paper, layers.Conv2D(1, 1, activation="sigmoid")(mixed))

# %% exercise="puzzles" wrong="crossed-arrows" name="shortcut-from-before-the-relu"
chosen = "B"
paper = keras.Input((8, 8, 1))
sums = layers.Conv2D(8, 3, padding="same")(paper)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(layers.ReLU()(sums)))
both = layers.Concatenate()([layers.UpSampling2D(2)(coarse), sums])
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(both)
u_model = keras.Model(paper, layers.Conv2D(1, 1, activation="sigmoid")(mixed))

# %% exercise="puzzles" wrong="other-activation" name="softmax-at-the-end"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(fine))
both = layers.Concatenate()([layers.UpSampling2D(2)(coarse), fine])
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(both)
u_model = keras.Model(paper, layers.Conv2D(1, 1, activation="tanh")(mixed))

# %% exercise="puzzles" wrong="missing-activation" name="no-sigmoid"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(fine))
both = layers.Concatenate()([layers.UpSampling2D(2)(coarse), fine])
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(both)
u_model = keras.Model(paper, layers.Conv2D(1, 1)(mixed))

# %% exercise="puzzles" wrong="other-width"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
coarse = layers.Conv2D(8, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(fine))
both = layers.Concatenate()([layers.UpSampling2D(2)(coarse), fine])
mixed = layers.Conv2D(8, 3, padding="same", activation="relu")(both)
u_model = keras.Model(paper, layers.Conv2D(1, 1, activation="sigmoid")(mixed))

# %% exercise="puzzles" wrong="other-padding" name="last-but-one-without-padding"
chosen = "B"
paper = keras.Input((8, 8, 1))
fine = layers.Conv2D(8, 3, padding="same", activation="relu")(paper)
coarse = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.MaxPooling2D(2)(fine))
both = layers.Concatenate()([layers.UpSampling2D(2)(coarse), fine])
mixed = layers.Conv2D(8, 3, activation="relu")(both)
u_model = keras.Model(paper, layers.Conv2D(1, 1, activation="sigmoid")(mixed))

# %% exercise="heights" right="natural-names"
# helper dicts with natural names
strides = {"3×3": 1, "3×3 same": 1, "5×5 stride 2": 2, "5×5 stride 2 same": 2, "1×1 stride 2": 2, "pooling 2×2": 2, "pooling 2×2 same": 2, "pooling 3×3": 3}
widths = {name: int(name.replace("pooling ", "")[0]) for name in strides}
heights = {}
for name in strides:
    n, k, s = 27, widths[name], strides[name]
    heights[name] = -(-n // s) if "same" in name else (n - k) // s + 1

# %% exercise="predict-meeting" right="natural-names"
# the most natural way to write it down: the names of the text. But seen was the tensor
seen = (None, 8, 8, 25)
parameters = 3 * 3 * 25 * 32 + 32
meeting = {"seen": seen, "parameters": parameters}

# %% exercise="four-branches" right="copied-the-cell"
# copies the listing's cell as a whole, mends it, and keeps its last lines
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
x = keras.Input((250, 250, 1), name="picture")

branch_a = layers.Conv2D(128, 1, activation="relu", strides=2)(x)

branch_b = layers.Conv2D(128, 1, activation="relu")(x)
branch_b = layers.Conv2D(128, 3, activation="relu", strides=2, padding="same")(branch_b)

branch_c = layers.AveragePooling2D(3, strides=2, padding="same")(x)
branch_c = layers.Conv2D(128, 3, activation="relu", padding="same")(branch_c)

branch_d = layers.Conv2D(128, 1, activation="relu")(x)
branch_d = layers.Conv2D(128, 3, activation="relu", padding="same")(branch_d)
branch_d = layers.Conv2D(128, 3, activation="relu", strides=2, padding="same")(branch_d)

printed = {"a": branch_a, "b": branch_b, "c": branch_c, "d": branch_d}
four_branches = keras.Model(x, layers.concatenate([branch_a, branch_b, branch_c, branch_d], axis=-1))

# %% exercise="predict-work" right="natural-names"
direct = 28 * 28 * (5 * 5) * 192 * 32
one_by_one = 28 * 28 * (1 * 1) * 192 * 16
five_by_five = 28 * 28 * (5 * 5) * 16 * 32
narrowed = one_by_one + five_by_five
work = {"direct": direct, "narrowed": narrowed}

# %% exercise="heights" wrong="first-place-forgotten" name="plus-one-forgotten"
heights = {
    "3×3": 24, "3×3 same": 27, "5×5 stride 2": 11, "5×5 stride 2 same": 14,
    "1×1 stride 2": 13, "pooling 2×2": 12, "pooling 2×2 same": 14, "pooling 3×3": 8,
}

# %% exercise="residual-block" wrong="shortcut-not-projected" name="only-stride-two-known" hidden="the strides shown are 1 and 2"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu")(x)
    change = layers.Conv2D(filters, 3, padding="same")(change)
    shortcut = x
    if stride == 2 or x.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("relu")(layers.Add()([shortcut, change]))

# %% [markdown]
# ## page-reader

# %% exercise="page-reader" right="pooled-between"
keras.utils.set_random_seed(4)
page = keras.Input((12, 12, 1), name="page")
x = layers.MaxPooling2D(2)(layers.Conv2D(8, 3, padding="same", activation="relu")(page))
x = layers.GlobalMaxPooling2D()(layers.Conv2D(20, 3, padding="same", activation="relu")(x))
page_reader = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(x))
page_reader.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
quick.ready(page_reader, batches=80).fit(pages, page_digit, batch_size=64, epochs=3, verbose=0)

# %% exercise="page-reader" right="a-block-with-a-shortcut"
keras.utils.set_random_seed(4)
page = keras.Input((12, 12, 1), name="page")
x = layers.Conv2D(10, 3, strides=2, padding="same", activation="relu")(page)
change = layers.Conv2D(10, 3, padding="same", activation="relu")(x)
x = layers.ReLU()(layers.Add()([x, layers.Conv2D(10, 3, padding="same")(change)]))
page_reader = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(layers.GlobalMaxPooling2D()(x)))
page_reader.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
quick.ready(page_reader, batches=80).fit(pages, page_digit, batch_size=64, epochs=4, verbose=0)

# %% exercise="page-reader" right="few-channels-between-and-logits-apart"
keras.utils.set_random_seed(4)
page = keras.Input((12, 12, 1), name="page")
x = layers.Conv2D(12, 5, strides=2, padding="same", activation="relu")(page)
x = layers.Conv2D(6, 1, activation="relu")(x)
x = layers.Conv2D(24, 3, padding="same", activation="relu")(x)
x = keras.ops.max(x, axis=(1, 2))
page_reader = keras.Model({"page": page}, {"digit": layers.Softmax(name="digit")(layers.Dense(10)(x))})
page_reader.compile(keras.optimizers.Adam(0.01), loss={"digit": "sparse_categorical_crossentropy"})
quick.ready(page_reader, batches=80).fit({"page": pages}, {"digit": page_digit}, batch_size=64, epochs=5, verbose=0)

# %% exercise="page-reader" wrong="over-budget" name="every-place-has-weights"
page = keras.Input((12, 12, 1), name="page")
x = layers.Flatten()(layers.Conv2D(8, 3, padding="same", activation="relu")(page))
page_reader = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(x))
page_reader.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
page_reader.fit(pages, page_digit, batch_size=64, epochs=1, verbose=0)

# %% exercise="page-reader" wrong="over-budget" name="too-many-channels"
page = keras.Input((12, 12, 1), name="page")
x = layers.Conv2D(16, 3, padding="same", activation="relu")(page)
x = layers.GlobalMaxPooling2D()(layers.Conv2D(20, 3, strides=2, padding="same", activation="relu")(x))
page_reader = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="page-reader" wrong="none" name="without-windows"
keras.utils.set_random_seed(4)
page = keras.Input((12, 12, 1), name="page")
x = layers.Dense(14, activation="relu")(layers.Flatten()(page))
page_reader = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(x))
page_reader.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
quick.ready(page_reader, batches=80).fit(pages, page_digit, batch_size=64, epochs=4, verbose=0)

# %% exercise="page-reader" wrong="none" name="trained-on-single-digits"
keras.utils.set_random_seed(4)
picture = keras.Input((None, None, 1))
x = layers.Conv2D(8, 5, strides=2, padding="same", activation="relu")(picture)
x = layers.GlobalMaxPooling2D()(layers.Conv2D(18, 3, padding="same", activation="relu")(x))
small = keras.Model(picture, layers.Dense(10, activation="softmax")(x))
small.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
small.fit(train.pictures, train.digit, batch_size=64, epochs=2, verbose=0)
page = keras.Input((12, 12, 1), name="page")
page_reader = keras.Model(page, layers.Identity(name="digit")(small(page)))

# %% exercise="page-reader" wrong="never-trained"
page = keras.Input((12, 12, 1), name="page")
x = layers.GlobalMaxPooling2D()(layers.Conv2D(18, 5, strides=2, activation="relu")(page))
page_reader = keras.Model(page, layers.Dense(10, activation="softmax", name="digit")(x))
page_reader.compile("adam", "sparse_categorical_crossentropy")

# %% exercise="page-reader" wrong="not-probabilities" name="sigmoid-for-ten-classes"
page = keras.Input((12, 12, 1), name="page")
x = layers.GlobalMaxPooling2D()(layers.Conv2D(18, 5, strides=2, activation="relu")(page))
page_reader = keras.Model(page, layers.Dense(10, activation="sigmoid", name="digit")(x))

# %% exercise="page-reader" wrong="one-number-for-classes" name="the-digit-as-an-amount"
page = keras.Input((12, 12, 1), name="page")
x = layers.GlobalMaxPooling2D()(layers.Conv2D(18, 5, strides=2, activation="relu")(page))
page_reader = keras.Model(page, layers.Dense(1, name="digit")(x))
page_reader.compile("adam", "mse")
page_reader.fit(pages, page_digit, batch_size=64, epochs=1, verbose=0)

# %% exercise="page-reader" wrong="none" name="made-for-a-picture"
picture = keras.Input((8, 8, 1), name="picture")
x = layers.GlobalMaxPooling2D()(layers.Conv2D(18, 5, strides=2, activation="relu")(picture))
page_reader = keras.Model(picture, layers.Dense(10, activation="softmax", name="digit")(x))

# %% exercise="heights" wrong="first-place-forgotten" name="no-window-hangs-over"
heights = {name: layer(keras.Input((27, 27, 1))).shape[1] for name, layer in windows.items()}
heights["1×1 stride 2"] = 13

# %% exercise="heights" wrong="none" name="halved-and-rounded-down"
heights = {name: layer(keras.Input((27, 27, 1))).shape[1] for name, layer in windows.items()}
heights["5×5 stride 2"] = 27 // 2

# %% exercise="four-branches" wrong="crossed-arrows" name="steps-in-the-earlier-convolution"
printed_heights = {"a": 125, "b": 124, "c": 122, "d": 123}
big = keras.Input((250, 250, 1), name="picture")


def conv(width, stride=1):
    return layers.Conv2D(128, width, strides=stride, padding="same", activation="relu")


pooled = layers.AveragePooling2D(3, 2, padding="same")(big)
branches = [conv(1, 2)(big), conv(3, 2)(conv(1)(big)), conv(3)(pooled), conv(3)(conv(3, 2)(conv(1)(big)))]
four_branches = keras.Model(big, layers.concatenate(branches))


# %% exercise="residual-block" wrong="none" name="no-padding"
def residual_block(x, filters, stride=1):
    change = layers.Conv2D(filters, 3, stride, activation="relu")(x)
    change = layers.Conv2D(filters, 3)(change)
    if x.shape[-1] != filters or stride > 1:
        x = layers.Conv2D(filters, 1, stride)(x)
    return layers.Activation("relu")(layers.Add()([x, change]))


# %% exercise="page-reader" wrong="none" name="a-digit-at-every-place"
page = keras.Input((12, 12, 1), name="page")
page_reader = keras.Model(page, layers.Dense(10, "softmax", name="digit")(layers.Conv2D(4, 3)(page)))
