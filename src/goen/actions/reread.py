"""A new reader reads what is kept again, from the raw messages."""

from __future__ import annotations

import time
from collections.abc import Iterator

from goen.actions import pool
from goen.actions.progress import Progress, Report, silent
from goen.actions.work import Again
from goen.actions.work import reread as read_again
from goen.core.reading import reader
from goen.store import queries, state, writing
from goen.store.connect import one_transaction

CHUNK = 100
SMALL = 600  # messages that one process reads in the time that it takes to start others


def reread(workers: int | None = None, report: Report = silent) -> int:
    """Bring every kept message to this reader's version; gives how many were read. The caller holds the lock."""
    version = reader.version()
    total = queries.outdated(version).count()
    if not total:
        return 0
    done, started = 0, time.monotonic()
    workers = pool.processors() if workers is None else workers
    for _, bodies in pool.in_order(read_again, _jobs(version), workers if total > SMALL else 0):
        with one_transaction():
            writing.replace_bodies(bodies or [])
            state.changed()
        done += len(bodies or [])
        report(Progress("reread", done, total, seconds=time.monotonic() - started))
    return done


def _jobs(version: str) -> Iterator[Again]:
    last = -1
    while rows := list(queries.outdated(version).filter(message__gt=last).values_list("message_id", "raw", "message__labels")[:CHUNK]):
        last = rows[-1][0]
        yield Again(tuple((row, bytes(raw), tuple(labels.split("\n")) if labels else ()) for row, raw, labels in rows))
