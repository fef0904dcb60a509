"""Text to the words that it is found by. No database here.

Japanese and Chinese have no spaces, and the words of hiring have two characters (面接, 内定): a run of such characters becomes all its pairs, and its
last character by itself. A phrase of pairs then finds exactly what a search for the characters would. Text and query go through the same function.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200_000  # characters of one message that can be found; what is longer is no letter
WIDEST = 60  # characters of one word that count: longer ones are addresses of web pages and the like
BEGINNING = 3  # characters from which the last word of a query may be the beginning of one in the text: it is still being typed

_EAST = r"\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_PIECE = re.compile(rf"([{_EAST}]+)|([^\W_{_EAST}]+)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow one another; `open` where the last may be the beginning of a longer one."""

    words: tuple[str, ...]
    open: bool


def fold(text: str) -> str:
    """As it is compared: full and half width, upper and lower case are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """Its words in their order, characters without spaces between them in pairs."""
    out: list[str] = []
    for east, word in _PIECE.findall(fold(text[:LONGEST])):
        if east:
            out += [east[n : n + 2] for n in range(len(east))]
        else:
            out.append(word[:WIDEST])
    return out


def phrases(query: str) -> tuple[Phrase, ...]:
    """All that must stand in a text for the query to find it; none for a query without a letter or digit."""
    pieces = _PIECE.findall(fold(query))
    out = []
    for n, (east, word) in enumerate(pieces, 1):
        if east:
            out.append(Phrase(tuple(east[n : n + 2] for n in range(max(1, len(east) - 1))), len(east) == 1))
        else:
            out.append(Phrase((word[:WIDEST],), n == len(pieces) and len(word) >= BEGINNING))
    return tuple(dict.fromkeys(out))
