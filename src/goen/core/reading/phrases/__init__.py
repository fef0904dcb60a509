"""The phrase tables: what is said, told by many wordings, as one feature for each thing said.

A wording is a regular expression. A sentence holds few of them, so each is only tried where the pieces of text are there that it can't
do without (needs.py): in English they are looked up word by word, in Japanese, which has no spaces, by their first character.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple

from goen.core import data
from goen.core.reading.phrases.needs import Need, needs, ways

WORDS = 50_000  # that are remembered with what they hold


class Wording(NamedTuple):
    token: str
    pattern: str
    needed: int  # bits, each one need; a sentence that lacks one can't hold the pattern


@cache
def _parsed(language: str) -> dict[str, Any]:
    return tomllib.loads(data.text("goen.core.reading.phrases", f"{language}.toml"))


@cache
def table(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(name, example, pattern) of every thing said in a language ("en" or "ja"); patterns look at normalised, lower-case text."""
    return tuple((name, one["example"], re.compile("|".join(f"(?:{p})" for p in one["any"]))) for name, one in _parsed(language).items())


class Words(dict[str, int]):
    """Words with the needs that each meets."""

    def __init__(self, starts: Mapping[str, Sequence[tuple[str, int]]]) -> None:
        super().__init__()
        self.starts = starts

    def __missing__(self, word: str) -> int:
        met = 0
        for i in range(len(word) - 1):
            for piece, bits in self.starts.get(word[i : i + 2], ()):
                if word.startswith(piece, i):
                    met |= bits
        self[word] = met
        return met


class Searches(dict[str, Callable[[str], object]]):
    """Expressions as they are first tried: to compile all would take longer than to read a small mailbox."""

    def __missing__(self, pattern: str) -> Callable[[str], object]:
        search = self[pattern] = re.compile(pattern).search
        return search


class Finder:
    """The wordings of a language, found by what they need."""

    def __init__(self, language: str) -> None:
        self.pieces: dict[str, int] = defaultdict(int)  # the needs that a piece of text meets, as bits
        self.always: list[Wording] = []  # nothing can be said of what they need
        self.by_bit: dict[int, list[Wording]] = defaultdict(list)
        bits: dict[Need, int] = {}
        for name, entry in _parsed(language).items():
            for wording in (way for pattern in entry["any"] for way in ways(pattern)):
                found = [need for one in needs(wording) for need in (_letters(one) if language == "en" else (one,))]
                for need in found:
                    bit = bits.setdefault(need, 1 << len(bits))
                    for piece in need:
                        self.pieces[piece] |= bit
                one = Wording(f"@{name}", wording, reduce(or_, (bits[need] for need in found), 0))
                if found:
                    self.by_bit[bits[max(found, key=_rarity)]].append(one)
                else:
                    self.always.append(one)
        self.first = reduce(or_, self.by_bit, 0)
        self.starts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for piece, bit in self.pieces.items():
            self.starts[piece[: 2 if language == "en" else 1]].append((piece, bit))
        self.letters = frozenset(self.starts)
        self.words = Words(self.starts)
        self.search = Searches()

    def by_words(self, words: Sequence[str]) -> int:
        """The needs that are met by the words of an English sentence."""
        if len(self.words) > WORDS:
            self.words.clear()
        return reduce(or_, map(self.words.__getitem__, words), 0)

    def by_text(self, text: str) -> int:
        """The needs that are met by a Japanese sentence."""
        met = 0
        for letter in self.letters.intersection(text):
            for piece, bit in self.starts[letter]:
                if piece in text:
                    met |= bit
        return met

    def said(self, text: str, met: int) -> set[str]:
        """The tokens of what a sentence says that meets these needs."""
        search = self.search
        out = {one.token for one in self.always if search[one.pattern](text)}
        left = met & self.first
        while left:
            bit = left & -left
            left ^= bit
            for token, pattern, needed in self.by_bit[bit]:
                if needed & met == needed and token not in out and search[pattern](text):
                    out.add(token)
        return out


def _letters(need: Need) -> list[Need]:
    """What a need comes to for single words: a run of letters stands within one word of a text. Nothing where a string has none of two letters."""
    runs = [[run for run in RUN.findall(text) if len(run) > 1] for text in need]
    if not all(runs):
        return []
    return [frozenset({run}) for run in runs[0]] if len(runs) == 1 else [frozenset(max(some, key=len) for some in runs)]


RUN = re.compile(r"[a-z]+(?:'[a-z]+)?")


def _rarity(need: Need) -> tuple[int, int]:
    return min(map(len, need)), -len(need)


finder = cache(Finder)


def said(sentences: Sequence[str], words: Sequence[Sequence[str]]) -> list[set[str]]:
    """What each normalised sentence of one message says, as tokens. `words`: the sentences' tokens, as grams.TOKEN finds them."""
    texts = [s.replace("\n", " ") for s in sentences]
    if any(map(JAPANESE.search, texts)):
        japanese = finder("ja")
        return [japanese.said(text, japanese.by_text(text)) for text in texts]
    english = finder("en")
    return [english.said(text, english.by_words(found)) for text, found in zip(texts, words, strict=True)]


JAPANESE = re.compile(r"[\u3040-\u30ff]")
