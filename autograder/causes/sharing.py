"""Weights that are shared, and two sides that are compared."""

from autograder.causes.cause import Cause

CAUSES = {
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
    "layers-kept": Cause(
        "the function uses layers that an earlier call made too, so all that it builds has the same weights",
        "where each layer is made: does every call of the function make new ones?",
    ),
    "same-side-twice": Cause(
        "a layer is called twice on one and the same tensor, so one side is compared with itself",
        "what the second call is given",
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
}
