"""The misconceptions that checks recognise: a name, a sentence for the student, a place to look.

Each is shown by at least one wrong answer in tests/exercises, and told by no right one. Most come from public threads
where people met them; the sentences are ours.
"""

from autograder.causes import desk, ends, foretold, form, handed_in, layers, learning, own_checks, reuse, sharing
from autograder.causes.cause import Cause

CAUSES: dict[str, Cause] = {
    **handed_in.CAUSES,
    **ends.CAUSES,
    **layers.CAUSES,
    **sharing.CAUSES,
    **reuse.CAUSES,
    **learning.CAUSES,
    **foretold.CAUSES,
    **desk.CAUSES,
    **form.CAUSES,
    **own_checks.CAUSES,
}
