"""What some pages draw from the day beside what is due: of much mail it was worked out in the background and is read part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goen.actions import agenda
from goen.core.advice.context import Context
from goen.core.advice.credits import Credit
from goen.core.advice.given import Given
from goen.core.advice.openings import Opening
from goen.web.desk import SOON, Desk
from goen.web.views.tasks import day_of


def large(at: Desk) -> bool:
    """Whether the day that a page draws from holds only what is to be done."""
    return len(at.book.readings) > SOON


def near(at: Desk, applications: Iterable[str], people: Iterable[str]) -> Context | None:
    """The context of letters about these applications to these people; None while the day is worked out."""
    here = day_of(at)
    return here.near(applications, people) if here else None


def time_given(at: Desk) -> Mapping[str, Given]:
    """The time that each person gave, by their id; nothing while the day is worked out."""
    here = day_of(at)
    return at.book.once("given", lambda: agenda.time_given(here)) if here else {}


def credit(at: Desk, person: str) -> Credit | None:
    """What a person did for the owner."""
    here = day_of(at)
    if here is None:
        return None

    def by_person() -> dict[str, Credit]:
        found = agenda.kept_credits(at.book.understanding) if large(at) else here.agenda.credits
        return {c.person: c for c in found}

    return at.book.once("credits", by_person).get(person)


def openings(at: Desk) -> tuple[Opening, ...]:
    """The letters with which applications began."""
    here = day_of(at)
    if here is None:
        return ()
    return at.book.once("openings", lambda: here.agenda.openings if not large(at) else agenda.kept_openings(at.book.understanding))
