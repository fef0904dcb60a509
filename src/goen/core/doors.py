"""Who showed belief in which process, and which introduction led from one process to another: what the picture of doors is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from goen.core.values import Application, Introduction, Person, Sign

REACHED_SOMETHING = frozenset({"offer", "accepted"})


@dataclass(frozen=True, slots=True)
class Belief:
    """A person who stood up for the owner in one application: their signs there, and the introductions that they made out of it."""

    application: str
    person: str
    at: datetime  # of the first of these
    signs: tuple[Sign, ...]  # oldest first
    introductions: tuple[Introduction, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """An application, who believed in the owner there, and what came of it. `by` is the introduction that led here; None at a beginning."""

    application: str
    by: Introduction | None
    onward: tuple[Path, ...]  # in the order of their introductions


def beliefs(
    applications: Sequence[Application], people: Iterable[Person], introductions: Iterable[Introduction], dates: Mapping[str, datetime]
) -> tuple[Belief, ...]:
    """Everybody's signs by the application in which they were given, oldest first.

    `dates`: when the introductions' messages were written. A sign outside of every application's mail counts for the person's application
    that was under way then; where there is none it has no place in the picture.
    """
    of_message = {message: a.id for a in applications for message in a.messages}
    of_person: dict[str, list[Application]] = defaultdict(list)
    for application in applications:
        for person in application.people:
            of_person[person].append(application)
    signs: dict[tuple[str, str], list[Sign]] = defaultdict(list)
    made: dict[tuple[str, str], list[Introduction]] = defaultdict(list)
    for one in people:
        for sign in one.signs:
            place = of_message.get(sign.message) or _under_way(of_person[one.id], sign.date)
            if place:
                signs[place, one.id].append(sign)
    for introduction in introductions:
        place = introduction.from_application or introduction.to_application
        if place and introduction.message in dates:
            made[place, introduction.introducer].append(introduction)
    out = []
    for place, person in dict.fromkeys((*signs, *made)):
        theirs, opened = signs[place, person], made[place, person]
        at = min((*(s.date for s in theirs), *(dates[i.message] for i in opened)))
        out.append(Belief(place, person, at, tuple(sorted(theirs, key=lambda s: s.date)), tuple(opened)))
    return tuple(sorted(out, key=lambda b: (b.at, b.application, b.person)))


def _under_way(applications: Sequence[Application], at: datetime) -> str | None:
    """The last of these that had begun by then, else the first."""
    begun = [a for a in applications if a.first <= at]
    best = max(begun, key=lambda a: a.first) if begun else min(applications, key=lambda a: a.first, default=None)
    return best.id if best else None


def paths(applications: Sequence[Application], introductions: Sequence[Introduction], dates: Mapping[str, datetime]) -> tuple[Path, ...]:
    """Where introductions led, as trees: every application that an introduction left or reached stands in one of them, once.

    Those that came to an offer first, then the longer ones, then the older.
    """
    by_id = {a.id: a for a in applications}
    made = sorted((i for i in introductions if i.message in dates), key=lambda i: (dates[i.message], i.message, i.introduced))
    led: dict[str, Introduction] = {}
    for introduction in made:
        source, target = introduction.from_application, introduction.to_application
        if target in by_id and source in by_id and source != target and not _leads_to(target, source, led):
            led.setdefault(target, introduction)
    onward: dict[str, list[Introduction]] = defaultdict(list)
    for introduction in led.values():
        onward[str(introduction.from_application)].append(introduction)
    touched = {ident for i in made for ident in (i.from_application, i.to_application) if ident in by_id}

    def grown(ident: str, by: Introduction | None) -> Path:
        return Path(ident, by, tuple(grown(str(i.to_application), i) for i in onward[ident]))

    found = [grown(a.id, None) for a in applications if a.id in touched and a.id not in led]
    return tuple(sorted(found, key=lambda p: (not _opened(p, by_id), -_length(p), by_id[p.application].first, p.application)))


def _leads_to(source: str, target: str, led: Mapping[str, Introduction]) -> bool:
    """Whether `target` already came of `source`, however many steps between."""
    place: str | None = target
    while place is not None:
        if place == source:
            return True
        place = led[place].from_application if place in led else None
    return False


def within(path: Path) -> tuple[Path, ...]:
    """A path and all that came of it, from the beginning on."""
    return (path, *(one for part in path.onward for one in within(part)))


def _opened(path: Path, by_id: Mapping[str, Application]) -> bool:
    return any(by_id[one.application].outcome in REACHED_SOMETHING for one in within(path))


def _length(path: Path) -> int:
    return len(within(path))
