"""The calendar at its secret address, for calendar programs; and the owner's switch for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen.actions import agenda, secret
from goen.actions.feed import calendar
from goen.shown import entry_words
from goen.web.desk import Desk, at_work, desk, note, turn, typeset


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """The whole calendar; only `middleware.guard` has seen whether the address is right, so any other way in ends here."""
    address: secret.Address | None = getattr(request, "goen_calendar", None)
    if address is None:
        raise Http404
    at = desk(request)
    at_work(request)  # where a day has passed, understanding anew begins, and the next call of the program shows it
    name = f"calendar {address.language} {at.discreet}"
    made = at.book.once(name, lambda: _calendar(at, address.language))  # it takes all mail, and a program asks each hour
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


def _calendar(at: Desk, language: str) -> bytes:
    whole, view = at.book.understanding, at.book.view(typeset(language), discreet=at.discreet)
    # What an older understanding gives is never kept: every page would take it for today's.
    here = agenda.day(at.config, known=whole, keep=not at.read_only) if at.book.current else agenda.judged(whole)
    made, _ = calendar(here, lambda entry: at.said(entry_words(view, entry)), view.say("ics.name"), at.said)
    return made


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Make the address, or another in its place, or take it away."""
    at = desk(request)
    if at.sample:
        raise Http404
    if request.POST.get("do") == "off":
        secret.take_away(at.config)
        note(request, "calendar.off")
    else:
        secret.renew(at.config, at.say.language)
        note(request, "calendar.made")
    return turn("settings")


urls = [
    path("calendar/<str:name>", feed, name="calendar"),
    path("settings/calendar/", switch, name="calendar-address"),
]
