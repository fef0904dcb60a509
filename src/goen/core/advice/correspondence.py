"""The mail between the owner and one person, oldest first, with what each was read as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goen.core.mail.message import Message
from goen.core.values import Owner, Person, Reading

MACHINE = frozenset({"auto", "bounce"})


@dataclass(frozen=True, slots=True)
class Mail:
    """One message between the two; `alone` says that nobody else stands beside the person in the To line."""

    message: Message
    mine: bool  # the owner wrote it
    alone: bool
    kinds: frozenset[str]  # the kind and the also-kinds
    application: str | None

    @property
    def at(self) -> datetime:
        return self.message.envelope.date

    @property
    def id(self) -> str:
        return self.message.id


def correspondence(
    people: Iterable[Person], messages: Iterable[Message], readings: Iterable[Reading], *, owner: Owner, as_of: date
) -> dict[str, tuple[Mail, ...]]:
    """Person id -> the mail they wrote to the owner and the owner to them, up to and with `as_of`; automatic replies are left out.

    A person without mail has an empty entry.
    """
    read = {r.message: r for r in readings}
    by_address = {email: person.id for person in people for email in person.emails}
    found: dict[str, list[Mail]] = {person.id: [] for person in people}
    for message in messages:
        envelope = message.envelope
        if envelope.date.date() > as_of or envelope.marks & MACHINE:
            continue
        reading = read.get(message.id)
        kinds = frozenset((reading.kind, *reading.also)) if reading else frozenset()
        application = reading.application if reading else None
        mine = envelope.sender.email in owner.emails
        if mine:
            receivers = {by_address[a.email] for a in envelope.to if a.email in by_address}
            alone = len({a.email for a in envelope.to}) == 1
        else:
            receivers = {by_address[envelope.sender.email]} if envelope.sender.email in by_address else set()
            alone = True
        for person in receivers:
            found[person].append(Mail(message, mine, alone, kinds, application))
    return {person: tuple(sorted(mails, key=lambda m: (m.at, m.id))) for person, mails in found.items()}


def wrote(mails: Sequence[Mail]) -> tuple[Mail, ...]:
    """What the person wrote."""
    return tuple(m for m in mails if not m.mine)
