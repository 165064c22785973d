"""A trained model that is used again: frozen, averaged, saved and loaded."""

from autograder.causes.cause import Cause

CAUSES = {
    "not-frozen": Cause(
        "the borrowed layers may still be trained, so whatever trains this model changes them for everybody",
        "the trainable=... of what was borrowed, and the number of trainable parameters in the summary",
    ),
    "frozen-too-late": Cause(
        "fit keeps the list of weights that it trains from its first call; compile makes a new one, and so the layers "
        "were frozen in the summary only",
        "the order of compile, trainable = False and the first fit",
    ),
    "compile-looks-again": Cause(
        "fit keeps its list of weights until compile makes a new one, and what is frozen by then is not in that",
        "what stands between the freezing and the last fit",
    ),
    "statistics-move": Cause(
        "BatchNormalization counts a mean and a spread of what it sees while fit runs, and no learning rate slows that",
        "the layers whose weights no gradient changes: what does fit tell them to do?",
    ),
    "training-flag-overridden": Cause(
        "fit runs a functional model in training mode, whatever training=... its parts were called with",
        "which setting of the borrowed model itself would keep it as it is",
    ),
    "ensemble-of-clones": Cause(
        "these are the answers of one model alone; its average with itself, however often, is that model again",
        "which model each of the averaged answers comes from",
    ),
    "not-averaged": Cause(
        "the answers are joined in another way than by their mean",
        "the layer that joins the answers: what do probabilities that it gives add up to?",
    ),
    "cannot-be-loaded": Cause(
        "the file is written and cannot be read back: two models inside hold the same layer, and a file has "
        "a place for each layer within one of them only",
        "which layer is reached through two inner models, and how it could be called in the outer model itself",
    ),
    "not-registered": Cause(
        "the file knows the class by its name only, and a program that loads it finds no class of that name",
        "what tells Keras which class belongs to a name: a decorator above the class",
    ),
    "other-package": Cause(
        "the class is registered in another package than the exercise names, so the file knows it by another name",
        "the package=... of the decorator",
    ),
    "share-of-the-other": Cause(
        "the share is given to the second of the two, and the rest to the first",
        "which of the two tensors is multiplied by share, and which by 1 - share",
    ),
    "setting-not-saved": Cause(
        "a setting of the layer is missing in what Keras writes down of it, so it is lost when the layer is made again",
        "get_config, or the names of the arguments of __init__: does every setting go out as it came in?",
    ),
}
