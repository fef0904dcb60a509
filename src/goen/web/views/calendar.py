"""The calendar at its secret address, for calendar programs; and the owner's switch for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen.actions import agenda, secret
from goen.actions.feed import calendar
from goen.shown import entry_words
from goen.web.desk import at_work, desk, note, turn, typeset


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """The whole calendar; only `middleware.guard` has seen whether the address is right, so any other way in ends here."""
    address: secret.Address | None = getattr(request, "goen_calendar", None)
    if address is None:
        raise Http404
    at = desk(request)
    at_work(request)  # where a day has passed, understanding anew begins, and the next call of the program shows it
    view = at.book.view(typeset(address.language), discreet=at.discreet)
    here = agenda.day(at.config, known=at.book.understanding)
    made, _ = calendar(here, lambda entry: at.said(entry_words(view, entry)), view.say("ics.name"), at.said)
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


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
