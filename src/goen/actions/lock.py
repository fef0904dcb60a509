"""One writer at a time: a file lock, and on PostgreSQL, where writers may sit on several machines, an advisory lock too."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from goen.config import Config
from goen.errors import GoenError
from goen.store.mapping import hash64


def _busy() -> GoenError:
    return GoenError("Another scan is writing to Goen's data just now; please wait until it has finished.", code="busy")


@contextmanager
def only_writer(config: Config) -> Iterator[None]:
    """Hold the lock; it falls by itself when the process ends, however it ends. Raises GoenError where somebody else holds it."""
    with config.lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise _busy() from problem
        with _advisory():
            yield


@contextmanager
def _advisory() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    number = hash64("goen", "scan")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise _busy()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
