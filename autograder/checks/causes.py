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
    "still-sequential": Cause(
        "this is a Sequential model, a list of layers; the exercise asks for the graph, drawn call by call",
        "where the graph begins (keras.Input), how a layer is used on a tensor, and what closes it (keras.Model)",
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
    "missing-branch": Cause(
        "an input belongs to the model but nothing leads from it to an output",
        "follow the input's tensor line by line: where is it last used?",
    ),
    "layer-skipped": Cause(
        "this way is a layer short: some layer reads an earlier tensor, and what was made in between leads nowhere",
        "the tensor that each layer is called on, line by line; a layer that is missing in the summary is not used",
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
    "weights-belong-to-layers": Cause(
        "a model owns no weights, its layers do; models that contain the same layer have the same weights",
        "for each model: does it contain the very layers that are trained, or others made like them?",
    ),
    "cut-elsewhere": Cause(
        "the model gives what another layer of the graph makes",
        "the tensor where the graph is cut: which layer's output is it?",
    ),
    "half-shared": Cause(
        "some layers are shared, and others of this kind are made again for each use, with weights of their own",
        "every layer between input and comparison: is each made once, outside of what is called twice?",
    ),
    "copied-not-shared": Cause(
        "two layers begin with equal weights, but they are two: training moves them apart",
        "the number of parameters: one layer called twice has its weights once",
    ),
    "same-side-twice": Cause(
        "a layer is called twice on one and the same tensor, so one side is compared with itself",
        "what the second call is given",
    ),
    "counted-twice": Cause(
        "a layer that is called twice has one set of weights, and Keras counts it once",
        "how many layers are made, not how many calls there are",
    ),
    "input-rebound": Cause(
        "the model starts at tensors computed on the way, so the layers before them are not part of it",
        "the names of the inputs: does a line give one of them to something else before keras.Model(...)?",
    ),
    "order-sensitive-head": Cause(
        "both sides go through the same layers, and then the head treats the first one otherwise than the second",
        "what joins the two sides: does it give the same when they change places?",
    ),
    "signed-difference": Cause(
        "a − b becomes b − a when the sides change places: the same size, the other sign",
        "the difference: what would make its sign not count?",
    ),
    "additive-head": Cause(
        "each side adds its own share to the answer, and no sum of two shares can say whether both are the same",
        "where the sides meet: something there must look at both at once, number by number",
    ),
    "not-normalised": Cause(
        "the product of two codes grows with their length, so it can be anything; a cosine lies between −1 and 1",
        "the dot product: what has to be done to both codes before it, or by it?",
    ),
    "subtracted-backwards": Cause(
        "the two things are subtracted in the other order, so every answer has the other sign",
        "the subtraction: for which of the two should a large number make the answer large?",
    ),
    "root-missing": Cause(
        "this is the squared distance",
        "the last step from a sum of squares to a distance",
    ),
    "nan-gradient": Cause(
        "the slope of a square root at 0 is infinite, and infinite times 0 is nan: one equal pair spoils every weight",
        "what goes into the square root when both codes are equal",
    ),
    "missing-shortcut": Cause(
        "no path leads around the layers, so what goes in reaches the end only through all of them",
        "the place where tensors should be joined: is one of them the earlier one, as it was before the layers?",
    ),
    "activation-after-add": Cause(
        "the activation comes after the addition, so the shortcut cannot hand on negative numbers",
        "which tensor the activation is applied to",
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
    "valid-loses-the-border": Cause(
        'only padding="same" adds zeros around a picture; without them the window must fit inside',
        "how many places has a window of this width inside a row of this length?",
    ),
    "same-keeps-the-border": Cause(
        'padding="same" adds as many zeros as it takes: the window\'s width no longer counts, only the stride',
        'with "same", which one number is the length divided by?',
    ),
    "stride-forgotten": Cause(
        "a stride of 2 visits every other place, so about half of them remain",
        "the strides=... of this layer",
    ),
    "pooling-steps-by-its-size": Cause(
        "pooling moves by its own size unless strides=... says otherwise",
        "the strides=... of this layer: what does Keras assume where it is missing?",
    ),
    "wrong-rounding": Cause(
        'a last window that hangs over the edge is filled up with "same" and dropped without it',
        'is the padding "same"? Then round up, else count the windows that fit',
    ),
    "weights-not-uses": Cause(
        "these are the weights; each of them is used once at every place of the picture",
        "how many places does the layer write to?",
    ),
    "channels-not-counted": Cause(
        "a window covers all channels of what it reads, so its depth counts as well as its width and height",
        "how many numbers does one window read?",
    ),
    "channels-add-up": Cause(
        "joining puts the channels of all branches side by side, so their numbers are added",
        "how many channels does each branch bring?",
    ),
    "pooling-keeps-channels": Cause(
        "pooling has no filters: it gives as many channels as it reads",
        "the channels of the tensor that is pooled",
    ),
    "second-layer-forgotten": Cause(
        "this is what one of the layers makes; there is another one in the same branch",
        "the branch, layer by layer",
    ),
    "stretched-in-silence": Cause(
        "a size of 1 is stretched until it fits, without an error",
        "the sizes that differ: is one of them 1?",
    ),
    "shapes-must-agree": Cause(
        "an addition goes number by number, and here one tensor has numbers that the other has none for",
        "the two shapes, axis by axis",
    ),
    "classes-decide-chance": Cause(
        "how much not knowing costs depends on the number of classes: with more of them each gets a smaller share",
        "the number of classes of this run, and the loss that belongs to it",
    ),
    "falling-is-not-learning": Cause(
        "the loss fell from a bad start to what a network pays that knows nothing",
        "the last loss beside the cost of not knowing for this number of classes",
    ),
    "log-of-other-base": Cause(
        "this is a logarithm to another base; Keras' losses use the natural one",
        "np.log, beside np.log2 and np.log10",
    ),
    "error-rate-not-loss": Cause(
        "this is a share of right or wrong answers; a crossentropy is the logarithm of a probability",
        "which probability does the right class get from a network that knows nothing, and what is made of it?",
    ),
    "sign-forgotten": Cause(
        "the logarithm of a probability is negative, and a loss is not",
        "the minus sign in the definition of the crossentropy",
    ),
    "other-drawing": Cause(
        "the drawing differs from the code in a box or in an arrow",
        "the code, line by line: which box is this, and where does its arrow come from?",
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
    "no-better-than-baseline": Cause(
        "the model does no better than one that looks at a part of the input only",
        "does every input reach the answer, and do the inputs meet early enough to work together?",
    ),
    # what was foretold
    "forgotten-bias": Cause(
        "the products of inputs and units are counted, and the biases are not",
        "what a unit adds after it has summed up: one number for each unit",
    ),
    "bias-per-input": Cause(
        "a bias was counted for every input; there is one for every unit",
        "what a unit adds after it has summed up: one number for each unit",
    ),
    "layer-without-weights": Cause(
        "this layer only hands on, arranges or joins numbers; it has nothing to learn",
        "which numbers of this layer could training change?",
    ),
    "batch-axis-forgotten": Cause(
        "the first axis, the batch, is missing: a symbolic tensor's shape begins with None",
        "how many examples will be fed in? Keras cannot know yet, and writes None",
    ),
    "none-for-a-number": Cause(
        "None stands for a number that is not known yet, and here it is known",
        "the shape of the array that is fed in",
    ),
    "not-connected": Cause(
        "an output hangs on an Input that is not among the model's inputs, and no model can be made of that",
        "for every output: which keras.Input does it begin with, and does keras.Model list that one?",
    ),
    "number-for-shape": Cause(
        "brackets alone make no tuple: (12) is the number 12, and a tuple of one number has a comma",
        "the shape given to keras.Input",
    ),
    "stale-tensor": Cause(
        "the name now belongs to a new Input, while the layers still hang on the old one",
        "which keras.Input was there when the layers were called?",
    ),
    "unused-input-accepted": Cause(
        "Keras allows an input that leads nowhere, and says nothing",
        "is there anything in these lines that Keras could not carry out?",
    ),
}
