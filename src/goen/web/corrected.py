"""What the owner corrected, in words: in the log, and wherever a reading stands that it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from goen.store import queries
from goen.view import plain
from goen.web.desk import Desk

TABLES = {"kind": "kind", "outcome": "outcome", "tie": "tie"}


def told(at: Desk, log: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows of queries.correction_log as pages show them, in the order given."""
    numbers = queries.row_ids([one.target for one in log] + [one.value for one in log])
    return [_told(at, one, numbers) for one in log]


def about(at: Desk, fits: Callable[[Any], bool]) -> list[dict[str, Any]]:
    """Those in force that fit, the newest first."""
    return told(at, [one for one in queries.correction_log() if one.withdrawn_at is None and fits(one)])


def _told(at: Desk, one: Any, numbers: dict[str, int]) -> dict[str, Any]:
    value, table = one.value, TABLES.get(one.verb)
    if table and at.say.has(f"{table}.{value}"):
        value = at.say(f"{table}.{value}")
    if one.verb == "sign":
        value = value.split("|", 2)[2]
    number = numbers.get(one.target)
    if one.value in numbers:
        value = ""
    person = at.book.people.get(next((p.id for p in at.book.understanding.people if one.target in p.emails), ""))
    return {
        "row": one.id,
        "at": one.at,
        "what": at.say(f"corrections.{one.verb}") if at.say.has(f"corrections.{one.verb}") else one.verb,
        "value": at.said(plain(value)),
        "number": f"m{number}" if number else "",
        "application": reading.application if (reading := at.book.readings.get(one.target)) and reading.application else "",
        "person": person.id if person else "",
        "withdrawn": one.withdrawn_at,
    }
