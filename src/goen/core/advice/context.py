"""What the next steps are judged from: the understanding with its mail sorted by person and by application, gathered once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from goen.core.advice.correspondence import Mail, Mails, as_mail, correspondence, seen, wrote
from goen.core.advice.news import acceptances, job_taken
from goen.core.advice.places import country
from goen.core.advice.refusal import no_contact
from goen.core.advice.talks import Talk, talks
from goen.core.mail.message import Message
from goen.core.values import Application, KeptLetter, Outward, Person, Reading, Recorded, Understanding

BEREAVED = re.compile(
    r"\b(?:funeral|bereave\w*|passed away|death (?:in|of)|died|compassionate leave|mourning)\b|忌引|葬儀|告別式|逝去|不幸があり|身内に不幸|喪中|服喪",
    re.I,
)
MYSELF = frozenset({"me", "myself", "私", "自分"})
MOURNING = timedelta(days=28)  # nothing is asked of somebody who told of a death, for four weeks or until they write again (our own figure)


@dataclass(frozen=True)
class Context:
    """`messages` and `readings` hold the letters that were marked as sent, too."""

    understanding: Understanding
    messages: tuple[Message, ...]
    readings: tuple[Reading, ...]
    letters: tuple[KeptLetter, ...]
    outward: tuple[Outward, ...] = ()

    @property
    def today(self) -> date:
        return self.understanding.as_of

    @cached_property
    def people(self) -> dict[str, Person]:
        return {p.id: p for p in self.understanding.people}

    @cached_property
    def applications(self) -> dict[str, Application]:
        return {a.id: a for a in self.understanding.applications}

    @cached_property
    def marked(self) -> dict[str, str]:
        """What the letters that were marked as sent are for, by the id of their mail, or their own: they may hold no text that says it."""
        u = self.understanding
        addresses = {email: p.emails for p in u.people for email in p.emails}
        sent = [(k, seen(k, self.messages, u.owner, addresses.get(k.to, ()))) for k in self.letters if k.sent_on is not None]
        return {mail.id if mail else k.id: k.purpose for k, mail in sent}

    @cached_property
    def when(self) -> dict[str, datetime]:
        """The dates of the messages, by id."""
        return {m.id: m.envelope.date for m in self.messages}

    @cached_property
    def mails(self) -> dict[str, Mails]:
        """By person: what the two wrote to one another, oldest first."""
        u = self.understanding
        return correspondence(u.people, self.messages, self.readings, owner=u.owner, as_of=u.as_of)

    @cached_property
    def process(self) -> dict[str, tuple[Mail, ...]]:
        """By application: all its mail, oldest first."""
        own = self.understanding.owner.emails
        found: dict[str, list[Mail]] = {a.id: [] for a in self.understanding.applications}
        by_id = {m.id: m for m in self.messages}
        for r in {r.message: r for r in self.readings}.values():
            message = by_id.get(r.message)
            if message is None or r.application not in found or message.envelope.date.date() > self.today:
                continue
            mine = message.envelope.sender.email in own
            found[r.application].append(Mail(message, mine, True, frozenset((r.kind, *r.also)), r.application))
        return {ident: tuple(sorted(mails, key=lambda m: (m.at, m.id))) for ident, mails in found.items()}

    @cached_property
    def notes(self) -> dict[str, tuple[Recorded, ...]]:
        """By application, up to today."""
        out: dict[str, list[Recorded]] = {a.id: [] for a in self.understanding.applications}
        for r in self.understanding.notes:
            if r.application in out and r.note.at.date() <= self.today:
                out[r.application].append(r)
        return {ident: tuple(found) for ident, found in out.items()}

    @cached_property
    def talks(self) -> dict[str, tuple[Talk, ...]]:
        """By application, oldest first, those to come among them."""
        u = self.understanding
        by_address = {email: p.id for p in u.people for email in p.emails}
        names = {p.id: p.name for p in u.people}
        return {a.id: talks(a, self.process[a.id], by_address, names, self.notes[a.id], u.owner.emails) for a in u.applications}

    def talks_ahead(self, application: str) -> bool:
        """Whether a talk of this application is still to come."""
        return any(t.on > self.today for t in self.talks[application])

    @property
    def job_taken(self) -> bool:
        """Whether the owner has a job that they took, by their own word or by a mail of theirs of the last year."""
        accepted = acceptances(self.readings)
        own = self.understanding.owner.emails
        mine = (m.envelope.date.date() for m in self.messages if m.id in accepted and m.envelope.sender.email in own)
        return job_taken(self.understanding.pause, mine, self.today)

    @property
    def about_owner(self) -> str:
        """What the owner noted about themselves, for a paragraph that others can pass on: the latest note about "me"."""
        mine = [r.note.text for r in self.understanding.notes if r.note.about.strip().casefold() in MYSELF and r.note.text]
        return mine[-1] if mine else ""

    def where(self, person: str | None) -> str:
        """The country of a person, or ""."""
        known = self.people.get(person or "")
        return country(known, self.mails[known.id]) if known else ""

    def wants_none(self, person: str) -> bool:
        """Whether this person asked not to be written to."""
        return any(no_contact(m.message.new) for m in wrote(self.mails[person]))

    def mourns(self, person: str) -> bool:
        """Whether their last word told of a death, and is not long ago."""
        theirs = wrote(self.mails[person])
        return bool(theirs) and bool(BEREAVED.search(theirs[-1].message.new)) and self.today - theirs[-1].at.date() <= MOURNING


def gather(
    understanding: Understanding, messages: Iterable[Message], letters: Sequence[KeptLetter] = (), outward: Sequence[Outward] = ()
) -> Context:
    """The context of an understanding; messages after its day are left out."""
    up_to_now = tuple(m for m in messages if m.envelope.date.date() <= understanding.as_of)
    kept = tuple(k for k in letters if k.sent_on is None or k.sent_on <= understanding.as_of)
    sent, read = as_mail(kept, up_to_now, understanding.applications, understanding.people, understanding.owner)
    return Context(understanding, (*up_to_now, *sent), (*understanding.readings, *read), kept, tuple(outward))
