# %% [markdown]
# Answers to the exercises of chapter 06, right and wrong.

# %% [markdown]
# ## predict-reads

# %% exercise="predict-reads" right="as-a-dict-of-zeros-and-ones"
answer_reads = {
    "price from sender": np.bool_(False),
    "price from clerk": np.bool_(True),
    "price from note": np.bool_(True),
    "price from zone": np.bool_(True),
    "disputed from sender": np.bool_(True),
    "disputed from clerk": np.bool_(True),
    "disputed from note": np.bool_(False),
    "disputed from zone": np.bool_(False),
}

# %% exercise="predict-reads" wrong="other-weight-priced"
answer_reads = {
    "price from sender": True,
    "price from clerk": True,
    "price from note": True,
    "price from zone": True,
    "disputed from sender": True,
    "disputed from clerk": True,
    "disputed from note": False,
    "disputed from zone": False,
}

# %% exercise="predict-reads" wrong="one-sided-comparison"
answer_reads = {
    "price from sender": False,
    "price from clerk": True,
    "price from note": True,
    "price from zone": True,
    "disputed from sender": False,
    "disputed from clerk": True,
    "disputed from note": False,
    "disputed from zone": False,
}

# %% exercise="predict-reads" wrong="none" name="note-disputed"
answer_reads = {
    "price from sender": False,
    "price from clerk": True,
    "price from note": True,
    "price from zone": True,
    "disputed from sender": True,
    "disputed from clerk": True,
    "disputed from note": True,
    "disputed from zone": False,
}

# %% [markdown]
# ## units


# %% exercise="units" right="with-ops"
def in_units(euros):
    return ops.divide(ops.subtract(euros, PRICE_MEAN), PRICE_SPREAD)


def in_euros(units):
    return ops.add(ops.multiply(units, PRICE_SPREAD), PRICE_MEAN)


# %% exercise="units" right="two-shares"
def in_units(euros):
    return euros / PRICE_SPREAD - PRICE_MEAN / PRICE_SPREAD


def in_euros(units):
    return (units + PRICE_MEAN / PRICE_SPREAD) * PRICE_SPREAD


# %% exercise="units" right="as-lambdas"
in_units = lambda euros: (euros - PRICE_MEAN) / PRICE_SPREAD  # noqa: E731
in_euros = lambda units: PRICE_MEAN + PRICE_SPREAD * units  # noqa: E731


# %% exercise="units" wrong="never-converted"
def in_units(euros):
    return euros


def in_euros(units):
    return units


# %% exercise="units" wrong="mean-not-subtracted"
def in_units(euros):
    return euros / PRICE_SPREAD


def in_euros(units):
    return units * PRICE_SPREAD + PRICE_MEAN


# %% exercise="units" wrong="subtracted-backwards"
def in_units(euros):
    return (PRICE_MEAN - euros) / PRICE_SPREAD


def in_euros(units):
    return units * PRICE_SPREAD + PRICE_MEAN


# %% exercise="units" wrong="mean-and-spread-exchanged"
def in_units(euros):
    return (euros - PRICE_SPREAD) / PRICE_MEAN


def in_euros(units):
    return units * PRICE_SPREAD + PRICE_MEAN


# %% exercise="units" wrong="mean-forgotten-on-the-way-back"
def in_units(euros):
    return (euros - PRICE_MEAN) / PRICE_SPREAD


def in_euros(units):
    return units * PRICE_SPREAD


# %% exercise="units" wrong="undone-in-the-same-order"
def in_units(euros):
    return (euros - PRICE_MEAN) / PRICE_SPREAD


def in_euros(units):
    return (units + PRICE_MEAN) * PRICE_SPREAD


# %% exercise="units" wrong="mean-and-spread-exchanged" name="exchanged-on-the-way-back"
def in_units(euros):
    return (euros - PRICE_MEAN) / PRICE_SPREAD


def in_euros(units):
    return units * PRICE_MEAN + PRICE_SPREAD


# %% exercise="units" wrong="nothing-returned"
def in_units(euros):
    (euros - PRICE_MEAN) / PRICE_SPREAD


def in_euros(units):
    units * PRICE_SPREAD + PRICE_MEAN


# %% [markdown]
# ## desk

