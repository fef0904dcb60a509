"""What a correction changed: the difference between two understandings, as the owner would put it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goen.core.advice import next_step
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Understanding


@dataclass(frozen=True, slots=True)
class Effect:
    """One change. `what`: "tie" of a person, "outcome" of an application, "advice" for one; "like" stands for all the messages that are read
    otherwise since they are like one that was corrected, and `count` says how many. `before` is "" where there was none.

    `before` and `after` are codes: ties, outcomes, or for advice those of steps; `step` is the new step with its arguments.
    """

    what: str
    about: str  # the id of the person or application
    before: str
    after: str
    step: Reason | None = None
    advice: Advice | None = None
    count: int = 0


def effects(before: Understanding, after: Understanding) -> tuple[Effect, ...]:
    """Messages like the corrected one, changed ties, outcomes and next steps, in this order; nothing where a correction changed none of them."""
    ties = {p.id: p.tie for p in before.people}
    like = _read_otherwise(before, after)
    out = [Effect("like", "", "", "", count=like)] if like else []
    out += [Effect("tie", p.id, ties.get(p.id, "none"), p.tie) for p in after.people if ties.get(p.id, "none") != p.tie]
    earlier = {message: a for a in before.applications for message in a.messages}
    for application in after.applications:
        old = _same(application, earlier)
        if old is not None and old.outcome != application.outcome:
            out.append(Effect("outcome", application.id, old.outcome, application.outcome))
    steps = {a.application: next_step(a, as_of=before.as_of) for a in before.advice}
    now = {a.id: a for a in after.applications}
    for advice in after.advice:
        step = next_step(advice, as_of=after.as_of)
        old = _same(now[advice.application], earlier)
        previous = steps.get(old.id) if old else None
        if previous != step:
            out.append(Effect("advice", advice.application, previous.code if previous else "", step.code, step, advice))
    return tuple(out)


def _read_otherwise(before: Understanding, after: Understanding) -> int:
    """How many messages are something else by what was learnt, or are no more what they were by it."""
    was = {r.message: r for r in before.readings}
    pairs = ((was[r.message], r) for r in after.readings if r.message in was)
    return sum(one.kind != now.kind and one.reasons != now.reasons for one, now in pairs)


def _same(application: Application, earlier: Mapping[str, Application]) -> Application | None:
    """What this application was before: that of its mail."""
    return next((earlier[m] for m in application.messages if m in earlier), None)
