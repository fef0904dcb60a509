"""People: ties at a glance; and one person, with everything that they said and did for the owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import numbers
from goen.core.reading.kinds import SIGNALS, TIES
from goen.core.values import Introduction, Person, Sign
from goen.store import queries
from goen.store.correspondence import Line
from goen.web import noting, quotes
from goen.web.correspondence import correspondence_of
from goen.web.desk import Desk, desk, page
from goen.web.following import time_given
from goen.web.views import tasks
from goen.web.views.signs import credit_words, time_words
from goen.web.views.today import thing

CLOSEST_FIRST = tuple(reversed(TIES))
A_PAGE = 60  # people of one list
MAIL = 40  # messages on a person's page, the newest
TOLD = frozenset({"ask", "thanks", "submission"})  # what the owner wrote that a tie lives on


@dataclass(frozen=True, slots=True)
class Group:
    """People with one tie, or a part of them, each with the words that say most."""

    tie: str
    people: Sequence[tuple[Person, Sign | None]]
    total: int
    next: int  # the page that goes on, 0 where all are here


@dataclass(frozen=True, slots=True)
class Letter:
    """A message between the owner and a person, its short id, and what it was read as ("" where that is not known)."""

    line: Line
    number: str
    mine: bool
    kind: str
    tells: bool


@dataclass(frozen=True, slots=True)
class Met:
    """An introduction in words."""

    introducer: str
    introduced: str
    date: str
    to: str | None  # application that came of it


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The first of each tie; with `?tie=` all of one, page by page."""
    here = desk(request)
    only = request.GET.get("tie", "")
    number = quotes.whole(request.GET.get("page", ""))
    groups = {tie: _group(here, tie, number if only == tie else 1) for tie in CLOSEST_FIRST if only in ("", tie)}
    rest = groups["none"].total if not only and "none" in groups else 0
    shown = [g for g in groups.values() if g.people and (only or g.tie != "none")]
    return page(request, "people.html", groups=shown, only=only in TIES, rest=rest)


def _group(here: Desk, tie: str, number: int) -> Group:
    of = [p for p in here.book.understanding.people if p.tie == tie]
    of.sort(key=lambda p: (-len(p.signs), -(p.signs[-1].date.timestamp() if p.signs else 0), p.name, p.id))
    start = (number - 1) * A_PAGE
    part = [(p, quotes.best(p)) for p in of[start : start + A_PAGE]]
    return Group(tie, part, len(of), number + 1 if start + A_PAGE < len(of) else 0)


@require_safe
def person(request: HttpRequest, short: str) -> HttpResponse:
    here = desk(request)
    one = here.book.people.get(here.book.idents.get(short, ""))
    if one is None:
        raise Http404
    letters = _letters(here, one)
    known = here.book.understanding
    signs = quotes.quoted(here, (*one.signs, *(s for s in known.perhaps if s.person == one.id)))
    return page(
        request,
        "person.html",
        person=one,
        rule=f"rule-{one.tie}",
        signs=signs[: len(one.signs)],
        perhaps=signs[len(one.signs) :],
        made=_met(here, (i for i in known.introductions if i.introducer == one.id)),
        met=_met(here, (i for i in known.introductions if i.introduced == one.id)),
        letters=[letter for letter in letters[:-MAIL] if letter.mine and letter.tells][-MAIL:],  # the later ones stand in the list of mail
        applications=list(reversed(here.book.of_person.get(one.id, []))),
        mail=list(reversed(letters[-MAIL:])),
        earlier=max(0, len(letters) - MAIL),
        credit=credit_words(here, one.id),
        time=time_words(here, time_given(here).get(one.id)),
        things=[thing(here, step) for step in tasks.things_left(here, here.book.now) if dict(step[1].arguments).get("person") == one.id],
        tasks=tasks.lines(here, [t for t in tasks.due(here) if t.person == one.id]),
        noted=noting.shown(here, (r for r in reversed(known.notes) if one.id in r.people)),
        rows=[("" if here.discreet else here.view.person(one.id), "", "")],
        signals=[s for s in SIGNALS if s != "courtesy"],
        told=any(c.verb == "tie" and c.target in one.emails for c in queries.corrections()),
    )


def _letters(here: Desk, one: Person) -> list[Letter]:
    """Between the owner and them, oldest first."""
    everything = correspondence_of(here.book)
    lines = everything.between(one.emails)
    short = numbers.message_ids(line.message for line in lines)
    found = []
    for line in lines:
        reading = here.book.readings.get(line.message)
        kinds = {reading.kind, *reading.also} if reading else set()
        found.append(
            Letter(line, short.get(line.message, ""), line.sender in everything.mine, reading.kind if reading else "", bool(kinds & TOLD))
        )
    return found


def _met(here: Desk, introductions: Iterable[Introduction]) -> list[Met]:
    dates, view = here.view.dates, here.view
    return [
        Met(
            view.person(i.introducer), view.person(i.introduced), view.day(dates[i.message]) if i.message in dates else "", i.to_application
        )
        for i in introductions
    ]


urls = [path("people/", people, name="people"), path("people/<str:short>/", person, name="person")]
