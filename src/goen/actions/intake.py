"""The first half of a scan: everything that is new in a source goes into the store, chunk by chunk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.db.models import Max

from goen.actions import pool
from goen.actions.gate import gate
from goen.actions.job import Batch, Job, pack
from goen.actions.progress import Progress, Report
from goen.errors import GoenError
from goen.sources import Ref, Source
from goen.store import state, writing
from goen.store.connect import one_transaction
from goen.store.queries import refs_since
from goen.store.ready import models

CHUNK = 200  # messages a chunk, and a transaction
CHUNK_BYTES = 8 * 1024 * 1024  # or fewer, where the source knows their size
UNREADABLE = 3  # messages in a row of which a process can't read even the headers: then it is not the messages
SMALL = 600  # messages, and
SMALL_BYTES = 12 * 1024 * 1024  # bytes, that one process reads in the time that it takes to start others


@dataclass(frozen=True, slots=True)
class Intake:
    new: int = 0
    known: int = 0
    size: int = 0  # bytes read
    missing: tuple[str, ...] = ()  # keys of messages that the source listed and could not hand over
    troubled: int = 0  # messages that could not be read whole

    def plus(self, batch: Batch, added: writing.Added) -> Intake:
        return Intake(
            self.new + added.new,
            self.known + added.known,
            self.size + batch.size,
            self.missing + batch.missing,
            self.troubled + batch.troubled,
        )


def take_in(source: Source, row: models.Source, workers: int, report: Report) -> Intake:
    """Read what is new in the source, each chunk in one transaction with the mark from which the next scan goes on.

    A pass that was broken off goes on: an mbox from its mark, other sources by leaving out what the pass has noted already.
    Raises GoenError for a source that had mail and has none, and where the database can't be written.
    """
    since = row.position
    noted: set[str] = set()
    if row.finished:
        row.finished, row.pass_from = False, models.Place.objects.aggregate(last=Max("id"))["last"] or 0
    else:
        noted = refs_since(row.pk, row.pass_from)
    refs = (ref for ref in source.list(since) if pack(ref) not in noted) if noted else source.list(since)
    first = next(refs, None)
    if first is None:
        mark = source.mark()  # before anything else is listed
        _refuse_suspicious_empty(source, row)
        return _finish(row, Intake(), mark)
    total = Intake()
    started, extent, done = time.monotonic(), source.extent, 0
    report(Progress("read", bytes_total=extent))
    next_id = writing.next_id()
    jobs, workers = _sized(_chunks(source, chain((first,), refs)), workers)
    keep_out = gate()
    for job, batch in _batches(jobs, workers):
        with one_transaction():
            added = writing.add(row.pk, keep_out(batch.arrivals), next_id)
            row.position = source.mark(job.refs[-1]) or row.position
            row.save(update_fields=["position", "finished", "pass_from"])
            if added.new:
                state.changed()
        next_id += added.new
        total = total.plus(batch, added)
        done += sum(map(source.step, job.refs))
        report(Progress("read", total.new + total.known, None, done, extent, time.monotonic() - started))
    restarted = bool(row.messages and first.length) and not first.offset
    return _finish(row, total, source.mark(), restarted=restarted)


def _finish(row: models.Source, total: Intake, mark: str, *, restarted: bool = False) -> Intake:
    """The pass came to its end. Where a file was read again from its beginning, its old offsets mean nothing any more."""
    if (mark, True) != (row.position, row.finished) or total != Intake():
        with one_transaction():
            if restarted:
                models.Place.objects.filter(source=row, id__lte=row.pass_from).delete()
            row.position, row.finished = mark or row.position, True
            row.messages = models.Place.objects.filter(source=row).count()
            row.save()
    return total


def _refuse_suspicious_empty(source: Source, row: models.Source) -> None:
    if row.messages and next(source.list(), None) is None:
        raise GoenError(
            f"{source.name} had {row.messages} messages at the last scan and has none now; nothing was changed. Is it the right place?",
            code="source-empty",
            path=source.name,
            messages=str(row.messages),
        )


def _chunks(source: Source, refs: Iterator[Ref]) -> Iterator[Job]:
    chunk: list[Ref] = []
    size = 0
    for ref in refs:
        if chunk and (len(chunk) >= CHUNK or size + ref.length > CHUNK_BYTES):
            yield Job(source, tuple(chunk))
            chunk, size = [], 0
        chunk.append(ref)
        size += ref.length
    if chunk:
        yield Job(source, tuple(chunk))


def _sized(jobs: Iterator[Job], workers: int) -> tuple[Iterator[Job], int]:
    """No workers for a mailbox that is read sooner than they would have started."""
    ahead = list(islice(jobs, SMALL // CHUNK + 1))
    refs = [ref for job in ahead for ref in job.refs]
    small = len(refs) <= SMALL and sum(ref.length for ref in refs) <= SMALL_BYTES
    return chain(ahead, jobs), 0 if small else workers


def _batches(jobs: Iterator[Job], workers: int) -> Iterator[tuple[Job, Batch]]:
    """In order. A chunk at which a worker's process ended is read message by message, and of the one that did it the headers only."""
    from goen.actions.work import look

    for job, batch in pool.in_order(look, jobs, workers):
        yield job, batch or _with_care(job)


def _with_care(job: Job) -> Batch:
    from goen.actions.work import look

    batches = []
    ended = 0
    for ref in job.refs:
        tries = (Job(job.source, (ref,)), Job(job.source, (ref,), head=True))
        results = (batch for one in tries for _, batch in pool.in_order(look, iter([one]), 1))
        batch = next((batch for batch in results if batch), None)
        ended = 0 if batch else ended + 1
        if ended == UNREADABLE:
            raise pool.workers_end()
        batches.append(batch or Batch((), 0, (ref.key,), 0))
    return Batch(
        tuple(arrival for batch in batches for arrival in batch.arrivals),
        sum(batch.size for batch in batches),
        tuple(key for batch in batches for key in batch.missing),
        sum(batch.troubled for batch in batches),
    )
