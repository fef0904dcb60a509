"""The stages of an application in the order in which they were reached, each with its day: for tables, exports and proofs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from goen.core.values import Application, Reading

STEPS = {  # kind of a message: the step that it shows
    "application": "applied",
    "acknowledgement": "received",
    "outreach": "approached",
    "invitation": "invited",
    "assignment": "task",
    "submission": "handed-in",
    "offer": "offer",
    "rejection": "rejected",
    "acceptance": "accepted",
    "withdrawal": "withdrawn",
}
ENDS = frozenset({"rejected", "accepted", "withdrawn", "silent"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process. `message` is empty for what no mail says (a word noted by the owner, silence)."""

    day: date
    code: str
    message: str


def history(application: Application, readings: Iterable[Reading], when: Mapping[str, datetime]) -> tuple[Step, ...]:
    """The steps of one application, oldest first; the same step twice in a row is one. `when`: the dates of messages, by id."""
    mine = set(application.messages)
    steps: list[Step] = []
    for r in sorted((r for r in readings if r.message in mine and r.message in when), key=lambda r: (when[r.message], r.message)):
        for kind in (r.kind, *(k for k in r.also if k in ("rejection", "offer"))):
            code = STEPS.get(kind)
            if code and not (steps and steps[-1].code == code):
                steps.append(Step(when[r.message].date(), code, r.message))
    end = application.outcome
    if end in ENDS and not any(s.code == end for s in steps):
        day = (application.rejected_at or application.last).date()
        steps.append(Step(day, end, ""))
    return tuple(steps)
