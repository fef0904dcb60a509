"""What a scan hands to the store. No Django here: worker processes make these."""

from __future__ import annotations

from dataclasses import dataclass

from goen.store.mapping import Row


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message of a source: where it is, its envelope row, its body row if it may belong."""

    ref: str
    envelope: Row
    body: Row | None
