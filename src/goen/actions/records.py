"""The applications as a table: for a spreadsheet, and as a record for an employment office; and the week in numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goen.actions.agenda import Day
from goen.core.hiring.history import Step, history
from goen.core.mail.senders import system
from goen.core.values import Application, Sign

COLUMNS = ("id", "organization", "role", "first", "last", "furthest_stage", "outcome", "rejected", "people", "history")


@dataclass(frozen=True, slots=True)
class Record:
    """One application as a row. `how`: by-mail, by-system or approached."""

    application: Application
    day: date  # of the first step
    how: str
    steps: tuple[Step, ...]


def records(here: Day, start: date, end: date) -> tuple[Record, ...]:
    """The applications that were begun from `start` to `end`, oldest first."""
    when = {m.id: m.envelope.date for m in here.context.messages}
    out = []
    for a in here.understanding.applications:
        steps = history(a, here.understanding.readings, when)
        day = next((s.day for s in steps if s.code == "applied"), a.first.date())
        if start <= day <= end:
            out.append(Record(a, day, _how(here, a, steps), steps))
    return tuple(sorted(out, key=lambda r: (r.day, r.application.id)))


def _how(here: Day, application: Application, steps: Sequence[Step]) -> str:
    """How it was made, as far as the mail shows."""
    process = here.context.process[application.id]
    if any(m.mine and "application" in m.kinds for m in process):
        return "by-mail"
    if any(not m.mine and system(m.message.envelope.sender.domain) for m in process):
        return "by-system"
    return "approached" if steps and steps[0].code in ("approached", "invited") else "by-mail"


def table(here: Day, rows: Sequence[Record], names: Mapping[str, str]) -> str:
    """CSV with a header, one application a row, its history in the last column. `names`: the typeable ids.

    Cells that a spreadsheet would take for a formula begin with an apostrophe: the words come from mail, and mail is hostile.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for r in rows:
        a = r.application
        people = "; ".join(here.context.people[p].name for p in a.people if p in here.context.people)
        steps = "; ".join(f"{s.day.isoformat()} {s.code}" for s in r.steps)
        rejected = a.rejected_at.date().isoformat() if a.rejected_at else ""
        cells = (
            names.get(a.id, a.id), a.organization, a.role, r.day.isoformat(), a.last.date().isoformat(), a.furthest_stage, a.outcome,
            rejected, people, steps,
        )  # fmt: skip
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days to `end`, in numbers."""

    end: date
    moved: tuple[str, ...]  # applications in which something happened
    open: int
    signs: tuple[Sign, ...]  # new ones, strongest person first
    tasks: int  # due now or in the next days


def week(here: Day, when: Mapping[str, date] | None = None) -> Week:
    """What the last seven days brought, and what the next bring.

    `when`: on which days the messages of applications were written, where somebody has them already; without it all mail is read.
    """
    today = here.understanding.as_of
    begin = today - timedelta(days=6)

    def days(application: Application) -> Iterable[date]:
        if when is None:
            return (m.at.date() for m in here.context.process[application.id])
        return (when[m] for m in application.messages if m in when)

    moved = tuple(a.id for a in here.understanding.applications if any(begin <= day <= today for day in days(a)))
    still = sum(1 for a in here.understanding.applications if a.outcome in ("open", "offer"))
    signs = [s for p in here.understanding.people for s in p.signs if begin <= s.date.date() <= today]
    signs.sort(key=lambda s: (-s.confidence, s.date, s.quote))
    return Week(today, moved, still, tuple(signs), len(here.agenda.today) + len(here.agenda.ahead))
