"""The phrase tables: what is said, told by many wordings, as one feature for each thing said.

A wording is a regular expression. A sentence holds few of them, so each is only tried where the pieces of text are there that it can't
do without (needs.py): in English they are looked up word by word, in Japanese, which has no spaces, by their first character.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, reduce
from operator import add, or_
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goen.core import data
from goen.core.reading.codes import Codes, Rows, Tokens, Vocabulary, distinct, ranges
from goen.core.reading.grams import code
from goen.core.reading.phrases.needs import Need, needs, ways


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


Search = Callable[[str], object]


class Searches(dict[str, tuple[Search, "Later"]]):
    """Expressions as they are first tried: to compile all would take longer than to read a small mailbox.

    Each as two: one that finds more, and fast, since it may begin in the middle of a word, which lets a search leap to its first letter; and the
    expression itself, tried where that one finds something.
    """

    def __missing__(self, pattern: str) -> tuple[Search, Later]:
        found = self[pattern] = re.compile(pattern.removeprefix(r"\b")).search, Later(pattern)
        return found


class Later:
    """An expression that is compiled when it is needed."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.search: Search | None = None

    def holds(self, text: str) -> bool:
        if self.search is None:
            self.search = re.compile(self.pattern).search
        return bool(self.search(text))


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
            self.starts[piece[:2]].append((piece, bit))
        self.search = Searches()

    def by_text(self, text: str) -> int:
        """The needs that are met by a Japanese sentence."""
        met = 0
        for start in self.starts.keys() & {*text, *map(add, text, text[1:])}:
            for piece, bit in self.starts[start]:
                if piece in text:
                    met |= bit
        return met

    def said(self, text: str, met: int) -> set[str]:
        """The tokens of what a sentence says that meets these needs."""
        search = self.search
        out = {one.token for one in self.always if (both := search[one.pattern])[0](text) and both[1].holds(text)}
        left = met & self.first
        while left:
            bit = left & -left
            left ^= bit
            for token, pattern, needed in self.by_bit[bit]:
                if needed & met == needed and token not in out:
                    quick, whole = search[pattern]
                    if quick(text) and whole.holds(text):
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


class ByWord:
    """The English finder for many sentences in one go: which of them meets which need is told in arrays, from the numbers of their words."""

    def __init__(self) -> None:
        english = finder("en")
        self.pieces = english.pieces
        self.most = max(map(len, self.pieces))  # letters of a piece
        self.search = english.search
        self.always = english.always
        wordings = [one for some in english.by_bit.values() for one in some]
        self.wordings = [(code(one.token), one.pattern) for one in wordings]
        self.bits = max((one.needed.bit_length() for one in wordings), default=0)
        needed = [_bits(one.needed) for one in wordings]
        # by bit, the wordings that are found by it, one bit's after the other's; and all bits that each wording needs
        counts = [len(english.by_bit.get(1 << bit, ())) for bit in range(self.bits)]
        order = {bit: n for n, bit in enumerate(english.by_bit)}
        first = np.cumsum([0, *(len(some) for some in english.by_bit.values())])
        self.count = np.array(counts, np.intp)
        self.first = np.array([first[order[1 << bit]] if 1 << bit in order else 0 for bit in range(self.bits)], np.intp)
        most = max(map(len, needed), default=0)
        self.needed = np.array([some + [some[0]] * (most - len(some)) for some in needed], np.intp).reshape(-1, most)
        self.known: Vocabulary | None = None
        self.generation = 0
        self.forget()

    def forget(self) -> None:
        self.met = np.zeros(0, np.intp)  # the needs that words meet, one word's after the other's
        self.at = np.zeros(1, np.intp)  # where each word's begin, and the last one's end

    def learn(self, known: Vocabulary) -> None:
        """Which needs the words meet that are new in the vocabulary."""
        if self.known is not known or self.generation != known.generation:
            self.known, self.generation = known, known.generation
            self.forget()
        new = list(map(self._needs, known.words[len(self.at) - 1 :]))
        if new:
            counts = np.fromiter(map(len, new), np.intp, len(new))
            self.at = np.concatenate([self.at, self.at[-1] + np.cumsum(counts)])
            self.met = np.concatenate([self.met, np.array([bit for some in new for bit in some], np.intp)])

    def _needs(self, word: str) -> list[int]:
        met = 0
        for piece in self.pieces.keys() & {
            word[i:j] for i in range(len(word) - 1) for j in range(i + 2, min(i + self.most, len(word)) + 1)
        }:
            met |= self.pieces[piece]
        return _bits(met)

    def said(self, texts: Sequence[str], found: Tokens, wanted: NDArray[np.bool_]) -> set[tuple[int, int]]:
        """What the sentences say that are wanted: pairs of sentence and hash."""
        self.learn(found.known)
        own = wanted[found.piece]
        ids, sentence = found.ids[own], found.piece[own]
        word, at = ranges(self.at[ids], self.at[ids + 1] - self.at[ids])
        bits, sentence = self.met[at], sentence[word]
        meets = np.zeros((len(texts), self.bits), np.bool_)
        meets[sentence, bits] = True
        sentence, bits = np.divmod(distinct(sentence * self.bits + bits), self.bits)
        of, wording = ranges(self.first[bits], self.count[bits])
        sentence = sentence[of]
        for column in range(self.needed.shape[1]):
            good = meets[sentence, self.needed[wording, column]]
            sentence, wording = sentence[good], wording[good]
        out: set[tuple[int, int]] = set()
        search, wordings = self.search, self.wordings
        for n, number in zip(sentence.tolist(), wording.tolist(), strict=True):
            token, pattern = wordings[number]
            quick, whole = search[pattern]
            if quick(texts[n]) and (n, token) not in out and whole.holds(texts[n]):
                out.add((n, token))
        for one in self.always:
            (quick, whole), token = search[one.pattern], code(one.token)
            out.update((n, token) for n in np.flatnonzero(wanted).tolist() if quick(texts[n]) and whole.holds(texts[n]))
        return out


by_word = cache(ByWord)


def _bits(number: int) -> list[int]:
    """The places of the bits that are set, lowest first."""
    out = []
    while number:
        lowest = number & -number
        number ^= lowest
        out.append(lowest.bit_length() - 1)
    return out


def said(sentences: Sequence[str], message: Rows, found: Tokens) -> tuple[Codes, Rows]:
    """What normalised sentences say, as hashes of tokens ("@name") with the sentence of each; each once.

    `message`: the message of each sentence; where Japanese is written in a message, its sentences are read by the Japanese table. `found`: the
    sentences' tokens.
    """
    texts = [s.replace("\n", " ") if "\n" in s else s for s in sentences]
    wide = np.array([not text.isascii() and bool(JAPANESE.search(text)) for text in texts], bool)
    wide = np.isin(message, message[wide])
    out: set[tuple[int, int]] = set()
    if wide.any():
        japanese = finder("ja")
        for n in np.flatnonzero(wide).tolist():
            out.update((n, code(token)) for token in japanese.said(texts[n], japanese.by_text(texts[n])))
    if not wide.all():
        out |= by_word().said(texts, found, ~wide)
    pairs = np.array(list(out), np.int64).reshape(-1, 2)
    return pairs[:, 1].astype(np.uint32), pairs[:, 0].astype(np.intp)


JAPANESE = re.compile(r"[\u3040-\u30ff]")
