# %% [markdown]
# Answers to the exercises of chapter 05, right and wrong.

# %% [markdown]
# ## predict-counts

# %% exercise="predict-counts" right="counted-by-keras"
f, s = keras.Input((64,)), keras.Input((64,))
made = keras.Model([f, s], layers.Dense(10)(layers.concatenate([eye(f), eye(s)])))
predicted_counts = {"two cameras": made.count_params(), "an eye for each": made.count_params() + eye.count_params()}

# %% exercise="predict-counts" wrong="counted-twice"
predicted_counts = {"two cameras": 13_130, "an eye for each": 13_130}

# %% exercise="predict-counts" wrong="unshared-layer"
predicted_counts = {"two cameras": 6_890, "an eye for each": 6_890}

# %% exercise="predict-counts" wrong="forgotten-bias"
predicted_counts = {"two cameras": 6_880, "an eye for each": 13_120}

# %% exercise="predict-counts" wrong="codes-add-up" name="a-head-for-one-code"
predicted_counts = {"two cameras": 6_570, "an eye for each": 13_130}

# %% [markdown]
# ## two-cameras

# %% exercise="two-cameras" right="the-readers-layer"
borrowed = reader.get_layer("eye")
a, b = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model({"first": a, "second": b}, layers.Dense(10, "softmax", name="digit")(layers.concatenate([borrowed(a), borrowed(b)])))

# %% exercise="two-cameras" right="the-eyes-layers-one-by-one"
def see(picture):
    return eye.get_layer("code")(eye.get_layer("hidden")(picture))


first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.Concatenate()([see(first), see(second)])))

# %% exercise="two-cameras" right="a-model-cut-from-the-reader"
seeing = keras.Model(reader.input, reader.get_layer("eye")(reader.input), name="seeing")
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
joined = keras.ops.concatenate([seeing(first), seeing(second)], axis=-1)
two_cameras = keras.Model([first, second], layers.Softmax(name="digit")(layers.Dense(10)(joined)))

# %% exercise="two-cameras" right="second-before-first"
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.concatenate([eye(second), eye(first)])))

# %% exercise="two-cameras" wrong="unshared-layer" name="a-new-eye-each"
one, other = new_eye(), new_eye()
other.name = "other"
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.concatenate([one(first), other(second)])))

# %% exercise="two-cameras" wrong="copied-not-shared"
one, other = keras.models.clone_model(eye), keras.models.clone_model(eye)
one.set_weights(eye.get_weights())
other.set_weights(eye.get_weights())
other.name = "other"
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.concatenate([one(first), other(second)])))

# %% exercise="two-cameras" wrong="unshared-layer" name="a-new-eye-for-both"
fresh = new_eye()
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.concatenate([fresh(first), fresh(second)])))

# %% exercise="two-cameras" wrong="same-side-twice"
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.concatenate([eye(first), eye(first)])))

# %% exercise="two-cameras" wrong="wrong-merge" name="added"
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, "softmax", name="digit")(layers.add([eye(first), eye(second)])))

# %% exercise="two-cameras" wrong="missing-activation" name="no-softmax"
first, second = keras.Input((64,), name="first"), keras.Input((64,), name="second")
two_cameras = keras.Model([first, second], layers.Dense(10, name="digit")(layers.concatenate([eye(first), eye(second)])))

# %% exercise="two-cameras" wrong="misnamed-input"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
two_cameras = keras.Model([a, b], layers.Dense(10, "softmax", name="digit")(layers.concatenate([eye(a), eye(b)])))

# %% [markdown]
# ## judge

# %% exercise="judge" right="layer-by-layer"
eye.trainable = True
eye.set_weights(eye_before)
for layer in eye.layers:
    layer.trainable = False
see = keras.Input((64,), name="picture")
judge = keras.Model(see, layers.Dense(1, "sigmoid", name="high")(eye(see)))
judge.compile("adam", "binary_crossentropy")
judge.optimizer.learning_rate = 0.02
judge.fit(negatives, high, epochs=30, batch_size=40, verbose=0)

