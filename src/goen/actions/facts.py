"""What the owner said, as other actions need it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from goen.store import queries, state

ABOUT_MESSAGES = frozenset({"kind", "sign", "organization", "role", "outcome", "merge", "split", "move"})


def corrected() -> set[str]:
    """The messages that the owner said something about: they are kept, whatever a reading says."""
    said = [one for one in queries.corrections() if one.verb in ABOUT_MESSAGES]
    return {one.target for one in said} | {one.value for one in said if one.verb in ("merge", "move") and one.value}


def given() -> tuple[str, ...]:
    """The addresses that the owner named."""
    return tuple(json.loads(state.get("owner", "[]")))


def name_owner(addresses: Sequence[str]) -> None:
    """Remember the addresses that the owner named; none leaves what is known. Call it in a transaction."""
    lower = [address.strip().lower() for address in addresses]
    if lower and lower != list(given()):
        state.put("owner", json.dumps(lower))
        state.changed()
