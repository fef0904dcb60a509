"""First visit: hand in a mailbox, name one, or choose the sample."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen import config as configuration
from goen import samples
from goen.actions import background, mailboxes
from goen.actions.until import mail_until
from goen.config import prepare
from goen.errors import GoenError
from goen.say import LANGUAGES
from goen.web.desk import SAMPLE, desk, forget_places, note, page, sample_day, sample_place, turn
from goen.web.upload import HAND_IN, HandedIn

PROGRAMS = ("gmail", "outlook", "apple", "thunderbird", "yahoo")
NAMED = 3  # files that are called by name where more were handed in at once


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    say = desk(request).say
    programs = [{"name": say(f"program.{one}"), "steps": say(f"program-steps.{one}").split("\n")} for one in PROGRAMS]
    return page(request, "welcome.html", programs=programs)


@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Files from the browser: kept first, then read."""
    files: list[HandedIn] = [file for file in request.FILES.getlist("mailbox") if isinstance(file, HandedIn)]
    if not files:
        note(request, "welcome.nothing-chosen")
        return turn("welcome")
    here = configuration.load()
    kept: dict[Path, Path] = {}
    for file in files:
        if file.part not in kept:
            folder = "" if file.packed else request.POST.get("folder", "")
            kept[file.part] = mailboxes.keep(here, file.part, folder or str(file.name), file.packed or ".zip")
    folder = request.POST.get("folder", "")
    return _read(request, list(kept.values()), folder or _called([str(file.name) for file in files]))


def _called(names: list[str]) -> str:
    """Files as their owner calls them, a few by name."""
    return ", ".join(names if len(names) <= NAMED else [*names[:NAMED], "…"])


@require_POST
def named(request: HttpRequest) -> HttpResponse:
    """A mailbox on this machine, by its path: nothing is copied."""
    text = request.POST.get("path", "").strip()
    if not text:
        note(request, "welcome.nothing-chosen")
        return turn("welcome")
    place = mailboxes.place(text)
    if not place.exists():
        raise GoenError(f"There is no file or folder {place}.", code="source-missing", path=str(place))
    return _read(request, [place], place.name)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """The made-up mailbox, in a folder of its own: on the morning after the rejection of its story, or when that has ended."""
    language = request.POST.get("language", "")
    language = language if language in LANGUAGES else desk(request).say.language
    wanted = f"{language}-morning" if request.POST.get("moment") == "morning" else language
    there = sample_place(configuration.load())
    background.stop(there)
    _clear(there.home)
    mail, day = samples.mailbox(language), sample_day(wanted)
    if day != samples.AS_OF[language]:
        prepare(there)
        mail = mail_until(mail, day, there.home / mail.name)
    background.start(there, paths=[mail], as_of=day)
    request.session[SAMPLE] = wanted
    return turn("scanning")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Back to the owner's own mail; nothing is kept of the sample."""
    request.session.pop(SAMPLE, None)
    there = sample_place(configuration.load())
    background.stop(there)
    _clear(there.home)
    return turn("today")


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    forget_places()


def _read(request: HttpRequest, paths: list[Path], name: str) -> HttpResponse:
    request.session.pop(SAMPLE, None)
    background.start(configuration.load(), paths=paths, name=name, as_of=desk(request).as_of)
    return turn("scanning")


urls = [
    path("welcome/", welcome, name="welcome"),
    path(HAND_IN.strip("/") + "/", hand_in, name="hand-in"),
    path("welcome/path/", named, name="named"),
    path("welcome/sample/", sample, name="sample"),
    path("welcome/leave/", leave, name="leave"),
]
