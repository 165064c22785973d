"""Checks that leave the same records as autograder.checks, and need neither Keras nor its import time."""

from IPython.display import display

RECORD_MIME = "application/vnd.beyond-sequential.check+json"


class CheckFailed(AssertionError):
    def _render_traceback_(self):
        return [f"CheckFailed: {self}"]


class NotAttempted(CheckFailed):
    pass


def _show(check, outcome, message, cause=None):
    record = {"check": check, "outcome": outcome, "looked_at": message, "cause": cause}
    display({"text/plain": message, "text/html": f"<div>{message}</div>", RECORD_MIME: record}, raw=True)


def equals(name, found, expected):
    if found is None:
        _show("equals", "not attempted", f"{name} is not there yet")
        raise NotAttempted(name)
    if found != expected:
        cause = "answer-clipped" if abs(found - expected) == 1 else None
        _show("equals", "failed", f"{name} is {found}, expected {expected}", cause)
        raise CheckFailed(name)
    _show("equals", "passed", f"{name} is {expected}")


def doubles(function, number):
    if function is None:
        _show("doubles", "not attempted", "double is not there yet")
        raise NotAttempted("double")
    found = function(number)
    if found != 2 * number:
        cause = "wrong-merge" if found == number**2 else None
        _show("doubles", "failed", f"double({number}) is {found}, expected {2 * number}", cause)
        raise CheckFailed("double")
    _show("doubles", "passed", f"double({number}) is {2 * number}")
