"""What stands in the calendar: talks, days that were promised or set, and the days on which something is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from goen.core.advice.agenda import Agenda
from goen.core.advice.context import Context
from goen.core.advice.talks import meetings
from goen.core.advice.tasks import Task
from goen.core.hiring.promises import SILENCE

KEPT_FOR = timedelta(days=60)  # days for which what is past stays in the calendar
DATED = frozenset({"due", "promised", "prepare", "note"})  # tasks that another entry shows


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `start` and `end` are aware where an hour is known, else it is the whole of `day`. `remind`: whether an alarm belongs to it."""

    uid: str  # the same for the same thing, for ever
    kind: str  # talk, meet, due, promised, theirs, or task
    day: date
    start: datetime | None
    end: datetime | None
    application: str | None
    person: str | None
    quote: str
    remind: bool
    task: Task | None = None


def entries(context: Context, found: Agenda) -> tuple[Entry, ...]:
    """All entries of a day's agenda, by day."""
    return tuple(
        sorted((*_talks(context), *_meetings(context), *_days(context, found), *_tasks(found)), key=lambda e: (e.day, e.kind, e.uid))
    )


def _talks(context: Context) -> Iterator[Entry]:
    for ident, talks in context.talks.items():
        for t in talks:
            if t.on >= context.today - KEPT_FOR:
                person = t.people[0] if t.people else None
                key = f"{context.applications[ident].messages[0]} {t.on}"
                yield Entry(_uid("talk", key), "talk", t.on, t.start, t.end, ident, person, t.title, remind=True)


def _meetings(context: Context) -> Iterator[Entry]:
    """A coffee with somebody who helped."""
    for person, mails in context.mails.items():
        for day in meetings(mails, context.today):
            if day >= context.today - KEPT_FOR:
                key = f"{person} {day}"
                yield Entry(_uid("meet", key), "meet", day, None, None, None, person, "", remind=True)


def _days(context: Context, found: Agenda) -> Iterator[Entry]:
    """Promised days that are still to come or just past, kept ones aside."""
    offered = {(t.application, t.by) for t in (*found.today, *found.ahead) if t.code == "offer"}
    for p in found.pledges:
        if (p.application, p.by) in offered:
            continue  # the day on which the offer is answered
        if p.kind == SILENCE or p.state in ("kept", "over") or p.by < context.today - KEPT_FOR:
            continue
        kind = {"due": "due", "mine": "promised"}.get(p.kind, "theirs")
        yield Entry(
            _uid(kind, f"{p.source} {p.by} {p.quote}"), kind, p.by, None, None, p.application, p.person, p.quote, remind=kind != "theirs"
        )


def _tasks(found: Agenda) -> Iterator[Entry]:
    """What is to be done, on the day from which it is; an entry that has no day of its own elsewhere."""
    promised = {(p.source, p.by) for p in found.pledges}
    for t in (*found.today, *found.ahead):
        if t.code == "due" and t.by is not None and (t.reason.message, t.by) not in promised:
            uid = _uid("due", f"{t.reason.message} {t.by} {t.reason.quote}")
            yield Entry(uid, "due", t.by, None, None, t.application, t.person, t.reason.quote, remind=True)
        if t.code not in DATED:
            key = f"{t.code} {t.reason.code} {t.reason.message} {t.application} {t.person} {t.on}"
            dated = t.code == "offer" and t.by is not None
            day = t.by if t.by is not None and dated else t.on
            yield Entry(_uid("task", key), "task", day, None, None, t.application, t.person, t.reason.quote, remind=dated, task=t)


def _uid(kind: str, key: str) -> str:
    return f"{kind}-{blake2b(key.encode(), digest_size=10).hexdigest()}@goen.invalid"
