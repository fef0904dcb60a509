"""What was understood: written by comparison of stable keys, read back as the value it was."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from goen.core.values import Advice, Application, Introduction, Owner, Pause, Person, Reading, Recorded, Sign, Understanding
from goen.store import codec, state
from goen.store.mapping import Row, key
from goen.store.writing import delete, insert


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    kind: Any
    columns: tuple[str, ...]  # besides key, position and value
    identify: Callable[[Any], tuple[str, ...]]
    columns_of: Callable[[Any], Row]


TABLES: dict[str, _Table] = {
    "readings": _Table(
        "goen_reading",
        Reading,
        ("message", "kind", "application"),
        lambda reading: (reading.message,),
        lambda reading: (reading.message, reading.kind, reading.application),
    ),
    "applications": _Table(
        "goen_application",
        Application,
        ("ident", "organization", "role", "furthest_stage", "outcome"),
        lambda application: (application.id,),
        lambda one: (one.id, one.organization, one.role, one.furthest_stage, one.outcome),
    ),
    "people": _Table(
        "goen_person",
        Person,
        ("ident", "name", "organization", "tie"),
        lambda person: (person.id,),
        lambda person: (person.id, person.name, person.organization, person.tie),
    ),
    "perhaps": _Table(
        "goen_sign",
        Sign,
        ("message", "person", "signal"),
        lambda sign: (sign.message, sign.person, sign.signal, sign.quote),
        lambda sign: (sign.message, sign.person, sign.signal),
    ),
    "advice": _Table(
        "goen_advice",
        Advice,
        ("application", "response"),
        lambda advice: (advice.application,),
        lambda advice: (advice.application, advice.response),
    ),
    "introductions": _Table(
        "goen_introduction",
        Introduction,
        ("introducer", "introduced", "message"),
        lambda one: (one.introducer, one.introduced, one.message),
        lambda one: (one.introducer, one.introduced, one.message),
    ),
}


@dataclass(frozen=True, slots=True)
class _Head:
    """What an understanding is besides its rows, and what it was made from."""

    owner: Owner
    as_of: date
    problems: tuple[str, ...]
    made_from: str
    notes: tuple[Recorded, ...] = ()
    pause: Pause | None = None


def save(understanding: Understanding, made_from: str) -> None:
    """Replace the derived rows; those that stay the same are not touched. Call it in a transaction.

    `made_from` names everything that the result depends on besides the facts' revision, which is added here.
    """
    for part, table in TABLES.items():
        _replace(table, getattr(understanding, part))
    head = _Head(understanding.owner, understanding.as_of, understanding.problems, made_from, understanding.notes, understanding.pause)
    state.put("understood", codec.dumps(head))
    state.put("understood-at", str(state.revision()))
    state.put("saved", secrets.token_hex(6))


def _replace(table: _Table, values: Iterable[Any]) -> None:
    wanted: dict[str, Row] = {}
    for position, value in enumerate(values):
        wanted.setdefault(key(*table.identify(value)), (position, codec.dumps(value), *table.columns_of(value)))
    columns = ("key", "position", "value", *table.columns)
    with connection.cursor() as cursor:
        names = ",".join(f'"{name}"' for name in columns)
        cursor.execute(f"SELECT {names} FROM {table.name}")  # noqa: S608
        present = {row[0]: row[1:] for row in cursor.fetchall()}
    gone = [one for one in present if present[one] != wanted.get(one)]
    delete(table.name, "key", gone)
    insert(table.name, columns, [(one, *row) for one, row in wanted.items() if present.get(one) != row])


def load(made_from: str) -> Understanding | None:
    """The understanding as it was saved, or None where there is none, it was made from something else, or a fact has changed."""
    return last() if fresh(made_from) else None


def fresh(made_from: str) -> bool:
    """Whether what was saved last was made from this, and no fact has changed since."""
    now = stamp()
    return now.fresh and now.made_from == made_from


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what it is seen whether an understanding that was read before is still the one in the store."""

    understood_at: str
    revision: str
    made_from: str
    saved: str  # another one each time it was saved, in this store or in one that stood here before
    beside: str  # counts of changes that the understanding does not depend on: letters, applications added by hand

    @property
    def fresh(self) -> bool:
        """Whether no fact has changed since it was saved."""
        return self.understood_at == self.revision


def stamp() -> Stamp:
    """Of what is in the store now, in one small question."""
    values = state.some(("understood-at", "revision", "understood", "saved", "letters", "handmade"))
    head = values.get("understood")
    made_from = codec.loads(_Head, head).made_from if head else ""
    beside = f"{values.get('letters', '0')} {values.get('handmade', '0')}"
    return Stamp(values.get("understood-at", "0"), values.get("revision", "0"), made_from, values.get("saved", ""), beside)


def last() -> Understanding | None:
    """The understanding as it was saved last, whatever has changed since; None where there is none."""
    text = state.get("understood")
    if not text:
        return None
    head = codec.loads(_Head, text)
    parts = {part: _values(table) for part, table in TABLES.items()}
    return Understanding(owner=head.owner, as_of=head.as_of, problems=head.problems, notes=head.notes, pause=head.pause, **parts)


def _values(table: _Table) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM {table.name} ORDER BY position")  # noqa: S608
        return tuple(codec.loads(table.kind, text) for (text,) in cursor.fetchall())
