"""Understand the kept mail, and let go of the bodies of what is no part of anything."""

from __future__ import annotations

from datetime import date

from goen.actions.closing import close
from goen.actions.facts import corrected
from goen.actions.owner import owner_of
from goen.actions.progress import Report
from goen.actions.reread import reread
from goen.actions.understanding import made_from
from goen.core import selection
from goen.core.mail.message import Message
from goen.core.reading import reader
from goen.core.reading.kinds import NOISE
from goen.core.reading.reader import RawReading
from goen.core.understand import understand
from goen.core.values import Owner, Understanding
from goen.sources import Source
from goen.store import derived, queries, search, state, writing
from goen.store.connect import one_transaction


def anew(day: date) -> Understanding:
    """All mail, by today's reader. The caller holds the lock."""
    reread()
    return settle(day)


def complete(source: Source, path: str, workers: int, report: Report, first: int | None) -> int:
    """Bring kept mail to today's reader, and bring in what belongs too; gives how many messages were brought in. The caller holds the lock.

    `first`: the first row that is new, where nothing but new mail has changed since this was done last; None where all must be looked at.
    """
    again = reread(workers, report)
    if not again and state.get("closed-at") == str(state.revision()):
        return 0
    arrived = None if again or first is None else queries.kept_since(first)
    closed = close(source, path, workers, report, arrived)
    with one_transaction():
        state.put("closed-at", str(state.revision()))
    return closed


def of_one(source: int | None, day: date) -> Understanding:
    """One mailbox as if it were the only one, or all mail as it is; nothing is stored."""
    envelopes = queries.Envelopes(source)
    owner = owner_of(envelopes)
    ids = None if source is None else belonging(source, envelopes, owner)
    messages, readings = _kept(source, ids)
    return understand(messages, readings, owner=owner, as_of=day, corrections=queries.corrections())


def belonging(source: int, envelopes: queries.Envelopes, owner: Owner) -> set[str]:
    """The messages that would be kept if this were the only mailbox."""
    candidates = queries.candidates(source)
    return candidates | selection.close(envelopes, queries.seeds(source), owner) | corrected()


def settle(day: date) -> Understanding:
    """Understand all mail, let go of the bodies of what is no part of anything, and keep the result. The caller holds the lock.

    Again until nothing is let go of: what is kept is then all that the result was made from, and the next call gives the same.
    """
    owner = owner_of(queries.Envelopes())
    messages, readings = _kept(None, None)
    corrections = queries.corrections()
    spared = corrected()
    while True:
        result = understand(messages, readings, owner=owner, as_of=day, corrections=corrections)
        noise = {
            one.message: one.kind for one in result.readings if one.kind in NOISE and one.application is None and one.message not in spared
        }
        with one_transaction():
            if noise:
                rows = queries.rows_of(noise)
                writing.drop({row: noise[id_] for id_, row in rows.items()}, reader.version())
            else:
                derived.save(result, made_from(day))
        if not noise:
            search.catch_up()
            return result
        messages = [one for one in messages if one.id not in noise]


def _kept(source: int | None, ids: set[str] | None) -> tuple[list[Message], dict[str, RawReading]]:
    messages, readings = [], {}
    for body in queries.kept(source):
        if ids is None or body.message.id in ids:
            messages.append(body.message)
            readings[body.message.id] = RawReading.unpack(body.reading)
    return messages, readings
