"""What was foretold: shapes, counts and errors, before Keras says them."""

from autograder.causes.cause import Cause

CAUSES = {
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
    "batch-not-added": Cause(
        "None in the shape given to keras.Input is an axis of any length inside an example; the batch comes in front",
        "how many axes has one example here, and which one does Keras add by itself?",
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
    "counted-twice": Cause(
        "a layer that is called twice has one set of weights, and Keras counts it once",
        "how many layers are made, not how many calls there are",
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
    "first-place-forgotten": Cause(
        "these are the steps that the window makes; it also stands where it begins, so there is one place more",
        "a row that is as long as the window: how many places are there?",
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
    "codes-add-up": Cause(
        "joining puts the numbers of both codes side by side, and this counts a layer that reads one of them",
        "how many numbers are there behind the join?",
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
    "training-curve-alone": Cause(
        "the curve of the people it learned from was read alone: it climbs with what is learned by heart, too",
        "the other curve of the same model, and where it is going at the end",
    ),
    "no-gap-no-heart": Cause(
        "what is learned by heart does not help with others, and here the two curves lie side by side",
        "the gap between the two curves of this model",
    ),
    "flat-on-both": Cause(
        "both curves stay where guessing is: nothing was learned, by heart or otherwise, and nothing is on its way",
        "how high the two curves of this model are, and how high a guess is",
    ),
    "sign-forgotten": Cause(
        "the logarithm of a probability is negative, and a loss is not",
        "the minus sign in the definition of the crossentropy",
    ),
}
