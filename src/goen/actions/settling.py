"""Understand the kept mail, and let go of the bodies of what is no part of anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict

from goen.actions import closing, second
from goen.actions.facts import corrected
from goen.actions.owner import owner_of
from goen.actions.progress import Report
from goen.actions.reread import reread
from goen.actions.seldom import seldom_collected
from goen.actions.understanding import made_from
from goen.core.begin import begin, passing
from goen.core.mail.message import Message
from goen.core.reading import reader
from goen.core.reading.reader import RawReading
from goen.core.understand import finish, understand
from goen.core.values import Correction, KeptLetter, Note, Owner, Pause, Understanding
from goen.sources import Source
from goen.store import derived, queries, search, state, writing
from goen.store.connect import one_transaction


class Said(TypedDict):
    """The facts that are the owner's own word."""

    notes: tuple[Note, ...]
    letters: tuple[KeptLetter, ...]
    pause: Pause | None
    corrections: tuple[Correction, ...]


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
    closed = closing.close(source, path, workers, report, arrived)
    with one_transaction():
        state.put("closed-at", str(state.revision()))
    return closed


@seldom_collected()
def of_one(source: int | None, day: date) -> Understanding:
    """One mailbox as if it were the only one, or all mail as it is; nothing is stored."""
    envelopes = queries.Envelopes(source)
    owner = owner_of(envelopes)
    ids = None if source is None else belonging(source, envelopes, owner)
    messages, readings = _kept(source, ids)
    return understand(messages, readings, owner=owner, as_of=day, opinions=second.opinions(messages, owner), **said())


def belonging(source: int, envelopes: queries.Envelopes, owner: Owner) -> set[str]:
    """The messages that would be kept if this were the only mailbox."""
    candidates = queries.candidates(source)
    return candidates | closing.drawn_in(envelopes, owner, source) | corrected()


@seldom_collected()
def settle(day: date) -> Understanding:
    """Understand all mail, let go of the bodies of what is no part of anything, and keep the result. The caller holds the lock.

    What plainly is none goes first, until nothing more does; the rest is gathered, again only if some of it turns out to be none. Where the
    owner has corrected messages, or a second reader has spoken, that rest stays whole: some may be none only by what was learnt or said, and come back when
    that is taken back. What is kept is then all that the result was made from, and the next call gives the same.
    """
    owner = owner_of(queries.Envelopes())
    messages, readings = _kept(None, None)
    told = said()
    opinions = second.opinions(messages, owner)
    spared = corrected()
    spoken = bool(spared or opinions)
    while gone := passing(messages, readings, owner=owner, corrections=told["corrections"], opinions=opinions):
        gone = {i: kind for i, kind in gone.items() if i not in spared}
        if not gone:
            break
        messages = _let_go(messages, gone)
    while True:
        begun = begin(messages, readings, owner=owner, notes=told["notes"], corrections=told["corrections"], opinions=opinions)
        noise = {i: kind for i, kind in begun.noise().items() if i not in spared}
        if not noise or spoken:
            break
        messages = _let_go(messages, noise)
    result = finish(begun, as_of=day, letters=told["letters"], pause=told["pause"])
    with one_transaction():
        derived.save(result, made_from(day))
        second.let_go(messages, owner)
    search.catch_up()
    return result


def _let_go(messages: list[Message], gone: dict[str, str]) -> list[Message]:
    """The messages without those of which only the envelope is kept from now on; by id, what each is."""
    with one_transaction():
        rows = queries.rows_of(gone)
        writing.drop({row: gone[id_] for id_, row in rows.items()}, reader.version())
    return [one for one in messages if one.id not in gone]


def said() -> Said:
    """What the owner said, as `understand` takes it."""
    return {
        "notes": queries.notes(),
        "letters": queries.letters(),
        "pause": queries.pause(),
        "corrections": queries.corrections(),
    }


def _kept(source: int | None, ids: set[str] | None) -> tuple[list[Message], dict[str, RawReading]]:
    messages, readings = [], {}
    for body in queries.kept(source):
        if ids is None or body.message.id in ids:
            messages.append(replace(body.message, text=body.message.new))  # understanding looks at nothing else
            readings[body.message.id] = RawReading.unpack(body.reading)
    return messages, readings
