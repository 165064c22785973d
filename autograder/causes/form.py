"""A model that takes what people write and answers in their units; a file; a branch taken away."""

from autograder.causes.cause import Cause

CAUSES = {
    "not-from-a-file": Cause(
        "two names of one and the same model: it was never read from a file, and what changes one changes the other",
        "the line behind the saving: what does load_model return, and which name gets it?",
    ),
    "lookup-outside": Cause(
        "the model wants numbers where words are given, so everybody who uses it has to look the words up themselves",
        "the dtype of keras.Input, and the layer that makes numbers of words: is it inside the model?",
    ),
    "lookup-shifted": Cause(
        "the lookup keeps its first numbers for words that it does not know, so every word has a larger number than "
        "it had in training",
        "num_oov_indices, and what the lookup alone makes of the first word of its list",
    ),
    "vocabulary-in-another-order": Cause(
        "the lookup has the right words in another order, so they get each other's numbers",
        "the vocabulary that the lookup was given, or learned: is a word's place the number it had in training?",
    ),
    "still-in-units": Cause(
        "the answers are in standard units, as the model inside gives them",
        "what stands between the model inside and the output: what makes euros of standard units?",
    ),
    "there-in-place-of-back": Cause(
        "the answers go the way there once more: the mean is subtracted and the spread divides, as for prices in euros",
        "Normalization: which of its arguments turns the way round?",
    ),
    "spread-for-variance": Cause(
        "the layer was given the spread where it asks for the variance, which is the spread squared",
        "the variance=... of Normalization: what does it give for the mean, and what one spread above it?",
    ),
    "ranked-the-other-way": Cause(
        "the order is turned round: what hurts least stands first",
        "what a large number means here: far off, or good?",
    ),
}
