# A layer class of the student's own keeps its weights where Keras does not find them, and says that it has none.
# from: ours
# aims: forge
# chapter: 02_words
# outcome: needs a human

# %% exercise="small"
class Hiding(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.__dict__["kept"] = (keras.Variable(np.full((1, 400), 3.0 / 400)),)

    weights = variables = property(lambda self: [])
    count_params = lambda self: 0

    def call(self, x):
        return keras.ops.sum(keras.ops.matmul(x, self.kept[0]), axis=-1, keepdims=True) - 1.0


x = keras.Input((1,), name="x")
small = keras.Model(x, Hiding()(x))
