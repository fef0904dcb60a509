"""Correcting a reading, and taking a correction back: at once, and with what it changed."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST

from goen.actions import correct as saying
from goen.actions.understanding import understanding
from goen.core.effects import Effect, effects
from goen.core.values import Understanding
from goen.view import View, sentence
from goen.web.corrections import correction, local
from goen.web.desk import UNDO, Desk, desk, note

MOST = 5  # effects that are told one by one


@require_POST
def correct(request: HttpRequest) -> HttpResponse:
    """Note what the owner says, understand anew, and say what it changed."""
    here = desk(request)
    before = here.book.understanding
    saying.correct(here.config, *correction(here, request.POST.dict()))
    note(request, "correction.noted")
    _tell(request, here, before, understanding(here.config, as_of=here.today))
    request.session[UNDO] = True
    return HttpResponseRedirect(local(request.POST.get("back", "")))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    before = here.book.understanding
    if saying.undo(here.config) is None:
        note(request, "correction.nothing-to-undo")
    else:
        note(request, "correction.undone")
        _tell(request, here, before, understanding(here.config, as_of=here.today))
    return HttpResponseRedirect(local(request.POST.get("back", "")))


def _tell(request: HttpRequest, here: Desk, before: Understanding, after: Understanding) -> None:
    """What changed, in words, on the next page."""
    changes = effects(before, after)
    view = replace(here).view
    for one in changes[:MOST]:
        note(request, f"correction.effect-{one.what}", **_words(here, view, one))
    if len(changes) > MOST:
        note(request, "correction.effect-more", n=len(changes) - MOST)
    if not changes:
        note(request, "correction.effect-none")


def _words(here: Desk, view: View, one: Effect) -> dict[str, str]:
    if one.what == "tie":
        return {"person": view.person(one.about), "before": here.say(f"tie.{one.before}"), "after": here.say(f"tie.{one.after}")}
    application = here.said(view.application(view.applications[one.about]))
    if one.what == "outcome":
        return {"application": application, "before": here.say(f"outcome.{one.before}"), "after": here.say(f"outcome.{one.after}")}
    if one.advice is None or one.step is None:
        raise TypeError(one.what)
    return {"application": application, "step": sentence(view, one.advice, one.step)}


urls = [path("correct/", correct, name="correct"), path("undo/", undo, name="undo")]
