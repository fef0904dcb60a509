"""Whose mail it is: what the owner said, else what the mail shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

from goen.actions.facts import given
from goen.core.mail.message import Envelope
from goen.core.understand import find_owner
from goen.core.values import Owner
from goen.store import queries, state


def name(addresses: Sequence[str]) -> None:
    """Remember the addresses that the owner named; none leaves what is known. Call it in a transaction."""
    lower = [address.strip().lower() for address in addresses]
    if lower and lower != list(given()):
        state.put("owner", json.dumps(lower))
        state.changed()


def owner_of(envelopes: queries.Envelopes) -> Owner:
    return find_owner(cast(Sequence[Envelope], envelopes), given())