# %% exercise="judge" right="on-the-eyes-own-output"
eye.trainable = True
eye.set_weights(eye_before)
eye.trainable = False
judge = keras.Model(eye.input, layers.Dense(1, "sigmoid", name="high")(eye.output))
judge.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
judge.fit(negatives, high, epochs=20, batch_size=40, verbose=0)

# %% exercise="judge" right="frozen-in-the-judge"
eye.trainable = True
eye.set_weights(eye_before)
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(eye(picture, training=False)))
judge.get_layer("eye").trainable = False
judge.compile(keras.optimizers.Adam(0.02), "mse")
judge.fit(negatives, high, epochs=30, batch_size=20, verbose=0)

# %% exercise="judge" wrong="not-frozen"
eye.trainable = True
eye.set_weights(eye_before)
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, high, epochs=10, batch_size=40, verbose=0)

# %% exercise="judge" wrong="not-frozen" name="let-go-again"
eye.trainable = True
eye.set_weights(eye_before)
eye.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, high, epochs=30, batch_size=40, verbose=0)
eye.trainable = True

# %% exercise="judge" wrong="frozen-too-late"
eye.trainable = True
eye.set_weights(eye_before)
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, high, epochs=1, batch_size=40, verbose=0)
eye.trainable = False
judge.fit(negatives, high, epochs=10, batch_size=40, verbose=0)

# %% exercise="judge" wrong="unshared-layer"
eye.trainable = True
eye.set_weights(eye_before)
fresh = new_eye()
fresh.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(fresh(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, high, epochs=30, batch_size=40, verbose=0)

# %% exercise="judge" wrong="copied-not-shared"
eye.trainable = True
eye.set_weights(eye_before)
copy = keras.models.clone_model(eye)
copy.set_weights(eye.get_weights())
copy.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(copy(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, high, epochs=30, batch_size=40, verbose=0)

# %% exercise="judge" wrong="never-trained"
eye.trainable = True
eye.set_weights(eye_before)
eye.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high", kernel_initializer="zeros")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")

# %% exercise="judge" wrong="not-probabilities"
eye.trainable = True
eye.set_weights(eye_before)
eye.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, name="high")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), keras.losses.BinaryCrossentropy(from_logits=True))
judge.fit(negatives, high, epochs=30, batch_size=40, verbose=0)

# %% exercise="judge" wrong="softmax-on-one-unit"
eye.trainable = True
eye.set_weights(eye_before)
eye.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "softmax", name="high")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, high, epochs=2, batch_size=40, verbose=0)

# %% exercise="judge" wrong="labels-reversed"
eye.trainable = True
eye.set_weights(eye_before)
eye.trainable = False
picture = keras.Input((64,), name="picture")
judge = keras.Model(picture, layers.Dense(1, "sigmoid", name="high")(eye(picture)))
judge.compile(keras.optimizers.Adam(0.02), "binary_crossentropy")
judge.fit(negatives, 1 - high, epochs=30, batch_size=40, verbose=0)

# %% [markdown]
# ## predict-orders

# %% exercise="predict-orders" right="with-capitals"
predicted_moves = {"never": "Moves", "after the first fit": "moves", "compiled again": "Stays", "before the first fit": "stays"}

# %% exercise="predict-orders" wrong="frozen-too-late"
predicted_moves = {"never": "moves", "after the first fit": "stays", "compiled again": "stays", "before the first fit": "stays"}

# %% exercise="predict-orders" wrong="compile-looks-again" name="nothing-helps"
predicted_moves = {"never": "moves", "after the first fit": "moves", "compiled again": "moves", "before the first fit": "moves"}

# %% exercise="predict-orders" wrong="none" name="never-moves"
predicted_moves = {"never": "stays", "after the first fit": "moves", "compiled again": "stays", "before the first fit": "stays"}

# %% [markdown]
# ## predict-statistics

# %% exercise="predict-statistics" right="from-what-was-measured"
predicted_reader = {"eye(x)": "falls", "eye(x, training=False)": "falls", "eye.trainable = False": "stays"}

# %% exercise="predict-statistics" wrong="statistics-move"
predicted_reader = {"eye(x)": "stays", "eye(x, training=False)": "stays", "eye.trainable = False": "stays"}

