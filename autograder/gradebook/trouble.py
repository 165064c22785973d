"""What can be wrong with a gradebook's database that passes by itself, or that whoever gave its address can mend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import MissingEntry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from autograder.project import ProjectError

OF_NBGRADER = "sqlalchemy.exc.OperationalError"  # nbgrader's converters tell of an error in a text of their own
NO_DATABASE = ("file is not a database", "database disk image is malformed")  # as SQLite says it
OTHER_TABLES = ("no such column", "no such table", "UndefinedColumn", "UndefinedTable")  # SQLite's words, PostgreSQL's


class GradebookBusy(ProjectError):
    """The database cannot be used: for now, as another program holds it or its server is away, or never, so addressed.

    `may_pass` tells whether it is worth waiting.
    """

    def __init__(self, told: str, may_pass: bool = True) -> None:
        super().__init__(told)
        self.may_pass = may_pass


def absolute(url: str) -> str:
    """Return a database's address; of a SQLite file one that holds in every working folder, which nbgrader changes."""
    try:
        made = make_url(url)
    except ArgumentError:
        return url
    if made.get_backend_name() != "sqlite" or made.database in (None, "", ":memory:"):
        return url
    return made.set(database=str(Path(str(made.database)).absolute())).render_as_string(hide_password=False)


def name_of(url: str) -> str:
    """Return what people know a database as: its file, or its address without the password."""
    return make_url(url).render_as_string(hide_password=True).removeprefix("sqlite:///")


def told_of(problem: BaseException, url: str) -> GradebookBusy | None:
    """Return what to tell of a problem that is the database's, or its address's; None for any other."""
    if any("database is locked" in str(cause) for cause in _causes(problem)):
        return GradebookBusy(
            f"the gradebook {name_of(url)} is held by another program. Close what has it open (a database browser, "
            "formgrader, a copying or syncing program), then give the same command again: what is done stays done."
        )
    if any("disk is full" in str(cause) for cause in _causes(problem)):
        return GradebookBusy(
            f"the disk of the gradebook {name_of(url)} is full. Make room, then give the same command again: what is "
            "done stays done.",
            may_pass=False,
        )
    if any(said in str(cause) for cause in _causes(problem) for said in NO_DATABASE):
        return GradebookBusy(
            f"the gradebook {name_of(url)} is no database, or a damaged one. Put a copy of it that is whole in its "
            "place. Without it, points and comments that were given by hand are lost; all else comes back when the "
            "file is moved away and the same command given again.",
            may_pass=False,
        )
    if any(said in str(cause) for cause in _causes(problem) for said in OTHER_TABLES):
        return GradebookBusy(
            f"the gradebook {name_of(url)} has other tables than nbgrader's: it is another program's, or of another "
            "nbgrader. Name the right one with --db, or move this one away and give the same command again.",
            may_pass=False,
        )
    if isinstance(problem, MissingEntry):
        return GradebookBusy(
            f"the gradebook {name_of(url)} lacks what it had when this began ({problem}): another program has changed "
            "or removed it. Give the same command again.",
            may_pass=False,
        )
    for cause in _causes(problem):
        is_lost = isinstance(cause, OperationalError) or (
            isinstance(cause, DBAPIError) and cause.connection_invalidated
        )
        if is_lost or OF_NBGRADER in str(cause):
            said = str(getattr(cause, "orig", "the connection was lost")).strip().split("\n")[0]
            return GradebookBusy(
                f"the gradebook {name_of(url)} cannot be used ({said}). Look whether its server runs and its address "
                "is right, then give the same command again: what is done stays done."
            )
    if isinstance(problem, ModuleNotFoundError | NoSuchModuleError):
        return GradebookBusy(
            f"This Python has nothing that speaks to {url.split(':')[0]} ({problem}). For PostgreSQL install this "
            "project with its extra, pip install -e '.[postgresql]', and write postgresql+psycopg://USER@HOST/DATABASE.",
            may_pass=False,
        )
    if isinstance(problem, ArgumentError):
        return GradebookBusy(
            f"--db {url!r} is no address of a database. It looks like sqlite:////folder/grades.db or "
            "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE.",
            may_pass=False,
        )
    return None


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """Yield a problem, and those that it came from."""
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__
