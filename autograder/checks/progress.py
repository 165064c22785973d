"""How far a student has come in a chapter: which exercises pass, fail or are open, told in the notebook itself.

What a check cell said counts until the student runs a cell that makes anew a name it looked at: what is there now has
not been checked. The kernel sees cells that run, not what is typed, so an answer that was changed and not run counts
as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Literal

from autograder.chapter.lending import OwnCell, digest
from autograder.chapter.names import names_of
from autograder.checks.look import CheckFailed, NotAttempted
from autograder.messages import COLOURS, MARK, PROGRESS_MIME

State = Literal["passes", "fails", "changed", "open"]
SIGNS: dict[State, str] = {"passes": "✓", "fails": "✗", "changed": "↻", "open": "○"}
MANY: dict[State, str] = {"passes": "pass", "fails": "fail", "changed": "changed", "open": "open"}
TINTS: dict[State, str] = {
    "passes": COLOURS["passed"],
    "fails": COLOURS["failed"],
    "changed": COLOURS["not attempted"],
    "open": COLOURS["not attempted"],
}
COLUMNS = ("state", "exercise", "points", "why")
CHANGED = "changed since its checks ran; run them again"
ALL_DONE = "Save the notebook, choose Restart Kernel and Run All Cells once more, and hand it in."


@dataclass(frozen=True)
class Exercise:
    """How far one exercise has come: its state, why, and the points of its checks that passed, of how many."""

    title: str
    state: State
    points: float
    of: float
    why: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a chapter's exercises have come, in their order."""

    exercises: tuple[Exercise, ...]

    @property
    def headline(self) -> str:
        """Return how many exercises are how, and the points."""
        states = [one.state for one in self.exercises]
        numbers = {state: states.count(state) for state in SIGNS if state in states}
        counted = ", ".join(f"{number} {state if number == 1 else MANY[state]}" for state, number in numbers.items())
        points = sum(one.points for one in self.exercises)
        return f"Of {len(states)} exercises {counted}; {_number(points)} of {_number(self.most)} points"

    @property
    def most(self) -> float:
        """Return the points of all exercises."""
        return sum(one.of for one in self.exercises)

    @property
    def next(self) -> str:
        """Return what to do next: what fails comes first, then what has to be checked again, then what is open."""
        for state, words in (("fails", "mend"), ("changed", "run the checks again of"), ("open", "do")):
            found = next((one for one in self.exercises if one.state == state), None)
            if found:
                return f"Next, {words}: {found.title}"
        return ALL_DONE

    def __str__(self) -> str:
        """Return it as plain text, an exercise a line."""
        lines = [
            f"{SIGNS[one.state]} {one.title}  ({_number(one.points)} of {_number(one.of)})"
            + (f"\n    {one.state}: {one.why}" if one.why else "")
            for one in self.exercises
        ]
        return "\n".join([self.headline, *lines, self.next])

    __repr__ = __str__

    def to_html(self) -> str:
        """Return it as a table, with what to do next below it."""
        cell = "text-align:left;vertical-align:top;padding:1px 12px 1px 0;background:transparent"
        columns = COLUMNS if any(one.why for one in self.exercises) else COLUMNS[:-1]
        rows = ""
        for one in self.exercises:
            sign = f'<span style="{MARK.format(TINTS[one.state])}">{SIGNS[one.state]} {one.state}</span>'
            points = f"{_number(one.points)} of {_number(one.of)}"
            texts = "".join(f'<td style="{cell}">{text}</td>' for text in (points, escape(one.why))[: len(columns) - 2])
            rows += (
                f'<tr style="background:transparent"><td style="{cell}">{sign}</td>'
                f'<th scope="row" style="{cell};font-weight:normal">{escape(one.title)}</th>{texts}</tr>'
            )
        titles = "".join(f'<th scope="col" style="{cell};opacity:.75">{title}</th>' for title in columns)
        head = f'<thead style="border:0"><tr style="background:transparent">{titles}</tr></thead>'
        table = f'<table style="border:0;margin:2px 0">{head}<tbody>{rows}</tbody></table>'
        return f"<div><b>{escape(self.headline)}</b>{table}<div>{escape(self.next)}</div></div>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/plain": str(self), "text/html": self.to_html(), PROGRESS_MIME: asdict(self)}


@dataclass
class _Said:
    """What a check cell said last: nothing wrong where `problem` is None."""

    problem: BaseException | None
    is_stale: bool = False


@dataclass
class Follower:
    """Follows the cells that a notebook runs. `cells` are the chapter's own."""

    cells: Iterable[OwnCell]
    _said: dict[str, _Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cells = list(self.cells)
        self._checks = {cell.digest: cell for cell in self.cells if cell.exercise}
        self._own = {cell.digest for cell in self.cells}

    def ran(self, source: str, problem: BaseException | None) -> None:
        """Take note that a cell has run, and of the `problem` that ended it, if one did."""
        known = digest(source)
        if known in self._checks:
            self._said[self._checks[known].id] = _Said(problem)
        elif known not in self._own:
            made = names_of(source).made
            for check in self._checks.values():
                if check.id in self._said and made.intersection(check.yours):
                    self._said[check.id].is_stale = True

    def progress(self) -> Progress:
        """Return how far the exercises have come."""
        by_title: dict[str, list[OwnCell]] = {}
        for check in self._checks.values():
            by_title.setdefault(check.exercise, []).append(check)
        return Progress(tuple(self._exercise(title, checks) for title, checks in by_title.items()))

    def _exercise(self, title: str, checks: list[OwnCell]) -> Exercise:
        said = [self._said.get(check.id) for check in checks]
        fresh = [(check, one) for check, one in zip(checks, said, strict=True) if one and not one.is_stale]
        points = sum(check.points for check, one in fresh if one.problem is None)
        of = sum(check.points for check in checks)
        failed = [one.problem for _, one in fresh if one.problem and not isinstance(one.problem, NotAttempted)]
        passed = sum(one.problem is None for _, one in fresh)
        if failed:
            return Exercise(title, "fails", points, of, _why(failed[0]))
        if any(one and one.is_stale for one in said):
            return Exercise(title, "changed", points, of, CHANGED)
        if passed == len(checks):
            return Exercise(title, "passes", points, of)
        why = f"{passed} of {len(checks)} checks pass, the others have nothing to look at yet" if passed else ""
        return Exercise(title, "open", points, of, why)


def _why(problem: BaseException) -> str:
    if not isinstance(problem, CheckFailed):
        return f"{type(problem).__name__}: {problem}".split("\n")[0]
    message = problem.message
    return f"{message.headline}: {message.cause}" if message.cause else message.headline


def _number(points: float) -> str:
    return f"{points:g}"
