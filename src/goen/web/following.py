"""All mail with what was begun, for the pages that look at everything at once."""

from __future__ import annotations

from goen.core.advice.context import Context
from goen.web.desk import SOON, Desk
from goen.web.views.tasks import day_of


def context_of(at: Desk) -> Context | None:
    """The day's context; None while mail is understood anew, and of a store so large that a page can't wait until all its mail is read."""
    here = day_of(at) if len(at.book.readings) <= SOON else None
    return here.context if here else None
