"""What a correction changed: the difference between two understandings, as the owner would put it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goen.core.advice import next_step
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Understanding


@dataclass(frozen=True, slots=True)
class Effect:
    """One change. `what`: "tie" of a person, "outcome" of an application, "advice" for one. `before` is "" where there was none.

    `before` and `after` are codes: ties, outcomes, or for advice those of steps; `step` is the new step with its arguments.
    """

    what: str
    about: str  # the id of the person or application
    before: str
    after: str
    step: Reason | None = None
    advice: Advice | None = None


def effects(before: Understanding, after: Understanding) -> tuple[Effect, ...]:
    """Changed ties, outcomes and next steps, in this order; nothing where a correction changed none of them."""
    ties = {p.id: p.tie for p in before.people}
    out = [Effect("tie", p.id, ties.get(p.id, "none"), p.tie) for p in after.people if ties.get(p.id, "none") != p.tie]
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


def _same(application: Application, earlier: Mapping[str, Application]) -> Application | None:
    """What this application was before: that of its mail."""
    return next((earlier[m] for m in application.messages if m in earlier), None)
