# One model stands for all that were to be measured, and its names are in the order in which they are asked for.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: graded
# score: 0

# %% exercise="ranking"
x = keras.Input((1,), name="x")
plain = squared = keras.Model(x, keras.layers.Identity(name="y")(x))
ranking = ["squared", "plain"]
