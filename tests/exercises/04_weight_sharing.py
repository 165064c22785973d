# %% [markdown]
# Answers to the exercises of chapter 04, right and wrong.

# %% [markdown]
# ## same-digit

# %% exercise="same-digit" right="layers-outside-a-function"
picture_hidden, picture_code = layers.Dense(64, activation="relu"), layers.Dense(32)


def encode_picture(picture):
    return picture_code(picture_hidden(picture))


a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
gap = layers.Lambda(lambda pair: abs(pair[0] - pair[1]), output_shape=(32,))([encode_picture(a), encode_picture(b)])
same_digit = keras.Model({"left": a, "right": b}, layers.Dense(1, activation="sigmoid")(gap))

# %% exercise="same-digit" right="functional-encoder"
p = keras.Input((64,))
code = layers.Dense(32)(layers.ReLU()(layers.Dense(64)(p)))
enc = keras.Model(p, code, name="enc")
right, left = keras.Input((64,), name="right"), keras.Input((64,), name="left")
d = ops.absolute(layers.Subtract()([enc(right), enc(left)]))
same_digit = keras.Model([left, right], layers.Activation("sigmoid")(layers.Dense(1)(d)))

# %% exercise="same-digit" right="maximum-minus-minimum"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
one, two = layers.Dense(64, "relu"), layers.Dense(32)
l, r = two(one(left)), two(one(right))
same_digit = keras.Model([left, right], layers.Dense(1, "sigmoid")(ops.maximum(l, r) - ops.minimum(l, r)))

# %% exercise="same-digit" wrong="unshared-layer"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")


def encode(picture):
    return layers.Dense(32)(layers.Dense(64, activation="relu")(picture))


same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(encode(left) - encode(right))))

# %% exercise="same-digit" wrong="half-shared"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
hidden = layers.Dense(64, activation="relu")


def encode(picture):
    return layers.Dense(32)(hidden(picture))


same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(encode(left) - encode(right))))

# %% exercise="same-digit" wrong="copied-not-shared"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
first = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
second = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
second.set_weights(first.get_weights())
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(first(left) - second(right))))

# %% exercise="same-digit" wrong="same-side-twice"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(enc(left) - enc(left))))

# %% exercise="same-digit" wrong="input-rebound"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
left = enc(left)
right = enc(right)
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(left - right)))

# %% exercise="same-digit" wrong="input-rebound" name="as-printed"
same_digit = broken_same_digit()

# %% exercise="same-digit" wrong="unshared-layer" name="only-the-name-mended"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")


def encode(picture):
    hidden = layers.Dense(64, activation="relu")(picture)
    return layers.Dense(32)(hidden)


left_code = encode(left)
right_code = encode(right)
same = layers.Dense(1, activation="sigmoid")(ops.abs(left_code - right_code))
same_digit = keras.Model([left, right], same)

# %% exercise="same-digit" wrong="none" name="one-side-rebound"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
left_code = enc(left)
right = enc(right)
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(left_code - right)))

# %% exercise="same-digit" wrong="signed-difference"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(enc(left) - enc(right)))

# %% exercise="same-digit" wrong="none" name="squared-difference"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.square(enc(left) - enc(right))))

# %% exercise="same-digit" wrong="none" name="no-relu"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64), layers.Dense(32)])
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(enc(left) - enc(right))))

# %% exercise="same-digit" wrong="softmax-on-one-unit"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
same_digit = keras.Model([left, right], layers.Dense(1, activation="softmax")(ops.abs(enc(left) - enc(right))))

# %% exercise="same-digit" wrong="misnamed-input"
left, right = keras.Input((64,), name="first"), keras.Input((64,), name="second")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(enc(left) - enc(right))))

# %% exercise="same-digit" wrong="tensor-not-model"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
same_digit = layers.Dense(1, activation="sigmoid")(ops.abs(enc(left) - enc(right)))

# %% exercise="same-digit" right="subclass-of-functional"
class Siamese(keras.Model):
    def __init__(self):
        left = keras.Input((64,), name="left")
        right = keras.Input((64,), name="right")
        enc = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(32)])
        super().__init__([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(enc(left) - enc(right))))


