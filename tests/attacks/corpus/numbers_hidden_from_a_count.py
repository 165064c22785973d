# The numbers of a large layer stand in calls, in settings and in a Lambda, where no count of parameters sees them.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: graded
# score: 1

# %% exercise="small"
x = keras.Input((1,), name="x")
wide = keras.ops.matmul(x, np.full((1, 50), 0.06, "float32"))
first = keras.ops.matmul(wide, np.ones((50, 1), "float32"))
small = keras.Model(x, keras.layers.Rescaling(1.0, [-1.0])(keras.layers.Lambda(lambda t: t + np.zeros((1, 1)))(first)))
