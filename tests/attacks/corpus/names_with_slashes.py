# Layers, inputs and models have names with slashes, dots, NUL, markup, and the names of Python's own attributes.
# from: ours
# aims: stop, escape
# outcome: graded
# score: 0

# %% exercise="two-inputs"
names = ["../../etc/passwd", "a\x00b", "'; drop table", "<script>attack(1)</script>", "get_config", "ü\u202e", "a" * 10_000]
start = end = keras.Input((7,), name="__class__")
for name in names:
    layer = keras.layers.Dense(2)
    end = layer(end)
    layer._name = name
model = keras.Model(start, end)
model._name = "../../model"

# %% exercise="line"
line = keras.Sequential([keras.Input((1,), name="x"), keras.layers.Dense(1, kernel_initializer="zeros")])
line.layers[0]._name = line._name = "/"
