"""What the scorer of names looks at: a span's own words, its neighbours, its place and its sender, as hashes.

The features are strings such as "l1=dear" or "w=press"; those of the span itself are remembered, those of its surroundings are put
together from the hashes of their parts, for all spans in one go (codes.py says how).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np

from goen.core.reading.codes import Codes, Rows, owners, shifted
from goen.core.reading.grams import code
from goen.core.reading.spans import JAPANESE, Span, squash

REMEMBERED = 30_000  # spans, and neighbours

WORD = re.compile(r"[^\W_]+")
KATAKANA = re.compile(r"[\u30a0-\u30ff・ー]+")
KANJI = re.compile(r"[\u3400-\u9fff々]+")
CORPORATE = re.compile(
    r"株式会社|有限会社|合同会社|\(株\)|（株）|\(有\)|（有）|医療法人|社会福祉法人|学校法人|NPO法人|一般社団法人|公益財団法人|合資会社|税理士法人|弁護士法人|独立行政法人|国立大学法人"
)


class Own(NamedTuple):
    """A span's own features. `words` are those of a span without Japanese."""

    codes: tuple[int, ...]
    japanese: bool
    corporate: bool
    words: tuple[str, ...]


@lru_cache(REMEMBERED)
def _own(piece: str) -> Own:
    if not piece.isascii() and JAPANESE.search(piece):
        out = {f"n={min(len(piece), 12)}", f"p2={piece[:2]}", f"p3={piece[:3]}"}
        out |= {f"s{n}={piece[-n:]}" for n in range(1, 5)}
        out |= {f"g={piece[i : i + 2]}" for i in range(len(piece) - 1)}
        out.add("kana" if KATAKANA.fullmatch(piece) else "kanji" if KANJI.fullmatch(piece) else "mixed")
        return Own(_codes(out), True, bool(CORPORATE.search(piece)), ())
    found = WORD.findall(piece)
    if not found:
        return Own((), False, False, ())
    words = [w.lower() for w in found] if piece.isascii() else WORD.findall(piece.lower())
    out = {f"n={min(len(words), 7)}", f"w1={words[0]}", f"wl={words[-1]}", f"wls={words[-1][-4:]}"}
    out.update([f"w={w}" for w in words])
    forms = ["A" if w.isupper() and len(w) > 1 else "a" if w[0].isupper() else "0" if w[0].isdigit() else "x" for w in found[:5]]
    out.add(f"shape={''.join(forms)}")
    return Own(_codes(out), False, False, tuple(words))


def _codes(tokens: set[str]) -> tuple[int, ...]:
    return tuple([crc32(token.encode("utf-8", "surrogatepass")) for token in tokens])


@lru_cache(REMEMBERED)
def _site(piece: str, words: tuple[str, ...], site: str) -> tuple[int, ...]:
    """Whether a span names the sender's domain; without the zone."""
    flat = squash(piece)
    if not site or len(flat) < 3:
        return ()
    if flat == site:
        return (code("site="),)
    if flat in site or site in flat:
        return (code("site~"),)
    if len(words) > 1 and "".join(w[0] for w in words) == site:
        return (code("site=initials"),)
    if len(words) > 1 and words[0] in site and len(words[0]) > 3:
        return (code("site^"),)
    return ()


@lru_cache(1000)
def _place(zone: str, sender: str) -> tuple[int, ...]:
    return tuple(map(code, {f"z={zone}", "bias", f"{zone} {sender}", sender}))


def span_codes(spans: Sequence[Span]) -> tuple[Codes, Rows]:
    """The features of each span, as hashes with the place in `spans` of the span that each is of."""
    marks: list[tuple[int, ...]] = []
    latin: list[int] = []
    wide: list[int] = []
    for n, span in enumerate(spans):
        own = _own(span.text)
        some = own.codes + _place(span.zone, span.sender)
        if own.japanese:
            wide.append(n)
            some += (code(f"ja z={span.zone}"),)
            if own.corporate:
                some += (code("corp"), code(f"corp z={span.zone}"))
        elif own.words:
            latin.append(n)
            near = _site(span.text, own.words, span.site)
            some += near
            if near and near[0] == SITE:
                some += (code(f"site= z={span.zone}"),)
        marks.append(some)
    around = [*_around_words([spans[n] for n in latin]), *_around_text([spans[n] for n in wide])]
    at = [latin] * LATIN + [wide] * WIDE
    return (
        np.concatenate([np.fromiter(chain.from_iterable(marks), np.uint32), *around]),
        np.concatenate([owners(marks), *(np.array(rows, np.intp) for rows in at)]),
    )


SITE = code("site=")
LATIN, WIDE = 8, 8  # features of the surroundings


class Parts(dict[str, int]):
    """Pieces of text, numbered, with their hashes and their lengths in bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.codes, self.lengths = np.zeros(1024, np.uint32), np.zeros(1024, np.intp)

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        if number == len(self.codes):
            self.codes = np.concatenate([self.codes, np.zeros_like(self.codes)])
            self.lengths = np.concatenate([self.lengths, np.zeros_like(self.lengths)])
        data = text.encode("utf-8", "surrogatepass")
        self.codes[number], self.lengths[number] = crc32(data), len(data)
        return number


_parts = Parts()


class Column:
    """A piece of text for each of some spans, as hashes and lengths."""

    def __init__(self, texts: Sequence[str]) -> None:
        if len(_parts) > REMEMBERED:
            _parts.clear()
        numbers = np.array([_parts[text] for text in texts], np.intp)
        self.codes, self.lengths = _parts.codes[numbers], _parts.lengths[numbers]

    def behind(self, before: Codes) -> Codes:
        """The hashes of other pieces of text, each with this one's piece behind it."""
        return shifted(before, self.lengths) ^ self.codes


def _put(column: Column, start: str) -> Codes:
    return column.behind(np.full(len(column.codes), crc32(start.encode()), np.uint32))


def _around_words(spans: Sequence[Span]) -> list[Codes]:
    l1 = Column([span.before[-1] if span.before else "^" for span in spans])
    l2 = Column([span.before[-2] if len(span.before) > 1 else "^" for span in spans])
    l3 = Column([" ".join(span.before[-3:]) for span in spans])
    r1 = Column([span.after[0] if span.after else "$" for span in spans])
    r2 = Column([span.after[1] if len(span.after) > 1 else "$" for span in spans])
    zone, space, line = Column([span.zone for span in spans]), Column([" "] * len(spans)), Column(["_"] * len(spans))
    return [
        _put(l1, "l1="),
        l1.behind(space.behind(_put(l2, "l2="))),
        _put(r1, "r1="),
        r2.behind(space.behind(_put(r1, "r2="))),
        l1.behind(space.behind(_put(zone, "l1z="))),
        r1.behind(space.behind(_put(zone, "r1z="))),
        r1.behind(line.behind(_put(l1, "lr="))),
        _put(l3, "l3="),
    ]


def _around_text(spans: Sequence[Span]) -> list[Codes]:
    l3, l1 = Column([span.before[0] for span in spans]), Column([span.before[1] for span in spans])
    r1, r2, r4 = (Column([span.after[n] for span in spans]) for n in range(3))
    zone, line = Column([span.zone for span in spans]), Column(["_"] * len(spans))
    return [
        _put(l3, "l3="),
        _put(l1, "l1="),
        _put(r1, "r1="),
        _put(r2, "r2="),
        _put(r4, "r4="),
        r2.behind(_put(zone, "r2z=")),
        l1.behind(_put(zone, "l1z=")),
        r1.behind(line.behind(_put(l1, "l1r1="))),
    ]
