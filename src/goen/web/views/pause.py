"""The search rests, or goes on: from Today and from the settings."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from goen.actions import pause as resting
from goen.core.values import Application
from goen.errors import GoenError
from goen.shown import job_words
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
    organization = next((a.id for a in _standing(at) if organization == at.said(at.view.application(a)) and a.role), organization)
    made = resting.pause(at.config, why, since=since, organization=organization)
    note(request, f"rest.begun-{why}")
    again = understand_again(at)
    if made.organization:
        key, arguments = job_words(again.view, made)
        note(request, f"rest.{key}", **{name: again.said(value) for name, value in arguments.items()})
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
    """Where a job may have been taken: organizations that made an offer, or have not said no; of two at one organization, with the role. Nothing
    where names are masked, for initials would be kept."""
    if at.discreet:
        return []
    found = _standing(at)
    found.sort(key=lambda a: TAKEN.index(a.outcome))
    often = Counter(a.organization for a in found)
    names = (at.view.organization(a) if often[a.organization] == 1 else at.view.application(a) for a in found)
    return [*dict.fromkeys(at.said(name) for name in names)][:OFFERED]


def _standing(at: Desk) -> list[Application]:
    return [a for a in reversed(at.book.understanding.applications) if a.outcome in TAKEN and a.organization]


urls = [path("pause/", pause, name="pause"), path("pause/end/", resume, name="resume")]
