"""A new database says which version of nbgrader's tables it has, so that a later nbgrader knows what to change."""

from __future__ import annotations

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect


def stamp_if_new(db_url: str) -> None:
    """Write the newest version of nbgrader's tables into a database that has no tables yet.

    nbgrader would do so as it makes the tables, and start alembic's command for it, which takes longer than grading a
    small notebook. Raises SQLAlchemy's errors.
    """
    engine = create_engine(db_url)
    try:
        with engine.begin() as connection:
            if not inspect(connection).get_table_names():
                MigrationContext.configure(connection).stamp(ScriptDirectory(ALEMBIC_DIR), "head")
    finally:
        engine.dispose()
