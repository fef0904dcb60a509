"""Applications that the owner added by hand, for what no mail speaks of; they stand among the others."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, time

from goen.actions.lock import only_writer
from goen.config import Config
from goen.core.reading.kinds import OUTCOMES, STAGES
from goen.core.values import Application, Understanding
from goen.errors import GoenError
from goen.store import state
from goen.store.connect import one_transaction, open_store
from goen.store.ready import models

MARK = "ah"  # with which their ids begin; those of other applications are an "a" and hexadecimal digits


def is_handmade(ident: str) -> bool:
    return ident.startswith(MARK)


def add(
    config: Config, *, organization: str, role: str, stage: str, outcome: str, first: date, last: date | None = None, note: str = ""
) -> str:
    """Add one; gives its id. Raises GoenError "bad-correction" without a name or with a stage or outcome that there is not."""
    values = _checked(organization, role, stage, outcome, first, last, note)
    ident = MARK + secrets.token_hex(5)
    open_store(config)
    with only_writer(config), one_transaction():
        models.HandMade.objects.create(ident=ident, **values)
        state.put("handmade", str(int(state.get("handmade", "0")) + 1))
    return ident


def change(
    config: Config,
    ident: str,
    *,
    organization: str,
    role: str,
    stage: str,
    outcome: str,
    first: date,
    last: date | None = None,
    note: str = "",
) -> None:
    """Write all of it anew. Raises GoenError as `add` does."""
    values = _checked(organization, role, stage, outcome, first, last, note)
    open_store(config)
    with only_writer(config), one_transaction():
        models.HandMade.objects.filter(ident=ident).update(**values)
        state.put("handmade", str(int(state.get("handmade", "0")) + 1))


def remove(config: Config, ident: str) -> None:
    """Remove one, with the notes about it."""
    open_store(config)
    with only_writer(config), one_transaction():
        models.HandMade.objects.filter(ident=ident).delete()
        if models.Noted.objects.filter(what="note", value__contains=f'"{ident}"').delete()[0]:
            state.changed()
        state.put("handmade", str(int(state.get("handmade", "0")) + 1))


def note_of(ident: str) -> str:
    """What the owner wrote beside it."""
    return str(models.HandMade.objects.filter(ident=ident).values_list("note", flat=True).first() or "")


def notes() -> dict[str, str]:
    """All of these, by the application that they stand beside."""
    return dict(models.HandMade.objects.exclude(note="").values_list("ident", "note"))


def joined(understanding: Understanding) -> Understanding:
    """With those that were added by hand among the applications, oldest first."""
    made = tuple(_value(row) for row in models.HandMade.objects.all())
    if not made:
        return understanding
    everything = sorted((*understanding.applications, *made), key=lambda a: (a.first, a.id))
    return replace(understanding, applications=tuple(everything))


def _value(row: models.HandMade) -> Application:
    return Application(
        id=row.ident,
        organization=row.organization,
        role=row.role,
        furthest_stage=row.stage,
        outcome=row.outcome,
        messages=(),
        people=(),
        agents=(),
        first=row.first,
        last=row.last,
        rejected_at=row.last if row.outcome == "rejected" else None,
    )


def _checked(organization: str, role: str, stage: str, outcome: str, first: date, last: date | None, note: str) -> dict[str, object]:
    name = " ".join(organization.split())
    if not name:
        raise GoenError("An application needs the name of the organization.", code="no-organization")
    if stage not in STAGES or outcome not in OUTCOMES:
        raise GoenError("There is no such stage or outcome.", code="bad-correction")
    last = max(first, last or first)
    at = [datetime.combine(day, time(12), UTC) for day in (first, last)]
    return {
        "organization": name,
        "role": " ".join(role.split()),
        "stage": stage,
        "outcome": outcome,
        "first": at[0],
        "last": at[1],
        "note": note.strip(),
    }
