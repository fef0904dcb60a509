"""The mail between the owner and one person, oldest first, with what each was read as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from goen.core.advice.asks import asks_for_a_door
from goen.core.mail.message import Address, Envelope, Message
from goen.core.ties.network import Contact
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


SAME_LETTER = timedelta(days=4)  # how far the day of a mail may be from the day that the owner marked
# How alike a letter and a mail must be to be one (`likeness`). Of different letters of the owner to one person within four days, written for the
# corpus, the most alike reach 0.09, and short Japanese ones with one frame 0.25; one of which half was written anew keeps 0.4 to 0.5.
ALIKE = 0.3
# What a letter's purpose is as mail; others are conversation
KIND_OF = {
    "ask": "ask",
    "remind": "ask",
    "thanks": "thanks",
    "talk": "thanks",
    "offer-yes": "acceptance",
    "offer-no": "withdrawal",
    "withdraw": "withdrawal",
}


def as_mail(
    letters: Iterable[KeptLetter],
    messages: Sequence[Message],
    applications: Sequence[Application],
    people: Iterable[Person | Contact],
    owner: Owner,
) -> tuple[tuple[Message, ...], tuple[Reading, ...]]:
    """The letters that the owner marked as sent and that the sent mail does not hold (another mail program sent them), as mail.

    The readings, which stand after those of the mail and beat them, also say what the kept letters are that the sent mail does hold.
    """
    found, read = [], []
    addresses = {email: p.emails for p in people for email in p.emails}
    for letter in letters:
        application = next((a.id for a in applications if letter.about in (a.id, *a.messages)), None)
        kind = KIND_OF.get(letter.purpose, "conversation")
        here = seen(letter, messages, owner, addresses.get(letter.to, ()))
        if here is not None and application is not None:
            read.append(Reading(here.id, kind, (), 1.0, application))  # what the owner wrote it as beats what it was read as
        if here is not None or letter.sent_on is None:
            continue
        noon = datetime.combine(letter.sent_on, time(12), letter.at.tzinfo)
        answered = next((m.envelope.date for m in messages if m.id == letter.in_reply_to), noon)
        # on the day of what it answers it went out after that
        at = answered + timedelta(minutes=1) if noon < answered and answered.date() <= letter.sent_on else noon
        mine = Address(owner.name, owner.emails[0] if owner.emails else "")
        references = (letter.in_reply_to,) if letter.in_reply_to else ()
        envelope = Envelope(
            letter.id, letter.id, at, mine, (Address("", letter.to),), (), (), letter.subject, references, frozenset(), (), len(letter.body)
        )
        found.append(Message(envelope, letter.body, letter.body, ""))
        read.append(Reading(letter.id, kind, (), 1.0, application))
    return tuple(found), tuple(read)


def seen(letter: KeptLetter, messages: Iterable[Message], owner: Owner, addresses: Iterable[str] = ()) -> Message | None:
    """The mail in which the owner sent the letter: to that person, whichever of their `addresses`, and in more or less these words.

    A letter that was not marked is looked for from the moment when it was kept on, a marked one within four days of its day. One that was marked without any
    text is the mail to that person on the day itself.
    """
    theirs = {letter.to, *addresses}
    to_them = [m for m in messages if m.envelope.sender.email in owner.emails and not theirs.isdisjoint(a.email for a in m.envelope.to)]
    if not letter.body.strip():
        return next((m for m in to_them if m.envelope.date.date() == letter.sent_on), None)
    if letter.sent_on is None:
        in_time = [m for m in to_them if m.envelope.date >= letter.at]
    else:
        in_time = [m for m in to_them if abs(m.envelope.date.date() - letter.sent_on) <= SAME_LETTER]
    alike = [(likeness(letter.body, m.new), m) for m in in_time]
    best, mail = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return mail if best >= ALIKE else None


def likeness(letter: str, mail: str) -> float:
    """The part of the letter's pairs of words (in Japanese runs of four characters) that stands in the mail: 0 to 1."""
    wanted = _pairs(letter)
    return len(wanted & _pairs(mail)) / len(wanted) if wanted else 0.0


def _pairs(text: str) -> set[str]:
    flat = "".join(text.casefold().split())
    if not flat.isascii() and sum(c > "\u3000" for c in flat) * 2 > len(flat):
        return {flat[i : i + 4] for i in range(max(1, len(flat) - 3))}
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(pair) for pair in zip(words, words[1:], strict=False)} or set(words)