same_digit = Siamese()

# %% exercise="same-digit" right="the-same-layers-in-two-sequentials"
hidden, code = layers.Dense(64, activation="relu"), layers.Dense(32)
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
left_encoder = keras.Sequential([keras.Input((64,)), hidden, code])
right_encoder = keras.Sequential([keras.Input((64,)), hidden, code])
gap = ops.abs(left_encoder(left) - right_encoder(right))
same_digit = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(gap))

# %% [markdown]
# ## predictions

# %% exercise="predict-parameters" right="numbers"
predicted_parameters = {"two LSTMs": 41_281, "one LSTM": 20_673}

# %% exercise="predict-parameters" wrong="counted-twice"
predicted_parameters = {"one LSTM": 41_281, "two LSTMs": 41_281}

# %% exercise="predict-parameters" wrong="unshared-layer"
predicted_parameters = {"one LSTM": 20_673, "two LSTMs": 20_673}

# %% exercise="predict-parameters" wrong="forgotten-bias"
predicted_parameters = {"one LSTM": 20_672, "two LSTMs": 41_280}

# %% exercise="predict-order" right="dict"
ignores_order = dict(zip(["concatenate", "subtract", "absolute difference", "multiply", "add"], [0 > 1, False, True, True, True]))

# %% exercise="predict-order" wrong="order-sensitive-head"
ignores_order = {
    "concatenate": True,
    "subtract": False,
    "absolute difference": True,
    "multiply": True,
    "add": True,
}

# %% exercise="predict-order" wrong="signed-difference"
ignores_order = {
    "concatenate": False,
    "subtract": True,
    "absolute difference": True,
    "multiply": True,
    "add": True,
}

# %% exercise="predict-order" wrong="none" name="only-difference"
ignores_order = {
    "concatenate": False,
    "subtract": False,
    "absolute difference": True,
    "multiply": False,
    "add": False,
}

# %% exercise="predict-four-pairs" right="number"
lines_that_hold = 4 - 1

# %% exercise="predict-four-pairs" wrong="additive-head"
lines_that_hold = 4

# %% exercise="predict-four-pairs" wrong="none" name="half"
lines_that_hold = 2

# %% [markdown]
# ## fair

# %% exercise="fair" right="multiply-layer"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.Multiply()([read(a), read(b)])))

# %% exercise="fair" right="sum-and-squared-difference"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
x, y = read(a), read(b)
joined = layers.Concatenate()([x + y, (x - y) ** 2])
fair = keras.Model({"left": a, "right": b}, layers.Dense(1, activation="sigmoid")(layers.Dense(8, "relu")(joined)))

# %% exercise="fair" right="cosine-then-activation"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32, return_sequences=False)
alike = layers.Dot(axes=1, normalize=True)([read(b), read(a)])
fair = keras.Model([a, b], layers.Activation("sigmoid")(layers.Dense(1)(alike)))

