"""An expression that is sought in many texts and found in few."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goen.core.reading.phrases.needs import Need, needs, split


class Sought:
    """A regular expression (or several), tried alternative by alternative, and only where the pieces of text are there that one can't do without.

    It looks at lower-case text; in the pattern, spaces are spaces and groups begin "(?:".
    """

    def __init__(self, *patterns: str) -> None:
        self._ways = tuple((_rarest_first(needs(one)), re.compile(one)) for pattern in patterns for one in split(pattern))
        self._latin = tuple((some, one) for some, one in self._ways if all(any(map(str.isascii, need)) for need in some))

    def within(self, folded: str) -> bool:
        """Whether a case-folded text holds it."""
        for some, way in self._latin if folded.isascii() else self._ways:
            for need in some:
                for piece in need:
                    if piece in folded:
                        break
                else:
                    break
            else:
                if way.search(folded):
                    return True
        return False


def _rarest_first(some: Iterable[Need]) -> tuple[Need, ...]:
    return tuple(sorted(some, key=lambda need: (-min(map(len, need)), len(need))))
