"""What grading needs of a chapter: its cells with hidden checks, its cells as handed out, and its data modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode

from autograder import project
from autograder.chapter import belonging, cells, digest, plan, release, upstream


@dataclass(frozen=True, eq=False)
class Chapter:
    """A chapter as grading sees it.

    `graded` has stubs in its exercise cells and hidden checks in its check cells; `released` has no hidden checks
    either; `solved` has solutions and outputs. `files` are the data modules a notebook imports: name → bytes. `plan`
    says what its checks need as evidence.
    """

    name: str
    graded: NotebookNode
    released: NotebookNode
    files: dict[str, bytes]
    solved: NotebookNode
    plan: plan.Plan

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything a verdict depends on: submissions graded under another one are out of date."""
        return digest.of_chapter(self.graded, self.files)

    @cached_property
    def upstream(self) -> dict[str, frozenset[str]]:
        """By check, the ids of the chapter's cells that must run before it where it is judged."""
        checks = [cell.id for cell in self.graded.cells if cells.role(cell) == "check"]
        return {check: upstream.upstream(self.graded, self.plan, check) for check in checks}

    def check_digests(self, asked: Mapping[str, bytes]) -> dict[str, str]:
        """Return, by check, the fingerprint of what judges it; `asked` is what its evidence is asked for with."""
        found = {}
        for cell in self.graded.cells:
            if cell.id in self.upstream:
                above = [other.source for other in self.graded.cells if other.id in self.upstream[cell.id]]
                found[cell.id] = digest.of_check(cell, above, self.plan, asked.get(cell.id, b""), self.files)
        return found

    @property
    def max_score(self) -> float:
        """The points of all its checks."""
        return sum(cells.points(cell) for cell in self.graded.cells)


def load(root: Path, name: str) -> Chapter:
    """Read a chapter from ``solutions/``. Raises ProjectError when it has not been built."""
    path = project.solution_path(root, name)
    if not path.is_file():
        raise project.ProjectError(f"{path.relative_to(root)} is not there yet. Run: autograder build {name}")
    config = release.nbgrader_config(root)
    solved = cells.read(path)
    graded = release.without_solutions(solved, config)
    released = release.folded(release.without_hidden_checks(graded, config))
    files, planned = belonging.data_files(path.parent, name, solved), plan.plan(solved, graded)
    return Chapter(name, graded, released, files, solved, planned)
