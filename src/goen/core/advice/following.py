"""An introduction followed to its end: offered, made, answered, talked, work or application, outcome; and who was told of it.

Answer within a day with the introducer in bcc (evidence.md, fact 86); report after the first talk, when a week brings nothing, and at the
end, also a bad one (facts 87 and 88).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail, wrote
from goen.core.advice.refusal import refusal
from goen.core.advice.samples import asked_for_samples
from goen.core.advice.since import REPORT_DUE
from goen.core.advice.tasks import Task
from goen.core.advice.timing import on_business_day
from goen.core.reading.sentences import sentences
from goen.core.reasons import Reason
from goen.core.values import Introduction

STEPS = ("offered", "accepted", "made", "answered", "talked", "applied", "ended")
ANSWER_WITHIN = 1  # day (fact 86)
ANSWER_UNTIL = 30  # days for which an answer is still proposed (our own figure)
QUIET = 7  # days of silence after which the introducer hears that there is none yet (fact 87)
TALK = frozenset({"conversation", "rejection", "thanks", "outreach", "update"})
OFFERS = re.compile(
    r"\b(?:glad|happy|pleased|delighted|like|love) to (?:introduce you to|put you in touch with|connect you (?:with|to))|\b(?:shall|should|may) I (?:introduce|put you in touch|connect)|\bI[’']ll (?:gladly )?(?:introduce you to|put you in touch with)"
    r"|(?:ご紹介|お引き合わせ)(?:したい|いたしましょう|しましょう|させてください|できれば|できます)|お引き合わせします",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Path:
    """One introduction and how far it has come, each step with its day. `told`: when the owner wrote to the introducer alone."""

    introducer: str
    introduced: str | None  # None while it is only offered
    message: str
    from_application: str | None
    to_application: str | None
    steps: tuple[tuple[str, date], ...]
    outcome: str  # of the application that it led to, or ""
    told: tuple[datetime, ...]
    ended_at: datetime | None = None

    @property
    def step(self) -> str:
        return self.steps[-1][0]


def paths(context: Context) -> tuple[Path, ...]:
    """Every introduction to the owner, made or offered, oldest first."""
    made = [p for i in context.understanding.introductions if (p := _path(context, i)) is not None]
    return tuple(sorted((*made, *_offers(context)), key=lambda p: (p.steps[0][1], p.introducer)))


def _path(context: Context, i: Introduction) -> Path | None:
    at = context.when.get(i.message)
    if at is None or i.introducer not in context.mails or i.introduced not in context.mails:
        return None
    steps = [("made", at.date())]
    between = [m for m in context.mails[i.introduced] if m.at >= at]
    answered = next((m for m in between if m.mine), None)
    if answered:
        steps.append(("answered", answered.at.date()))
    led = context.applications.get(i.to_application or "")
    ended_at = None
    if led is not None:
        process = [m for m in context.process[led.id] if m.at >= at]
        talk = next((t.on for t in context.talks[led.id] if at.date() <= t.on <= context.today), None)
        if talk:
            steps.append(("talked", talk))
        work = next((m.at.date() for m in process if m.mine and m.kinds & {"submission", "application"} and m is not answered), None)
        if work:
            steps.append(("applied", work))
        end = led.rejected_at or deciding(process, led.outcome) or led.last
        if led.outcome in ("rejected", "accepted", "withdrawn", "offer") and end > at and not context.talks_ahead(led.id):
            ended_at = end
            steps.append(("ended", end.date()))
    outcome = led.outcome if led is not None else ""
    told = tuple(m.at for m in context.mails[i.introducer] if m.mine and m.alone and m.at > at and "ask" not in m.kinds)
    return Path(i.introducer, i.introduced, i.message, i.from_application, i.to_application, tuple(steps), outcome, told, ended_at)


def deciding(process: Sequence[Mail], outcome: str) -> datetime | None:
    kind = {"accepted": "acceptance", "withdrawn": "withdrawal"}.get(outcome, outcome)
    return next((m.at for m in reversed(process) if kind in m.kinds), None)


def _offers(context: Context) -> Iterator[Path]:
    """Offers that nothing has come of yet, with the owner's answer if there is one."""
    made = {i.message: i.introducer for i in context.understanding.introductions}
    latest: dict[str, datetime] = {}
    for message, introducer in made.items():
        if message in context.when:
            latest[introducer] = max(context.when[message], latest.get(introducer, context.when[message]))
    for person, mails in context.mails.items():
        offer: Mail | None = None
        yes: Mail | None = None
        for m in mails:
            if m.mine and offer and yes is None and refusal(m.message.new):
                offer = None  # the owner said no to it
            elif m.mine:
                yes = yes or (m if offer else None)
            elif "introduction" in m.kinds or m.id in made:
                offer = yes = None
            elif "introduction_offer" in m.kinds or (m.kinds <= TALK and OFFERS.search(m.message.new)):
                offer, yes = m, None
            elif offer and refusal(m.message.new):
                offer = yes = None
        if offer is None or (person in latest and latest[person] >= offer.at):
            continue
        steps = [("offered", offer.at.date()), *([("accepted", yes.at.date())] if yes else [])]
        yield Path(person, None, offer.id, offer.application, None, tuple(steps), "", ())