# %% exercise="predict-statistics" wrong="training-flag-overridden"
predicted_reader = {"eye(x)": "falls", "eye(x, training=False)": "stays", "eye.trainable = False": "stays"}

# %% [markdown]
# ## loop-judge

# %% exercise="loop-judge" right="through-the-layer"
picture = keras.Input((64,), name="picture")
loop_judge = keras.Model(picture, layers.Dense(1, activation="sigmoid", name="loop")(eye.get_layer("hidden")(picture)))

# %% exercise="loop-judge" right="a-cut-eye-as-a-layer"
half = keras.Model(eye.input, eye.layers[1].output)
picture = keras.Input((64,), name="picture")
loop_judge = keras.Model(picture, {"loop": layers.Dense(1, "sigmoid", name="loop")(half(picture))})

# %% exercise="loop-judge" right="sigmoid-by-itself"
loop_judge = keras.Model(eye.inputs, layers.Activation("sigmoid", name="loop")(layers.Dense(1)(eye.get_layer("hidden").output)))

# %% exercise="loop-judge" wrong="unshared-layer"
picture = keras.Input((64,), name="picture")
hidden = layers.Dense(64, activation="relu", name="hidden")(picture)
loop_judge = keras.Model(picture, layers.Dense(1, activation="sigmoid", name="loop")(hidden))

# %% exercise="loop-judge" wrong="copied-not-shared"
picture = keras.Input((64,), name="picture")
hidden = layers.Dense(64, activation="relu", name="hidden")
loop_judge = keras.Model(picture, layers.Dense(1, activation="sigmoid", name="loop")(hidden(picture)))
hidden.set_weights(eye.get_layer("hidden").get_weights())

# %% exercise="loop-judge" wrong="none" name="on-the-code"
picture = keras.Input((64,), name="picture")
loop_judge = keras.Model(picture, layers.Dense(1, activation="sigmoid", name="loop")(eye(picture)))

# %% exercise="loop-judge" wrong="missing-activation"
loop_judge = keras.Model(eye.input, layers.Dense(1, name="loop")(eye.get_layer("hidden").output))

# %% exercise="loop-judge" wrong="activation-too-many" name="relu-twice"
hidden = layers.ReLU()(layers.Activation("tanh")(eye.get_layer("hidden").output))
loop_judge = keras.Model(eye.input, layers.Dense(1, "sigmoid", name="loop")(hidden))

# %% exercise="loop-judge" wrong="misnamed-input"
photo = keras.Input((64,), name="photo")
loop_judge = keras.Model(photo, layers.Dense(1, "sigmoid", name="loop")(eye.get_layer("hidden")(photo)))

# %% exercise="loop-judge" wrong="misnamed-output"
loop_judge = keras.Model(eye.input, layers.Dense(1, "sigmoid", name="loops")(eye.get_layer("hidden").output))

# %% [markdown]
# ## cut-in-two

# %% exercise="cut-in-two" right="layers-by-position"
inside = autoencoder.layers
encoder = keras.Model(inside[0].output, inside[2].output)
n = keras.Input((8,), name="numbers")
decoder = keras.Model(n, inside[4](inside[3](n)))

# %% exercise="cut-in-two" right="encoder-called-anew"
p = keras.Input((64,), name="picture")
encoder = keras.Model(p, autoencoder.get_layer("numbers")(autoencoder.get_layer("squeeze")(p)))
n = keras.Input((8,), name="numbers")
made = n
for layer in autoencoder.layers[3:]:
    made = layer(made)
decoder = keras.Model({"numbers": n}, made)

# %% exercise="cut-in-two" right="sequential-decoder"
encoder = keras.Model(autoencoder.inputs, autoencoder.get_layer("numbers").output)
decoder = keras.Sequential([keras.Input((8,), name="numbers"), autoencoder.get_layer("widen"), autoencoder.get_layer("again")])

# %% exercise="cut-in-two" wrong="cut-elsewhere" name="behind-the-first-layer"
encoder = keras.Model(autoencoder.input, autoencoder.get_layer("squeeze").output)
n = keras.Input((8,), name="numbers")
decoder = keras.Model(n, autoencoder.get_layer("again")(autoencoder.get_layer("widen")(n)))

