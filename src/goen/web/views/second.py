"""The second reader: what it is, where it would be, what would be sent there; set up, asked and switched off by the owner alone."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen.actions import asking, background
from goen.actions import second as action
from goen.errors import GoenError
from goen.second.endpoint import PATIENCE, endpoint
from goen.view import plan_words, whereabouts
from goen.web.desk import desk, note, page, turn, understand_again


@require_safe
def second(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, problem: GoenError | None = None) -> HttpResponse:
    """problem: why what was typed could not be set up. It is not shown again: it may be a key in the wrong field."""
    at = desk(request)
    plan = asking.plan_of(at.book.understanding)
    where = plan.endpoint
    return page(
        request,
        "second.html",
        status=400 if problem else 200,
        problem=at.say.error(problem) if problem else "",
        endpoint=where,
        name=at.say("second.is-on", model=where.model, url=where.url) if where else "",
        whereabouts=whereabouts(at.say, where) if where else "",
        words=plan_words(at.say, plan),
        count=len(plan.questions),
        mark=plan.mark,
        patience=where.patience if where else PATIENCE,
        example="http://localhost:11434/v1",
    )


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Every word that would be sent."""
    at = desk(request)
    bodies = asking.bodies(asking.plan_of(at.book.understanding))
    return page(request, "second_words.html", words=at.said(json.dumps(bodies, ensure_ascii=False, indent=1)))


@require_POST
def set_up(request: HttpRequest) -> HttpResponse:
    form = request.POST
    patience = form.get("patience", "")
    try:
        made = endpoint(
            form.get("url", ""),
            form.get("model", ""),
            key_env=form.get("key_env", "").strip(),
            key_file=form.get("key_file", "").strip(),
            patience=int(patience[:9]) if patience.isdecimal() else PATIENCE,
        )
    except GoenError as problem:
        return _page(request, problem)
    at = desk(request)
    action.set_up(at.config, made)
    understand_again(at)
    note(request, "second-page.noted")
    return turn("second")


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """The owner's yes: it counts for the endpoint and the messages that the page showed, and for nothing else."""
    at = desk(request)
    plan = asking.plan_of(at.book.understanding)
    if plan.endpoint is None or not plan.questions or request.POST.get("mark", "") != plan.mark:
        note(request, "second-page.changed")
        return turn("second")
    background.start(at.config, as_of=at.as_of, ask=plan.mark)
    return turn("scanning")


@require_POST
def off(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    action.off(at.config, forget=request.POST.get("forget") == "1")
    understand_again(at)
    note(request, "second-page.is-off")
    return turn("second")


urls = [
    path("settings/second/", second, name="second"),
    path("settings/second/words/", words, name="second-words"),
    path("settings/second/set/", set_up, name="second-set"),
    path("settings/second/ask/", ask, name="second-ask"),
    path("settings/second/off/", off, name="second-off"),
]
