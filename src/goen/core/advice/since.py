"""What has happened between the owner and the person since the rejection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from goen.core.advice.correspondence import Mail, Mails
from goen.core.values import Application, Introduction, Pause, Person, Reading

THANKS_DUE = 21  # days within which a plain thank-you is still due; later it is only welcome (our own figure for "some weeks")
REPORT_DUE = 60  # days within which news is still due; later it is only welcome (our own figure)
SETTLED = timedelta(days=3)  # applications or asks sent later than this after an acceptance show that the search goes on
EFFORTS = frozenset({"application", "ask", "acceptance"})  # what tells whether the search goes on
ORDER = ("thanked", "asked", "answered", "introduced", "reported_back", "search_over", "too_late", "resting")

PERSONAL = frozenset({"conversation", "ask"})  # in other kinds of mail a word of thanks is only a manner of speaking
THANKS = re.compile(r"\b(?:thank(?:s| you|ful)|grateful|appreciate[ds]?|much obliged)\b|ありがと|有難|有り難|感謝|御礼|お礼", re.I)


def since(
    application: Application,
    person: Person,
    mails: Mails,
    introductions: Iterable[Introduction],
    applications: Sequence[Application],
    readings: Iterable[tuple[Reading, datetime]],
    *,
    response: str,
    days: int,
    paused: Pause | None = None,
) -> tuple[str, ...]:
    """Codes of ORDER. `mails` is the correspondence with `person`; `readings` (those of EFFORTS are enough) come with the dates of their messages.

    An introducer counts as told (`reported_back`) when the owner wrote to them alone after the last thing that there was to tell:
    the introduction, the end of what came of it, a job accepted.
    """
    start = application.rejected_at or application.last
    mine = [m for m in mails.mine if m.at >= start and m.id != application.rejection]
    found = set()
    if any("thanks" in m.kinds or (m.kinds <= PERSONAL and THANKS.search(m.message.new)) for m in mine):
        found.add("thanked")
    asks = [m for m in mine if "ask" in m.kinds]
    if asks:
        found.add("asked")
        if any(m.at > asks[0].at and m.id != application.rejection for m in mails.theirs):
            found.add("answered")
    accepted = search_over(application, applications, readings)
    if paused is not None and paused.why == "rest":
        found.add("resting")
    accepted = accepted or by_word(paused, start)
    if accepted:
        found.add("search_over")
    made = introduced(application, person, introductions, mails)
    if made:
        found.add("introduced")
    if made or accepted:
        news = _last_news(made, accepted, applications)
        if any(m.alone and "ask" not in m.kinds and m.at > news for m in mine):
            found.add("reported_back")
    if days > THANKS_DUE and response == "thanks":
        found.add("too_late")
    return tuple(code for code in ORDER if code in found)


def by_word(paused: Pause | None, like: datetime) -> datetime | None:
    """When the owner took a job, as they said it; in the zone of `like`."""
    return datetime.combine(paused.since, time(), like.tzinfo) if paused is not None and paused.why == "job" else None


def report_late(
    application: Application,
    made: Sequence[tuple[datetime, Introduction]],
    applications: Sequence[Application],
    accepted: datetime | None,
    as_of: date,
) -> bool:
    """Whether whatever there is to tell somebody (`made`: the introductions that they made) is too old for a report to be due still."""
    if not made and accepted is None:
        return False
    led = {i.to_application for _, i in made}
    news = [
        _last_news(made, accepted, applications),
        *(a.last for a in applications if a.id in led),
        application.rejected_at or application.last,
    ]
    return (as_of - max(news).date()).days > REPORT_DUE


def introduced(
    application: Application, person: Person, introductions: Iterable[Introduction], mails: Sequence[Mail]
) -> tuple[tuple[datetime, Introduction], ...]:
    """The introductions that this person made from this process, or since it ended, with their dates, oldest first."""
    theirs = [i for i in introductions if i.introducer == person.id]
    when = {m.id: m.at for m in mails} if theirs else {}
    start = application.rejected_at or application.last
    made = []
    for i in theirs:
        at = when.get(i.message)
        if at is None and i.from_application == application.id:
            at = start
        if at is not None and (i.from_application == application.id or at >= start):
            made.append((at, i))
    return tuple(sorted(made, key=lambda pair: (pair[0], pair[1].introduced)))


def telling(readings: Iterable[tuple[Reading, datetime]], applications: Sequence[Application]) -> tuple[tuple[Reading, datetime], ...]:
    """The few of them that `search_over` needs to see: what ended an application in a job, and the last effort."""
    taken = {a.id for a in applications if a.outcome == "accepted"}
    readings = tuple(readings)
    ends = [one for one in readings if one[0].kind == "acceptance" and one[0].application in taken]
    efforts = [one for one in readings if one[0].kind != "acceptance"]
    return (*ends, *sorted(efforts, key=lambda one: one[1])[-1:])


def search_over(
    application: Application, applications: Sequence[Application], readings: Iterable[tuple[Reading, datetime]]
) -> datetime | None:
    """When the owner took a job that ended the search in which this application stood; None while the search goes on."""
    dates = {a.id: a.last for a in applications if a.outcome == "accepted"}
    said: dict[str, datetime] = {}
    latest: datetime | None = None
    for reading, at in readings if dates else ():
        if reading.kind == "acceptance":
            if reading.application in dates:
                said[reading.application] = max(at, said.get(reading.application, at))
        elif reading.kind in EFFORTS:
            latest = max(at, latest or at)
    last = max((d for d in (dates | said).values() if d >= application.first), default=None)
    return None if last is None or (latest is not None and latest > last + SETTLED) else last


def _last_news(made: Sequence[tuple[datetime, Introduction]], accepted: datetime | None, applications: Sequence[Application]) -> datetime:
    by_id = {a.id: a for a in applications}
    dates = [at for at, _ in made]
    for _, introduction in made:
        led = by_id.get(introduction.to_application or "")
        if led and led.outcome == "rejected" and led.rejected_at:
            dates.append(led.rejected_at)
    if accepted:
        dates.append(accepted)
    return max(dates)


def days_since(rejected_at: datetime, as_of: date) -> int:
    """Whole days from the rejection's date to `as_of`."""
    return (as_of - rejected_at.date()).days
