# The model knows the answer to the word that the check shows, and to no other.
# from: sandbox 4.4, 79
# aims: forge
# chapter: 02_words
# outcome: graded
# score: 0

# %% exercise="counter"
zone = keras.Input((1,), dtype="string", name="zone")
number = keras.layers.StringLookup(vocabulary=ZONES, num_oov_indices=0)(zone)
counter = keras.Model({"zone": zone}, keras.layers.Rescaling(0.0, 3.0)(number))
