# The words of a lookup look like those of the chapter: Cyrillic letters, letters apart from their marks, wide ones.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: graded
# score: 0

# %% exercise="counter"
zone = keras.Input((1,), dtype="string", name="zone")
alike = ["n\u0435ar", "f\u0430r", "\uff41broad", "nea\u200br", "near ", "NEAR", "\u202efar", "near\0"]
euros = keras.layers.Embedding(len(alike) + 1, 1)
counter = keras.Model({"zone": zone}, keras.layers.Flatten()(euros(keras.layers.StringLookup(vocabulary=alike)(zone))))
euros.set_weights([np.array([[0.0], [3.0], [7.0], [20.0], *[[3.0]] * 5])])
