"""What was handed to a check is not what it looks at."""

from autograder.causes.cause import Cause

CAUSES = {
    "tensor-not-model": Cause(
        "this is a symbolic tensor, one step inside a graph; a model is made of its inputs and outputs together",
        "the last line of your cell: what does keras.Model(...) need, and what did you assign?",
    ),
    "layer-not-called": Cause(
        "this is a layer that was never called; a layer gives a tensor only when it is called on one",
        "the second pair of brackets: layer(...) makes it, layer(...)(tensor) uses it",
    ),
    "layer-not-model": Cause(
        "this is a layer, which can take part in many models; a model is made of its inputs and outputs together",
        "the last line of your cell: what does keras.Model(...) need, and what did you assign?",
    ),
    "unbuilt-sequential": Cause(
        "this Sequential model does not know the shape of its input, so it has no graph yet",
        "its first element: a list of layers that begins with keras.Input(shape) knows its shapes",
    ),
    "still-sequential": Cause(
        "this is a Sequential model, a list of layers; the exercise asks for the graph, drawn call by call",
        "where the graph begins (keras.Input), how a layer is used on a tensor, and what closes it (keras.Model)",
    ),
    "no-graph": Cause(
        "this model has no graph of layers that can be read, as a subclass of keras.Model has none",
        "keras.Model(inputs, outputs), called on tensors, without a class of your own",
    ),
}
