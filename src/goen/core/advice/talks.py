"""When the owner spoke or will speak with whom: from calendar parts, from times fixed in the mail, from their own notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goen.core.advice.correspondence import Mail
from goen.core.hiring.dates import days
from goen.core.reading.sentences import sentences
from goen.core.values import Application, Recorded

FIXES = frozenset({"invitation", "scheduling"})
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(?:am|pm|a\.m|p\.m)\b|\bat (?:\d{1,2}|noon|one|two|three|four|five|nine|ten|eleven)\b|\d{1,2}\s?時|[01]?\d：\d{2}|\bnoon\b",
    re.I,
)
NUMBERED = re.compile(
    r"\d(?:st|nd|rd|th)\b|\d\s?[月日]|\d/\d|\b(?:this|tomorrow)\b|今週|明日|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.I,
)
OFF = re.compile(r"\b(?:cancel|can(?:not|[’']t) (?:make|do)|postpone|have to move|called off)|中止|キャンセル|延期", re.I)


@dataclass(frozen=True, slots=True)
class Talk:
    """A call or a meeting of an application. `start` is known where a calendar part says so; `people`: ids, perhaps nobody known."""

    application: str
    on: date
    start: datetime | None
    end: datetime | None
    people: tuple[str, ...]
    message: str  # of the mail or note that says so
    title: str = ""
    noted: bool = False  # the owner wrote down what was said


def talks(
    application: Application,
    process: Sequence[Mail],
    by_address: dict[str, str],
    names: dict[str, str],
    notes: Iterable[Recorded],
    own: Sequence[str],
) -> tuple[Talk, ...]:
    """The talks of one application, oldest first, one for each day. `process`: all its mail, oldest first; `by_address`: people's ids; `names`: by id."""
    found: dict[date, Talk] = {}
    for talk in (*_fixed(application, process, by_address, own), *_calendar(application, process, by_address, names, own)):
        known = found.get(talk.on)
        found[talk.on] = talk if known is None or talk.start else known
    for r in notes:
        if r.application != application.id or not (r.note.talked or r.note.said):
            continue
        known = found.get(r.note.on)
        with_ = r.people or (known.people if known else ())
        start, end, title = (known.start, known.end, known.title) if known else (None, None, "")
        found[r.note.on] = Talk(application.id, r.note.on, start, end, with_, r.note.id, title, noted=True)
    return tuple(found[day] for day in sorted(found))


def _calendar(
    application: Application, process: Sequence[Mail], by_address: dict[str, str], names: dict[str, str], own: Sequence[str]
) -> list[Talk]:
    """The events of calendar parts; a later one of the same name takes the place of the earlier, a cancelled one is none.

    Whom of the process the title names stands first, invited or not; who sent the invitation last, often an assistant.
    """
    last: dict[str, Talk | None] = {}
    for mail in process:
        for event in mail.message.events:
            key = event.summary.casefold() or mail.message.envelope.subject.casefold()
            if event.method == "CANCEL":
                last[key] = None
                continue
            if event.method == "REPLY":
                continue
            known = last.get(key)
            if known and known.start and known.start.date() < mail.at.date():
                key = f"{key} {event.start.date()}"  # the earlier one took place: this is another round
            there = event.start.astimezone(mail.at.tzinfo)
            title = event.summary.casefold()
            named = [p for p in application.people if names.get(p) and names[p].casefold() in title]
            invited = [by_address[a] for a in (*event.attendees, event.organizer) if a in by_address and a not in own]
            with_ = tuple(dict.fromkeys((*named, *invited)))
            last[key] = Talk(application.id, there.date(), there, event.end, with_, mail.id, event.summary)
    return [t for t in last.values() if t is not None]


def _fixed(application: Application, process: Sequence[Mail], by_address: dict[str, str], own: Sequence[str]) -> list[Talk]:
    """Times that the mail fixes: the one day that a word about a time names; a later such word before that day moves it."""
    out: list[Talk] = []
    for mail in process:
        if not mail.kinds & FIXES or mail.message.events:
            continue
        text = mail.message.new
        if out and out[-1].on >= mail.at.date() and OFF.search(text):
            out.pop()
        day = _day_of(text, mail.at.date())
        if day is None:
            continue
        other = mail.message.envelope.to if mail.mine else (mail.message.envelope.sender,)
        with_ = tuple(dict.fromkeys(by_address[a.email] for a in other if a.email in by_address))
        if out and out[-1].on >= mail.at.date():
            if out[-1].on > day and out[-1].on.weekday() == day.weekday() and not NUMBERED.search(text):
                continue  # "Wednesday it is" takes up the Wednesday that was proposed
            out.pop()
        out.append(Talk(application.id, day, None, None, with_, mail.id))
    return out


def meetings(mails: Sequence[Mail], on: date) -> tuple[date, ...]:
    """The days on which the two agreed to meet outside any process, a coffee: a day with an hour that one names and the other takes up.

    `on`: today; what one side only proposed is none.
    """
    found: list[date] = []
    talk = [m for m in mails if not m.kinds & FIXES]
    for proposed, answer in zip(talk, talk[1:], strict=False):
        day = _day_of(proposed.message.new, proposed.at.date())
        if day is None or answer.mine == proposed.mine or answer.at.date() > day or proposed.at.date() > on:
            continue
        said = {d.day for d in days(answer.message.new, answer.at.date()) if d.exact}
        if not OFF.search(answer.message.new) and (day in said or (not said and AGREES.search(answer.message.new))):
            found.append(day)
    return tuple(dict.fromkeys(found))


AGREES = re.compile(
    r"\b(?:yes|good|fine|perfect|works|see you|looking forward|lovely|great|gladly)\b|大丈夫|承知|楽しみ|ぜひ|伺います|お待ちして|かしこまり",
    re.I,
)


def _day_of(text: str, on: date) -> date | None:
    """The one day that is named with an hour; None where there is none, or a choice of several."""
    if not CLOCK.search(text):
        return None
    with_hour = {d.day for s in sentences(text) if CLOCK.search(s.text) for d in days(s.text, on) if d.exact and d.day >= on}
    named = with_hour or {d.day for d in days(text, on) if d.exact and d.day >= on}
    return named.pop() if len(named) == 1 else None
