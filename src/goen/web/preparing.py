"""Before a talk: who will be there, what they said before, what was promised, what the owner noted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goen.actions import numbers
from goen.core.advice.pledges import pledges
from goen.core.advice.prepare import prepare
from goen.core.values import Person
from goen.view import plain
from goen.web import noting, quotes
from goen.web.desk import Desk
from goen.web.noting import Shown
from goen.web.quotes import Quoted
from goen.web.views.tasks import day_of, due


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that is open, in a sentence; `number`: the short id of the mail in which it stands, "" for a note."""

    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """`people`: who is expected, with their strongest words."""

    people: list[tuple[Person, list[Quoted]]]
    promised: list[Promise]
    notes: list[Shown]


def prepared(at: Desk, application: str) -> Prepared | None:
    """What to look at before the talk that is near; None where none is, or where there is nothing to look at."""
    task = next((t for t in due(at, application) if t.code == "prepare"), None)
    here = day_of(at)
    if task is None or here is None:
        return None
    context = here.around(task)  # of a large store the day holds no promises: they are told from this mail alone
    found = prepare(task, context, replace(here.agenda, pledges=pledges(context)))
    said = dict(found.said)
    people = [(at.book.people[p], quotes.quoted(at, said.get(p, ()))) for p in found.people if p in at.book.people]
    short = numbers.message_ids(p.source for p in found.promised)
    promised = [
        Promise(
            at.said(at.say(f"prepare.{p.kind}", date=at.say.day(p.by, at.today), quote=plain(p.quote))),
            short.get(p.source, ""),
        )
        for p in found.promised
    ]
    noted = noting.shown(at, (r for r in at.book.understanding.notes if r.note in found.notes))
    return Prepared(people, promised, noted) if people or promised or noted else None