# %% exercise="desk" right="words-in-order"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" right="two-readers"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")


def reader():
    return keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])


read, other = reader(), reader()
a, b = read(i["sender"]), read(i["clerk"])
c = other(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([c, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" right="product-of-codes"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(a * b)
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" right="outputs-as-a-list"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(list(i.values()), [price, disputed])

# %% exercise="desk" right="squares-and-category-encoding"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.CategoryEncoding(12, output_mode="multi_hot")(i["note"])
place = layers.CategoryEncoding(3, output_mode="one_hot")(i["zone"])
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(layers.Dense(16, "relu")(ops.square(a - b)))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="order-sensitive-head"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(layers.Dense(32, "relu")(layers.concatenate([a, b])))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="additive-head"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(a + b)
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="signed-difference"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(a - b)
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="unshared-layer"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")


def read(picture):
    return layers.Dense(32)(layers.Dense(64, "relu")(layers.Rescaling(1 / 16)(picture)))


a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="softmax-on-one-unit"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "softmax", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="answer-clipped"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, "relu", name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="dead-input" name="zone-not-led-in"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"] * 0))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="missing-output"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price})

# %% exercise="desk" wrong="none" name="price-reads-the-sender"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([a, b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="none" name="over-the-budget"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(512, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(ops.abs(a - b))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% exercise="desk" wrong="none" name="disputed-reads-the-zone"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
disputed = layers.Dense(1, "sigmoid", name="disputed")(layers.concatenate([ops.abs(a - b), place]))
desk = keras.Model(i, {"price": price, "disputed": disputed})

# %% [markdown]
# ## trained-desk

# %% exercise="trained-desk" right="absolute-error"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mae", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
trained_desk.save(desk_file)
desk_from_file = keras.models.load_model(desk_file)

# %% exercise="trained-desk" right="loss-weights"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003),
    {"price": "mse", "disputed": "binary_crossentropy"},
    {"price": 2, "disputed": 1},
    steps_per_execution=16,
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
trained_desk.save(desk_file)
desk_from_file = keras.models.load_model(desk_file)

# %% exercise="trained-desk" right="another-batch-size"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.AdamW(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=18, batch_size=32, verbose=0)
trained_desk.save(desk_file)
desk_from_file = keras.models.load_model(desk_file)

# %% exercise="trained-desk" wrong="raw-units"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": train.answers["price"], "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=8, batch_size=32, verbose=0)

# %% exercise="trained-desk" wrong="labels-reversed"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": 1 - train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)

# %% exercise="trained-desk" wrong="mean-not-subtracted"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": train.answers["price"] / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)

# %% exercise="trained-desk" wrong="subtracted-backwards"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": -1 * (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)

# %% exercise="trained-desk" wrong="head-without-loss"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(keras.optimizers.Adam(0.003), {"price": "mse"}, steps_per_execution=16)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)

# %% exercise="trained-desk" wrong="never-trained"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile("adam", {"price": "mse", "disputed": "binary_crossentropy"})

# %% exercise="trained-desk" right="through-weights-alone"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
desk_from_file = keras.models.clone_model(trained_desk)
trained_desk.save_weights(desk_file.with_suffix(".weights.h5"))
desk_from_file.load_weights(desk_file.with_suffix(".weights.h5"))

# %% exercise="trained-desk" right="not-compiled-when-loaded"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
trained_desk.save(str(desk_file))
desk_from_file = keras.models.load_model(str(desk_file), compile=False)

# %% exercise="trained-desk" wrong="not-from-a-file"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
trained_desk.save(desk_file)
desk_from_file = trained_desk

# %% exercise="trained-desk" wrong="not-from-a-file" name="saved-only-the-layers"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
desk_from_file = keras.Model(trained_desk.input, trained_desk.output)

# %% exercise="trained-desk" wrong="never-trained" name="a-clone-in-place-of-the-file"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
trained_desk.save(desk_file)
desk_from_file = keras.models.clone_model(trained_desk)

# %% exercise="trained-desk" wrong="never-trained" name="saved-before-it-was-trained"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.save(desk_file)
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
desk_from_file = keras.models.load_model(desk_file)

# %% exercise="trained-desk" wrong="none" name="saved-too-early"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=2, verbose=0)
trained_desk.save(desk_file)
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)
desk_from_file = keras.models.load_model(desk_file)

# %% exercise="trained-desk" wrong="none" name="not-saved"
i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
i["note"] = keras.Input((5,), dtype="int32", name="note")
i["zone"] = keras.Input((1,), dtype="int32", name="zone")
read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
a, b = read(i["sender"]), read(i["clerk"])
words = layers.Flatten()(layers.Embedding(12, 8)(i["note"]))
place = layers.Flatten()(layers.Embedding(3, 4)(i["zone"]))
facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(layers.concatenate([b, words, place])))
gap = layers.Dense(64, "relu")(ops.abs(a - b))
heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(gap)}
trained_desk = keras.Model(i, heads)
trained_desk.compile(
    keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
)
targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
trained_desk.fit(train.inputs, targets, epochs=15, batch_size=32, verbose=0)

