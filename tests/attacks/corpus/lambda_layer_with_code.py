# A Lambda layer writes a file wherever it is called, and one is of a class that answers for itself.
# from: sandbox 5.2
# aims: escape
# outcome: graded
# score: 0
# never: ran in another process

# %% exercise="line"
import os

here = os.getpid()


def payload(x):
    import os

    print("ran in", "another process" if os.getpid() != here else "this one")
    return x * 0.0


x = keras.Input((1,), name="x")
line = keras.Model(x, keras.layers.Lambda(payload, output_shape=(1,))(x))
