"""The search rests, or goes on: from Today and from the settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from goen.actions import pause as resting
from goen.errors import GoenError
from goen.view import plain
from goen.web.corrections import local
from goen.web.desk import Desk, desk, note, understand_again
from goen.web.noting import day_of
from goen.web.telling import offer_undo

LONGEST = 200  # characters of an organization's name
TAKEN = ("offer", "accepted", "open")  # how an application stands that may have become the job, likeliest first
OFFERED = 30


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """A job was taken, or a while is needed; a day that is none, or is still to come, counts as today."""
    at = desk(request)
    why = request.POST.get("why", "")
    if why not in resting.WHY:
        raise GoenError(at.say("correction.unknown"), code="bad-correction")
    since = min(day_of(request.POST.get("since", "")) or at.today, at.today)
    organization = plain(request.POST.get("organization", "")[:LONGEST]) if why == "job" else ""
    resting.pause(at.config, why, since=since, organization=organization)
    note(request, f"rest.begun-{why}")
    understand_again(at)
    offer_undo(request, "resume")
    return HttpResponseRedirect(local(request.POST.get("back", "")))


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    note(request, "pause.resumed" if resting.resume(at.config) else "pause.none")
    understand_again(at)
    return HttpResponseRedirect(local(request.POST.get("back", "")))


def words(at: Desk) -> str:
    """That the search rests, and since when; "" where it does not."""
    found = at.book.understanding.pause
    if found is None:
        return ""
    key = "rest.rests" if found.why == "rest" else "next.job-at" if found.organization else "next.job"
    return at.said(at.say(key, date=at.say.day(found.since, at.today), organization=at.someone(plain(found.organization))))


def jobs(at: Desk) -> list[str]:
    """Where a job may have been taken: organizations that made an offer, or have not said no; nothing where names are masked, for initials would be
    kept.
    """
    if at.discreet:
        return []
    found = [a for a in reversed(at.book.understanding.applications) if a.outcome in TAKEN and a.organization]
    found.sort(key=lambda a: TAKEN.index(a.outcome))
    return [*dict.fromkeys(at.said(at.view.organization(a)) for a in found)][:OFFERED]


urls = [path("pause/", pause, name="pause"), path("pause/end/", resume, name="resume")]
