"""Correcting a reading, and taking a correction back: at once, and with what it changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from goen.actions import correct as saying
from goen.web.corrections import correction, local
from goen.web.desk import desk, note, understand_again
from goen.web.telling import offer_undo, tell


@require_POST
def correct(request: HttpRequest) -> HttpResponse:
    """Note what the owner says, understand anew, and say what it changed."""
    before = desk(request)
    _ = before.book  # as it was
    saying.correct(before.config, *correction(before, request.POST.dict()))
    note(request, "correction.noted")
    tell(request, before, understand_again(before))
    offer_undo(request, "undo")
    return HttpResponseRedirect(local(request.POST.get("back", "")))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    before = desk(request)
    _ = before.book
    if saying.undo(before.config) is None:
        note(request, "correction.nothing-to-undo")
    else:
        note(request, "correction.undone")
        tell(request, before, understand_again(before))
    return HttpResponseRedirect(local(request.POST.get("back", "")))


urls = [path("correct/", correct, name="correct"), path("undo/", undo, name="undo")]