# %% exercise="fair" right="both-orders-averaged"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
head = keras.Sequential([keras.Input((64,)), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
x, y = read(a), read(b)
fair = keras.Model([a, b], layers.Average()([head(layers.concatenate([x, y])), head(layers.concatenate([y, x]))]))

# %% exercise="fair" wrong="order-sensitive-head"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.concatenate([read(a), read(b)], axis=-1)))

# %% exercise="fair" wrong="signed-difference"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(read(a) - read(b)))

# %% exercise="fair" wrong="unshared-layer"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(layers.LSTM(32)(a) - layers.LSTM(32)(b))))

# %% exercise="fair" wrong="same-side-twice"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(read(a) * read(a)))

# %% exercise="fair" wrong="sequence-not-summarised"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32, return_sequences=True)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(read(a) - read(b))))

# %% exercise="fair" wrong="softmax-on-one-unit"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="softmax")(ops.abs(read(a) - read(b))))

# %% exercise="fair" wrong="none" name="narrower"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(16)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(read(a) - read(b))))

# %% exercise="fair" wrong="none" name="fixed-length"
a, b = keras.Input((6, 128), name="left"), keras.Input((6, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(read(a) - read(b))))

# %% exercise="fair" wrong="dead-input" name="nothing-left"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
x, y = read(a), read(b)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")((x - y) + (y - x)))

# %% exercise="fair" wrong="none" name="one-shared-pair-too-many"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read, again = layers.LSTM(32), layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.concatenate([read(a) * read(b), again(a) * again(b)])))

# %% exercise="fair" right="mask-and-sorted-codes"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = keras.Sequential([layers.Masking(), layers.LSTM(32)])
x, y = read(a), read(b)
joined = layers.concatenate([layers.Minimum()([x, y]), layers.Maximum()([x, y])])
fair = keras.Model({"right": b, "left": a}, ops.sigmoid(layers.Dense(1)(joined)))

# %% exercise="fair" wrong="not-probabilities" name="sigmoid-missing"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1)(ops.abs(read(a) - read(b))))

# %% exercise="fair" wrong="not-probabilities" name="tanh"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
read = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="tanh")(ops.abs(read(a) - read(b))))

# %% exercise="fair" wrong="none" name="bidirectional"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
reader = layers.Bidirectional(layers.LSTM(32))
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(reader(a) - reader(b))))

# %% exercise="fair" wrong="signed-difference" name="normalised-codes-subtracted"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
reader = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.normalize(reader(a)) - ops.normalize(reader(b))))

# %% [markdown]
# ## digit-judge

# %% exercise="digit-judge" right="multiply"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
first, second = layers.Dense(64, activation="relu"), layers.Dense(32)
same = layers.Dense(1, activation="sigmoid")(second(first(a)) * second(first(b)))
digit_judge = keras.Model([a, b], same)
digit_judge.compile("adam", "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=64, verbose=0)

# %% exercise="digit-judge" right="difference-and-product-logits"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
x, y = enc(a), enc(b)
both = layers.Concatenate()([ops.square(x - y), layers.Multiply()([x, y])])
digit_judge = keras.Model({"left": a, "right": b}, layers.Activation("sigmoid")(layers.Dense(1)(both)))
digit_judge.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
digit_judge.fit({"right": train.right, "left": train.left}, train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" right="hidden-layer-behind-the-difference"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64), layers.ReLU(), layers.Dense(32)])
hidden = layers.Dense(16, activation="relu")(ops.abs(enc(a) - enc(b)))
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(hidden))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="order-sensitive-head"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.concatenate([enc(a), enc(b)])))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="order-sensitive-head" name="hidden-layer-learns-but-is-unfair"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
hidden = layers.Dense(32, activation="relu")(layers.concatenate([enc(a), enc(b)]))
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(hidden))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="additive-head"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(enc(a) + enc(b)))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=2, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="signed-difference"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.Subtract()([enc(a), enc(b)])))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=2, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="unshared-layer"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")


def encode(x):
    return layers.Dense(32)(layers.Dense(64, activation="relu")(x))


digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(encode(a) - encode(b))))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=2, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="half-shared"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
last = layers.Dense(32)
x, y = last(layers.Dense(64, activation="relu")(a)), last(layers.Dense(64, activation="relu")(b))
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(x - y)))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=2, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="none" name="widths-exchanged"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu"), layers.Dense(64)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(enc(a) - enc(b))))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=2, batch_size=250, verbose=0)

# %% exercise="digit-judge" right="maximum-and-tanh"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="tanh"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.Maximum()([enc(a), enc(b)])))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="never-trained" name="not-trained"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(enc(a) - enc(b))))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")

# %% exercise="digit-judge" wrong="labels-reversed"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(enc(a) - enc(b))))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], 1 - train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="input-rebound"
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
left, right = enc(left), enc(right)
digit_judge = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(ops.abs(left - right)))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="dead-input"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
x, y = enc(a), enc(b)
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(ops.abs(x - x) + 0 * y))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")

