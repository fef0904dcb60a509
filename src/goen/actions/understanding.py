"""What the kept mail says: as it was understood last, where nothing has changed since, else understood anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path

from goen import __version__
from goen.actions import handmade
from goen.actions.facts import given
from goen.actions.lock import only_writer
from goen.config import Config
from goen.core.values import Understanding
from goen.errors import GoenError
from goen.store import derived, queries
from goen.store.connect import open_store


def understanding(config: Config, *, source: Path | None = None, as_of: date | None = None) -> Understanding:
    """Of all mail, or of one mailbox alone; `as_of` is today where it is not given.

    Raises GoenError where the store can't be opened, or the mailbox was never scanned.
    """
    open_store(config)
    day = as_of or today()
    only = scope(source)
    if only is None and (known := derived.load(made_from(day))):
        return handmade.joined(known) if source is None else known
    from goen.actions import settling  # the reader and all that it needs: not for a command that only shows what is known

    if only is None:
        try:
            with only_writer(config):
                result = settling.anew(day)
                return handmade.joined(result) if source is None else result
        except GoenError as problem:
            if problem.code != "busy":
                raise
    result = settling.of_one(only, day)
    return handmade.joined(result) if source is None else result


def last() -> Understanding | None:
    """The understanding as it was saved last, whatever has changed since; None where there is none. The store is open."""
    known = derived.last()
    return handmade.joined(known) if known else None


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
    """What an understanding depends on besides the facts: the program, its weights, the day, the owner's addresses."""
    return json.dumps([__version__, _weights(), day.isoformat(), given()])


@cache
def _weights() -> str:
    return blake2b((resources.files("goen.core.reading") / "weights.npz").read_bytes(), digest_size=8).hexdigest()