# %% [markdown]
# ## predict-hurt

# %% exercise="predict-hurt" right="capitals"
hurt = {"codes joined end to end, one unit": "Disputed", "no hidden layer for price": "PRICE"}

# %% exercise="predict-hurt" wrong="additive-head"
hurt = {"codes joined end to end, one unit": "neither", "no hidden layer for price": "price"}

# %% exercise="predict-hurt" wrong="products-from-sums"
hurt = {"codes joined end to end, one unit": "disputed", "no hidden layer for price": "neither"}

# %% exercise="predict-hurt" wrong="none" name="both"
hurt = {"codes joined end to end, one unit": "both", "no hidden layer for price": "price"}

# %% [markdown]
# ## weighted

# %% exercise="weighted" right="objects"
weighted = two_answers()
weighted.compile(
    "sgd",
    loss={"disputed": keras.losses.BinaryCrossentropy(), "price": keras.losses.MeanAbsoluteError()},
    loss_weights={"disputed": 2, "price": 1},
)

# %% exercise="weighted" right="doubled-by-a-function"
weighted = two_answers()


def twice(targets, predictions):
    return 2 * keras.losses.binary_crossentropy(targets, predictions)


weighted.compile("adam", loss={"price": "mae", "disputed": twice})

# %% exercise="weighted" right="short-names"
weighted = two_answers()
weighted.compile(
    keras.optimizers.Adam(0.01),
    {"price": "mae", "disputed": "bce"},
    loss_weights={"price": 1, "disputed": 2.0},
    metrics={"disputed": ["accuracy"]},
)

# %% exercise="weighted" wrong="not-compiled"
weighted = two_answers()


# %% exercise="weighted" wrong="loss-weights-missing"
weighted = two_answers()
weighted.compile("adam", loss={"price": "mae", "disputed": "binary_crossentropy"})

# %% exercise="weighted" wrong="other-loss"
weighted = two_answers()
weighted.compile(
    "adam", loss={"price": "mse", "disputed": "binary_crossentropy"}, loss_weights={"price": 1.0, "disputed": 2.0}
)

# %% exercise="weighted" wrong="other-weights"
weighted = two_answers()
weighted.compile(
    "adam", loss={"price": "mae", "disputed": "binary_crossentropy"}, loss_weights={"price": 2.0, "disputed": 1.0}
)

# %% exercise="weighted" wrong="one-loss-for-all"
weighted = two_answers()
weighted.compile("adam", loss="mae", loss_weights={"price": 1.0, "disputed": 2.0})

# %% exercise="weighted" wrong="head-without-loss"
weighted = two_answers()
weighted.compile("adam", loss={"price": "mae"})

# %% [markdown]
# ## mended-desk