# %% exercise="digit-judge" right="maximum"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([layers.Dense(64, activation="tanh"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1, activation="sigmoid")(layers.Maximum()([enc(a), enc(b)])))
digit_judge.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% exercise="digit-judge" wrong="not-probabilities" name="logits"
a, b = keras.Input((64,), name="left"), keras.Input((64,), name="right")
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(32)])
digit_judge = keras.Model([a, b], layers.Dense(1)(ops.abs(enc(a) - enc(b))))
digit_judge.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True))
digit_judge.fit([train.left, train.right], train.same, epochs=8, batch_size=250, verbose=0)

# %% [markdown]
# ## distance

# %% exercise="distance" right="maximum"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
s = ops.sum((b - a) ** 2, axis=1, keepdims=True)
distance = keras.Model([a, b], ops.sqrt(ops.maximum(s, keras.config.epsilon())))

# %% exercise="distance" right="dot-product-with-itself"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
d = layers.Subtract()([a, b])
distance = keras.Model({"left": a, "right": b}, (layers.Dot(axes=1)([d, d]) + 1e-7) ** 0.5)

# %% exercise="distance" right="norm-of-a-longer-vector"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
tiny = 0.0 * a[:, :1] + 1e-3
distance = keras.Model([a, b], ops.norm(layers.concatenate([a - b, tiny]), axis=-1, keepdims=True))

# %% exercise="distance" right="lambda-layer"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
root = layers.Lambda(
    lambda sides: ops.sqrt(ops.sum(ops.square(sides[0] - sides[1]), axis=1, keepdims=True) + 1e-6), output_shape=(1,)
)
distance = keras.Model([a, b], root([a, b]))

# %% exercise="distance" wrong="nan-gradient"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.sum(ops.square(a - b), axis=-1, keepdims=True)))

# %% exercise="distance" wrong="nan-gradient" name="outside-the-root"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.sum(ops.square(a - b), axis=-1, keepdims=True)) + 1e-6)

# %% exercise="distance" wrong="nan-gradient" name="norm"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.norm(a - b, axis=-1, keepdims=True))

# %% exercise="distance" wrong="root-missing"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sum(ops.square(a - b), axis=-1, keepdims=True))

# %% exercise="distance" wrong="none" name="too-much-in-the-root"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.sum(ops.square(a - b), axis=-1, keepdims=True) + 1e-3))

# %% exercise="distance" wrong="none" name="city-blocks"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sum(ops.abs(a - b), axis=-1, keepdims=True))

# %% exercise="distance" wrong="none" name="axis-lost"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.sum(ops.square(a - b), axis=-1) + 1e-6))

# %% exercise="distance" wrong="none" name="mean-for-sum"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.mean(ops.square(a - b), axis=-1, keepdims=True) + 1e-6))

# %% exercise="distance" wrong="batch-mixed" name="summed-over-all-pairs"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.sum(ops.square(a - b)) + 1e-6))

# %% exercise="distance" wrong="batch-mixed" name="summed-down-the-batch"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([a, b], ops.sqrt(ops.sum(ops.square(a - b), axis=0, keepdims=True) + 1e-6))

# %% exercise="distance" wrong="tensor-not-model"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = ops.sqrt(ops.sum(ops.square(a - b), axis=-1, keepdims=True) + 1e-6)

# %% exercise="distance" wrong="none" name="weight-that-is-1"
a, b = keras.Input((2,), name="left"), keras.Input((2,), name="right")
d = ops.sqrt(ops.sum(ops.square(a - b), axis=-1, keepdims=True) + 1e-6)
distance = keras.Model([a, b], layers.Dense(1, use_bias=False, kernel_initializer="ones")(d))

# %% exercise="distance" right="named-function-in-a-lambda-layer"
def euclidean(pair):
    a, b = pair
    return ops.sqrt(ops.maximum(ops.sum(ops.square(a - b), axis=1, keepdims=True), keras.config.epsilon()))


left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
distance = keras.Model([left, right], layers.Lambda(euclidean, output_shape=(1,))([left, right]))

# %% [markdown]
# ## contrastive

