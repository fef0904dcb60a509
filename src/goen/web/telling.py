"""What a fact that was just said has changed, in words for the next page, and how to take it back."""

from __future__ import annotations

from django.http import HttpRequest

from goen.core.effects import Effect, effects
from goen.view import effect_arguments
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
    return {name: here.said(value) if isinstance(value, str) else value for name, value in effect_arguments(here.view, one).items()}
