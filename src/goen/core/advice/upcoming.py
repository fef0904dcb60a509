"""What comes next in a process that runs: thank, note, prepare, ask once how it goes on, ask again when their own date is past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail, wrote
from goen.core.advice.pledges import Pledge
from goen.core.advice.since import THANKS
from goen.core.advice.talks import Talk
from goen.core.advice.tasks import Task
from goen.core.advice.timing import on_business_day
from goen.core.hiring.promises import DUE, MINE, THEIRS
from goen.core.mail.people import is_shared
from goen.core.reasons import Reason
from goen.core.values import Application

PREPARE = 2  # days before a talk (our own figure)
NOTE_WITHIN = 2  # days in which a talk is still fresh (our own figure)
THANK_WITHIN = 1  # day; in Japan the next business day at the latest (evidence.md, fact 122)
THANK_UNTIL = 4  # days after which a thank-you for a talk is no longer proposed (our own figure)
CHASE_AFTER = 7  # days after a day that they named themselves (our own figure; facts 35 and 48)
ASK_TIMELINE_AFTER = 10  # days of silence after a talk with no day named (our own figure; fact 36 shows how sources disagree)
GIVE_UP_AFTER = 45  # days without a word: then it is silence (reading guide)
PAST = 2  # days for which a deadline gone by is still shown
# last words of theirs after which the next is theirs too
WAITING = frozenset({"invitation", "scheduling", "conversation", "thanks", "acknowledgement", "update", "assignment"})

ASKS_HOW_IT_GOES = re.compile(
    r"\b(?:timeline|time ?frame|when (?:(?:do|might|can|could|will) )?(?:you|i|we) (?:expect|might|can|could|will|hope|know|hear)|any (?:news|update|word)|an update|next steps?|how (?:things|it) (?:stands?|goes|is going|are going)|checking in|follow(?:ing)? up|where (?:things|you) (?:stand|are)|still (?:being considered|open))\b"
    r"|いつ頃|いつごろ|目安|進捗|状況(?:を|は|について)|スケジュール|その後(?:の|、|いかが)|今後の(?:流れ|予定|日程)",
    re.I,
)


def upcoming(context: Context, pledges: Sequence[Pledge]) -> Iterator[Task]:
    """The tasks of every application that is open, and of what was promised outside of any."""
    for application in context.understanding.applications:
        if application.outcome in ("open", "offer"):
            mine = [p for p in pledges if p.application == application.id]
            yield from _of(context, application, mine)
    for pledge in pledges:
        if pledge.application is None or context.applications[pledge.application].outcome not in ("open", "offer"):
            yield from _owed(context, pledge)


def _of(context: Context, application: Application, pledges: Sequence[Pledge]) -> Iterator[Task]:
    process = context.process[application.id]
    done = [t for t in context.talks[application.id] if t.on <= context.today]
    for talk in context.talks[application.id]:
        begin = prepare_on(talk.on)
        if begin <= context.today <= talk.on and not talk.noted:
            yield Task("prepare", begin, talk.on, application.id, _first(talk.people), _about(talk, "prepare"))
    for talk in done:
        yield from _after(context, application, process, talk)
    for pledge in pledges:
        yield from _owed(context, pledge)
    yield from _asking(context, application, process, done[-1] if done else None, pledges)


def _after(context: Context, application: Application, process: Sequence[Mail], talk: Talk) -> Iterator[Task]:
    """After a talk: write it down while it is fresh, and thank."""
    if context.today <= talk.on + timedelta(days=NOTE_WITHIN) and not talk.noted:
        yield Task("note", talk.on, talk.on + timedelta(days=1), application.id, _first(talk.people), _about(talk, "note"))
    person = correspondent(context, application, talk)
    if person is None or context.today > talk.on + timedelta(days=THANK_UNTIL):
        return
    later = [m for m in (*process, *context.mails[person]) if m.at.date() >= talk.on and m.id != talk.message]
    if any(m.mine and ("thanks" in m.kinds or THANKS.search(m.message.new)) and _after_talk(m, talk) for m in later):
        return
    if any(not m.mine and m.kinds & {"rejection", "withdrawal"} for m in later):
        return  # the answer to a rejection thanks for all of it
    by = on_business_day(talk.on + timedelta(days=THANK_WITHIN), context.where(person))
    yield Task("thank-talk", talk.on, by, application.id, person, _about(talk, "thank-talk"), "talk")


def _after_talk(mail: Mail, talk: Talk) -> bool:
    if talk.end is not None:
        return mail.at >= talk.end
    return mail.at.date() > talk.on or "scheduling" not in mail.kinds


def correspondent(context: Context, application: Application, talk: Talk | None = None) -> str | None:
    """Whom to write to about a running process: whom the owner spoke with; else who wrote last. Where an agency stands between, the agent."""
    here = application.id
    friends = {i.introducer for i in context.understanding.introductions if i.to_application == here != i.from_application}  # no agents
    agents = [p for p in application.agents if p in context.people and context.people[p].emails and p not in friends]
    among = [p for p in (talk.people if talk else ()) if p in context.people and context.people[p].emails]
    if agents and not any(p in agents for p in among):
        return max(agents, key=lambda p: _last(context, p))
    inside = [
        p for p in application.people if p not in friends and p in context.people and context.people[p].emails and wrote(context.mails[p])
    ]
    named = [p for p in among if p in inside] or among or inside
    named = [p for p in named if not all(is_shared(e) for e in context.people[p].emails)] or named
    return max(named, key=lambda p: _last(context, p), default=None)


def _last(context: Context, person: str) -> tuple[float, str]:
    theirs = wrote(context.mails[person])
    return (theirs[-1].at.timestamp() if theirs else 0.0), person


def _owed(context: Context, pledge: Pledge) -> Iterator[Task]:
    """Deadlines and the owner's own word, until a little after their day."""
    if pledge.state in ("kept", "over") or pledge.kind not in (DUE, MINE):
        return
    if context.today <= pledge.by + timedelta(days=PAST if pledge.kind == DUE else CHASE_AFTER):
        code = "due" if pledge.kind == DUE else "promised"
        reason = Reason(code, (("date", pledge.by.isoformat()),), pledge.quote, pledge.source)
        yield Task(code, min(pledge.made.date(), pledge.by), pledge.by, pledge.application, pledge.person, reason)


