"""The misconceptions that checks recognise: a name, a sentence for the student, a place to look.

Each is shown by at least one wrong answer in tests/exercises, and told by no right one. Most come from public threads
where people met them; the sentences are ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """A named misconception: what probably happened, and where to look. Neither gives the solution away."""

    sentence: str
    look_at: str


CAUSES: dict[str, Cause] = {
    # what was handed to the check
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
        "this Sequential model does not know the shape of its input, so it has no weights and no graph yet",
        "its first element: a list of layers that begins with keras.Input(shape) knows its shapes",
    ),
    "no-graph": Cause(
        "this model has no graph of layers that can be read, as a subclass of keras.Model has none",
        "keras.Model(inputs, outputs), called on tensors, without a class of your own",
    ),
    # the graph
    "swapped-embedding": Cause(
        "an Embedding was given its two sizes in the other order: a tiny vocabulary of very long vectors",
        "the Embedding: its first argument is how many words there are, its second how long a word's vector is",
    ),
    "misnamed-input": Cause(
        "the inputs have the right shapes under other names",
        "the name=... of each keras.Input: data is fed by these names",
    ),
    "shapes-exchanged": Cause(
        "the shapes are right, each under the other one's name",
        "which shape belongs to which keras.Input",
    ),
    "missing-input": Cause(
        "an input that the exercise asks for is not among the model's inputs",
        "the inputs=... of keras.Model: is every keras.Input in it?",
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
    "missing-branch": Cause(
        "an input belongs to the model but nothing leads from it to an output",
        "follow the input's tensor line by line: where is it last used?",
    ),
    "wrong-merge": Cause(
        "the branches are joined by another kind of layer than the specification names",
        "the line where the branches meet",
    ),
    "batch-mixed": Cause(
        "the examples of a batch are joined with each other instead of each example's own features",
        "the axis=... of the layer that joins or sums: axis 0 is the batch",
    ),
    "sequence-not-summarised": Cause(
        "there is one answer for every time step, so a sequence goes all the way to the end",
        "the last recurrent or pooling layer: does it return one vector, or one for each step?",
    ),
    "softmax-on-one-unit": Cause(
        "softmax shares 1.0 among the units of a layer, and with one unit that unit always gets all of it",
        "the activation of the last layer: which one fits a single yes-or-no number?",
    ),
    "answer-clipped": Cause(
        "the output cannot go below zero, so it is often exactly 0 and stops learning there",
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
    "unshared-layer": Cause(
        "there are as many layers as uses, each with weights of its own; sharing means to make one and call it again",
        "the place where the layer is made: does it run once, or once for every use?",
    ),
    "order-sensitive-head": Cause(
        "both sides go through the same layers, and then the head treats the first one otherwise than the second",
        "what joins the two sides: does it give the same when they change places?",
    ),
    "missing-shortcut": Cause(
        "nothing of the input is left when the weights are zero, so no path leads around the layers",
        "the addition: is one of the two tensors the block's own input?",
    ),
    "activation-after-add": Cause(
        "the activation comes after the addition, so the shortcut cannot hand on negative numbers",
        "which tensor the activation is applied to",
    ),
    "shortcut-twice": Cause(
        "the input is added twice",
        "the tensors that are added",
    ),
    "graph-differs": Cause(
        "a layer, its settings, or an arrow between two layers differs from the specification",
        "the picture above: the nodes with a thick frame have no counterpart on the other side",
    ),
    # what the model does
    "dead-input": Cause(
        "changing this input changes no prediction: the model carries the input and does not use it",
        "the line where the branches meet: is this input's branch really among what is merged?",
    ),
    "inputs-swapped": Cause(
        "each input got the data of the other; both have the same shape, so Keras could not notice",
        "the order of a list, or the keys of a dict: feed each array under its own name",
    ),
    "no-mask": Cause(
        "padding zeros are read as if they were words",
        "the Embedding: what tells it that 0 is no word?",
    ),
    "mask-lost": Cause(
        "the Embedding says which steps are padding, but a layer on the way to the answer drops that knowledge",
        "the layers between Embedding and the one that reads the sequence: do all of them pass a mask on?",
    ),
    # losses and learning
    "not-compiled": Cause("the model has no loss yet", "model.compile(...)"),
    "labels-mismatch": Cause(
        "the loss expects the answers written another way: one number each, or one column for each class",
        "the shape of the answers, and which crossentropy reads that shape",
    ),
    "other-loss": Cause(
        "the model is compiled with a loss that measures something else",
        "the loss=... of compile: what kind of answer is it, a class, a yes-or-no, or an amount?",
    ),
    "logits-mismatch": Cause(
        "the last layer and the loss disagree on whether the output is a probability",
        "the activation of the last layer together with from_logits of the loss",
    ),
    "weights-paired-alphabetically": Cause(
        "the loss weights went to other outputs: next to a list, a dict is read in the alphabetical order of its keys",
        "loss and loss_weights: are both lists, or both dicts with the same keys?",
    ),
    "losses-paired-alphabetically": Cause(
        "the losses went to other outputs: dict outputs take a list in the alphabetical order of their keys",
        "outputs and loss: are both lists, or both dicts with the same keys?",
    ),
    "head-without-loss": Cause(
        "one output has no loss, so nothing ever trains it",
        "the loss=... of compile: is there one for every output?",
    ),
    "misnamed-loss": Cause(
        "a name in the loss is the name of no output",
        "the keys of loss=... beside model.output_names",
    ),
    "one-loss-for-all": Cause(
        "one loss was given for several outputs, and Keras applies it to every one of them",
        "the loss=... of compile: which kind of answer does each head give?",
    ),
    "head-still-trains": Cause(
        "this head's own weights move in training, so its loss still counts",
        "the loss_weights=... of compile: by what must a loss be multiplied to have no say?",
    ),
    "nothing-trains": Cause(
        "no weight moves in training: every loss is silent, or every layer is frozen",
        "the other heads: they must go on learning",
    ),
    "weights-upside-down": Cause(
        "the largest loss got the largest weight, so it is heard even more",
        "multiply each loss by its weight: are the products alike?",
    ),
    "weighted-part": Cause(
        "the weights count in the total only; each head's own loss is reported without its weight",
        "the age_loss, income_loss and gender_loss beside the loss in the history",
    ),
    "raw-units": Cause(
        "an amount was learned in its own unit, where its loss is so large that the other heads go unheard",
        "the targets given to fit: what are their mean and their spread?",
    ),
    "mean-not-subtracted": Cause(
        "the targets were divided by their spread, and their mean was left in",
        "the mean of the targets given to fit: in standard units it is about 0",
    ),
    "loss-weights-missing": Cause(
        "every output's loss counts the same",
        "the loss_weights=... of compile",
    ),
    "no-better-than-baseline": Cause(
        "the model does no better than one that looks at a part of the input only",
        "does every input reach the answer, and do the inputs meet early enough to work together?",
    ),
}
