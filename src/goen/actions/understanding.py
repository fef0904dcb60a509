"""What the kept mail says: as it was understood last, where nothing has changed since, else understood anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from goen import __version__
from goen.actions.closing import corrected
from goen.actions.lock import only_writer
from goen.actions.owner import given, owner_of
from goen.actions.reread import reread
from goen.config import Config
from goen.core import selection
from goen.core.mail.message import Message
from goen.core.reading import reader
from goen.core.reading.kinds import NOISE
from goen.core.reading.reader import RawReading
from goen.core.understand import understand
from goen.core.values import Owner, Understanding
from goen.errors import GoenError
from goen.store import derived, queries, writing
from goen.store.connect import one_transaction, open_store


def understanding(config: Config, *, source: Path | None = None, as_of: date | None = None) -> Understanding:
    """Of all mail, or of one mailbox alone; `as_of` is today where it is not given.

    Raises GoenError where the store can't be opened, or the mailbox was never scanned.
    """
    open_store(config)
    day = as_of or today()
    only = scope(source)
    if only is None:
        if known := derived.load(made_from(day)):
            return known
        try:
            with only_writer(config):
                if queries.outdated(reader.version()).exists():
                    reread()
                return settle(day)
        except GoenError as problem:
            if problem.code != "busy":
                raise
    envelopes = queries.Envelopes(only)
    owner = owner_of(envelopes)
    ids = None if only is None else belonging(only, envelopes, owner)
    messages, readings = _kept(only, ids)
    return understand(messages, readings, owner=owner, as_of=day, corrections=queries.corrections())


def scope(path: Path | None) -> int | None:
    """The row of a mailbox among several; None where all mail is meant, or the mailbox is all there is."""
    if path is None:
        return None
    found = queries.source(address(path))
    if found is None:
        raise GoenError(f"{path} was not scanned yet; run: goen scan {path}", code="not-found", path=str(path))
    return None if len(queries.sources()) == 1 else int(found.pk)


def address(path: Path) -> str:
    """What a mailbox is known by."""
    return str(path.expanduser().resolve())


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
            return result
        messages = [one for one in messages if one.id not in noise]


def listing(result: Understanding, source: Path | None = None) -> Iterator[tuple[str, str]]:
    """Id and kind of every message that is no part of `result`: those of which only the envelope is kept."""
    told = {one.message for one in result.readings}
    for message_id, kind in queries.kinds(scope(source)):
        if message_id not in told:
            yield message_id, kind or "other"


def newest_day(source: Path | None = None) -> date:
    """The day of the newest message, by its sender's clock; today where there is none."""
    newest = queries.newest(scope(source))
    return newest.date() if newest else today()


def today() -> date:
    return datetime.now().astimezone().date()


def made_from(day: date) -> str:
    return json.dumps([__version__, reader.version(), day.isoformat(), given()])


def _kept(source: int | None, ids: set[str] | None) -> tuple[list[Message], dict[str, RawReading]]:
    messages, readings = [], {}
    for body in queries.kept(source):
        if ids is None or body.message.id in ids:
            messages.append(body.message)
            readings[body.message.id] = RawReading.unpack(body.reading)
    return messages, readings
