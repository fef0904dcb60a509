"""Correcting a reading, and taking a correction back: at once, and with what it changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from goen.actions import correct as saying
from goen.core.effects import Effect, effects
from goen.view import effect_arguments
from goen.web.corrections import correction, local
from goen.web.desk import UNDO, Desk, desk, note, understand_again

MOST = 5  # effects that are told one by one


@require_POST
def correct(request: HttpRequest) -> HttpResponse:
    """Note what the owner says, understand anew, and say what it changed."""
    before = desk(request)
    _ = before.book  # as it was
    saying.correct(before.config, *correction(before, request.POST.dict()))
    note(request, "correction.noted")
    _tell(request, before, understand_again(before))
    request.session[UNDO] = True
    return HttpResponseRedirect(local(request.POST.get("back", "")))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    before = desk(request)
    _ = before.book
    if saying.undo(before.config) is None:
        note(request, "correction.nothing-to-undo")
    else:
        note(request, "correction.undone")
        _tell(request, before, understand_again(before))
    return HttpResponseRedirect(local(request.POST.get("back", "")))


def _tell(request: HttpRequest, before: Desk, after: Desk) -> None:
    """What changed, in words, on the next page."""
    if not after.book.current:
        note(request, "correction.soon")
        return
    changes = effects(before.book.understanding, after.book.understanding)
    for one in changes[:MOST]:
        note(request, f"correction.effect-{one.what}", **_words(after, one))
    if len(changes) > MOST:
        note(request, "correction.effect-more", n=len(changes) - MOST)
    if not changes:
        note(request, "correction.effect-none")


def _words(here: Desk, one: Effect) -> dict[str, str | int]:
    return {name: here.said(value) if isinstance(value, str) else value for name, value in effect_arguments(here.view, one).items()}


urls = [path("correct/", correct, name="correct"), path("undo/", undo, name="undo")]