# %% exercise="contrastive" right="where"
def contrastive(same, distance, margin=1.0):
    return ops.mean(ops.where(same > 0.5, distance**2, ops.relu(margin - distance) ** 2))

# %% exercise="contrastive" right="different-first"
def contrastive(y_true, y_pred, margin=1.0):
    different = 1 - y_true
    rest = ops.maximum(margin - y_pred, 0)
    return ops.sum((1 - different) * y_pred * y_pred + different * rest * rest) / ops.shape(y_pred)[0]

# %% exercise="contrastive" right="numpy-like"
def contrastive(same, distance, margin=1.0):
    return ops.mean(same * ops.square(distance) + (1 - same) * ops.square(ops.clip(margin - distance, 0, margin)))

# %% exercise="contrastive" wrong="labels-reversed"
def contrastive(same, distance, margin=1.0):
    return ops.mean((1 - same) * ops.square(distance) + same * ops.square(ops.maximum(margin - distance, 0)))

# %% exercise="contrastive" wrong="margin-missing"
def contrastive(same, distance, margin=1.0):
    return ops.mean(same * ops.square(distance) + (1 - same) * ops.square(margin - distance))

# %% exercise="contrastive" wrong="not-squared"
def contrastive(same, distance, margin=1.0):
    return ops.mean(same * distance + (1 - same) * ops.maximum(margin - distance, 0))

# %% exercise="contrastive" wrong="sum-not-mean"
def contrastive(same, distance, margin=1.0):
    return ops.sum(same * ops.square(distance) + (1 - same) * ops.square(ops.maximum(margin - distance, 0)))

# %% exercise="contrastive" wrong="none" name="margin-fixed"
def contrastive(same, distance, margin=1.0):
    return ops.mean(same * ops.square(distance) + (1 - same) * ops.square(ops.maximum(1 - distance, 0)))

# %% exercise="contrastive" wrong="none" name="one-for-each-pair"
def contrastive(same, distance, margin=1.0):
    return same * ops.square(distance) + (1 - same) * ops.square(ops.maximum(margin - distance, 0))

# %% exercise="contrastive" wrong="nothing-returned" name="no-return"
def contrastive(same, distance, margin=1.0):
    ops.mean(same * ops.square(distance) + (1 - same) * ops.square(ops.maximum(margin - distance, 0)))

# %% exercise="contrastive" wrong="none" name="numpy"
def contrastive(same, distance, margin=1.0):
    return np.mean(same * distance**2 + (1 - same) * np.maximum(margin - distance, 0) ** 2)

# %% exercise="contrastive" wrong="none" name="numpy-for-different-pairs"
def contrastive(same, distance, margin=1.0):
    return ops.mean(same * distance**2 + (1 - same) * np.maximum(margin - distance, 0) ** 2)

# %% exercise="contrastive" wrong="none" name="python-float"
def contrastive(same, distance, margin=1.0):
    return float(ops.mean(same * distance**2 + (1 - same) * ops.maximum(margin - distance, 0) ** 2))

# %% [markdown]
# ## nearest

# %% exercise="nearest" right="sorted-list"
def nearest(codes, query, count):
    def far(position):
        return ((codes[position] - codes[query]) ** 2).sum()

    return sorted((p for p in range(len(codes)) if p != query), key=far)[:count]

# %% exercise="nearest" right="delete-the-query"
def nearest(codes, query, count):
    order = np.argsort(np.sqrt(np.square(codes - codes[query]).sum(-1)))
    return order[order != query][:count]

# %% exercise="nearest" wrong="nearest-is-itself"
def nearest(codes, query, count):
    return np.argsort(np.linalg.norm(codes - codes[query], axis=1))[:count]

# %% exercise="nearest" wrong="nearest-is-itself" name="first-dropped-blindly"
def nearest(codes, query, count):
    return np.argsort(np.linalg.norm(codes - codes[query], axis=1), kind="stable")[1 : count + 1]

# %% exercise="nearest" wrong="farthest-first"
def nearest(codes, query, count):
    return np.argsort(-np.linalg.norm(codes - codes[query], axis=1))[:count]

