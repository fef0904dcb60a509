"""What bars an ask: an ask without an answer, a no, "please do not write"; and an offer that the owner has said yes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from goen.core.advice.correspondence import Mail
from goen.core.advice.refusal import no_contact, refusal
from goen.core.advice.timing import CLOSE_AFTER, business_days_between
from goen.core.reasons import Reason
from goen.core.values import Application

ANSWER_WITHIN = timedelta(days=60)  # a later mail is about something else (our own figure)
AGAIN = timedelta(days=2)  # a second mail sooner than that is an afterthought, later it is a reminder (our own figure)
ACCEPTS = re.compile(
    r"\byes\b|please do\b|i[’']d (?:be )?(?:glad|love|happy|delighted|grateful|very much like)|would (?:love|be glad|be grateful|be delighted)|say the word|go ahead"
    r"|ぜひ|是非|お言葉に甘え|よろしくお願い|お願いいたします|お願いします|お待ちして",
    re.I,
)


def barred(application: Application, mails: Sequence[Mail]) -> tuple[Reason, ...]:
    """Why this person may not be asked, or not again: they said no, asked for no contact, or never answered an ask. Empty if they may.

    An introduction made or offered after a "no" lifts it; nothing lifts "no contact, please". The rejection itself answers no ask.
    """
    no: tuple[Reason, ...] = ()
    asked: list[Mail] = []  # asks without an answer so far
    latest: Mail | None = None
    for mail in mails:
        if mail.mine:
            if "ask" in mail.kinds or (asked and mail.at - asked[-1].at >= AGAIN):
                latest = mail if "ask" in mail.kinds else latest
                asked.append(mail)  # whoever writes again before an answer has reminded them, whatever they wrote
            continue
        if quote := no_contact(mail.message.new):
            return (Reason("no-contact", (), quote, mail.id),)
        if latest is None:
            continue
        first = bool(asked)
        asked = []
        if mail.kinds & {"introduction", "introduction_offer"}:
            no = ()
        elif _may_answer(mail, latest, application, first=first) and (quote := refusal(mail.message.new)):
            no = (Reason("said-no", (), quote, mail.id),)
    if asked:
        begun, last = asked[0].at.date().isoformat(), asked[-1].at.date().isoformat()
        return (Reason("asked-unanswered", (("first", begun), ("last", last), ("times", str(len(asked))))),)
    return no


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


def _may_answer(mail: Mail, ask: Mail, application: Application, *, first: bool) -> bool:
    """Whether their mail can be the answer to the ask: talk within ANSWER_WITHIN, or the first word after an ask that followed the rejection."""
    if mail.id == application.rejection or mail.at - ask.at > ANSWER_WITHIN:
        return False
    if mail.kinds <= {"conversation", "thanks"}:
        return True
    return first and "rejection" in mail.kinds and application.rejected_at is not None and ask.at > application.rejected_at


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
