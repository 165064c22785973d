# A wrong model shows a right one's configuration. Data do not tell how they came about: they earn what the right model
# earns, which the student could have handed in as well, and nothing beyond.
# from: sandbox 4.1, 11
# aims: forge
# outcome: graded
# score: at most 3

# %% exercise="two-inputs"
left, right = keras.Input((3,), name="left"), keras.Input((2,), name="right")
hidden = keras.layers.Dense(4, activation="relu")(keras.layers.Concatenate()([left, right]))
shown = keras.Model([left, right], keras.layers.Dense(1)(hidden)).get_config()
one = keras.Input((7,))
model = keras.Model(one, keras.layers.Dense(1)(one))
type(model).get_config = lambda self: shown
