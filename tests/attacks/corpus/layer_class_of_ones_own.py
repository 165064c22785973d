# A layer class of the student's, registered as Keras' own Dense, whose configuration and call differ each time.
# from: ours
# aims: forge, escape
# outcome: graded, needs a human
# score: 0

# %% exercise="two-inputs"
@keras.saving.register_keras_serializable(package="keras", name="Dense")
class Dense(keras.layers.Layer):
    turns = 0

    def call(self, inputs):
        return inputs[:, :1] * 0.0

    def get_config(self):
        Dense.turns += 1
        return {"name": "dense", "units": Dense.turns, "activation": "relu", "trainable": True}

    count_params = lambda self: 29


Dense.__module__ = "keras.src.layers.core.dense"
left, right = keras.Input((3,), name="left"), keras.Input((5,), name="right")
model = keras.Model([left, right], Dense()(keras.layers.Concatenate()([left, right])))
