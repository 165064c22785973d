# Real models inside models, 200 deep.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: 0

# %% exercise="two-inputs"
model = keras.Sequential([keras.Input((7,)), keras.layers.Activation("relu")])
for _ in range(200):
    start = keras.Input((7,))
    model = keras.Model(start, model(start))