def following(context: Context, found: Sequence[Path]) -> Iterator[Task]:
    """What each introduction asks for now."""
    for path in found:
        steps = dict(path.steps)
        if path.step == "offered":
            on = steps["offered"]
            if context.today - on <= timedelta(days=ANSWER_UNTIL):
                quote = _offer_words(context, path)
                reason = Reason("accept-offer", (("person", path.introducer), ("date", on.isoformat())), quote, path.message)
                by = on_business_day(on + timedelta(days=ANSWER_WITHIN), context.where(path.introducer))
                answers = ("accept-offer", "decline-introduction")
                yield Task("accept-offer", on, by, path.from_application, path.introducer, reason, answers[0], choices=answers)
            continue
        if path.step == "accepted" or path.introduced is None:
            continue
        if "answered" not in steps and "ended" not in steps:
            yield from _answer(context, path, steps["made"])
            continue
        if "ended" not in steps:
            yield from _sample(context, path)
        yield from _report(context, path, steps)


def _answer(context: Context, path: Path, made: date) -> Iterator[Task]:
    if context.today - made > timedelta(days=ANSWER_UNTIL):
        return
    by = on_business_day(made + timedelta(days=ANSWER_WITHIN), context.where(path.introduced))
    who = (("person", path.introduced or ""), ("other", path.introducer), ("date", made.isoformat()))
    reason = Reason("answer-introduction", who, "", path.message)
    yield Task("answer-introduction", made, by, path.to_application, path.introduced, reason, "answer-introduction", path.introducer)


def _sample(context: Context, path: Path) -> Iterator[Task]:
    """They asked to see work: it goes within a day, like an answer (fact 86)."""
    asked = asked_for_samples(context.mails[path.introduced or ""], context.when[path.message])
    if asked is None or context.today - asked.at.date() > timedelta(days=ANSWER_UNTIL):
        return
    by = on_business_day(asked.at.date() + timedelta(days=ANSWER_WITHIN), context.where(path.introduced))
    who = (("person", path.introduced or ""), ("other", path.introducer), ("date", asked.at.date().isoformat()))
    reason = Reason("sample", who, "", asked.id)
    yield Task("sample", asked.at.date(), by, path.to_application, path.introduced, reason, "sample")


def _report(context: Context, path: Path, steps: dict[str, date]) -> Iterator[Task]:
    """The last news that the introducer has not heard: the end before the first talk before a week of silence."""
    last_told = max(path.told, default=None)
    who = (("person", path.introducer), ("other", path.introduced or ""))
    where = context.where(path.introducer)
    if path.ended_at is not None:
        code, day = "report-outcome", path.ended_at.date()
        heard = last_told is not None and last_told > path.ended_at
        on = on_business_day(day + timedelta(days=1), where)
    elif "talked" in steps:
        code, day = "report-talk", steps["talked"]
        heard = last_told is not None and last_told.date() >= day
        on = on_business_day(day + timedelta(days=1), where)
    else:
        code, day = "report-silence", steps["answered"]
        heard = (
            last_told is not None
            and last_told.date() >= day
            or any(m.at.date() >= day for m in wrote(context.mails[path.introduced or ""]))
        )
        on = on_business_day(day + timedelta(days=QUIET), where)
    if not heard and on <= context.today <= day + timedelta(days=REPORT_DUE):
        reason = Reason(code, (*who, ("date", day.isoformat()), ("outcome", path.outcome)), "", path.message)
        yield Task(code, on, None, path.from_application, path.introducer, reason, code, path.introduced)


def _offer_words(context: Context, path: Path) -> str:
    """The sentence that offers: the sign of it, else the words themselves."""
    person = context.people[path.introducer]
    sign = next((s.quote for s in person.signs if s.message == path.message and s.signal == "introduction"), "")
    mail = next((m for m in context.mails[path.introducer] if m.id == path.message), None)
    return sign or next((s.text for s in sentences(mail.message.new) if OFFERS.search(s.text)), "") if mail else sign
