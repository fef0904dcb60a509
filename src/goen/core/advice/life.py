"""A letter's life: proposed, drafted, checked, sent, answered or silent, reminded once, closed.

Whether a letter was sent is seen in the sent mail, or marked by the owner; what became of it is read from what they wrote next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goen.core.advice.bars import let_go, open_ask
from goen.core.advice.check import examine
from goen.core.advice.context import Context
from goen.core.advice.correspondence import Mail, seen
from goen.core.advice.letters.en import matters as en
from goen.core.advice.letters.ja import matters as ja
from goen.core.advice.places import country
from goen.core.advice.refusal import YES, YES_JA, no_contact, refusal
from goen.core.advice.timing import CLOSE_AFTER, REMIND_AFTER, business_days_between
from goen.core.values import KeptLetter, Letter

STATES = ("drafted", "checked", "sent", "yes", "no", "later", "introduced", "answered", "silent", "reminded", "closed")
AFTER_REJECTION = frozenset({"ask", "thanks", "report"})
ASKING = frozenset(
    {"ask", "timeline", "chase", "use-and-pay", "outline", "introduce-ask", "accept-offer", "answer-introduction", "remind", "offer-time"}
)
LATER = re.compile(
    r"\b(?:not (?:right )?now|at the moment|for now|later (?:in|this)|next (?:quarter|year|spring|summer|autumn|fall)|in (?:the )?(?:spring|summer|autumn|fall|new year)|once (?:we|the|things)|when (?:we|things|the)|give me (?:a|some)|after the)\b"
    r"|今は|いまは|現時点|落ち着|来期|来年|時期が|またその折|改めて",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Life:
    """One ask or kept letter and where it stands. `on`: the day of that state; `remind_on`: when one reminder would be in order, where it would."""

    person: str
    application: str | None
    purpose: str
    state: str  # one of STATES
    on: date
    message: str  # of the letter as mail, or the kept letter's id
    answer: str = ""  # message id of the answer


def lives(context: Context) -> tuple[Life, ...]:
    """Every letter that asks, and every letter that was kept, oldest first."""
    found: list[Life] = []
    taken: set[str] = set()
    for kept in context.letters:
        known = next((p for p in context.understanding.people if kept.to in (*p.emails, p.id)), None)
        person = known.id if known else kept.to
        found_as = seen(kept, context.messages, context.understanding.owner, known.emails if known else ())
        application = next((a.id for a in context.understanding.applications if kept.about in (a.id, *a.messages)), None)
        sent = found_as.id if found_as else kept.id if kept.sent_on else ""
        if not sent:
            state = "checked" if _passes(context, kept, person, application) else "drafted"
            found.append(Life(person, application, kept.purpose, state, kept.at.date(), kept.id))
            continue
        taken.add(sent)
        found.append(_sent(context, person, application, kept, sent))
    for person, mails in context.mails.items():
        waiting = False  # an ask is open: what the owner writes before an answer reminds of it, and is no ask of its own
        for n, mail in enumerate(mails):
            if not mail.mine:
                waiting = False
            elif "ask" in mail.kinds:
                if not waiting and mail.id not in taken:
                    found.append(_after(context, person, mail.application, "ask", mail, mails[n + 1 :]))
                waiting = True
    return tuple(sorted(found, key=lambda one: (one.on, one.person, one.message)))


def _passes(context: Context, kept: KeptLetter, person: str, application: str | None) -> bool:
    """Whether a kept draft may go as it is."""
    about = context.applications.get(application or "")
    if about is None:
        return False
    letter = Letter(kept.subject, kept.body, kept.to, kept.in_reply_to, kept.language)
    after_rejection = kept.purpose in AFTER_REJECTION
    rules = ja if kept.language == "ja" else en
    return not examine(
        letter,
        about,
        context.people.get(person),
        context.understanding,
        context.messages,
        plain=kept.purpose not in ASKING,
        concrete=after_rejection,
        length=None if after_rejection else (rules.SHORTEST, rules.LONGEST),
    )


def _sent(context: Context, person: str, application: str | None, kept: KeptLetter, sent: str) -> Life:
    mails = context.mails.get(person, ())
    place = next((n for n, m in enumerate(mails) if m.id == sent), None)
    if place is None:
        return Life(person, application, kept.purpose, "sent", kept.sent_on or kept.at.date(), kept.id)
    return _after(context, person, application, kept.purpose, mails[place], mails[place + 1 :])


def _after(context: Context, person: str, application: str | None, purpose: str, mail: Mail, later: Sequence[Mail]) -> Life:
    """What became of a letter that was sent."""
    answer = next((m for m in later if not m.mine), None)
    if answer is not None:
        return Life(person, application, purpose, said(answer), answer.at.date(), mail.id, answer.id)
    if purpose != "ask":
        return Life(person, application, purpose, "sent", mail.at.date(), mail.id)
    again = open_ask((mail, *later)) or (mail,)
    if let_go(again, context.today):
        return Life(person, application, purpose, "closed", again[-1].at.date(), mail.id)
    if len(again) > 1:
        return Life(person, application, purpose, "reminded", again[-1].at.date(), mail.id)
    where = country(context.people[person], context.mails[person])
    waited = business_days_between(mail.at.date(), context.today, where)
    return Life(person, application, purpose, "silent" if REMIND_AFTER <= waited <= CLOSE_AFTER else "sent", mail.at.date(), mail.id)


def said(answer: Mail) -> str:
    """What an answer to an ask says: introduced, yes, no, later, or only that it is one."""
    text = answer.message.new
    if "introduction" in answer.kinds:
        return "introduced"
    if LATER.search(text) and not re.search(r"\b(?:i[’']ll|i will) (?:introduce|ask|pass|forward)\b|ご紹介(?:し|いたし)ます", text):
        return "later"
    if refusal(text) or no_contact(text):
        return "no"
    if "introduction_offer" in answer.kinds or YES.search(text) or YES_JA.search(text):
        return "yes"
    return "answered"