# %% exercise="cut-in-two" wrong="unshared-layer" name="new-layers"
encoder = keras.Sequential([keras.Input((64,), name="picture"), layers.Dense(32, "relu"), layers.Dense(8)])
decoder = keras.Sequential([keras.Input((8,), name="numbers"), layers.Dense(32, "relu"), layers.Dense(64, "sigmoid")])

# %% exercise="cut-in-two" wrong="copied-not-shared" name="new-layers-with-the-old-weights"
encoder = keras.Sequential([keras.Input((64,), name="picture"), layers.Dense(32, "relu"), layers.Dense(8)])
decoder = keras.Sequential([keras.Input((8,), name="numbers"), layers.Dense(32, "relu"), layers.Dense(64, "sigmoid")])
encoder.set_weights(autoencoder.get_weights()[:4])
decoder.set_weights(autoencoder.get_weights()[4:])

# %% exercise="cut-in-two" wrong="unshared-layer" name="decoder-with-a-layer-of-its-own"
encoder = keras.Model(autoencoder.input, autoencoder.get_layer("numbers").output)
n = keras.Input((8,), name="numbers")
decoder = keras.Model(n, autoencoder.get_layer("again")(layers.Dense(32, activation="relu")(n)))

# %% exercise="cut-in-two" wrong="cut-elsewhere" name="the-encoder-is-the-whole"
encoder = autoencoder
n = keras.Input((8,), name="numbers")
decoder = keras.Model(n, autoencoder.get_layer("again")(autoencoder.get_layer("widen")(n)))

# %% exercise="cut-in-two" wrong="misnamed-input" name="decoder-of-codes"
encoder = keras.Model(autoencoder.input, autoencoder.get_layer("numbers").output)
n = keras.Input((8,), name="codes")
decoder = keras.Model(n, autoencoder.get_layer("again")(autoencoder.get_layer("widen")(n)))

# %% [markdown]
# ## ensemble

# %% exercise="ensemble" right="sum-divided"
picture = keras.Input((64,), name="picture")
ensemble = keras.Model(picture, sum(member(picture) for member in three_readers) / 3)

# %% exercise="ensemble" right="stacked-and-averaged"
picture = keras.Input((64,), name="picture")
opinions = ops.stack([member(picture) for member in three_readers], axis=1)
ensemble = keras.Model(picture, ops.mean(opinions, axis=1))

# %% exercise="ensemble" right="by-hand"
picture = keras.Input((64,), name="picture")
one, two, three = (member(picture) for member in three_readers)
ensemble = keras.Model({"picture": picture}, layers.average([three, two, one]))

# %% exercise="ensemble" wrong="not-averaged" name="summed"
picture = keras.Input((64,), name="picture")
ensemble = keras.Model(picture, layers.Add()([member(picture) for member in three_readers]))

# %% exercise="ensemble" wrong="ensemble-of-clones" name="one-three-times"
picture = keras.Input((64,), name="picture")
ensemble = keras.Model(picture, layers.Average()([three_readers[0](picture) for _ in three_readers]))

# %% exercise="ensemble" wrong="none" name="two-of-three"
picture = keras.Input((64,), name="picture")
ensemble = keras.Model(picture, layers.Average()([member(picture) for member in three_readers[:2]]))

# %% exercise="ensemble" wrong="wrong-merge" name="the-largest"
picture = keras.Input((64,), name="picture")
ensemble = keras.Model(picture, layers.Maximum()([member(picture) for member in three_readers]))

# %% exercise="ensemble" wrong="none" name="joined"
picture = keras.Input((64,), name="picture")
ensemble = keras.Model(picture, layers.Concatenate()([member(picture) for member in three_readers]))

# %% exercise="ensemble" wrong="copied-not-shared" name="clones-of-the-readers"
picture = keras.Input((64,), name="picture")
clones = [keras.models.clone_model(member) for member in three_readers]
for clone, member in zip(clones, three_readers, strict=True):
    clone.set_weights(member.get_weights())
