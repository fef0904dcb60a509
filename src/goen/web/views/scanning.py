"""Mail being read: how far, how fast, what was found so far; stop, go on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen.actions import background
from goen.say import Say
from goen.store import queries
from goen.web.desk import Desk, desk, page, part_wanted, turn


@require_safe
def scanning(request: HttpRequest) -> HttpResponse:
    """The whole page, or the part of it that changes; where nothing is read, Today."""
    at = desk(request)
    job = background.progress(at.config)
    if job is None:
        return turn("today")
    shown: dict[str, Any] = {"job": job, "found": _found(at.say)}
    if job.state == "running":
        shown |= {"done": f"{job.done:,}", "rate": f"{job.rate:,.0f}" if job.rate >= 1 else "", "left": _left(at.say, job.left)}
    if job.state == "problem":
        shown["sentence"] = at.say.error(job.problem)
    if job.state == "done":
        shown |= {"result": _result(at) if job.kind != "ask" else "", "all": job.new + job.known}
    return page(request, "_scanning.html" if part_wanted(request) else "scanning.html", **shown)


def _found(say: Say) -> str:
    n = queries.found_so_far()["seeds"]
    return say("scanning.found-said", n=n) if n else say("scanning.found-none")


def _left(say: Say, seconds: float | None) -> str:
    if seconds is None or seconds < 1:
        return ""
    if seconds < 90:
        return say("scanning.left-seconds", n=round(seconds))
    return say("scanning.left-minutes", n=round(seconds / 60))


def _result(at: Desk) -> str:
    """What was found, in one line that is worth having before any setting."""
    say, whole = at.say, at.book.understanding
    if not whole.applications:
        return say("scanning.result-none")
    believers = sum(p.tie in ("warm", "champion") for p in whole.people)
    things = len(at.book.now)
    return say(
        "scanning.result",
        applications=say("scanning.result-applications", n=len(whole.applications)),
        people=say("scanning.result-people", n=believers),
        things=say("scanning.result-things", n=things) if things else say("scanning.result-no-things"),
    )


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    background.stop(desk(request).config)
    return turn("scanning")


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Go on from the last chunk that was read."""
    at = desk(request)
    job = background.progress(at.config)
    if job is not None and job.state != "running" and job.kind != "ask":
        background.start(at.config, paths=[Path(one) for one in job.paths], name=job.name, as_of=at.as_of)
    return turn("scanning")


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    background.dismiss(desk(request).config)
    return turn("today")


urls = [
    path("scanning/", scanning, name="scanning"),
    path("scanning/stop/", stop, name="stop"),
    path("scanning/resume/", resume, name="resume"),
    path("scanning/dismiss/", dismiss, name="dismiss"),
]
