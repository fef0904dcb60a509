"""Doors: which rejection led where, as a picture and as a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from goen.core import doors as story
from goen.core.doors import Belief, Path
from goen.core.values import Application, Introduction
from goen.web import doors as layout
from goen.web.desk import Desk, desk, page
from goen.web.drawing import COLOURS, drawing, masked_names, plain_names, widths

LISTED = 25  # paths, and applications with somebody in them, that the list tells
QUOTES = 2  # of one person in the list


@dataclass(frozen=True, slots=True)
class Told:
    """All that the picture and the list tell, of all years or of one."""

    applications: list[Application]
    beliefs: tuple[Belief, ...]
    paths: tuple[Path, ...]
    picture: layout.Picture
    narrow: layout.Picture  # the same for a phone


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a path in the list: an application, who believed in the owner there, and how it goes on."""

    application: Application
    by: Introduction | None
    beliefs: list[Belief]
    onward: list[Step]


@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    year = request.GET.get("year", "")
    told = _told(here, year)
    on_path = {one.application for p in told.paths for one in story.within(p)}
    by_place: dict[str, list[Belief]] = {}
    for belief in told.beliefs:
        by_place.setdefault(belief.application, []).append(belief)
    alone = [a for a in reversed(told.applications) if a.id in by_place and a.id not in on_path]
    return page(
        request,
        "doors.html",
        picture=_svg(here, told.picture, year) if told.applications else "",
        narrow=_svg(here, told.narrow, year) if told.applications else "",
        paths=[_step(here, one, by_place) for one in told.paths[:LISTED]],
        alone=[Step(a, None, by_place[a.id], []) for a in alone[:LISTED]],
        quiet=len(told.applications) - len(on_path) - len(alone),
        counted=sum(month.count for month in told.picture.months),
        counted_narrow=sum(month.count for month in told.narrow.months),
        years=sorted({a.first.year for a in here.book.understanding.applications}, reverse=True),
        year=year,
        quotes=f":{QUOTES}",
    )


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The picture by itself, to save; `?masked=1` without names, `?year=` of one year."""
    here = desk(request)
    year = request.GET.get("year", "")
    text = _svg(here, _told(here, year).picture, year, saved=True, masked=bool(request.GET.get("masked")) or here.discreet)
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    if request.GET.get("save"):
        response["Content-Disposition"] = 'attachment; filename="goen.svg"'
    return response


def _svg(here: Desk, picture: layout.Picture, year: str, *, saved: bool = False, masked: bool = False) -> SafeString:
    """The same for everybody who looks at this book in this language: drawn once."""

    def draw() -> SafeString:
        drawn = drawing(here, picture, masked_names(here) if masked else plain_names(here))
        return render_to_string("_doors.svg", {"drawing": drawn, "saved": saved, "colours": COLOURS.items(), "say": here.say}).strip()

    return mark_safe(here.book.once(f"doors {picture.sheet.name} {year} {here.say.language} {here.discreet} {saved} {masked}", draw))  # noqa: S308


def _told(here: Desk, year: str) -> Told:
    """Made once for each book, year and language, whose names are of other widths: of ten thousand applications it takes a while."""
    return here.book.once(f"doors {year} {here.say.language}", lambda: _tell(here, year))


def _tell(here: Desk, year: str) -> Told:
    known = here.book.understanding
    applications = [a for a in known.applications if not year or year in (str(a.first.year), str(a.last.year))]
    dates = here.view.dates
    within = {a.id for a in applications}
    introductions = [i for i in known.introductions if {i.from_application, i.to_application} & within]
    beliefs = story.beliefs(applications, known.people, introductions, dates)
    paths = story.paths(applications, introductions, dates)
    wide = widths(here, applications)

    def drawn(sheet: layout.Sheet) -> layout.Picture:
        return layout.draw(applications, beliefs, paths, dates, here.today, names=wide, sheet=sheet)

    return Told(applications, beliefs, paths, drawn(layout.WIDE), drawn(layout.NARROW))


def _step(here: Desk, one: Path, by_place: dict[str, list[Belief]]) -> Step:
    onward = [_step(here, part, by_place) for part in one.onward]
    return Step(here.book.applications[one.application], one.by, by_place.get(one.application, []), onward)


urls = [path("doors/", doors, name="doors"), path("doors.svg", picture, name="doors-picture")]