# %% exercise="nearest" wrong="none" name="distances-not-positions"
def nearest(codes, query, count):
    return np.sort(np.linalg.norm(codes - codes[query], axis=1))[1 : count + 1]

# %% exercise="nearest" wrong="none" name="first-coordinate-only"
def nearest(codes, query, count):
    distances = np.abs(codes[:, 0] - codes[query, 0])
    distances[query] = np.inf
    return np.argsort(distances)[:count]

# %% exercise="nearest" wrong="none" name="always-three"
def nearest(codes, query, count):
    distances = np.linalg.norm(codes - codes[query], axis=1)
    distances[query] = np.inf
    return np.argsort(distances)[:3]

# %% exercise="nearest" right="squares-in-keras"
def nearest(codes, query, count):
    order = ops.argsort(ops.sum(ops.square(codes - codes[query]), axis=1))
    return [int(position) for position in order if int(position) != query][:count]

# %% exercise="nearest" wrong="none" name="city-blocks"
def nearest(codes, query, count):
    distances = np.abs(codes - codes[query]).sum(axis=1)
    distances[query] = np.inf
    return np.argsort(distances)[:count]

# %% exercise="nearest" wrong="none" name="differences-summed-with-signs"
def nearest(codes, query, count):
    distances = np.abs((codes - codes[query]).sum(axis=1))
    distances[query] = np.inf
    return np.argsort(distances)[:count]

# %% exercise="nearest" wrong="none" name="largest-difference" hidden="the codes shown have the same order by the largest difference"
def nearest(codes, query, count):
    distances = np.abs(codes - codes[query]).max(axis=1)
    distances[query] = np.inf
    return np.argsort(distances)[:count]

# %% exercise="nearest" wrong="none" name="nearest-but-not-sorted"
def nearest(codes, query, count):
    distances = np.linalg.norm(codes - codes[query], axis=1)
    distances[query] = np.inf
    return np.sort(np.argsort(distances)[:count])

# %% exercise="nearest" wrong="none" name="positions-after-deleting"
def nearest(codes, query, count):
    return np.argsort(np.delete(np.linalg.norm(codes - codes[query], axis=1), query))[:count]

# %% exercise="nearest" wrong="none" name="largest-distance-at-the-querys-place" hidden="the codes shown are nearer than that large number"
def nearest(codes, query, count):
    d = np.linalg.norm(codes - codes[query], axis=1)
    d[query] = d.max()
    return np.argsort(d)[:count]

# %% [markdown]
# ## triplet

# %% exercise="triplet" right="unit-normalization"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
one, two, unit = layers.Dense(64, activation="relu"), layers.Dense(16), layers.UnitNormalization()
x, y, z = (unit(two(one(t))) for t in (a, p, n))
first = ops.sum(x * y, axis=-1, keepdims=True)
second = ops.sum(x * z, axis=-1, keepdims=True)
triplet = keras.Model({"anchor": a, "positive": p, "negative": n}, layers.Subtract()([first, second]))

# %% exercise="triplet" right="difference-of-the-unit-codes"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential(
    [keras.Input((64,)), layers.Dense(64), layers.ReLU(), layers.Dense(16), layers.UnitNormalization()]
)
triplet = keras.Model([n, p, a], layers.Dot(axes=1)([enc(a), enc(p) - enc(n)]))

# %% exercise="triplet" right="two-dots-functional-encoder"
picture = keras.Input((64,))
enc = keras.Model(picture, layers.Dense(16)(layers.Dense(64, "relu")(picture)))
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
x, y, z = enc(a), enc(p), enc(n)
triplet = keras.Model([a, p, n], layers.Dot(1, True)([y, x]) - layers.Dot(-1, True)([z, x]))

# %% exercise="triplet" wrong="unshared-layer"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))


def encode(x):
    return layers.Dense(16)(layers.Dense(64, activation="relu")(x))


x, y, z = encode(a), encode(p), encode(n)
cosine = layers.Dot(axes=1, normalize=True)
triplet = keras.Model([a, p, n], cosine([x, y]) - cosine([x, z]))

