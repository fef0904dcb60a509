"""What keeps removed mail out: keyed hashes of messages and addresses; the key is a random number of this store."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from goen.store import mapping, state
from goen.store.arrival import Arrival
from goen.store.connect import one_transaction
from goen.store.ready import models

HASH, CONTENT, SENDER, TO, CC = (mapping.ENVELOPE.index(name) for name in ("hash", "content", "sender", "recipients", "copied"))


def gate() -> Callable[[Sequence[Arrival]], Sequence[Arrival]]:
    """What keeps removed messages, and mail with removed people, out of a scan."""
    gone = set(models.Tombstone.objects.values_list("hash", flat=True))
    if not gone:
        return lambda arrivals: arrivals
    key = salt()

    def keep_out(arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        return [a for a in arrivals if not (message_mark(key, a.envelope[HASH], a.envelope[CONTENT]) in gone or _with_gone(a, key, gone))]

    return keep_out


def salt() -> str:
    """The key of this store's hashes, made at the first use."""
    kept = state.get("salt")
    if not kept:
        kept = secrets.token_hex(16)
        with one_transaction():
            state.put("salt", kept)
    return kept


def message_mark(salt: str, hash_: object, content: object) -> int:
    """The tombstone of a message."""
    return mapping.hash64(salt, "message", str(hash_), str(content))


def address_mark(salt: str, email: str) -> int:
    """The tombstone of an address."""
    return mapping.hash64(salt, "address", email)


def _with_gone(arrival: Arrival, salt: str, gone: set[int]) -> bool:
    """The rule of `between`, on a row."""
    row = arrival.envelope
    if address_mark(salt, str(row[SENDER])) in gone:
        return True
    lines = [line for column in (TO, CC) for line in str(row[column]).split("\n") if line]
    return bool(lines) and all(address_mark(salt, line.partition("\t")[0]) in gone for line in lines)
