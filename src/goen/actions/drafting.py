"""The draft of a letter and its check, from as much of the mail as one letter can speak of; and the letter as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from goen.actions import mail
from goen.core.advice import check, draft, next_step
from goen.core.mail.message import Message
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Letter, Owner, Person, Reading, Understanding


class Index(Protocol):
    """An understanding with its indexes; a store may hold ten thousand applications, and a letter speaks of two or three."""

    @property
    def understanding(self) -> Understanding: ...
    @property
    def applications(self) -> Mapping[str, Application]: ...
    @property
    def people(self) -> Mapping[str, Person]: ...
    @property
    def readings(self) -> Mapping[str, Reading]: ...
    @property
    def of_person(self) -> Mapping[str, Sequence[Application]]: ...
    @property
    def mail_with(self) -> Mapping[str, Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class Near:
    """As much of the understanding and of the mail as one letter can speak of."""

    advice: Advice
    understanding: Understanding
    messages: tuple[Message, ...]

    def draft(self, manner: str = "") -> Letter | None:
        """The draft: "" as usual, "shorter" or "warmer"."""
        return draft(self.advice, self.understanding, self.messages, manner=manner)

    def check(self, letter: Letter) -> tuple[Reason, ...]:
        """What is to be mended."""
        return check(letter, self.advice, self.understanding, self.messages)


def near(advice: Advice, index: Index) -> Near:
    whole = index.understanding
    application = index.applications[advice.application]
    person = dict(next_step(advice, as_of=whole.as_of).arguments).get("person", advice.to or "")
    made = [
        i for i in whole.introductions
        if person in (i.introducer, i.introduced) or application.id in (i.from_application, i.to_application)
    ]  # fmt: skip
    involved = dict.fromkeys([person, *application.people, *(p for i in made for p in (i.introducer, i.introduced))])
    people = tuple(index.people[p] for p in involved if p in index.people)
    linked = [application.id, *(a for i in made for a in (i.from_application, i.to_application) if a)]
    applications = {a: index.applications[a] for a in linked if a in index.applications}
    applications |= {a.id: a for a in index.of_person.get(person, ())}
    applications |= {a.id: a for a in whole.applications if a.outcome == "accepted"}
    ids = {*application.messages, *(m for p in people for e in p.emails for m in index.mail_with.get(e, ()))}
    messages = tuple(mail.some(ids).values())
    slim = replace(
        whole,
        people=people,
        applications=tuple(sorted(applications.values(), key=lambda a: (a.first, a.id))),
        readings=tuple(index.readings[m.id] for m in messages if m.id in index.readings),
        introductions=tuple(made),
        advice=(advice,),
        perhaps=(),
    )
    return Near(advice, slim, messages)


def to_self(owner: Owner, subject: str, lines: Sequence[str]) -> bytes:
    """A mail to oneself as a draft, for the week's three lines."""
    return eml(Letter(subject, "\n".join(lines) + "\n", owner.emails[0] if owner.emails else "", None, owner.language), owner)


def eml(letter: Letter, owner: Owner) -> bytes:
    """The letter as a message that mail programs open as a draft (X-Unsent), answering what it answers."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(owner.name, addr_spec=owner.emails[0]) if owner.emails else ""
    message["To"] = letter.to
    message["Subject"] = letter.subject
    if letter.in_reply_to:
        message["In-Reply-To"] = message["References"] = letter.in_reply_to
    message["X-Unsent"] = "1"
    message.set_content(letter.body)
    return message.as_bytes()
