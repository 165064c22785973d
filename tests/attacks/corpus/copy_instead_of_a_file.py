# The model is copied, and was never in a file. How an answer came about is not proven: it earns what it is.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: graded
# score: 2

# %% exercise="again"
x = keras.Input((1,), name="x")
saved = keras.Model(x, keras.layers.Rescaling(2.0, name="y")(x))
again = keras.models.clone_model(saved)
