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
def only_writer(config: Config, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock; it falls by itself when the process ends, however it ends. Raises GoenError where somebody else holds it.

    wait: for whoever holds what can't be had twice; the other is waited for.
    """
    with config.lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError as problem:
            raise _busy() from problem
        with _advisory(wait):
            yield


@contextmanager
def _advisory(wait: bool) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    number = hash64("goen", "scan")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_lock(%s)", [number])
        if cursor.fetchone()[0] is False:
            raise _busy()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
