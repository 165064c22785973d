"""The layers between the ends, and the arrows between layers."""

from autograder.causes.cause import Cause

CAUSES = {
    "swapped-embedding": Cause(
        "an Embedding was given its two sizes in the other order: a tiny vocabulary of very long vectors",
        "the Embedding: its first argument is how many words there are, its second how long a word's vector is",
    ),
    "missing-branch": Cause(
        "an input belongs to the model but nothing leads from it to an output",
        "follow the input's tensor line by line: where is it last used?",
    ),
    "layer-skipped": Cause(
        "this way is a layer short: it was left out, or some layer reads an earlier tensor and what was made in "
        "between leads nowhere",
        "the tensor that each layer is called on, line by line; a layer that is missing in the summary is not used",
    ),
    "same-shift": Cause(
        "the question adds the same votes in every story, so it cannot ask for what a story says",
        "what follows the place where the inputs meet: is it more than one sum?",
    ),
    "order-lost": Cause(
        "two stories of the same words get the same answer: nothing reads the words in their order",
        "the layer that makes one vector of a story's words: what would it make of them in another order?",
    ),
    "wrong-merge": Cause(
        "the branches are joined by another kind of layer than the specification names",
        "the line where the branches meet",
    ),
    "batch-mixed": Cause(
        "the examples of a batch are joined with each other instead of each example's own features",
        "the axis=... of the layer that joins or sums: axis 0 is the batch",
    ),
    "missing-shortcut": Cause(
        "no path leads around the layers, so what goes in reaches the end only through all of them",
        "the place where tensors should be joined: is one of them the earlier one, as it was before the layers?",
    ),
    "shortcut-twice": Cause(
        "the input is added twice",
        "the tensors that are added",
    ),
    "missing-activation": Cause(
        "a layer's numbers go on without the activation that the specification puts behind it",
        "the activation=... of each layer, one by one",
    ),
    "activation-too-many": Cause(
        "there is an activation where the specification has none",
        "the activation=... of each layer, and the Activation layers: which one is not in the specification?",
    ),
    "other-activation": Cause(
        "an activation is another one than the specification's",
        "the activation=... of each layer, one by one",
    ),
    "other-padding": Cause(
        "the windows are moved over the picture with another padding than the specification's",
        'padding="same" or "valid" in each layer that slides a window',
    ),
    "other-stride": Cause(
        "a window moves in other steps than the specification says",
        "the strides=... of each layer; pooling moves by its own size where nothing else is said",
    ),
    "other-window": Cause(
        "a window has another size than in the specification",
        "the kernel_size or pool_size of each layer",
    ),
    "other-width": Cause(
        "a layer has another number of units or filters than in the specification",
        "the first number of each layer",
    ),
    "crossed-arrows": Cause(
        "all boxes are there, and they stand in another order, or an arrow between two of them leads elsewhere",
        "the tensor that each layer is called on: is it the one that the arrow comes from?",
    ),
    "added-to-itself": Cause(
        "an addition gets one and the same tensor twice, so it doubles the numbers and no path leads around anything",
        "the two tensors of each addition: which name did the earlier tensor have, and does it still stand for that?",
    ),
    "needless-projection": Cause(
        "a 1×1 convolution stands where nothing has to be fitted: both tensors have the same shape already",
        "when does the shortcut need a layer, and when can it be the input itself?",
    ),
    "shortcut-not-projected": Cause(
        "the layers change the shape and the shortcut does not, so the two cannot be added",
        "the shape of x beside the shape after the layers: what makes height, width and channels equal?",
    ),
    "nothing-returned": Cause(
        "the function makes something and does not hand it back",
        "the last line of the function",
    ),
    "other-drawing": Cause(
        "the drawing differs from the code in a box or in an arrow",
        "the code, line by line: which box is this, and where does its arrow come from?",
    ),
    "graph-differs": Cause(
        "a layer, its settings, or an arrow between two layers differs from the specification",
        "the picture above: the nodes with a thick frame have no counterpart on the other side",
    ),
    "over-budget": Cause(
        "the model holds more numbers than the exercise allows",
        "model.summary(): which layer has most of them, and what could make it read fewer numbers?",
    ),
}
