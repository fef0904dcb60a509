"""Who has done how much for the owner, and whether they were told what came of it. Closing the loop has the same rank as asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goen.core.advice.context import Context
from goen.core.advice.following import Path
from goen.core.reading.kinds import ACTS, TIES


@dataclass(frozen=True, slots=True)
class Credit:
    """What one person did. `led_to`: the applications that their introductions led to; `told`: None where there was nothing to tell yet."""

    person: str
    acts: int  # signs that are acts: beyond duty, or an introduction
    words: int  # other signs
    introductions: int
    led_to: tuple[str, ...]
    told: bool | None


def credits(context: Context, paths: Sequence[Path]) -> tuple[Credit, ...]:
    """Everybody who did something or said something, who did most first."""
    found = []
    for person in context.understanding.people:
        mine = [p for p in paths if p.introducer == person.id and p.introduced]
        acts = sum(1 for s in person.signs if s.signal in ACTS and s.relayed_by is None)
        if not mine and not person.signs:
            continue
        led = tuple(dict.fromkeys(p.to_application for p in mine if p.to_application))
        found.append((person, Credit(person.id, acts, len(person.signs) - acts, len(mine), led, _told(mine))))
    found.sort(key=lambda pair: (-pair[1].introductions, -pair[1].acts, -TIES.index(pair[0].tie), -pair[1].words, pair[0].id))
    return tuple(credit for _, credit in found)


def _told(paths: Sequence[Path]) -> bool | None:
    """Whether the introducer heard the last news of every introduction that had any."""
    answers = []
    for p in paths:
        steps = dict(p.steps)
        last = max(p.told, default=None)
        if p.ended_at is not None:
            answers.append(last is not None and last > p.ended_at)
        elif "talked" in steps:
            answers.append(last is not None and last.date() >= steps["talked"])
    return all(answers) if answers else None
