"""What a model does: its predictions, its loss, how it learns."""

from autograder.causes.cause import Cause

CAUSES = {
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
    "other-weights": Cause(
        "every output has its own loss, and some count more or less than the exercise says",
        "the numbers in loss_weights=... of compile",
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
    "total-forgotten": Cause(
        "the heads are all counted, and their weighted sum is reported as well",
        "what training makes smaller is one number: under which name?",
    ),
    "raw-units": Cause(
        "an amount was learned in its own unit, so its loss is many times as large as the other heads'",
        "the targets given to fit: what are their mean and their spread?",
    ),
    "mean-not-subtracted": Cause(
        "the targets were divided by their spread, and their mean was left in",
        "the mean of the targets given to fit: in standard units it is about 0",
    ),
    "weights-incomplete": Cause(
        "some outputs have a loss weight and some have none; Keras wants one for each",
        "loss_weights=...: is there a number for every output? 1.0 changes nothing",
    ),
    "loss-weights-missing": Cause(
        "every output's loss counts the same",
        "the loss_weights=... of compile",
    ),
    "labels-reversed": Cause(
        "the labels 1 and 0 are read the other way round",
        "what 1 stands for in the data, and what it stands for here",
    ),
    "margin-missing": Cause(
        "pairs that are further apart than the margin still pay, though they are where they should be",
        "the part for different pairs: what must it never go below?",
    ),
    "not-squared": Cause(
        "distances are summed as they are, not their squares",
        "the formula: what is squared in it?",
    ),
    "sum-not-mean": Cause(
        "the loss is summed over the batch instead of averaged, so it grows with the batch",
        "the last step: from one number for each pair to one number",
    ),
    "nearest-is-itself": Cause(
        "the nearest point to any point is that point itself, at distance 0",
        "which of the distances must not take part",
    ),
    "farthest-first": Cause(
        "the list starts at the wrong end: largest distance first",
        "the order of sorting",
    ),
    "never-trained": Cause(
        "all its biases are still the zeros that a new model begins with, so nothing has been learned yet",
        "the line that trains it, fit or the function that the exercise gives: is this very model trained there?",
    ),
    "no-better-than-baseline": Cause(
        "the model does no better than one that looks at a part of the input only",
        "does every input reach the answer, and do the inputs meet early enough to work together?",
    ),
}
