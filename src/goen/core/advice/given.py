"""The time that each person gave the owner: rounds and hours, which stand beside the words (evidence.md, facts 3 and 50: time costs its giver)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from goen.core.advice.context import Context


@dataclass(frozen=True, slots=True)
class Given:
    """`rounds`: talks that took place. `hours`: of those whose length a calendar part says; 0 where none does."""

    rounds: int
    hours: float


def given(context: Context) -> Mapping[str, Given]:
    """By person; whoever was in no talk is left out."""
    rounds: dict[str, int] = defaultdict(int)
    minutes: dict[str, float] = defaultdict(float)
    for talks in context.talks.values():
        for talk in talks:
            if talk.on > context.today:
                continue
            for person in talk.people:
                rounds[person] += 1
                if talk.start and talk.end and talk.end > talk.start:
                    minutes[person] += (talk.end - talk.start).total_seconds() / 60
    return {person: Given(count, round(minutes[person] / 60, 1)) for person, count in rounds.items()}
