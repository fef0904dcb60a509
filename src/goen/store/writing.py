"""The hot path of a scan: rows in bulk, by plain SQL that SQLite and PostgreSQL both take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from goen.store.arrival import Arrival
from goen.store.mapping import BODY, ENVELOPE, Row, distinct

HASH, CONTENT, MESSAGE_ID, SEED = (ENVELOPE.index(name) for name in ("hash", "content", "message_id", "seed"))
PARAMETERS = 500  # in one IN list; SQLite's smallest limit is 999


@dataclass(frozen=True, slots=True)
class Added:
    new: int
    known: int
    kept: int


def next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM goen_message")
        first: int = cursor.fetchone()[0]
    return first


def add(source: int, arrivals: Sequence[Arrival], first: int) -> Added:
    """Insert what is not known yet, with ids from `first` on, and where every message stands. Call it in a transaction.

    A message with the Message-ID of another but other content is kept beside it under an id of its own.
    """
    known = _known({arrival.envelope[HASH] for arrival in arrivals})
    envelopes: list[Row] = []
    bodies: list[Row] = []
    places: list[Row] = []
    for arrival in arrivals:
        row = arrival.envelope
        same_id = known.setdefault(row[HASH], {})
        id_ = same_id.get(row[CONTENT])
        if id_ is None:
            id_ = first + len(envelopes)
            if same_id:
                row = (*row[:MESSAGE_ID], distinct(str(row[MESSAGE_ID]), int(str(row[CONTENT]))), *row[MESSAGE_ID + 1 :])
            same_id[row[CONTENT]] = id_
            envelopes.append((id_, *row, ""))
            if arrival.body is not None:
                bodies.append((id_, *arrival.body))
        places.append((source, id_, arrival.ref))
    insert("goen_message", ("id", *ENVELOPE, "judged"), envelopes)
    insert("goen_kept", ("message_id", *BODY), bodies)
    insert("goen_place", ("source_id", "message_id", "ref"), places)
    return Added(new=len(envelopes), known=len(arrivals) - len(envelopes), kept=len(bodies))


def keep(arrivals: Sequence[Arrival], wanted: Mapping[str, tuple[int, int, int]]) -> set[int]:
    """Add the bodies of messages whose envelopes are known already; gives the rows that have one now. Call it in a transaction.

    `wanted`: by ref, the message's row, hash and content; what the source hands over now under that ref may be something else.
    """
    found: dict[int, Arrival] = {}
    for arrival in arrivals:
        id_, hash_, content = wanted[arrival.ref]
        if (hash_, content) == (arrival.envelope[HASH], arrival.envelope[CONTENT]) and arrival.body is not None:
            found[id_] = arrival
    insert("goen_kept", ("message_id", *BODY), [(id_, *arrival.body) for id_, arrival in found.items() if arrival.body])
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE goen_message SET kind = '', judged = '', seed = %s WHERE id = %s",
            [(arrival.envelope[SEED], id_) for id_, arrival in found.items()],
        )
    return set(found)


def drop(noise: Mapping[int, str], version: str) -> None:
    """Let go of the bodies of messages that turned out to be no part of anything; by row, what each is. Call it in a transaction."""
    delete("goen_kept", "message_id", list(noise))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE goen_message SET kind = %s, judged = %s WHERE id = %s", [(kind, version, id_) for id_, kind in noise.items()]
        )


def replace_bodies(bodies: Sequence[tuple[int, Row]]) -> None:
    """New body rows, by message row. Call it in a transaction."""
    delete("goen_kept", "message_id", [id_ for id_, _ in bodies])
    insert("goen_kept", ("message_id", *BODY), [(id_, *row) for id_, row in bodies])


def _known(hashes: Iterable[object]) -> dict[object, dict[object, int]]:
    found: dict[object, dict[object, int]] = {}
    wanted = list(hashes)
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), PARAMETERS):
            part = wanted[start : start + PARAMETERS]
            marks = ",".join(["%s"] * len(part))
            cursor.execute(f"SELECT hash, content, id FROM goen_message WHERE hash IN ({marks})", part)  # noqa: S608
            for hash_, content, id_ in cursor.fetchall():
                found.setdefault(hash_, {})[content] = id_
    return found


def insert(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Many rows at once; the names come from this package, never from outside."""
    if not rows:
        return
    names = ",".join(f'"{name}"' for name in columns)
    marks = ",".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def delete(table: str, column: str, keys: Sequence[object]) -> None:
    """Rows of a table whose `column` is one of `keys`."""
    with connection.cursor() as cursor:
        cursor.executemany(f'DELETE FROM {table} WHERE "{column}" = %s', [(one,) for one in keys])  # noqa: S608
