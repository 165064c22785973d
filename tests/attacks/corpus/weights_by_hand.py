# The weights were never trained: they are written into the notebook. The exercise asks for what the model gives.
# from: sandbox 4.1, 14
# aims: forge
# outcome: graded
# score: 2

# %% exercise="line"
x = keras.Input((1,), name="x")
line = keras.Model(x, keras.layers.Dense(1)(x))
line.layers[-1].set_weights([np.array([[3.0]]), np.array([-1.0])])
