"""A made-up store of any size: applications, people, signs, introductions and kept mail that fit together, for the pages to be tried on.

Nothing here was read by the reader: what it would have understood is written down with the mail. The same arguments give the same store.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from goen.actions.understanding import made_from
from goen.config import Config
from goen.core.advice.propose import propose
from goen.core.mail.message import Address, Envelope, Message
from goen.core.values import Application, Introduction, Owner, Person, Reading, Sign, Understanding
from goen.store import derived, mapping, search, state, writing
from goen.store.arrival import Arrival
from goen.store.connect import one_transaction, open_store
from goen.store.ready import models

ME = Owner("Maren Tolliver", ("maren@example.org",), "en")
DAY = date(2026, 11, 1)
FIRST = "Dana Ines Gideon Ruth Samuel Hanna Curtis Priya Tomas Leila Owen Freya Marek Noor Silas Wanda 花 健 美咲 直樹 陽子 誠".split()
LAST = "Reyes Calder Marsh Ellery Achter Soto Vane Nair Lindqvist Okafor Byrne Castell Duarte Ilves 高瀬 西脇 大森 久保田 相馬 堀江".split()
FIRMS = "Northgate Brambleway Cobalt Tidewell Rowan Summerfield Pierpoint Alderwood Fieldhouse Harrow Linden 美濃屋 青葉 ひのわ 東都 ミヤコ".split()
ENDS = "Press Radio Trust Museum Mutual Editorial Works Group Institute Studio 紙業 出版 木工 百貨店 印刷".split()
ROLES = "Editor|Staff Writer|Grants Writer|Programme Manager|Copy Editor|Content Specialist|編集|商品企画職|広報|店舗スタッフ".split("|")
SIGNS = (
    ("praise", "Your proposal was the one that we kept coming back to."),
    ("belief", "I have no doubt that you could do this work, and do it well."),
    ("initiative", "I have passed your name to a colleague who is looking for somebody like you."),
    ("praise", "企画書は会議で四回読まれました。"),
    ("open_door", "I hope that our paths cross again."),
    ("belief", "またご一緒できると信じております。"),
)
SENTENCES = (
    "Thank you for taking the time to speak with us about the role.",
    "We would like to invite you to an interview next week, at whatever hour suits you.",
    "Please find the task attached; we expect it to take an evening at most.",
    "We have decided to go ahead with another applicant.",
    "The team enjoyed the conversation and the questions that you asked.",
    "Our records show that your application has been received.",
    "一次面接の日程についてご連絡いたします。ご都合の良い時間をお知らせください。",
    "慎重に検討いたしました結果、今回は採用を見送らせていただくこととなりました。",
    "ご応募ありがとうございます。書類選考の結果は一週間以内にお知らせします。",
    "課題のご提出を確かに受け取りました。担当の者が拝見いたします。",
)
OUTCOMES = ("rejected",) * 58 + ("silent",) * 30 + ("withdrawn",) * 5 + ("open",) * 4 + ("offer",) * 2 + ("accepted",)
STAGES = ("applied",) * 60 + ("screen",) * 15 + ("interview",) * 15 + ("assignment",) * 5 + ("final",) * 5
KINDS = ("application", "acknowledgement", "invitation", "scheduling", "conversation")


@dataclass
class World:
    """What is made, as it grows."""

    random: random.Random
    applications: list[Application] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


def build(config: Config, applications: int, messages: int, *, years: int = 3, doors: int = 12, seed: int = 1) -> Understanding:
    """Make the store and fill it; `doors`: how many introductions lead from one application to another. Gives what was understood."""
    world = World(random.Random(seed))
    start = datetime(DAY.year - years, DAY.month, DAY.day, 9, tzinfo=UTC)
    each = max(2, messages // applications)
    for n in range(applications):
        _application(world, n, start + timedelta(days=years * 365 * world.random.random() * 0.97), each)
    world.applications.sort(key=lambda a: (a.first, a.id))
    for n in range(doors):
        _door(world, n)
    whole = Understanding(
        ME, DAY, tuple(world.readings), tuple(world.applications), tuple(world.people), _doubts(world), (), tuple(world.introductions)
    )
    advice = propose(whole.applications, whole.people, whole.readings, whole.introductions, world.messages, owner=ME, as_of=DAY)
    whole = Understanding(ME, DAY, whole.readings, whole.applications, whole.people, whole.perhaps, advice, whole.introductions)
    _store(config, world.messages, whole)
    return whole


def _application(world: World, n: int, first: datetime, each: int) -> None:
    rng = world.random
    firm, role = f"{rng.choice(FIRMS)} {rng.choice(ENDS)}", rng.choice(ROLES)
    outcome, stage = rng.choice(OUTCOMES), rng.choice(STAGES)
    if outcome in ("offer", "accepted"):
        stage = "offer"
    person = _person(world, n, firm) if stage != "applied" or rng.random() < 0.3 else None
    address = Address(person.name, person.emails[0]) if person else Address("", f"no-reply@firm{n}.example")
    span = timedelta(days=rng.choice((4, 9, 16, 25, 40, 60)))
    ids = []
    believed = person is not None and rng.random() < 0.12
    for k in range(each):
        at = first + span * (k / max(1, each - 1))
        mine = k == 0
        last = k == each - 1
        kind = "rejection" if last and outcome == "rejected" else KINDS[min(k, 4)]
        said = [rng.choice(SIGNS) for _ in range(1 + (rng.random() < 0.3))] if believed and last and person else []
        text = " ".join([*(quote for _, quote in said), *(rng.choice(SENTENCES) for _ in range(14)), f"Reference {n}-{k}."])
        ident = f"<{n}.{k}@made-up.example>"
        me = Address(ME.name, ME.emails[0])
        envelope = Envelope(
            ident, "", at, me if mine else address, (address if mine else me,), (), (), f"{role}, {firm}", (), frozenset(), (), len(text)
        )
        world.messages.append(Message(envelope, text, text, ""))
        sure = 0.4 if rng.random() < 0.01 else 0.95
        world.readings.append(Reading(ident, kind, (), sure, f"a{n:x}"))
        ids.append(ident)
        if said and person:
            signs = tuple(Sign(ident, person.id, signal, quote, 0.9, at) for signal, quote in said)
            world.people[-1] = Person(person.id, person.name, person.emails, firm, "", "champion" if len(signs) > 1 else "warm", signs)
    end = first + span
    rejected = outcome == "rejected"
    people = (person.id,) if person else ()
    world.applications.append(
        Application(f"a{n:x}", firm, role, stage, outcome, tuple(ids), people, (), first, end, end if rejected else None, ids[-1] if rejected else None, people[0] if people and rejected else None)
    )  # fmt: skip


def _person(world: World, n: int, firm: str) -> Person:
    name = f"{world.random.choice(FIRST)} {world.random.choice(LAST)}"
    world.people.append(Person(f"p{n:x}", name, (f"person{n}@firm{n}.example",), firm, "", "acquaintance" if n % 3 else "none", ()))
    return world.people[-1]


def _door(world: World, n: int) -> None:
    """Somebody who believed in the owner in an application that ended opened one that began soon after."""
    rng = world.random
    people = {p.id: p for p in world.people}
    led = {i.to_application for i in world.introductions}
    sources = [a for a in world.applications if a.outcome == "rejected" and a.people and people[a.people[0]].signs]
    # every third door goes on from where an earlier one led
    onward = [a for a in sources if a.id in led]
    source = rng.choice(onward if onward and n % 3 == 0 else sources) if sources else None
    if source is None:
        return
    later = [
        a for a in world.applications if a.people and a.id not in led and timedelta(days=3) < a.first - source.last < timedelta(days=120)
    ]
    if not later:
        return
    target = rng.choice(later)
    at = target.first - timedelta(days=2)
    ident = f"<door.{n}@made-up.example>"
    who = people[source.people[0]]
    text = "I'd be glad to introduce you to a colleague. " + " ".join(SENTENCES[:4])
    me = Address(ME.name, ME.emails[0])
    world.messages.append(
        Message(
            Envelope(ident, "", at, Address(who.name, who.emails[0]), (me,), (), (), "Introduction", (), frozenset(), (), len(text)),
            text,
            text,
            "",
        )
    )
    world.readings.append(Reading(ident, "introduction", (), 0.95, source.id))
    world.introductions.append(Introduction(who.id, target.people[0], ident, source.id, target.id))
    if n % 2 == 0:  # half of them end well; the others keep the way open
        place = world.applications.index(target)
        won = Application(
            target.id, target.organization, target.role, "offer", "accepted", target.messages, target.people, (), target.first, target.last
        )
        world.applications[place] = won


def _doubts(world: World) -> tuple[Sign, ...]:
    """Some sentences that may be signs."""
    author = {a.messages[-1]: a.people[0] for a in world.applications if a.people}
    some = [m for m in world.messages if m.id in author][:: max(1, len(world.messages) // 200)]
    return tuple(Sign(m.id, author[m.id], "praise", SENTENCES[4], 0.5, m.envelope.date) for m in some if SENTENCES[4] in m.new)


def _store(config: Config, messages: Sequence[Message], whole: Understanding) -> None:
    open_store(config)
    with one_transaction():
        source, _ = models.Source.objects.get_or_create(path="made up")
    left = iter(messages)
    first = writing.next_id()
    for chunk in iter(lambda: list(islice(left, 2000)), []):
        with one_transaction():
            first += writing.add(source.pk, list(_arrivals(chunk)), first).new
            state.changed()
    search.catch_up()
    with one_transaction():
        derived.save(whole, made_from(whole.as_of))


def _arrivals(messages: Sequence[Message]) -> Iterator[Arrival]:
    for message in messages:
        row = mapping.envelope_row(message, candidate=True, seed=True, kind="")
        yield Arrival(message.id, row, mapping.body_row(message, message.text.encode(), version="made up", reading=b""))
