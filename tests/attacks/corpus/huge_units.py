# A real model whose layer would have 10^12 units if it were built, and one whose configuration says so.
# from: sandbox 5.2
# aims: stop
# outcome: graded, needs a human
# score: at most 1

# %% exercise="two-inputs"
dense = keras.layers.Dense(4)
left, right = keras.Input((3,), name="left"), keras.Input((2,), name="right")
model = keras.Model([left, right], dense(keras.layers.Concatenate()([left, right])))
dense.units = 10**12

# %% exercise="line"
line = keras.Sequential([keras.layers.Dense(10**12), keras.layers.Embedding(10**10, 10**6)])
