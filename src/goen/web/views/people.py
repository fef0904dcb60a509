"""People: ties at a glance; and one person, with everything that they said and did for the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import numbers
from goen.core.reading.kinds import TIES
from goen.core.values import Person, Sign
from goen.store import queries
from goen.store.correspondence import Line
from goen.web import quotes
from goen.web.correspondence import correspondence_of
from goen.web.desk import Desk, desk, page
from goen.web.quotes import whole

CLOSEST_FIRST = tuple(reversed(TIES))
A_PAGE = 60  # people of one list
MAIL = 40  # messages on a person's page, the newest
TOLD = frozenset({"ask", "thanks", "submission"})  # what the owner wrote that a tie lives on


@dataclass(frozen=True, slots=True)
class Group:
    """People with one tie, or a part of them."""

    tie: str
    people: Sequence[tuple[Person, Sign | None]]  # with the words that say most
    total: int
    next: int  # page that goes on, 0 where all are here


@dataclass(frozen=True, slots=True)
class Letter:
    """A message between the owner and a person, and what it was read as."""

    line: Line
    mine: bool
    kinds: frozenset[str]
    kind: str


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """All ties of one kind with `?tie=`, else the first of each."""
    here = desk(request)
    only = request.GET.get("tie", "")
    number = whole(request.GET.get("page", ""))
    groups = [_group(here, tie, number if only == tie else 1) for tie in CLOSEST_FIRST if only in ("", tie)]
    shown = [g for g in groups if g.people and (only or g.tie != "none")]
    rest = next((g.total for g in groups if g.tie == "none"), 0) if not only else 0
    return page(request, "people.html", groups=shown, only=only if only in TIES else "", rest=rest, number=number)


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
    everything = correspondence_of(here)
    lines = everything.between(one.emails)
    letters = [_letter(here, line, line.sender in everything.mine) for line in lines]
    known = here.book.understanding
    return page(
        request,
        "person.html",
        person=one,
        signs=quotes.quoted(here, one.signs),
        perhaps=quotes.quoted(here, [s for s in known.perhaps if s.person == one.id]),
        made=[i for i in known.introductions if i.introducer == one.id],
        met=[i for i in known.introductions if i.introduced == one.id],
        said=[letter for letter in letters if letter.mine and letter.kinds & TOLD][-MAIL:],
        applications=list(reversed(here.book.of_person.get(one.id, []))),
        mail=list(reversed(letters[-MAIL:])),
        earlier=max(0, len(letters) - MAIL),
        numbers=numbers.message_ids(line.message for line in lines[-2 * MAIL :]),
        told=any(c.verb == "tie" and c.target in one.emails for c in queries.corrections()),
    )


def _letter(here: Desk, line: Line, mine: bool) -> Letter:
    reading = here.book.readings.get(line.message)
    return Letter(line, mine, frozenset({reading.kind, *reading.also}) if reading else frozenset(), reading.kind if reading else "")


urls = [path("people/", people, name="people"), path("people/<str:short>/", person, name="person")]
