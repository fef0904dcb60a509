"""What a fact that was just said has changed, in words for the next page, and how to take it back."""

from __future__ import annotations

from django.http import HttpRequest

from goen.core.effects import Effect, effects
from goen.view import sentence
from goen.web.desk import UNDO, Desk, note

MOST = 5  # effects that are told one by one


def offer_undo(request: HttpRequest, action: str, name: str = "", value: str = "", label: str = "correction.undo") -> None:
    """The next page offers to take it back: by a form to the address of this name, with one hidden field; `label`: the text of its button."""
    request.session[UNDO] = {"action": action, "name": name, "value": value, "label": label}


def tell(request: HttpRequest, before: Desk, after: Desk, *, quiet: bool = False) -> None:
    """What changed, in words, on the next page. `quiet`: say nothing where nothing has."""
    if not after.book.current:
        note(request, "correction.soon")
        return
    changes = effects(before.book.understanding, after.book.understanding)
    for one in changes[:MOST]:
        note(request, f"correction.effect-{one.what}", **_words(after, one))
    if len(changes) > MOST:
        note(request, "correction.effect-more", n=len(changes) - MOST)
    if not changes and not quiet:
        note(request, "correction.effect-none")


def _words(here: Desk, one: Effect) -> dict[str, str | int]:
    say, view = here.say, here.view
    if one.what == "like":
        return {"n": one.count}
    if one.what == "tie":
        return {"person": view.person(one.about), "before": say(f"tie.{one.before}"), "after": say(f"tie.{one.after}")}
    application = here.said(view.application(view.applications[one.about]))
    if one.advice is not None and one.step is not None:
        return {"application": application, "step": here.said(sentence(view, one.advice, one.step))}
    return {"application": application, "before": say(f"outcome.{one.before}"), "after": say(f"outcome.{one.after}")}
