"""The two ends of a model: its inputs, and the heads that answer."""

from autograder.causes.cause import Cause

CAUSES = {
    "misnamed-input": Cause(
        "the inputs have the right shapes under other names",
        "the name=... of each keras.Input: data is fed by these names",
    ),
    "batch-axis-twice": Cause(
        "the batch axis was given to keras.Input, which adds it by itself, so there is one axis too many",
        "the shape given to keras.Input: it is the shape of one example",
    ),
    "shapes-exchanged": Cause(
        "the shapes are right, each under the other one's name",
        "which shape belongs to which keras.Input",
    ),
    "missing-input": Cause(
        "an input that the exercise asks for is not among the model's inputs",
        "the inputs=... of keras.Model: is every keras.Input in it?",
    ),
    "needless-input": Cause(
        "the model has an input that nobody asked for, and whoever uses it would have to feed it",
        "the inputs=... of keras.Model: where does the graph begin?",
    ),
    "missing-output": Cause(
        "an output that the exercise asks for is not among the model's outputs",
        "the outputs=... of keras.Model: is every head in it, under its name?",
    ),
    "outputs-exchanged": Cause(
        "the outputs have the right shapes, each under the other one's name",
        "the name (or dict key) of each head, and its number of units",
    ),
    "misnamed-output": Cause(
        "the outputs have the right shapes under other names",
        "the name=... of each head, or the keys of a dict of outputs: losses and targets go by these names",
    ),
    "sequence-not-summarised": Cause(
        "there is one answer for every time step, so a sequence goes all the way to the end",
        "the last recurrent or pooling layer: does it return one vector, or one for each step?",
    ),
    "dense-keeps-axes": Cause(
        "a Dense layer works along the last axis and leaves the axes before it as they are",
        "the shape of the tensor that goes into the first Dense layer",
    ),
    "one-number-for-classes": Cause(
        "one number is given where the answer needs one for each class",
        "the units of the last layer",
    ),
    "softmax-on-one-unit": Cause(
        "softmax shares 1.0 among the units of a layer, and with one unit that unit always gets all of it",
        "the activation of the last layer: which one fits a single yes-or-no number?",
    ),
    "answer-clipped": Cause(
        "the output cannot go below zero; where it is exactly 0, as that of a relu often is, it stops learning",
        "the activation of the last layer: which numbers must it be able to give?",
    ),
    "answer-squeezed": Cause(
        "the output cannot leave a narrow range such as 0 to 1, and the amount it stands for does",
        "the activation of this head: which numbers must it be able to give?",
    ),
    "not-probabilities": Cause(
        "the output is read as probabilities, and nothing makes its numbers probabilities",
        "the activation of this head: one of several classes, or a single yes-or-no?",
    ),
    "head-on-head": Cause(
        "one head reads the answer of another head, so it sees nothing but that answer",
        "the tensor that each head is called on",
    ),
    "separate-trunks": Cause(
        "the heads share no layer, so this is several models side by side, and none helps another",
        "the layers between input and heads: are they made and called once, or once for each head?",
    ),
}
