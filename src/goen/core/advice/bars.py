"""What bars an ask: an ask without an answer, a no, "please do not write"; and an offer that the owner has said yes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goen.core.advice.correspondence import Mail
from goen.core.advice.refusal import no_contact, refusal
from goen.core.advice.timing import CLOSE_AFTER, business_days_between
from goen.core.reasons import Reason
from goen.core.values import Application

ANSWER_WITHIN = timedelta(days=60)  # a later mail is about something else (our own figure)
AGAIN = timedelta(days=2)  # a second mail sooner than that is an afterthought, later it is a reminder (our own figure)
TALK = frozenset({"conversation", "thanks"})
ACCEPTS = re.compile(
    r"\byes\b|please do\b|i[’']d (?:be )?(?:glad|love|happy|delighted|grateful|very much like)|would (?:love|be glad|be grateful|be delighted)|say the word|go ahead"
    r"|ぜひ|是非|お言葉に甘え|よろしくお願い|お願いいたします|お願いします|お待ちして",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be a no to an ask (`reason`), or lifts one (None)."""

    mail: Mail
    ask: Mail
    first: bool  # nothing was answered to the ask before
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Course:
    """What a person's mail says of being asked, in whatever process: found once, since some stand in many."""

    whatever: tuple[Reason, ...]  # bars every ask
    answers: tuple[Answer, ...]  # oldest first


def course(mails: Sequence[Mail]) -> Course:
    """What the mail with one person says of being asked."""
    answers: list[Answer] = []
    asked: list[Mail] = []  # asks without an answer so far
    latest: Mail | None = None
    for mail in mails:
        if mail.mine:
            if "ask" in mail.kinds or (asked and mail.at - asked[-1].at >= AGAIN):
                latest = mail if "ask" in mail.kinds else latest
                asked.append(mail)  # whoever writes again before an answer has reminded them, whatever they wrote
            continue
        if quote := no_contact(mail.message.new):
            return Course((Reason("no-contact", (), quote, mail.id),), ())
        if latest is None:
            continue
        first = bool(asked)
        asked = []
        if mail.kinds & {"introduction", "introduction_offer"}:
            answers.append(Answer(mail, latest, first, None))
        elif _answers(mail, latest, first=first) and (quote := refusal(mail.message.new)):
            answers.append(Answer(mail, latest, first, Reason("said-no", (), quote, mail.id)))
    if asked:
        begun, last = asked[0].at.date().isoformat(), asked[-1].at.date().isoformat()
        return Course((Reason("asked-unanswered", (("first", begun), ("last", last), ("times", str(len(asked))))),), ())
    return Course((), tuple(answers))


def barred(application: Application, said: Course) -> tuple[Reason, ...]:
    """Why this person may not be asked, or not again: they said no, asked for no contact, or never answered an ask. Empty if they may.

    An introduction made or offered after a "no" lifts it; nothing lifts "no contact, please". The rejection itself answers no ask.
    """
    no: tuple[Reason, ...] = ()
    for answer in said.answers:
        if answer.reason is None:
            no = ()
        elif _of_process(answer, application):
            no = (answer.reason,)
    return said.whatever or no


def open_ask(mails: Sequence[Mail]) -> tuple[Mail, ...]:
    """The ask to which no answer has come, and whatever the owner wrote after it; empty if there is none."""
    asked: list[Mail] = []
    for mail in mails:
        if not mail.mine:
            asked = []
        elif "ask" in mail.kinds or (asked and mail.at - asked[-1].at >= AGAIN):
            asked.append(mail)
    return tuple(asked)


def let_go(asked: Sequence[Mail], as_of: date) -> bool:
    """Whether an ask has waited so long that it is over."""
    return business_days_between(asked[-1].at.date(), as_of, "") > CLOSE_AFTER


def _answers(mail: Mail, ask: Mail, *, first: bool) -> bool:
    """Whether their mail can be the answer to the ask: talk within ANSWER_WITHIN, or a rejection as the first word after it."""
    return mail.at - ask.at <= ANSWER_WITHIN and (mail.kinds <= TALK or (first and "rejection" in mail.kinds))


def _of_process(answer: Answer, application: Application) -> bool:
    """Whether it answers an ask of this process: it is not its rejection, and one that rejects answers what was asked after that."""
    if answer.mail.id == application.rejection:
        return False
    return answer.mail.kinds <= TALK or (application.rejected_at is not None and answer.ask.at > application.rejected_at)


def offer_accepted(mails: Sequence[Mail]) -> Reason | None:
    """The owner's yes to an introduction that was offered and has not been made yet: the next word is the other's. None if there is none."""
    offer: Mail | None = None
    yes: Reason | None = None
    for mail in mails:
        if not mail.mine and mail.kinds & {"introduction", "introduction_offer"}:
            offer, yes = (mail, None) if "introduction" not in mail.kinds else (None, None)
        elif mail.mine and offer and (found := ACCEPTS.search(mail.message.new)):
            yes = Reason("offer-accepted", (("on", mail.at.date().isoformat()),), found.group(), mail.id)
    return yes
