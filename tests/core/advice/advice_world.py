"""Made-up processes for the tests of advice: a few lines make applications, people, readings and messages that fit together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone

from goen.core.advice import propose
from goen.core.mail.message import Address, Envelope, Message
from goen.core.values import Advice, Application, Introduction, Owner, Person, Reading, Sign, Understanding

JST = timezone(timedelta(hours=9))
AMY = Owner("Amy Larkin", ("amy@larkin.example",), "en")
HANA = Owner("花田 文", ("hana@hanada.example",), "ja")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@dataclass
class World:
    """A mailbox in the making; `mail` adds a message, `person` and `app` what stands in it."""

    owner: Owner = AMY
    as_of: date = date(2026, 3, 4)
    messages: list[Message] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)

    def mail(
        self,
        sender: str,
        text: str,
        kind: str,
        *also: str,
        app: str | None = "a1",
        at: datetime = MONDAY,
        to: tuple[str, ...] = (),
        subject: str = "The post",
        marks: frozenset[str] = frozenset(),
    ) -> str:
        """`sender` "me" or a person's id (or an address); `to` likewise, by default the owner, or the only other person."""
        ident = f"<m{len(self.messages) + 1}@mail.example>"
        receivers = to or (("me",) if sender != "me" else (self.people[0].id,))
        envelope = Envelope(
            ident, ident, at, self._address(sender), tuple(map(self._address, receivers)), (), (), subject, (), marks, (), len(text)
        )
        self.messages.append(Message(envelope, text, text, ""))
        self.readings.append(Reading(ident, kind, also, 1.0, app))
        return ident

    def _address(self, who: str) -> Address:
        if who == "me":
            return Address(self.owner.name, self.owner.emails[0])
        known = next((p for p in self.people if p.id == who), None)
        return Address(known.name, known.emails[0]) if known and known.emails else Address("", who)

    def person(
        self,
        ident: str,
        tie: str,
        name: str = "",
        *,
        emails: tuple[str, ...] | None = None,
        organization: str = "Fernhill Press",
        position: str = "",
    ) -> Person:
        default = {"ja": f"{ident} 一郎", "en": f"{ident.capitalize()} Stone"}[self.owner.language]
        person = Person(
            ident,
            name or default,
            (f"{ident}@fernhill.example",) if emails is None else emails,
            organization,
            position,
            tie,
            (),
            (),
            self.owner.language,
        )
        self.people.append(person)
        return person

    def sign(self, ident: str, signal: str, quote: str, message: str, relayed_by: str | None = None) -> None:
        at = next(m.envelope.date for m in self.messages if m.id == message)
        made = Sign(message, ident, signal, quote, 1.0, at, relayed_by)
        self.people = [replace(p, signs=(*p.signs, made)) if p.id == ident else p for p in self.people]

    def app(
        self,
        ident: str = "a1",
        outcome: str = "rejected",
        *,
        people: tuple[str, ...] | None = None,
        agents: tuple[str, ...] = (),
        role: str = "Staff Writer",
        organization: str = "Fernhill Press",
        stage: str = "interview",
    ) -> Application:
        """Made from the messages that carry its id: the first rejection ends it."""
        ids = {r.message: r for r in self.readings if r.application == ident}
        mine = sorted((m for m in self.messages if m.id in ids), key=lambda m: m.envelope.date)
        ends = [m for m in mine if ids[m.id].kind == "rejection"]
        end = ends[0] if outcome == "rejected" and ends else None
        by = next((p.id for p in self.people if end and end.envelope.sender.email in p.emails), None)
        dates = [m.envelope.date for m in mine] or [MONDAY]
        application = Application(
            ident,
            organization,
            role,
            stage,
            outcome,
            tuple(m.id for m in mine),
            tuple(p.id for p in self.people) if people is None else people,
            agents,
            dates[0],
            dates[-1],
            end.envelope.date if end else None,
            end.id if end else None,
            by,
            self.owner.language,
        )
        self.applications.append(application)
        return application

    def advice(self) -> tuple[Advice, ...]:
        return propose(self.applications, self.people, self.readings, self.introductions, self.messages, owner=self.owner, as_of=self.as_of)

    def only(self) -> Advice:
        (advice,) = self.advice()
        return advice

    def understanding(self) -> Understanding:
        return Understanding(
            self.owner,
            self.as_of,
            tuple(self.readings),
            tuple(self.applications),
            tuple(self.people),
            (),
            self.advice(),
            tuple(self.introductions),
        )


def rejected(
    tie: str, *, days: int = 2, owner: Owner = AMY, text: str = "Dear Amy,\n\nThe post has gone to somebody else.\n\nDana"
) -> World:
    """One person, who interviewed the owner and wrote the rejection `days` before as_of."""
    world = World(owner=owner)
    world.person("dana", tie, "Dana Stone" if owner is AMY else "高瀬 直子")
    at = MONDAY
    world.as_of = at.date() + timedelta(days=days)
    world.mail("dana", "Could you come in for an interview on 20 February?", "invitation", at=at - timedelta(days=14))
    world.mail("me", "Dear Dana,\n\nYes, I could.\n\nAmy", "scheduling", at=at - timedelta(days=13))
    world.mail("dana", text, "rejection", at=at)
    world.app()
    return world
