"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goen.errors import GoenError
from goen.say import Say


def parse_day(say: Say, text: str | None) -> date | None:
    """The date of an option, written as 2026-03-31; None where it was left out."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise GoenError(say("error.bad-date", value=text), code="bad-option") from None


def one_of(say: Say, value: str, allowed: Sequence[str], what: str) -> None:
    """Raises GoenError where `value` is none of `allowed`; `what` names the text that says so."""
    if value not in allowed:
        raise GoenError(say(f"error.bad-{what}", value=value, allowed=", ".join(a for a in allowed if a)), code="bad-option")
