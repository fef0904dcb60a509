"""Find kept mail by its words: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL, both over the words of words.py.

The database takes the words of a message out when its body goes. What is new is put in by `catch_up`, after a scan and before a search, so that
reading mail does not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection

from goen.store import state
from goen.store.connect import one_transaction
from goen.store.ready import models
from goen.store.words import Phrase, phrases, words

VERSION = "1"  # of words.py: another one makes the index anew
CHUNK = 500  # messages a transaction
PLACES = 16_383  # the last position that a tsvector counts
COUNTED = 1_000  # hits that are counted; "more" is all that can be used beyond
ROWS = 28  # bits of a row's number in a place
LAST = (1 << 32) - 1  # second of the epoch that a place can hold

_MISSING = """
    SELECT m.id, m.date, m.subject, m.sender_name, m.sender, m.recipients, m.copied, k.text
    FROM goen_kept k JOIN goen_message m ON m.id = k.message_id LEFT JOIN goen_searched s ON s.message_id = k.message_id
    WHERE s.message_id IS NULL ORDER BY k.message_id DESC LIMIT %s"""


@dataclass(frozen=True, slots=True)
class Found:
    """Message-IDs, newest first, and how many there are in all, counted up to COUNTED; `more`: there are more than that."""

    ids: tuple[str, ...]
    total: int
    more: bool = False


def catch_up(most: int | None = None) -> int:
    """Put what is new into the index, at most so many messages, the newest rows first; gives how many are left (at least).

    Each chunk is one transaction; broken off, it goes on from there.
    """
    mark = f"{VERSION}:{state.revision()}"
    if state.get("searched-at") == mark:
        return 0
    _clear_if_outdated()
    done = 0
    while most is None or done < most:
        with connection.cursor() as cursor:
            cursor.execute(_MISSING, [CHUNK if most is None else min(CHUNK, most - done)])
            rows = cursor.fetchall()
        with one_transaction():
            _insert([(row[0], row[1], words("\n".join(row[2:]))) for row in rows])
            if not rows:
                state.put("searched-at", mark)
                if done >= CHUNK:
                    _know_how_frequent()
                return 0
        done += len(rows)
    return int(models.Kept.objects.count() - models.Searched.objects.count())


def _clear_if_outdated() -> None:
    version = state.get("searched-at").partition(":")[0]
    if version and version != VERSION:
        with one_transaction(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM goen_searched")
            state.put("searched-at", "")


def _know_how_frequent() -> None:
    """PostgreSQL chooses between its two indexes by how many messages hold a word."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE goen_searched")


def _insert(rows: Sequence[tuple[int, int, list[str]]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO goen_searched (message_id, place) VALUES (%s, %s)", [(id_, place(id_, date)) for id_, date, _ in rows]
            )
            cursor.executemany(
                "INSERT INTO goen_words (rowid, words) VALUES (%s, %s)", [(place(id_, date), " ".join(found)) for id_, date, found in rows]
            )
        else:
            cursor.executemany(
                "INSERT INTO goen_searched (message_id, place, words) VALUES (%s, %s, %s::tsvector)",
                [(id_, place(id_, date), _vector(found)) for id_, date, found in rows],
            )


def _vector(found: Sequence[str]) -> str:
    """The text form of a tsvector, positions included. The words are letters and digits alone, so nothing needs escaping."""
    places: dict[str, list[str]] = {}
    for n, word in enumerate(found, 1):
        places.setdefault(word, []).append(str(min(n, PLACES)))
    return " ".join(f"'{word}':{','.join(dict.fromkeys(numbers[:255]))}" for word, numbers in places.items())


def place(row: int, date: int) -> int:
    """Where a message stands among results: by its date, then by its row. FTS5 gives rows of this order without looking at all of them."""
    return min(max(date, 0), LAST) << ROWS | row % (1 << ROWS)


def find(query: str, start: int, most: int) -> Found:
    """Kept messages in which every word of the query stands; the last may be the beginning of one. Newest first.

    Not where more messages than are counted hold it as it is: for a beginning the index lays everything together that begins so, which
    takes ten times as long as reading the newest of one word.
    """
    wanted = phrases(query)
    if not wanted:
        return Found((), 0)
    limit = max(COUNTED + 1, start + most)  # all that are counted at once
    hits = _hits([replace(one, open=False) for one in wanted], limit)
    if len(hits) < limit and any(one.open for one in wanted):
        hits = _hits(wanted, limit)
    rows = hits[start : start + most]
    names = dict(models.Message.objects.filter(id__in=rows).values_list("id", "message_id"))
    return Found(tuple(names[row] for row in rows if row in names), min(len(hits), COUNTED), len(hits) > COUNTED)


def _hits(wanted: Sequence[Phrase], limit: int) -> list[int]:
    """The rows of messages that hold these, newest first."""
    if connection.vendor == "sqlite":
        column, source = "rowid", "goen_words WHERE goen_words MATCH %s"
        match = " ".join(_fts(one) for one in wanted)
    else:
        column, source = "place", "goen_searched WHERE words @@ %s::tsquery"
        match = " & ".join(_tsquery(one) for one in wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {source} ORDER BY {column} DESC LIMIT %s", [match, limit])  # noqa: S608
        return [number % (1 << ROWS) for (number,) in cursor.fetchall()]


def _fts(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{"*" if phrase.open else ""}'


def _tsquery(phrase: Phrase) -> str:
    return "(" + " <-> ".join(f"'{word}'{':*' if phrase.open else ''}" for word in phrase.words) + ")"


def sweep() -> None:
    """Leave no trace of words that were taken out: until its parts are merged, the index of SQLite only marks them as gone."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO goen_words (goen_words) VALUES ('optimize')")
