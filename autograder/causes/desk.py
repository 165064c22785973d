"""Units there and back, and what a brief says that a model is to do."""

from autograder.causes.cause import Cause

CAUSES = {
    "mean-and-spread-exchanged": Cause(
        "mean and spread have changed places: one is where the values lie, the other how far apart",
        "which of the two is subtracted or added, and which one divides or multiplies",
    ),
    "never-converted": Cause(
        "the amounts come out as they went in, in the same unit",
        "the formula: where do mean and spread come in?",
    ),
    "mean-forgotten-on-the-way-back": Cause(
        "the numbers are stretched back to the spread of the amounts, and still lie around 0",
        "what the way there subtracted: where does the way back return it?",
    ),
    "undone-in-the-same-order": Cause(
        "the steps are undone in the order in which they were done; what was done last must be undone first",
        "the last step of the way there: is it the first one of the way back?",
    ),
    "other-weight-priced": Cause(
        "the price was taken to go by the sender's weight",
        "the sentence of the brief that says whose weight the price goes by",
    ),
    "one-sided-comparison": Cause(
        "one of two things was left out of the answer that compares them",
        "what would have to change for the two to differ: only one of them?",
    ),
    "products-from-sums": Cause(
        "one factor decides how much another one counts, and a single layer only adds up",
        "the rule: where are two things multiplied? Then what must come after they meet?",
    ),
}
