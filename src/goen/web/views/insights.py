"""Insights: few and honest numbers, each picture with what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.core.insights import Doors, Insights, insights
from goen.web.correspondence import correspondence_of
from goen.web.desk import Desk, desk, page

FEW = 20  # applications below which the page says that numbers are small
DOORS = ("open", "written", "answered", "introduced", "processes", "offers")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a picture and of the table behind it. `width`: of 1,000."""

    name: str
    count: int
    width: int
    door: bool = False


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    book = here.book
    found = book.once("insights", lambda: insights(book.understanding, correspondence_of(book).moments()))
    return page(
        request,
        "insights.html",
        found=found,
        few=found.applications < FEW,
        reached=_bars([(here.say(f"stage.{stage}"), count, stage == "offer") for stage, count in found.reached]),
        waits=_bars([*_waits(here, found), (here.say("insights.no-word"), found.unanswered, False)]),
        half=here.say("insights.days", n=max(1, round(found.median_wait))) if found.median_wait is not None else "",
        doors=_bars(
            [(here.say(f"insights.door.{name}"), count, name != "open") for name, count in _doors(found.doors)], found.doors.rejections
        ),
    )


def _waits(here: Desk, found: Insights) -> list[tuple[str, int, bool]]:
    say = here.say
    return [(say("insights.longer") if days is None else say("insights.within", n=days), count, False) for days, count in found.waits]


def _doors(doors: Doors) -> list[tuple[str, int]]:
    return [(name, int(getattr(doors, name))) for name in DOORS]


def _bars(rows: list[tuple[str, int, bool]], most: int | None = None) -> list[Bar]:
    largest = max((count for _, count, _ in rows), default=0) if most is None else most
    return [Bar(name, count, round(1000 * min(count, largest) / largest) if largest else 0, door) for name, count, door in rows]


urls = [path("insights/", numbers, name="insights")]
