"""The second half of selection: mail that the first look left out, but whose people or thread belong, is fetched and kept too."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from goen.actions import pool
from goen.actions.facts import corrected
from goen.actions.job import Job, unpack
from goen.actions.owner import owner_of
from goen.actions.progress import Progress, Report
from goen.actions.work import look
from goen.core import selection
from goen.core.hiring.applications import STARTS
from goen.core.mail.message import Envelope
from goen.core.reading import learning, reader
from goen.core.reading.kinds import NOISE
from goen.core.values import Owner
from goen.errors import GoenError
from goen.sources import Source, open_source
from goen.store import queries, state, writing
from goen.store.connect import one_transaction

CHUNK = 200
SMALL = 600  # messages that one process reads in the time that it takes to start others


def close(source: Source, path: str, workers: int, report: Report, arrived: Collection[str] | None = None) -> int:
    """Fetch what belongs and is not kept, until there is nothing new; gives how many were added.

    `source` is the open one, of `path`; other mailboxes are opened as they are needed, and left out where they can't be.
    `arrived`: ids of the kept messages that are new, where only some are. A message that was read whole before and found to be no part of
    anything is looked at again only if it is a neighbour of these.
    """
    envelopes = queries.Envelopes()
    owner = owner_of(envelopes)
    tried: set[str] = set()
    added = 0
    started = time.monotonic()
    settled = queries.judged(reader.version())
    if settled and arrived is not None:
        settled -= neighbours(envelopes, arrived, owner)
    elif arrived is None:
        settled = set()
    while True:
        wanted = drawn_in(envelopes, owner) | corrected()
        wanted -= queries.kept_ids() | tried | (settled - corrected())
        if not wanted:
            return added
        tried |= wanted
        for count in _fetch(wanted, source, path, workers):
            added += count
            report(Progress("close", added, None, seconds=time.monotonic() - started))


def drawn_in(envelopes: Collection[Envelope], owner: Owner, source: int | None = None) -> set[str]:
    """What belongs though the first look left it out, with what the owner's corrections say of it."""
    said = learning.said_kinds(queries.corrections())
    seeds = queries.seeds(source)
    if not said:
        return selection.close(envelopes, seeds, owner)
    received = [e for e in queries.envelopes_of(said) if e.sender.email not in owner.emails]
    seeds -= {ident for ident, one in said.items() if one.value in NOISE}
    seeds |= {ident for ident, one in said.items() if one.value in STARTS}
    return selection.close(envelopes, seeds, owner, learning.senders(said, received))


def neighbours(envelopes: Iterable[Envelope], arrived: Collection[str], owner: Owner) -> set[str]:
    """The ids of messages that share a thread or a correspondent with one of `arrived`."""
    mine = set(owner.emails)
    people: set[str] = set()
    linked: set[str] = set(arrived)
    for one in envelopes:
        if one.id in arrived:
            linked.update(one.references)
            people.update(_correspondents(one) - mine)
    return {
        one.id
        for one in envelopes
        if one.id in linked or not linked.isdisjoint(one.references) or not people.isdisjoint(_correspondents(one))
    }


def _correspondents(envelope: Envelope) -> set[str]:
    """Who wrote, and to whom; nobody where a machine or a list did."""
    if envelope.marks & {"list", "bulk", "auto", "spam"}:
        return set()
    return {envelope.sender.email, *(address.email for address in envelope.to)}


def _fetch(wanted: Collection[str], source: Source, path: str, workers: int) -> Iterator[int]:
    """From the first mailbox that still has it; how many each chunk added."""
    missing: dict[int, list[queries.Copy]] = {}  # by row, the copies not tried yet
    for copy in queries.copies(wanted):
        missing.setdefault(copy.row, []).append(copy)
    while missing:
        by_path: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        for row, copies in list(missing.items()):
            copy = copies.pop(0)
            by_path[copy.path][copy.ref] = (row, copy.hash, copy.content)
            if not copies:
                del missing[row]
        for place, refs in by_path.items():
            try:
                opened = source if place == path else open_source(Path(place))
            except GoenError:
                continue
            try:
                for found in _fetch_from(opened, refs, workers):
                    yield len(found)
                    for row in found:
                        missing.pop(row, None)
            finally:
                if opened is not source:
                    opened.close()


def _fetch_from(source: Source, wanted: dict[str, tuple[int, int, int]], workers: int) -> Iterator[set[int]]:
    refs = sorted((unpack(text) for text in wanted), key=lambda ref: (ref.offset, ref.key))
    left = iter(refs)
    jobs = (Job(source, part, whole=True) for part in iter(lambda: tuple(islice(left, CHUNK)), ()))
    for _, batch in pool.in_order(look, jobs, workers if len(refs) > SMALL else 0):
        if batch is None:
            continue
        with one_transaction():
            found = writing.keep(batch.arrivals, wanted)
            if found:
                state.changed()
        yield found
