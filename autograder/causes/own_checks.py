"""What a check that a student writes overlooks."""

from autograder.causes.cause import Cause

CAUSES = {
    "constant-is-symmetric": Cause(
        "a model that gives every pair the same answer passes this check, and it compares nothing",
        "the second demand: how far apart are the largest and the smallest answer?",
    ),
    "differences-cancel": Cause(
        "exchanged, some pairs get a higher answer and others a lower one; in a mean over all pairs that cancels out",
        "what is compared: the two answers to each pair, or one number for all pairs?",
    ),
    "few-pairs-no-proof": Cause(
        "this model treats most pairs alike and a few not, and the check did not meet one of those few",
        "on how many pairs is the model tried, and on which?",
    ),
    "parts-not-behaviour": Cause(
        "the check goes by how the model is built, or allows no rounding; with these weights its answers are fair",
        "what the function looks at: layers, or answers?",
    ),
}
