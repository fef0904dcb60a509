"""Every promise with a day, and what became of it: a deadline met, a word kept, a date gone by. None is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail
from goen.core.hiring.dates import days
from goen.core.hiring.promises import DUE, MINE, SILENCE, THEIRS, promises
from goen.core.reading.kinds import NOISE

AFTERWARDS = timedelta(days=1)  # a talk so soon after the day keeps a promise made for it
STATES = ("open", "kept", "passed", "over")  # over: the process ended, or asked for no more, before the day


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise of a message or a note. `by` is the last day named; `kept` the day on which it was met."""

    kind: str  # of core.hiring.promises
    by: date
    quote: str
    source: str  # message or note id
    made: datetime
    application: str | None
    person: str | None  # who promised, or to whom it was promised
    state: str  # one of STATES
    kept: date | None = None


def pledges(context: Context) -> tuple[Pledge, ...]:
    """All of them up to today, oldest first."""
    found = [p for source in (_from_mail(context), _from_notes(context)) for p in source]
    return tuple(sorted(found, key=lambda p: (p.made, p.source, p.by)))


def _from_mail(context: Context) -> Iterator[Pledge]:
    seen: set[str] = set()
    about: list[tuple[Mail, str | None]] = []
    for person, mails in context.mails.items():
        for mail in mails:
            if mail.id not in seen:
                seen.add(mail.id)
                about.append((mail, person))
    for known in context.process.values():
        for mail in known:  # what machines and shared addresses wrote
            if mail.id not in seen:
                seen.add(mail.id)
                about.append((mail, None))
    for mail, who in about:
        if mail.kinds and mail.kinds <= NOISE:
            continue  # a library's due date is nobody's promise in the search
        for promise in promises(mail.message.new, mail.at.date(), mine=mail.mine):
            state, kept = _state(context, promise.kind, promise.by, mail.at, mail.application, who, mail.id)
            yield Pledge(promise.kind, promise.by, promise.quote, mail.id, mail.at, mail.application, who, state, kept)


def _from_notes(context: Context) -> Iterator[Pledge]:
    for recorded in context.understanding.notes:
        note = recorded.note
        if note.at.date() > context.today:
            continue
        day = note.next_on or next((d.day for d in days(note.next, note.on) if d.day >= note.on), None)
        if day is None:
            continue
        kind = MINE if note.next_by == "me" else THEIRS
        who = recorded.people[0] if recorded.people else None
        state, kept = _state(context, kind, day, note.at, recorded.application, who, note.id)
        yield Pledge(kind, day, note.next or note.text, note.id, note.at, recorded.application, who, state, kept)


def _state(
    context: Context, kind: str, by: date, made: datetime, application: str | None, person: str | None, source: str
) -> tuple[str, date | None]:
    """A word is kept by the next mail of the side that gave it, in this process or between the two."""
    mine = kind in (MINE, DUE)
    process = context.process.get(application or "", ())
    between = context.mails.get(person or "", ()) if application is None or not process else ()
    after = sorted(
        {m.id: m for m in (*process, *between) if m.at > made and m.mine == mine and m.id != source}.values(), key=lambda m: m.at
    )
    if kind == DUE:
        work = [m for m in after if m.kinds & {"submission", "acceptance", "withdrawal"} or m.message.attachments]
        asked = next((m for m in process if m.id == source), None)
        after = work if asked is not None and "assignment" in asked.kinds else after
    if after:
        return "kept", after[0].at.date()
    talked = [
        t.on
        for t in context.talks.get(application or "", ())
        if made.date() < t.on <= min(by + AFTERWARDS, context.today) and t.message != source
    ]
    if kind == THEIRS and talked:
        return "kept", talked[0]  # they said it in person
    ended = context.applications.get(application or "")
    if ended is not None and ended.outcome not in ("open", "silent", "offer"):
        since = ended.rejected_at or ended.last
        if kind != MINE or made <= since:  # what the owner promised after the end stands
            return "over", None
    if kind == SILENCE and by < context.today:
        return "over", None
    return ("passed" if by < context.today else "open"), None
