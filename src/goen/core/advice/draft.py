"""From advice to a letter: the owner's to change and to send."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from goen.core.advice.correspondence import Mail, correspondence, wrote
from goen.core.advice.gather import called, facts, language_between
from goen.core.advice.letters import calling
from goen.core.advice.letters.en import write as en_write
from goen.core.advice.letters.facts import Facts
from goen.core.advice.letters.ja import manner as ja_manner
from goen.core.advice.letters.ja import write as ja_write
from goen.core.advice.news import FRESH, RECENT, acceptances, job_taken, news
from goen.core.advice.propose import answered_by
from goen.core.advice.since import introduced
from goen.core.advice.steps import WRITES, next_step
from goen.core.advice.talks import talks
from goen.core.mail.message import Message
from goen.core.values import Advice, Application, Letter, Person, Reading, Understanding

PURPOSE = {"thank": "thanks", "thank-if-you-like": "thanks", "catch-up": "catch_up", "report": "report", "report-if-you-like": "report"}


def draft(advice: Advice, understanding: Understanding, messages: Iterable[Message], *, manner: str = "") -> Letter | None:
    """The letter that fits what is to be done now (`next_step`), in the language of the correspondence; None where nothing is to be written,
    or where the mail holds nothing at all that only this process had: a letter that could go to anybody is better not sent.

    `messages` may be more than those of this process; only the mail between the owner and the person, and that of the application, is used.
    Every name, number and quotation in the letter stands in the mail. `manner`: "", "shorter" or "warmer".
    """
    step = next_step(advice, as_of=understanding.as_of)
    if step.code not in WRITES:
        return None
    arguments = dict(step.arguments)
    application = next(a for a in understanding.applications if a.id == advice.application)
    people = {p.id: p for p in understanding.people}
    person = people[arguments["person"]]
    messages = tuple(messages)
    mails = correspondence(understanding.people, messages, understanding.readings, owner=understanding.owner, as_of=understanding.as_of)
    theirs = mails[person.id]
    process = process_mail(application, messages, understanding.readings, understanding.owner.emails)
    language = language_between(person, application, theirs)
    purpose = PURPOSE.get(step.code) or advice.size or "keep_in_mind"
    known = facts(purpose, application, person, understanding.owner, theirs, process, language)
    today = understanding.as_of
    when = {m.id: m.envelope.date.date() for m in messages}
    own = understanding.owner.emails
    accepted = acceptances(understanding.readings)
    taken = job_taken(
        understanding.pause, (m.envelope.date.date() for m in messages if m.id in accepted and m.envelope.sender.email in own), today
    )
    known = dataclasses.replace(
        known,
        thanked=step.code == "ask-alone",
        late=step.code == "thank-if-you-like",
        searching="search_over" not in advice.since and not taken,
        past=today - (application.rejected_at or application.last).date() > RECENT,
        job_taken=taken,
    )
    reply = answered_by(application, theirs)
    if purpose == "report":
        known = _with_news(known, application, person, understanding, mails, messages)
        reply = wrote(theirs)[-1].id if wrote(theirs) else reply
    if not known.concrete:
        return None
    if reply in when and today - when[reply] > FRESH:
        reply = None  # an old thread is not taken up again
    subjects = {m.id: m.envelope.subject for m in messages}
    answered = subjects.get(reply or "", "")
    subject, body = (ja_write.subject, ja_write.body) if language == "ja" else (en_write.subject, en_write.body)
    return Letter(
        subject=reply_subject(answered) if answered else subject(known),
        body=body(known, manner),
        to=address_of(person, theirs),
        in_reply_to=reply,
        language=language,
    )


def process_mail(
    application: Application, messages: Iterable[Message], readings: Iterable[Reading], own: Sequence[str]
) -> tuple[Mail, ...]:
    """All mail of the application, whoever wrote it, oldest first."""
    read = {r.message: r for r in readings}
    ids = set(application.messages)
    found = [
        Mail(
            m, m.envelope.sender.email in own, True, frozenset((r.kind, *r.also)) if (r := read.get(m.id)) else frozenset(), application.id
        )
        for m in messages
        if m.id in ids
    ]
    return tuple(sorted(found, key=lambda m: (m.at, m.id)))


def reply_subject(subject: str) -> str:
    """The subject of an answer: one "Re: " in front, as mail programs write it."""
    bare = subject.strip()
    while bare[:3].lower() == "re:" or bare[:3] == "RE：":
        bare = bare[3:].strip()
    return f"Re: {bare}"


def address_of(person: Person, mails: Sequence[Mail]) -> str:
    """Where the person wrote from last; without mail from them, their first address; "" if none is known."""
    theirs = [m for m in wrote(mails) if m.message.envelope.sender.email in person.emails]
    return theirs[-1].message.envelope.sender.email if theirs else (person.emails[0] if person.emails else "")


def _with_news(
    known: Facts,
    application: Application,
    person: Person,
    understanding: Understanding,
    mails: Mapping[str, Sequence[Mail]],
    messages: Sequence[Message],
) -> Facts:
    """The facts of a report: what came of the last introduction, or else the job that ended the search."""
    made = introduced(application, person, understanding.introductions, mails[person.id])
    people = {p.id: p for p in understanding.people}
    if made and made[-1][1].introduced in people:
        introduction = made[-1][1]
        other = people[introduction.introduced]
        led = next((a for a in understanding.applications if a.id == introduction.to_application), None)
        told = news(led, understanding.applications, talks_ahead=_talks_ahead(led, understanding, messages)) if led else None
        return dataclasses.replace(
            known,
            introduced=called(other, understanding.owner, mails[other.id], "ja" if known.introduces else "en"),
            led_to=_firm(told.organization if told else other.organization, known),
            led_role=(ja_write if known.introduces else en_write).clean_role(told.role) if told else "",
            beside=told is not None and told.beside,
            stage=told.stage if told else "",
            outcome=told.outcome if told else "",
            in_touch=bool(mails.get(other.id)),
            past=understanding.as_of - made[-1][0].date() > RECENT,
        )
    taken = [a for a in understanding.applications if a.outcome == "accepted" and a.last >= application.first]
    return dataclasses.replace(known, led_to=_firm(taken[-1].organization, known) if taken else "")


def _talks_ahead(led: Application, understanding: Understanding, messages: Iterable[Message]) -> bool:
    """Whether a talk of this application is still to come."""
    owner = understanding.owner.emails
    by_address = {email: p.id for p in understanding.people for email in p.emails}
    names = {p.id: p.name for p in understanding.people}
    up_to_now = (m for m in messages if m.envelope.date.date() <= understanding.as_of)
    process = process_mail(led, up_to_now, understanding.readings, owner)
    notes = [r for r in understanding.notes if r.application == led.id and r.note.at.date() <= understanding.as_of]
    return any(t.on > understanding.as_of for t in talks(led, process, by_address, names, notes, owner))


def _firm(name: str, known: Facts) -> str:
    return calling.organization(ja_manner.organization(name) if known.introduces else name, known.owner)
