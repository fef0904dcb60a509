"""An offer of work that nobody has answered: by when an answer is expected, as they said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goen.core.advice.answers import ANSWERS
from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail
from goen.core.advice.pledges import Pledge
from goen.core.advice.tasks import Task
from goen.core.advice.timing import on_business_day
from goen.core.advice.upcoming import correspondent
from goen.core.hiring.dates import days
from goen.core.hiring.promises import DUE, MINE
from goen.core.reading.sentences import sentences
from goen.core.reasons import Reason
from goen.core.values import Application

PAST = timedelta(days=7)  # after the day that they named for which the answer is still shown (our own figure)
MORE_TIME = timedelta(days=7)  # that is asked for, from the day that they named (our own figure)
WAITS = timedelta(days=45)  # for which an offer without a day is: later it has lapsed in silence (reading guide)
ANSWER = re.compile(
    r"\b(?:reply|respond|response|answer|accept\w*|decline|decide|decision|confirm|let (?:me|us) know|sign|return|get back)\b"
    r"|回答|返答|返事|返信|承諾|諾否|可否|お知らせ|ご連絡|決め|内定受諾|入社(?:の)?意思",
    re.I,
)
LIMIT = re.compile(
    r"\b(?:by|before|until|till|within|no later than|deadline|expires?|valid|open|in the next|you have|latest)\b"
    r"|まで|以内|期限|締|中に|有効",
    re.I,
)
ASKED_TIME = re.compile(
    r"\b(?:more time|(?:few|couple of|another|extra) (?:more )?(?:days?|weeks?)|until|extend|extension|in place of|like to have my answer|think (?:it|this) (?:over|through))\b"
    r"|お待ちいただ|猶予|延長|延ばし|お時間を(?:いただ|頂戴)|期限は",
    re.I,
)
HAVE = re.compile(r"\byou have (?=\S+ (?:\(\d+\) )?(?:working |business )?(?:day|week)s?\b)", re.I)  # "you have one week to accept"


@dataclass(frozen=True, slots=True)
class Offer:
    """`due`: the last day for the answer, where they named one; `quote` their words about it. `asked_time`: the owner has asked for time to decide."""

    application: str
    message: str
    on: date
    due: date | None
    quote: str
    person: str | None
    asked_time: bool = False


def standing(context: Context, pledges: Sequence[Pledge] = ()) -> Iterator[Offer]:
    """The offers that wait for the owner's answer: of applications that stand at an offer. `pledges`: what was promised, also by the owner."""
    for application in context.understanding.applications:
        if application.outcome == "offer" and (found := _offer(context, application, pledges)):
            yield found


def _offer(context: Context, application: Application, pledges: Sequence[Pledge]) -> Offer | None:
    process = context.process[application.id]
    made = next((n for n in range(len(process) - 1, -1, -1) if not process[n].mine and "offer" in process[n].kinds), None)
    if made is None:
        return None
    mail = process[made]
    due, quote = _due(mail)
    for later in process[made + 1 :]:
        if later.mine and later.kinds & ANSWERS:
            return None
        if not later.mine and (found := _due(later))[0]:
            due, quote = found  # they have given more time
    own = [p for p in pledges if p.kind == MINE and p.application == application.id and p.made > mail.at and p.state != "kept"]
    said = next((p for p in reversed(own) if ANSWER.search(p.quote)), None)
    if due is None and said:
        due, quote = said.by, said.quote  # they named no day, and the owner did
    if due is None:
        last = process[-1]
        if last.mine or context.today - last.at.date() > WAITS:
            return None  # the next word is theirs
    elif context.today > due + PAST:
        return None
    by = next((p.id for p in context.understanding.people if mail.message.envelope.sender.email in p.emails), None)
    asked = said is not None or any(
        m.mine and (context.marked.get(m.id) == "offer-time" or ASKED_TIME.search(m.message.new)) for m in process[made + 1 :]
    )
    return Offer(application.id, mail.id, mail.at.date(), due, quote, by or correspondent(context, application), asked)


def _due(mail: Mail) -> tuple[date | None, str]:
    on = mail.at.date()
    for sentence in sentences(mail.message.new):
        if ANSWER.search(sentence.text) and LIMIT.search(sentence.text):
            named = [d.day for d in days(HAVE.sub("within ", sentence.text), on) if d.day > on]
            if named:
                return max(named), sentence.text
    return None, ""


def answering(context: Context, found: Sequence[Offer]) -> Iterator[Task]:
    """An offer is answered, by its day: accepted, declined, or with a word that asks for time."""
    for one in found:
        at = (("date", one.due.isoformat()),) if one.due else ()
        answers = ["offer-yes", "offer-no"]
        if not one.asked_time and (one.due is None or one.due >= context.today):
            answers.insert(0, "offer-time")  # what settles nothing stands first
        reason = Reason("offer", at, one.quote, one.message)
        yield Task("offer", one.on, one.due, one.application, one.person, reason, answers[0], choices=tuple(answers))


def longer(context: Context, due: date, person: str | None) -> date:
    """The day to which an answer is asked to wait: a week more, and a business day where they are."""
    return on_business_day(due + MORE_TIME, context.where(person))


def without(pledges: Sequence[Pledge], found: Sequence[Offer]) -> tuple[Pledge, ...]:
    """The promises without the day of an offer's answer, theirs or the owner's, which is a thing of its own."""
    days_of = {(o.application, o.due) for o in found}
    answers = [p for p in pledges if p.kind == DUE or (p.kind == MINE and ANSWER.search(p.quote))]
    return tuple(p for p in pledges if not (p in answers and (p.application, p.by) in days_of))