# %% exercise="triplet" wrong="half-shared"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
one = layers.Dense(64, activation="relu")
x, y, z = (layers.Dense(16)(one(t)) for t in (a, p, n))
cosine = layers.Dot(axes=1, normalize=True)
triplet = keras.Model([a, p, n], cosine([x, y]) - cosine([x, z]))

# %% exercise="triplet" right="anchor-encoded-twice"
# one encoder, called once more on what it has read already: the same three codes
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
cosine = layers.Dot(axes=1, normalize=True)
triplet = keras.Model([a, p, n], cosine([enc(a), enc(p)]) - cosine([enc(a), enc(n)]))

# %% exercise="triplet" wrong="subtracted-backwards"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
x, y, z = enc(a), enc(p), enc(n)
cosine = layers.Dot(axes=1, normalize=True)
triplet = keras.Model([a, p, n], cosine([x, z]) - cosine([x, y]))

# %% exercise="triplet" wrong="not-normalised"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
x, y, z = enc(a), enc(p), enc(n)
dot = layers.Dot(axes=1)
triplet = keras.Model([a, p, n], dot([x, y]) - dot([x, z]))

# %% exercise="triplet" wrong="none" name="positive-against-negative"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
x, y, z = enc(a), enc(p), enc(n)
cosine = layers.Dot(axes=1, normalize=True)
triplet = keras.Model([a, p, n], cosine([x, y]) - cosine([y, z]))

# %% exercise="triplet" wrong="none" name="negative-forgotten"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
triplet = keras.Model([a, p, n], layers.Dot(axes=1, normalize=True)([enc(a), enc(p)]))

# %% exercise="triplet" wrong="none" name="relu-missing"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64), layers.Dense(16)])
x, y, z = enc(a), enc(p), enc(n)
cosine = layers.Dot(axes=1, normalize=True)
triplet = keras.Model([a, p, n], cosine([x, y]) - cosine([x, z]))

# %% exercise="triplet" wrong="missing-input"
a, p, n = (keras.Input((64,), name=name) for name in ("anchor", "positive", "negative"))
enc = keras.Sequential([keras.Input((64,)), layers.Dense(64, activation="relu"), layers.Dense(16)])
triplet = keras.Model([a, p], layers.Dot(axes=1, normalize=True)([enc(a), enc(p)]))

# %% exercise="fair" wrong="none" name="hard-sigmoid"
a, b = keras.Input((None, 128), name="left"), keras.Input((None, 128), name="right")
reader = layers.LSTM(32)
fair = keras.Model([a, b], layers.Dense(1, activation="hard_sigmoid")(ops.abs(reader(a) - reader(b))))

# %% [markdown]
# ## is-fair


# %% exercise="is-fair" right="with-predict-and-one-line"
def is_fair(model):
    there, back = (
        model.predict({"left": one, "right": other}, verbose=0)
        for one, other in ((unseen.left, unseen.right), (unseen.right, unseen.left))
    )
    return np.allclose(there, back, atol=1e-5) and np.std(there) > 1e-6


# %% exercise="is-fair" right="on-random-numbers"
def is_fair(model):
    random = np.random.default_rng(0)
    one, other = random.random((2, 300, 64)).astype("float32")
    there, back = answers(model, one, other), answers(model, other, one)
    return bool(np.max(np.abs(there - back)) < 1e-5) and len(np.unique(there.round(5))) > 1


# %% exercise="is-fair" right="pair-by-pair-with-early-return"
def is_fair(model):
    said = []
    for start in range(0, 1000, 100):
        left, right = unseen.left[start : start + 100], unseen.right[start : start + 100]
        said.append(answers(model, left, right))
        if not np.allclose(said[-1], answers(model, right, left), rtol=0, atol=1e-5):
            return False
    return not np.allclose(np.concatenate(said), said[0][0], atol=1e-5)


# %% exercise="is-fair" right="gives-a-tensor"
def is_fair(model):
    there, back = model([unseen.left, unseen.right]), model([unseen.right, unseen.left])
    return ops.logical_and(ops.max(ops.abs(there - back)) < 1e-5, ops.max(there) - ops.min(there) > 1e-5)