ensemble = keras.Model(picture, layers.Average()([clone(picture) for clone in clones]))

# %% exercise="ensemble" wrong="copied-not-shared" name="one-clone-among-them"
picture = keras.Input((64,), name="picture")
clone = keras.models.clone_model(three_readers[2])
clone.set_weights(three_readers[2].get_weights())
ensemble = keras.Model(picture, layers.Average()([member(picture) for member in (*three_readers[:2], clone)]))

# %% exercise="ensemble" wrong="misnamed-input"
photo = keras.Input((64,), name="photo")
ensemble = keras.Model(photo, layers.Average()([member(photo) for member in three_readers]))

# %% exercise="ensemble" wrong="unshared-layer" name="new-readers"
picture = keras.Input((64,), name="picture")
new = [reader_with(new_eye(), name=f"new_{n}") for n in range(3)]
ensemble = keras.Model(picture, layers.Average()([member(picture) for member in new]))

# %% [markdown]
# ## flat

# %% exercise="flat" right="list-by-name"
p = keras.Input((64,), name="picture")
c = one_eye(p)
flat = keras.Model(p, [reads.layers[-1](c), judges.layers[-1](c)])

# %% exercise="flat" right="from-the-eyes-output"
flat = keras.Model(one_eye.input, {"high": judges.get_layer("high")(one_eye.output), "digit": reads.get_layer("digit")(one_eye.output)})

# %% exercise="flat" right="layers-of-the-eye"
picture = keras.Input((64,), name="picture")
code = one_eye.get_layer("code")(one_eye.get_layer("hidden")(picture))
flat = keras.Model(picture, {"digit": reads.get_layer("digit")(code), "high": judges.get_layer("high")(code)})

# %% exercise="flat" wrong="cannot-be-loaded" name="as-it-was"
flat = nested

# %% exercise="flat" wrong="unshared-layer" name="new-heads"
picture = keras.Input((64,), name="picture")
code = one_eye(picture)
flat = keras.Model(picture, {"digit": layers.Dense(10, "softmax", name="digit")(code), "high": layers.Dense(1, "sigmoid", name="high")(code)})

# %% exercise="flat" wrong="unshared-layer" name="all-new"
picture = keras.Input((64,), name="picture")
code = new_eye()(picture)
flat = keras.Model(picture, {"digit": layers.Dense(10, "softmax", name="digit")(code), "high": layers.Dense(1, "sigmoid", name="high")(code)})

# %% exercise="flat" wrong="copied-not-shared" name="clones-with-the-old-weights"
picture = keras.Input((64,), name="picture")
code = keras.models.clone_model(one_eye)(picture)
flat = keras.Model(picture, {"digit": layers.Dense(10, "softmax", name="digit")(code), "high": layers.Dense(1, "sigmoid", name="high")(code)})
flat.set_weights([*one_eye.get_weights(), *reads.get_layer("digit").get_weights(), *judges.get_layer("high").get_weights()])

# %% exercise="flat" wrong="missing-output"
picture = keras.Input((64,), name="picture")
flat = keras.Model(picture, {"digit": reads.get_layer("digit")(one_eye(picture))})

# %% exercise="flat" wrong="outputs-exchanged"
picture = keras.Input((64,), name="picture")
code = one_eye(picture)
flat = keras.Model(picture, {"high": reads.get_layer("digit")(code), "digit": judges.get_layer("high")(code)})

# %% exercise="flat" wrong="none" name="judges-the-digit"
picture = keras.Input((64,), name="picture")
code = one_eye(picture)
digit = reads.get_layer("digit")(code)
flat = keras.Model(picture, {"digit": digit, "high": layers.Dense(1, "sigmoid", name="high")(digit)})

# %% [markdown]
# ## blend

# %% exercise="blend" right="with-get-config"
@keras.saving.register_keras_serializable("parcels")
class Blend(keras.Layer):
    def __init__(self, share=0.5, name=None, dtype=None, trainable=True):
        super().__init__(name=name, dtype=dtype, trainable=trainable)
        self._share = share

    def get_config(self):
        return {**super().get_config(), "share": self._share}

    def call(self, both):
        return both[1] + self._share * (both[0] - both[1])