def _asking(
    context: Context, application: Application, process: Sequence[Mail], talk: Talk | None, pledges: Sequence[Pledge]
) -> Iterator[Task]:
    """Chase after their own date, or ask for the timeline; each once, and never while a word of theirs is not a week past."""
    person = correspondent(context, application, talk)
    received = [m for m in process if not m.mine]
    if person is None or not received or context.today - received[-1].at.date() >= timedelta(days=GIVE_UP_AFTER):
        return
    if any(t.on > context.today for t in context.talks[application.id]) or any(
        p.kind == DUE and p.state in ("open", "passed") for p in pledges
    ):
        return  # the next word, or the next step, is fixed or the owner's
    theirs = [p for p in pledges if p.kind == THEIRS and p.state in ("open", "passed")]
    heard = max([received[-1].at.date(), *([talk.on] if talk else [])])
    begun = max(
        [heard, *(p.by for p in theirs), *(m.at.date() for m in context.mails[person] if m.mine and m.application == application.id)]
    )
    asked = [m for m in (*process, *context.mails[person]) if m.mine and m.at > received[-1].at and _asks_how(context, m)]
    where = context.where(person)
    if theirs:
        last = max(theirs, key=lambda p: p.by)
        on = on_business_day(last.by + timedelta(days=CHASE_AFTER), where)
        if on <= context.today and not any(m.at.date() > last.by for m in asked):
            reason = Reason("chase", (("date", last.by.isoformat()), ("person", person)), last.quote, last.source)
            yield Task("chase", on, None, application.id, person, reason, "chase")
        return
    on = on_business_day(begun + timedelta(days=ASK_TIMELINE_AFTER), where)
    once = any(m.mine and _asks_how(context, m) for m in process if talk and m.at.date() > talk.on)
    if talk is not None and on <= context.today and not asked and not once and received[-1].kinds & WAITING:
        reason = Reason("timeline", (("date", heard.isoformat()), ("person", person)), "", talk.message)
        yield Task("timeline", on, None, application.id, person, reason, "timeline")


def _asks_how(context: Context, mail: Mail) -> bool:
    return context.marked.get(mail.id) in ("timeline", "chase") or bool(ASKS_HOW_IT_GOES.search(mail.message.new))


def prepare_on(talk: date) -> date:
    """The day from which a talk is prepared: a Friday, where that would be a day of the weekend."""
    day = talk - timedelta(days=PREPARE)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _about(talk: Talk, code: str) -> Reason:
    people = tuple(("person", p) for p in talk.people[:1])
    at = (("time", talk.start.strftime("%H:%M")),) if talk.start else ()
    return Reason(code, (("date", talk.on.isoformat()), *at, *people), "", talk.message)


def _first(people: Sequence[str]) -> str | None:
    return people[0] if people else None
