"""The week: three lines, what they are made of, and the same as a mail to oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import records
from goen.actions.drafting import to_self
from goen.actions.records import Week
from goen.core.advice.tasks import Task
from goen.shown import week_lines
from goen.web import quotes
from goen.web.correspondence import correspondence_of
from goen.web.desk import Desk, desk, page
from goen.web.following import large
from goen.web.views import tasks as shown
from goen.web.views.tasks import Line, begin, day_of

MOST = 12  # of each kind, on the page


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    here, found = day_of(at), _week(at)
    if here is None or found is None:
        begin(at)
        return page(request, "week.html", unread=True)
    tasks = (*here.agenda.today, *here.agenda.ahead)
    head, *lines = week_lines(at.view, found)
    return page(
        request,
        "week.html",
        head=head,
        lines=[at.said(line) for line in lines],
        moved=found.moved[:MOST],
        signs=quotes.quoted(at, found.signs[:MOST]),
        tasks=_lines(at, tasks[:MOST]),
    )


def _lines(at: Desk, tasks: Sequence[Task]) -> list[Line]:
    """As on Today; the letter after a rejection has a page of its own."""
    return [
        replace(line, letter="", after=at.short(task.application))
        if task.code == "rejection" and task.application and line.letter
        else line
        for task, line in zip(tasks, shown.lines(at, tasks), strict=True)
    ]


@require_safe
def eml(request: HttpRequest) -> HttpResponse:
    """The three lines as a draft that a mail program opens, to the owner's own address."""
    at = desk(request)
    found = _week(at)
    if found is None:
        raise Http404
    head, *lines = week_lines(at.view, found)
    response = HttpResponse(to_self(at.book.understanding.owner, head, lines), content_type="message/rfc822")
    response["Content-Disposition"] = 'attachment; filename="week.eml"'
    return response


def _week(at: Desk) -> Week | None:
    """None while the day's list is worked out. Of much mail only the days of the messages are looked at."""
    here = day_of(at)
    if here is None:
        return None

    def made() -> Week:
        return records.week(
            here, {i: moment.at.date() for i, moment in correspondence_of(at.book).moments().items()} if large(at) else None
        )

    return at.book.once("week", made)


urls = [path("week/", week, name="week"), path("week/eml/", eml, name="week-eml")]
