# The order is that of models which answer nothing that is a number.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: graded
# score: 0

# %% exercise="ranking"
x = keras.Input((1,), name="x")
plain = keras.Model(x, keras.layers.Rescaling(float("nan"), name="y")(x))
squared = keras.Model(x, keras.layers.Rescaling(float("inf"), name="y")(x))
ranking = ["squared", "plain"]