# %% exercise="mended-desk" right="squares"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(ops.square(sender_code - clerk_code))
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" right="product"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(sender_code * clerk_code)
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" right="larger-minus-smaller"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(
    layers.maximum([sender_code, clerk_code]) - layers.minimum([sender_code, clerk_code])
)
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="signed-difference"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(sender_code - clerk_code)
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="dead-input" name="priced-by-the-sender"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(ops.abs(sender_code - clerk_code))
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([sender_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="answer-squeezed"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(ops.abs(sender_code - clerk_code))
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, activation="sigmoid", name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="answer-clipped"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(ops.abs(sender_code - clerk_code))
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, activation="relu", name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="order-sensitive-head"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(layers.concatenate([sender_code, clerk_code]))
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([clerk_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="none" name="both-codes-priced"
sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
reader = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(48, activation="relu")])
sender_code, clerk_code = reader(sender), reader(clerk)
difference = layers.Dense(32, activation="relu")(ops.abs(sender_code - clerk_code))
disputed = layers.Dense(1, activation="sigmoid", name="disputed")(difference)
words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
place = layers.Flatten()(layers.Embedding(3, 4)(zone))
facts = layers.Dense(64, activation="relu")(layers.concatenate([sender_code, clerk_code, words, place]))
price = layers.Dense(1, name="price")(facts)
inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
mended_desk = keras.Model(inputs, {"price": price, "disputed": disputed})

# %% exercise="mended-desk" wrong="signed-difference" name="as-printed"
mended_desk = colleagues_desk()

# %% [markdown]
# ## counter

# %% exercise="counter" right="rescaled"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Rescaling(PRICE_SPREAD, offset=PRICE_MEAN, name="price")(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" right="by-hand"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = units * PRICE_SPREAD + PRICE_MEAN
counter = keras.Model([note, zone], euros)

# %% exercise="counter" right="unknown-words-taken-off"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {"note": layers.StringLookup(vocabulary=WORDS)(note) - 1, "zone": layers.StringLookup(vocabulary=ZONES)(zone) - 1}
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" right="learned-and-put-in-order"
note_words, zone_words = layers.StringLookup(num_oov_indices=0), layers.StringLookup(num_oov_indices=0)
note_words.adapt(form["note"].reshape(-1))
zone_words.adapt(form["zone"].reshape(-1))


def places(lookup, words):
    """An Embedding that gives a word's place for the number it has learned."""
    found = layers.Embedding(len(words), 1, trainable=False)
    found.build(None)
    found.set_weights([np.array([[float(words.index(word))] for word in lookup.get_vocabulary()])])
    return found


note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": ops.cast(ops.squeeze(places(note_words, WORDS)(note_words(note)), -1), "int32"),
        "zone": ops.cast(ops.squeeze(places(zone_words, ZONES)(zone_words(zone)), -1), "int32"),
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" right="a-text-cut-by-a-layer"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.TextVectorization(vocabulary=ZONES, output_sequence_length=1)(zone) - 2,
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" right="units-learned-by-adapt"
euros_layer = layers.Normalization(axis=None, invert=True)
euros_layer.adapt(train.answers["price"])
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = euros_layer(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="none" name="the-zones-for-both"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
words = layers.StringLookup(vocabulary=ZONES, num_oov_indices=1)(note)
place = layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone)
counter = keras.Model({"note": note, "zone": zone}, office({"note": words, "zone": place}) * PRICE_SPREAD + PRICE_MEAN)

# %% exercise="counter" wrong="lookup-shifted"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES)(zone),
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="lookup-shifted" name="both-shifted"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {"note": layers.StringLookup(vocabulary=WORDS)(note), "zone": layers.StringLookup(vocabulary=ZONES)(zone)}
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="vocabulary-in-another-order"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=sorted(WORDS), num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="vocabulary-in-another-order" name="learned-by-adapt"
zone_lookup = layers.StringLookup(num_oov_indices=0)
zone_lookup.adapt(np.array(["abroad", "abroad", "far", "near", "near", "near"]))
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office({"note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note), "zone": zone_lookup(zone)})
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="lookup-outside"
note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")
units = office({"note": note, "zone": zone})
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="still-in-units"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Identity(name="price")(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="mean-forgotten-on-the-way-back"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = units * PRICE_SPREAD
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="undone-in-the-same-order"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = (units + PRICE_MEAN) * PRICE_SPREAD
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="there-in-place-of-back"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="spread-for-variance"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="missing-input" name="zone-is-always-near"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=1)(note[:, :1]) * 0,
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note}, euros)

# %% exercise="counter" wrong="none" name="office-rebuilt"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = note_and_zone()(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Normalization(mean=PRICE_MEAN, variance=PRICE_SPREAD**2, invert=True)(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% exercise="counter" wrong="none" name="a-lambda-is-not-loaded"
note, zone = keras.Input((5,), dtype="string", name="note"), keras.Input((1,), dtype="string", name="zone")
units = office(
    {
        "note": layers.StringLookup(vocabulary=WORDS, num_oov_indices=0)(note),
        "zone": layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone),
    }
)
euros = layers.Lambda(lambda units: units * PRICE_SPREAD + PRICE_MEAN, output_shape=(1,))(units)
counter = keras.Model({"note": note, "zone": zone}, euros)

# %% [markdown]
# ## branches


# %% exercise="branches" right="a-tuple-and-fewer-epochs"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]
ranking = tuple(ranking)


# %% exercise="branches" right="squares-and-another-optimiser"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.square(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.RMSprop(0.003), {"price": "mae", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" right="product-and-one-hot"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.CategoryEncoding(3, output_mode="one_hot")(i["zone"]),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(a * b))}
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" right="a-reader-of-its-own-for-the-price"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": layers.Dense(32, "relu")(layers.Rescaling(1 / 16)(i["clerk"])),
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="ranked-the-other-way"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)


