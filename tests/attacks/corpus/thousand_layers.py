# A real model of two thousand layers, each built and called.
# from: ours
# aims: stop
# outcome: graded
# score: at most 6
# others: right
# told: two inputs

# %% exercise="two-inputs"
left = keras.Input((3,), name="left")
end = left
for _ in range(2000):
    end = keras.layers.Activation("relu")(end)
model = keras.Model(left, end)
