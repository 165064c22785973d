# Models answer with tables, words and several outputs, or want inputs that there are not: nothing may stop over it.
# from: ours
# aims: stop
# chapter: 02_words
# outcome: graded
# score: 1

# %% exercise="ranking"
x, z = keras.Input((1,), name="x"), keras.Input((1,), name="z")
plain = keras.Model(x, keras.layers.Reshape((2, 1), name="y")(keras.layers.Dense(2)(x)))
squared = keras.Model([x, z], keras.layers.Add(name="y")([x, z]))
ranking = ["plain", "squared", "plain"]

# %% exercise="counter"
zone = keras.Input((1,), dtype="string", name="zone")
counter = keras.Model(zone, keras.layers.Reshape((1, 1))(zone))

# %% exercise="small"
x = keras.Input((1,), name="x")
small = keras.Model(x, keras.ops.reshape(keras.layers.Dense(4)(x), (-1, 2, 2)))

# %% exercise="again"
saved, again = counter, small
