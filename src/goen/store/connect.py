"""Open the store: Django set up once, the tables made or brought up to date, problems said in one sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from django.db import DatabaseError, connections, transaction

from goen.config import Config, prepare
from goen.errors import GoenError
from goen.store.databases import database
from goen.store.ready import models  # noqa: F401 - Django is set up

MAGIC = b"SQLite format 3\0"  # how such a file begins (sqlite.org/fileformat2.html); one with nothing in it is a new one
MIGRATIONS = Path(__file__).parent / "migrations"


_POINTING = Lock()


def open_store(config: Config) -> None:
    """After this the models speak to the database of `config`, with today's tables.

    Raises GoenError where the folder or the database can't be used, or the database was written by a newer Goen.
    """
    prepare(config)
    use(config)
    if not config.database_url:
        _look_at(config.database)
    with clear_errors():
        _bring_up_to_date()


def _look_at(database: Path) -> None:
    """Make the file, where there is none. One that is no database is told before it is opened: Django would leave the half-open connection about."""
    if not database.exists():
        os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
        return
    try:
        with database.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError:
        return  # the database says what is the matter
    if head not in (b"", MAGIC):
        raise _no_database()


def close_store() -> None:
    connections.close_all()


def use(config: Config) -> None:
    """Point this thread's models at the database of `config`, which open_store has opened before: no file is touched."""
    wanted = database(config)
    with _POINTING:  # threads of one server may look at different databases: the sample's and the owner's
        current = connections["default"].settings_dict
        if all(current.get(name) == value for name, value in wanted.items()):
            return
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = connections.configure_settings({"default": wanted})["default"]
        connections["default"]  # noqa: B018 - made now, from these settings


def _bring_up_to_date() -> None:
    """The names of the applied migrations are the schema's number: one small query instead of the migration machinery."""
    ours = {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}
    connection = connections["default"]
    with connection.cursor() as cursor:
        known = "django_migrations" in connection.introspection.table_names(cursor)
        if known:
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'goen'")
        applied = {name for (name,) in cursor.fetchall()} if known else set()
    if applied - ours:
        raise GoenError(
            "This database was written by a newer Goen; please update the program (nothing was changed).", code="database-newer"
        )
    if ours - applied:
        from django.db.migrations.executor import MigrationExecutor

        # In one transaction, or a kill between the tables and the note that they were made would leave a database that can't be opened.
        with connection.constraint_checks_disabled(), transaction.atomic():
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn what a database refuses into a sentence: disk full, no such server, a file that is no database."""
    try:
        yield
    except DatabaseError as problem:
        raise _sentence(problem) from problem


def _sentence(problem: DatabaseError) -> GoenError:
    words = " ".join(str(problem).split())
    if re.search(r"disk is full|No space left|disk I/O error|could not extend file", words):
        return GoenError(
            "The disk is full. What was read so far is kept; free some space and scan again, it goes on from there.", code="disk-full"
        )
    if "locked" in words:
        return GoenError("Another Goen is writing to the database just now; please try again in a moment.", code="busy")
    if "not a database" in words or "malformed" in words:
        return _no_database()
    if "readonly" in words:
        return GoenError("Goen may not write to its database; check who owns its folder.", code="home-unusable")
    return GoenError(f"The database can't be used: {words}.", code="database-unreachable", reason=words)


def _no_database() -> GoenError:
    return GoenError(
        "The database file can't be read as one; move it away and scan again, or bring it back from a backup.", code="database-unreachable"
    )


@contextmanager
def one_transaction() -> Iterator[None]:
    """All or nothing, with problems said clearly."""
    with clear_errors(), transaction.atomic():
        yield
