"""Today: the few things worth doing now, what is coming, and what to leave alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import background, letters
from goen.core.advice.steps import WRITES
from goen.core.values import Advice, Application
from goen.view import HELD_BACK, THANKS, plain, sentence
from goen.web.book import DUE, Step
from goen.web.desk import Desk, desk, page, turn
from goen.web.views import pause, tasks

MOST = 12  # things on the page; who has more to do than that a day does not do it
FEW = 4  # of what nobody waits for
NAMED = 8  # applications that are named for one reason to write nothing


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    book = at.book
    if not book.total and not book.understanding.applications:
        job = background.progress(at.config)
        return turn("scanning" if job and job.kind == "scan" else "welcome")
    resting = [step for step in book.resting if dict(step[1].arguments).get("why") != "resting"]  # the page says that once
    worth, due = tasks.things_left(at, book.now), tasks.due(at)
    first, after = [t for t in due if tasks.pressing(t)], [t for t in due if not tasks.pressing(t)]
    coming = tasks.ahead(at)[:MOST]
    drawn = tasks.lines(at, [*first[:MOST], *after[:MOST], *coming])
    before, taken = tasks.led(drawn[: len(first[:MOST])])
    things = [thing(at, step) for step in worth[:MOST]]
    between = drawn[len(before) : len(drawn) - len(coming)]
    missing = at.book.current and tasks.day_of(at) is None
    if missing:
        tasks.begin(at)
    return page(
        request,
        "today.html",
        things=things,
        accent=not taken,
        more=max(0, len(worth) - MOST),
        first=before,
        tasks=between if taken or any(one["writes"] for one in things) else tasks.led(between)[0],
        more_tasks=max(0, len(first) - MOST) + max(0, len(after) - MOST),
        missing=missing,
        ahead=drawn[len(drawn) - len(coming) :],
        pause=pause.words(at),
        jobs=pause.jobs(at),
        coming=at.book.coming,
        later=[_resting(at, step) for step in book.later[:MOST]],
        welcome=[_resting(at, step) for step in book.welcome[:FEW]],
        more_welcome=max(0, len(book.welcome) - FEW),
        resting=[_resting(at, step) for step in resting[:MOST]],
        more_resting=max(0, len(resting) - MOST),
        quiet=book.once(f"quiet {at.say.language} {at.discreet}", lambda: _quiet(at, book.quiet)),
    )


def thing(at: Desk, step: Step) -> dict[str, Any]:
    """One thing worth doing: what it answers, the words that speak for it, what to do, and the way there."""
    advice, now = step
    application = at.book.applications[advice.application]
    writes = now.code in WRITES
    sign = next((r for r in advice.reasons if r.code in ("sign", "act", "belief") and r.quote), None)
    shown = sign is not None and (writes or now.code == "remind")
    held = [r for r in advice.reasons if r.code in HELD_BACK and now.code in THANKS]
    return {
        "application": application,
        "number": at.short(application.id),
        "ended": at.said(at.view.ended(application)),
        "sign": sign if shown else None,
        "writer": dict(now.arguments).get("person", ""),
        "sentence": at.said(sentence(at.view, advice, now)),
        "held": [at.said(plain(at.say.reason(r, at.view.names, at.today))) for r in held],
        "writes": writes,
        "due": now.code in DUE,
        "reminder": tasks.reminder(at, dict(now.arguments).get("person", "")) if now.code == "remind" else "",
    }


def _resting(at: Desk, step: Step) -> dict[str, Any]:
    advice, now = step
    day = at.book.sent.get(advice.application)
    said = (
        at.say("today.sent", person=at.view.person(_addressee(at, advice)), date=at.say.day(day, at.today))
        if day
        else sentence(at.view, *step)
    )
    application = at.book.applications[advice.application]
    return {
        "application": application,
        "sentence": at.said(said),
        "number": at.short(application.id) if now.code in WRITES and not day else "",
    }


def _addressee(at: Desk, advice: Advice) -> str:
    """Whom the letter that went out was to: where the advice now names nobody, as after an ask, the letter knows."""
    kept = None if advice.to else letters.last(at.book.applications[advice.application])
    return advice.to or (at.book.by_address.get(kept.to, kept.to) if kept else "")


def _quiet(at: Desk, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Applications with the same reason to write nothing share its sentence; the newest are named."""
    same: dict[str, list[Application]] = defaultdict(list)
    for step in steps:
        same[at.said(sentence(at.view, *step))].append(at.book.applications[step[0].application])
    found = []
    for text, applications in same.items():
        newest = sorted(applications, key=lambda a: a.last, reverse=True)
        found.append({"sentence": text, "applications": newest[:NAMED], "more": max(0, len(newest) - NAMED)})
    return found


urls = [path("", today, name="today")]
