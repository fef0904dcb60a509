"""The mail between the owner and one person, oldest first, with what each was read as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from goen.core.advice.asks import asks_for_a_door
from goen.core.mail.message import Address, Envelope, Message
from goen.core.values import Application, KeptLetter, Owner, Person, Reading

DOUBTFUL = frozenset({"thanks", "conversation", "withdrawal", "request"})  # what an ask is easily taken for
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


class Mails(tuple[Mail, ...]):
    """The mail between the owner and one person, oldest first. Whoever stands in many processes is looked at for each, so what is sought in it
    is found once."""

    @cached_property
    def theirs(self) -> tuple[Mail, ...]:
        """What the person wrote."""
        return tuple(m for m in self if not m.mine)

    @cached_property
    def mine(self) -> tuple[Mail, ...]:
        """What the owner wrote."""
        return tuple(m for m in self if m.mine)

    @cached_property
    def about(self) -> Mapping[str | None, Sequence[Mail]]:
        """By application what the person wrote about it; under None what they wrote about none."""
        out: dict[str | None, list[Mail]] = {}
        for m in self.theirs:
            out.setdefault(m.application, []).append(m)
        return out


def correspondence(
    people: Iterable[Person], messages: Iterable[Message], readings: Iterable[Reading], *, owner: Owner, as_of: date
) -> dict[str, Mails]:
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
        if mine and kinds & DOUBTFUL and asks_for_a_door(message.new):
            kinds |= {"ask"}
        if mine:
            receivers = {by_address[a.email] for a in envelope.to if a.email in by_address}
            alone = len({a.email for a in envelope.to}) == 1
        else:
            receivers = {by_address[envelope.sender.email]} if envelope.sender.email in by_address else set()
            alone = True
        for person in receivers:
            found[person].append(Mail(message, mine, alone, kinds, application))
    return {person: Mails(sorted(mails, key=lambda m: (m.at, m.id))) for person, mails in found.items()}


def wrote(mails: Sequence[Mail]) -> tuple[Mail, ...]:
    """What the person wrote."""
    return mails.theirs if isinstance(mails, Mails) else tuple(m for m in mails if not m.mine)


SAME_LETTER = timedelta(days=4)  # a mail to that person within so many days of the marked one is that letter
KIND_OF = {"ask": "ask", "remind": "ask", "thanks": "thanks"}  # what a letter's purpose is as mail; others are conversation


def as_mail(
    letters: Iterable[KeptLetter], messages: Sequence[Message], applications: Sequence[Application], owner: Owner
) -> tuple[tuple[Message, ...], tuple[Reading, ...]]:
    """The letters that the owner marked as sent and that the sent mail does not hold (another mail program sent them), as mail.

    The readings, which stand after those of the mail and beat them, also say what the kept letters are that the sent mail does hold.
    """
    found, read = [], []
    for letter in letters:
        application = next((a.id for a in applications if letter.about in (a.id, *a.messages)), None)
        kind = KIND_OF.get(letter.purpose, "conversation")
        here = seen(letter, messages, owner)
        if here is not None and application is not None:
            read.append(Reading(here.id, kind, (), 1.0, application))  # what the owner wrote it as beats what it was read as
        if here is not None or letter.sent_on is None:
            continue
        at = datetime.combine(letter.sent_on, time(12), letter.at.tzinfo)
        mine = Address(owner.name, owner.emails[0] if owner.emails else "")
        references = (letter.in_reply_to,) if letter.in_reply_to else ()
        envelope = Envelope(
            letter.id, letter.id, at, mine, (Address("", letter.to),), (), (), letter.subject, references, frozenset(), (), len(letter.body)
        )
        found.append(Message(envelope, letter.body, letter.body, ""))
        read.append(Reading(letter.id, kind, (), 1.0, application))
    return tuple(found), tuple(read)


def seen(letter: KeptLetter, messages: Iterable[Message], owner: Owner) -> Message | None:
    """The mail in which the owner sent the letter: to that address, soon after it was kept or on about the day that was marked."""
    day = letter.sent_on or letter.at.date()
    for m in messages:
        e = m.envelope
        if e.sender.email not in owner.emails or letter.to not in {a.email for a in e.to}:
            continue
        if letter.sent_on is not None and abs(e.date.date() - day) <= SAME_LETTER:
            return m
        if letter.sent_on is None and e.date >= letter.at and (same_words(letter.body, m.new) or letter.in_reply_to in e.references):
            return m
    return None


def same_words(one: str, other: str) -> bool:
    """Whether a letter was sent more or less as it was drafted: half of its words, or pairs of characters, stand in the other."""
    a, b = _words(one), _words(other)
    return bool(a) and len(a & b) * 2 >= len(a)


def _words(text: str) -> set[str]:
    flat = "".join(text.casefold().split())
    if not flat.isascii() and sum(c > "\u3000" for c in flat) * 2 > len(flat):
        return {flat[i : i + 2] for i in range(len(flat) - 1)}
    return set(text.casefold().split())