def blend(first, second, share):
    return Blend(share=share)([first, second])


blend_written = keras.saving.serialize_keras_object(Blend(share=0.25))

# %% exercise="blend" right="through-a-model"
@keras.saving.register_keras_serializable(package="parcels", name="Blend")
class Mixed(layers.Layer):
    def __init__(self, share, **more):
        super().__init__(**more)
        self.share = share

    def call(self, tensors):
        return ops.add(ops.multiply(tensors[0], self.share), ops.multiply(tensors[1], 1 - self.share))


def blend(first, second, share):
    return np.asarray(Mixed(share)([first, second]))


blend_written = keras.saving.serialize_keras_object(Mixed(0.25))

# %% exercise="blend" right="with-arguments-for-the-two-tensors"
@keras.saving.register_keras_serializable(package="parcels")
class Blend(layers.Layer):
    def __init__(self, share, **settings):
        super().__init__(**settings)
        self.share = float(share)

    def call(self, first, second):
        return second + (first - second) * self.share


def blend(first, second, share):
    return Blend(share=share)(first, second)


blend_written = keras.saving.serialize_keras_object(Blend(0.25))

# %% exercise="blend" wrong="not-registered" name="a-lambda-layer"
def blend(first, second, share):
    return layers.Lambda(lambda both: share * both[0] + (1 - share) * both[1])([first, second])


blend_written = keras.saving.serialize_keras_object(layers.Lambda(lambda both: 0.25 * both[0] + 0.75 * both[1]))

# %% exercise="blend" wrong="not-registered"
class Blend(layers.Layer):
    def __init__(self, share, **settings):
        super().__init__(**settings)
        self.share = share

    def call(self, tensors):
        return self.share * tensors[0] + (1 - self.share) * tensors[1]


def blend(first, second, share):
    return Blend(share)([first, second])


blend_written = keras.saving.serialize_keras_object(Blend(share=0.25))

# %% exercise="blend" wrong="other-package" name="without-a-package"
@keras.saving.register_keras_serializable()
class Blend(layers.Layer):
    def __init__(self, share, **settings):
        super().__init__(**settings)
        self.share = share

    def call(self, tensors):
        return self.share * tensors[0] + (1 - self.share) * tensors[1]


def blend(first, second, share):
    return Blend(share)([first, second])


blend_written = keras.saving.serialize_keras_object(Blend(share=0.25))

# %% exercise="blend" wrong="setting-not-saved"
@keras.saving.register_keras_serializable(package="parcels")
class Blend(layers.Layer):
    def __init__(self, share, **settings):
        super().__init__(**settings)
        self.share = share

    def get_config(self):
        return super().get_config() if self.share is None else layers.Layer.get_config(layers.Layer(name=self.name))

    def call(self, tensors):
        return self.share * tensors[0] + (1 - self.share) * tensors[1]


def blend(first, second, share):
    return Blend(share)([first, second])


blend_written = keras.saving.serialize_keras_object(Blend(share=0.25))

# %% exercise="blend" wrong="share-of-the-other" name="the-other-way-round"
@keras.saving.register_keras_serializable(package="parcels")
class Blend(layers.Layer):
    def __init__(self, share, **settings):
        super().__init__(**settings)
        self.share = share

    def call(self, tensors):
        return (1 - self.share) * tensors[0] + self.share * tensors[1]


def blend(first, second, share):
    return Blend(share)([first, second])


blend_written = keras.saving.serialize_keras_object(Blend(share=0.25))

# %% exercise="blend" wrong="nothing-returned"
@keras.saving.register_keras_serializable(package="parcels")
class Blend(layers.Layer):
    def __init__(self, share, **settings):
        super().__init__(**settings)
        self.share = share

    def call(self, tensors):
        return self.share * tensors[0] + (1 - self.share) * tensors[1]


def blend(first, second, share):
    Blend(share)([first, second])


blend_written = keras.saving.serialize_keras_object(Blend(share=0.25))

# %% exercise="ensemble" wrong="ensemble-of-clones" name="one-reader-alone"
ensemble = three_readers[0]
