"""What the owner's own search shows in numbers: few, counted, and never compared with anybody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from goen.core.doors import REACHED_SOMETHING
from goen.core.reading.kinds import STAGES
from goen.core.values import Advice, Application, Introduction, Understanding

WAITS = (3, 7, 14, 30, 60)  # days: the steps of the picture; the last one is "longer"
WORDS = frozenset({"invitation", "scheduling", "assignment", "request", "update", "rejection", "offer", "conversation", "introduction"})
ENDED = frozenset({"rejected", "offer", "accepted", "withdrawn"})
OPENING = frozenset({"warm", "champion"})
ORIGINS = ("introduced", "approached", "agency", "applied")


@dataclass(frozen=True, slots=True)
class Moment:
    """When a message was written, and whether the owner wrote it."""

    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Applications that began in one way: how many, how many had an answer beyond a receipt, how many came to an interview, to an offer."""

    code: str  # of ORIGINS
    applications: int
    answered: int
    interviews: int
    offers: int


@dataclass(frozen=True, slots=True)
class Doors:
    """What the rejections left: each number is a part of the one before it, but for `offers`, which counts processes."""

    rejections: int
    open: int  # with somebody whose tie is warm or more
    written: int  # of these, the owner thanked or asked
    answered: int
    introduced: int  # that led to an introduction
    processes: int  # that came of it
    offers: int


@dataclass(frozen=True, slots=True)
class Insights:
    applications: int
    reached: tuple[tuple[str, int], ...]  # stage: how many came at least so far
    waits: tuple[
        tuple[int | None, int], ...
    ]  # up to so many days (None: longer): how many had their first word by then, not by the step before
    unanswered: int  # no word beyond a receipt
    median_wait: float | None  # days, of those that had a word
    origins: tuple[Origin, ...]  # those that occur
    doors: Doors


def insights(understanding: Understanding, moments: Mapping[str, Moment]) -> Insights:
    """`moments`: of the messages of applications; one that is missing counts for nothing."""
    applications = understanding.applications
    kinds = {r.message: r.kind for r in understanding.readings}
    days = [_wait(a, kinds, moments) for a in applications]
    had = [d for d in days if d is not None]
    unanswered = sum(d is None and bool(a.messages) for a, d in zip(applications, days, strict=True))  # of one added by hand nobody knows
    steps: list[tuple[int | None, int]] = []
    before = -1.0
    for limit in (*WAITS, None):
        steps.append((limit, sum(before < d <= (limit if limit is not None else d) for d in had)))
        before = limit if limit is not None else before
    return Insights(
        applications=len(applications),
        reached=tuple((stage, sum(STAGES.index(a.furthest_stage) >= n for a in applications)) for n, stage in enumerate(STAGES)),
        waits=tuple(steps),
        unanswered=unanswered,
        median_wait=median(had) if had else None,
        origins=_origins(applications, kinds, understanding.introductions, had_word={a.id for a, d in zip(applications, days, strict=True) if d is not None}),
        doors=_doors(understanding),
    )  # fmt: skip


def _wait(application: Application, kinds: Mapping[str, str], moments: Mapping[str, Moment]) -> float | None:
    """Days from the owner's first mail of the application to the first word of the other side; None where none came.

    A receipt is no word. Where the other side wrote first there was nothing to wait for, so the owner's answer counts as the beginning.
    """
    asked: datetime | None = None
    for message in application.messages:
        moment = moments.get(message)
        if moment is None:
            continue
        if moment.mine:
            asked = asked or moment.at
        elif kinds.get(message) in WORDS:
            start = asked or (application.first if application.first < moment.at else None)
            if start is not None:
                return max(0.0, (moment.at - start).total_seconds() / 86400)
    return None


def _origins(
    applications: Sequence[Application], kinds: Mapping[str, str], introductions: Sequence[Introduction], had_word: set[str]
) -> tuple[Origin, ...]:
    led_to = {i.to_application for i in introductions if i.to_application != i.from_application}

    def origin(application: Application) -> str:
        if application.id in led_to:
            return "introduced"
        first = next((kinds[m] for m in application.messages if m in kinds), "")
        if application.agents:
            return "agency"
        return "approached" if first == "outreach" else "applied"

    out = []
    for code in ORIGINS:
        of = [a for a in applications if origin(a) == code]
        if of:
            answered = sum(a.id in had_word or a.outcome in ENDED - {"withdrawn"} for a in of)
            interviews = sum(STAGES.index(a.furthest_stage) >= STAGES.index("interview") for a in of)
            out.append(Origin(code, len(of), answered, interviews, sum(a.outcome in REACHED_SOMETHING for a in of)))
    return tuple(out)


def _doors(understanding: Understanding) -> Doors:
    people = {p.id: p for p in understanding.people}
    advice = {a.application: a for a in understanding.advice}
    by_id = {a.id: a for a in understanding.applications}
    rejected = [a for a in understanding.applications if a.outcome == "rejected"]
    opened = [a for a in rejected if any(people[p].tie in OPENING for p in a.people if p in people)]
    led = [i for i in understanding.introductions if i.from_application in {a.id for a in opened}]
    processes = {i.to_application for i in led if i.to_application and i.to_application != i.from_application} & by_id.keys()
    return Doors(
        rejections=len(rejected),
        open=len(opened),
        written=sum(_has(advice.get(a.id), "thanked", "asked") for a in opened),
        answered=sum(_has(advice.get(a.id), "answered", "introduced") for a in opened),
        introduced=len({i.from_application for i in led}),
        processes=len(processes),
        offers=sum(by_id[p].outcome in REACHED_SOMETHING for p in processes),
    )


def _has(advice: Advice | None, *codes: str) -> bool:
    return advice is not None and not set(codes).isdisjoint(advice.since)
