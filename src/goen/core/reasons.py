"""Why Goen says what it says: codes with arguments, never sentences. The shells turn them into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code of a closed list, its arguments (name, value), and the quoted words if there are any."""

    code: str
    arguments: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    message: str = ""  # the id of the message that holds the quote