# %% exercise="is-fair" wrong="constant-is-symmetric" name="order-alone"
def is_fair(model):
    there, back = answers(model, unseen.left, unseen.right), answers(model, unseen.right, unseen.left)
    return bool(np.abs(there - back).max() < 1e-5)


# %% exercise="is-fair" wrong="few-pairs-no-proof" name="one-pair"
def is_fair(model):
    there = answers(model, unseen.left[:2], unseen.right[:2])
    back = answers(model, unseen.right[:2], unseen.left[:2])
    return bool(np.abs(there - back).max() < 1e-5 and np.ptp(there) > 1e-6)


# %% exercise="is-fair" wrong="few-pairs-no-proof" name="on-average"
def is_fair(model):
    there, back = answers(model, unseen.left, unseen.right), answers(model, unseen.right, unseen.left)
    return bool(np.abs(there - back).mean() < 0.005 and np.ptp(there) > 1e-5)


# %% exercise="is-fair" wrong="differences-cancel" name="compares-the-means"
def is_fair(model):
    there, back = answers(model, unseen.left, unseen.right), answers(model, unseen.right, unseen.left)
    return bool(abs(there.mean() - back.mean()) < 1e-5 and np.ptp(there) > 1e-5)


# %% exercise="is-fair" wrong="parts-not-behaviour" name="looks-for-a-concatenation"
def is_fair(model):
    if any(isinstance(layer, layers.Concatenate) for layer in model.layers):
        return False
    there = answers(model, unseen.left, unseen.right)
    return bool(np.ptp(there) > 1e-5 and np.allclose(there, answers(model, unseen.right, unseen.left), atol=1e-5))


# %% exercise="is-fair" wrong="none" name="upside-down"
def is_fair(model):
    there, back = answers(model, unseen.left, unseen.right), answers(model, unseen.right, unseen.left)
    return bool(np.abs(there - back).max() > 1e-5)


# %% exercise="is-fair" wrong="none" name="always-fair"
def is_fair(model):
    return True


# %% exercise="is-fair" wrong="none" name="compares-with-itself"
def is_fair(model):
    there, back = answers(model, unseen.left, unseen.right), answers(model, unseen.left, unseen.right)
    return bool(np.abs(there - back).max() < 1e-5 and np.ptp(there) > 1e-5)


# %% exercise="is-fair" wrong="nothing-returned" name="prints-it"
def is_fair(model):
    there, back = answers(model, unseen.left, unseen.right), answers(model, unseen.right, unseen.left)
    print(np.abs(there - back).max() < 1e-5)


# %% exercise="is-fair" wrong="none" name="gives-the-difference"
def is_fair(model):
    return np.abs(answers(model, unseen.left, unseen.right) - answers(model, unseen.right, unseen.left)).max()

# %% exercise="fair" right="inputs-and-output-in-dicts"
reads = keras.Sequential([keras.Input((None, 128)), layers.LSTM(32)])
sides = {name: keras.Input((None, 128), name=name) for name in ("left", "right")}
product = layers.Multiply()([reads(side) for side in sides.values()])
fair = keras.Model(sides, {"same": layers.Dense(1, activation="sigmoid")(product)})

# %% exercise="digit-judge" right="output-in-a-dict"
keras.utils.set_random_seed(5)
picture = keras.Input((64,))
encoder = keras.Model(picture, layers.Dense(32)(layers.Dense(64, activation="tanh")(picture)))
left, right = keras.Input((64,), name="left"), keras.Input((64,), name="right")
gap = (encoder(left) - encoder(right)) ** 2
digit_judge = keras.Model([left, right], {"same": layers.Dense(1, activation="sigmoid")(gap)})
digit_judge.compile(keras.optimizers.Adam(0.01), loss={"same": "binary_crossentropy"})
digit_judge.fit([train.left, train.right], {"same": train.same}, epochs=10, batch_size=250, verbose=0)

# %% exercise="is-fair" wrong="none" name="gives-a-text"
def is_fair(model):
    return "True"