# %% exercise="branches" wrong="none" name="two-places-exchanged"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]
ranking = [ranking[1], ranking[0], ranking[2]]


# %% exercise="branches" wrong="none" name="only-the-first"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]
ranking = ranking[0]


# %% exercise="branches" wrong="none" name="numbers-in-place-of-names"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]
ranking = sorted(off_by.values())


# %% exercise="branches" wrong="needless-input"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if True}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="missing-input" name="clerk-gone-from-disputed-too"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b) if branch != "clerk" else a)),
    }
    return keras.Model({name: each for name, each in i.items() if name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="none" name="clerk-still-counts"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "nothing")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="none" name="note-and-zone-exchanged"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("zone", "note", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="raw-units"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": train.answers["price"], "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="never-trained"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name != branch])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [desk_without(branch) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]


# %% exercise="branches" wrong="dead-input" name="zone-gone-as-well"
def desk_without(branch):
    i = {"sender": keras.Input((64,), name="sender"), "clerk": keras.Input((64,), name="clerk")}
    i["note"] = keras.Input((5,), dtype="int32", name="note")
    i["zone"] = keras.Input((1,), dtype="int32", name="zone")
    read = keras.Sequential([keras.Input((64,)), layers.Rescaling(1 / 16), layers.Dense(64, "relu"), layers.Dense(32)])
    a, b = read(i["sender"]), read(i["clerk"])
    known = {
        "clerk": b,
        "note": layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(i["note"])),
        "zone": layers.Flatten()(layers.Embedding(3, 4)(i["zone"])),
    }
    facts = layers.concatenate([part for name, part in known.items() if name not in (branch, "zone")])
    facts = layers.Dense(64, "relu")(layers.Dense(64, "relu")(facts))
    heads = {
        "price": layers.Dense(1)(facts),
        "disputed": layers.Dense(1, "sigmoid")(layers.Dense(32, "relu")(ops.abs(a - b))),
    }
    return keras.Model({name: each for name, each in i.items() if name == "clerk" or name != branch}, heads)


def trained(model):
    model.compile(
        keras.optimizers.Adam(0.003), {"price": "mse", "disputed": "binary_crossentropy"}, steps_per_execution=16
    )
    targets = {"price": (train.answers["price"] - PRICE_MEAN) / PRICE_SPREAD, "disputed": train.answers["disputed"]}
    model.fit({name: train.inputs[name] for name in model.input}, targets, epochs=4, batch_size=32, verbose=0)
    return model


without_note, without_zone, without_clerk = [trained(desk_without(branch)) for branch in ("note", "zone", "clerk")]
off_by = {"note": price_off(without_note), "zone": price_off(without_zone), "clerk": price_off(without_clerk)}
ranking = sorted(off_by, key=off_by.get)[::-1]

# %% exercise="predict-reads" wrong="none" name="neither-weight-priced"
answer_reads = {f"price from {given}": given in ("note", "zone") for given in ("sender", "clerk", "note", "zone")}
answer_reads |= {f"disputed from {given}": given in ("sender", "clerk") for given in ("sender", "clerk", "note", "zone")}
