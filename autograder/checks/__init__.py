"""What a check cell calls, as ``from autograder import checks as check``.

A check looks at what a student made: a model's graph, weights and outputs, an array, a number, a string. It shows one
line and returns None when it holds, and raises ``CheckFailed`` with a message that says why when it does not. It uses
Keras' public API only and nothing else of the student's process, so that it can judge a rebuilt model as well.
"""

from autograder import versions

versions.require()  # before anything imports Keras: another version may break in ways that say nothing

from autograder.checks.behaviour import alike, computes, moves, padding, symmetric
from autograder.checks.budget import budget
from autograder.checks.cell import progress, watch
from autograder.checks.copies import compares, finite, identity_when_zero, untouched
from autograder.checks.drawings import same_graph, which_drawing
from autograder.checks.ends import functional, heads, inputs, outputs
from autograder.checks.foretold import answer, predictions, shape
from autograder.checks.form import from_words, ranked, reopened
from autograder.checks.functions import gives, model_of, perfect
from autograder.checks.learning import learns
from autograder.checks.look import CheckFailed, NotAttempted
from autograder.checks.losses import loss
from autograder.checks.one_head import head
from autograder.checks.reuse import frozen, loads
from autograder.checks.sharing import apart, cut, share_weights, shared
from autograder.checks.wiring import branch, merge, parameters
from autograder.graphs.dot import make_findable
from autograder.graphs.drawing import Drawing, Drawings

watch()  # so that a check cell looks at the chapter's names, whatever the student calls so
make_findable()  # so that keras.utils.plot_model draws in every notebook that has checks

__all__ = [
    "CheckFailed",
    "Drawing",
    "Drawings",
    "NotAttempted",
    "alike",
    "answer",
    "apart",
    "branch",
    "budget",
    "compares",
    "computes",
    "cut",
    "finite",
    "from_words",
    "frozen",
    "functional",
    "gives",
    "head",
    "heads",
    "identity_when_zero",
    "inputs",
    "learns",
    "loads",
    "loss",
    "merge",
    "model_of",
    "moves",
    "outputs",
    "padding",
    "parameters",
    "perfect",
    "predictions",
    "progress",
    "ranked",
    "reopened",
    "same_graph",
    "shape",
    "share_weights",
    "shared",
    "symmetric",
    "untouched",
    "which_drawing",
]
