"""How what came of an introduction stands, as it may be told: never an end at a firm where something still goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from goen.core.hiring.names import organization_key
from goen.core.values import Application, Pause, Reading

RECENT = timedelta(days=14)  # days for which it is "the other day" (先日)
FRESH = timedelta(days=60)  # days after which a letter answers no mail any more, and has a subject of its own (our own figure)
YEAR = timedelta(days=365)
ENDED = frozenset({"rejected", "withdrawn"})
BETTER = ("accepted", "offer")


@dataclass(frozen=True, slots=True)
class News:
    """`role` is the opening's name, "" unless another at the same firm is open (`beside`): then the firm's name alone would say too much."""

    outcome: str
    stage: str
    organization: str
    role: str = ""
    beside: bool = False


def news(led: Application, applications: Iterable[Application], *, talks_ahead: bool) -> News:
    """How `led` stands. `talks_ahead`: a talk is still to come there, so that nothing has ended, whatever was written before."""
    key = organization_key(led.organization)
    same = [a for a in applications if a.id != led.id and key and organization_key(a.organization) == key and a.last >= led.first]
    if led.outcome in ENDED:
        for outcome in BETTER:
            if found := next((a for a in same if a.outcome == outcome), None):
                return News(found.outcome, found.furthest_stage, found.organization)
        if talks_ahead:
            return News("open", "interview", led.organization)
        if any(a.outcome == "open" for a in same):
            return News(led.outcome, led.furthest_stage, led.organization, led.role, beside=True)
    return News(led.outcome, led.furthest_stage, led.organization)


def job_taken(pause: Pause | None, accepted: Iterable[date], today: date) -> bool:
    """Whether the owner has a job that they took: by their own word, or by a mail of theirs of the last year (`accepted`: the days of such)."""
    return (pause is not None and pause.why == "job") or any(day <= today <= day + YEAR for day in accepted)


def acceptances(readings: Iterable[Reading]) -> set[str]:
    """The ids of the messages that accept a job."""
    return {r.message for r in readings if r.kind == "acceptance" or "acceptance" in r.also}
