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
    """What the rejections left: each number is a part of the one before it; `processes` counts processes, and `offers` those of them.

    An introduction came of a rejection that it was made out of, or that came before it and left the introducer on the owner's side.
    """

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
    answered = {a.id for a, d in zip(applications, days, strict=True) if d is not None or _answered(a, kinds, moments)}
    unanswered = sum(a.id not in answered and bool(a.messages) for a in applications)  # of one added by hand nobody knows
    steps: list[tuple[int | None, int]] = []
    before = -1.0
    for limit in (*WAITS, None):
        steps.append((limit, sum(before < d <= (limit if limit is not None else d) for d in had)))
        before = limit if limit is not None else before
    return Insights(
        applications=len(applications),
        reached=tuple((stage, sum(_came_to(a, stage) for a in applications)) for stage in STAGES),
        waits=tuple(steps),
        unanswered=unanswered,
        median_wait=median(had) if had else None,
        origins=_origins(applications, kinds, understanding.introductions, answered),
        doors=_doors(understanding, moments),
    )


def _came_to(application: Application, stage: str) -> bool:
    """Whether it came at least so far. An offer is an offer, whatever was seen of the steps before it: all numbers count it alike."""
    furthest = "offer" if application.outcome in REACHED_SOMETHING else application.furthest_stage
    return STAGES.index(furthest) >= STAGES.index(stage)


def _answered(application: Application, kinds: Mapping[str, str], moments: Mapping[str, Moment]) -> bool:
    """Whether the other side said more than that it had received something: in a message, or as its outcome or stage shows."""
    if application.outcome in ENDED - {"withdrawn"} or application.furthest_stage != STAGES[0]:
        return True
    return any(m in moments and not moments[m].mine and kinds.get(m) in WORDS for m in application.messages)


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
    applications: Sequence[Application], kinds: Mapping[str, str], introductions: Sequence[Introduction], answered: set[str]
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
            came = {stage: sum(_came_to(a, stage) for a in of) for stage in ("interview", "offer")}
            out.append(Origin(code, len(of), sum(a.id in answered for a in of), came["interview"], came["offer"]))
    return tuple(out)


def _doors(understanding: Understanding, moments: Mapping[str, Moment]) -> Doors:
    people = {p.id: p for p in understanding.people}
    advice = {a.application: a for a in understanding.advice}
    by_id = {a.id: a for a in understanding.applications}
    rejected = [a for a in understanding.applications if a.outcome == "rejected"]
    opened = {a.id: a for a in rejected if any(people[p].tie in OPENING for p in a.people if p in people)}

    def left(one: Introduction) -> set[str]:
        """The rejections that it came of."""
        moment = moments.get(one.message)
        theirs = (a for a in opened.values() if one.introducer in a.people and people[one.introducer].tie in OPENING)
        after = {a.id for a in theirs if moment and a.rejected_at and a.rejected_at <= moment.at}
        return after | {ident for ident in opened if ident == one.from_application}

    led = [(i, left(i)) for i in understanding.introductions]
    processes = {i.to_application for i, of in led if of and i.to_application and i.to_application != i.from_application} & by_id.keys()
    return Doors(
        rejections=len(rejected),
        open=len(opened),
        written=sum(_has(advice.get(a.id), "thanked", "asked") for a in opened.values()),
        answered=sum(_has(advice.get(a.id), "answered", "introduced") for a in opened.values()),
        introduced=len({a for _, of in led for a in of}),
        processes=len(processes),
        offers=sum(_came_to(by_id[p], "offer") for p in processes),
    )


def _has(advice: Advice | None, *codes: str) -> bool:
    return advice is not None and not set(codes).isdisjoint(advice.since)
