"""What a check cell calls, as ``from autograder import checks as check``.

A check looks at what a student made: a model's graph, weights and outputs, an array, a number, a string. It shows one
line and returns None when it holds, and raises ``CheckFailed`` with a message that says why when it does not. It uses
Keras' public API only and nothing else of the student's process, so that it can judge a rebuilt model as well.
"""

from autograder.checks.answers import answer, predictions, shape
from autograder.checks.behaviour import moves, padding
from autograder.checks.blocks import model_of
from autograder.checks.comparison import same_graph, which_drawing
from autograder.checks.cuts import cut
from autograder.checks.functions import gives, perfect
from autograder.checks.heads import heads
from autograder.checks.learning import learns
from autograder.checks.look import CheckFailed, NotAttempted
from autograder.checks.losses import loss
from autograder.checks.pairs import alike, compares
from autograder.checks.sharing import share_weights, shared, symmetric
from autograder.checks.shortcuts import identity_when_zero
from autograder.checks.stability import finite
from autograder.checks.structure import branch, functional, inputs, merge, outputs, parameters
from autograder.checks.training import untouched
from autograder.checks.values import computes
from autograder.graphs.dot import make_findable
from autograder.graphs.drawing import Drawing, Drawings

make_findable()  # so that keras.utils.plot_model draws in every notebook that has checks

__all__ = [
    "CheckFailed",
    "Drawing",
    "Drawings",
    "NotAttempted",
    "alike",
    "answer",
    "branch",
    "compares",
    "computes",
    "cut",
    "finite",
    "functional",
    "gives",
    "heads",
    "identity_when_zero",
    "inputs",
    "learns",
    "loss",
    "merge",
    "model_of",
    "moves",
    "outputs",
    "padding",
    "parameters",
    "perfect",
    "predictions",
    "same_graph",
    "shape",
    "share_weights",
    "shared",
    "symmetric",
    "untouched",
    "which_drawing",
]
