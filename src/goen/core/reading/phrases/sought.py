"""An expression that is sought in many texts and found in few."""

from __future__ import annotations

import re

from goen.core.reading.phrases.needs import needs, split


class Sought:
    """A regular expression, tried alternative by alternative, and only where the pieces of text are there that one can't do without.

    It looks at lower-case text; in the pattern, spaces are spaces and groups begin "(?:".
    """

    def __init__(self, pattern: str) -> None:
        self._ways = tuple((needs(one), re.compile(one)) for one in split(pattern))
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
