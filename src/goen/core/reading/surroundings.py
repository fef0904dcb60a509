"""What the scorer of names looks at: a span's own words, its neighbours, its place and its sender, as hashes.

The features are strings such as "l1=dear" or "w=press"; those of the span itself come from its words, those of its surroundings are put
together from the hashes of their parts, for all spans in one go (codes.py says how).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import add
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from goen.core.reading import lexicon as lx
from goen.core.reading.codes import Codes, Rows, owners, ranges, shifted
from goen.core.reading.grams import code
from goen.core.reading.latin import Latin
from goen.core.reading.lexicon import hash_of
from goen.core.reading.spans import JAPANESE, ZONES, Other, Spans, squash

REMEMBERED = 30_000  # spans

WORD = lx.PART
KATAKANA = re.compile(r"[\u30a0-\u30ff・ー]+")
KANJI = re.compile(r"[\u3400-\u9fff々]+")
CORPORATE = re.compile(
    r"株式会社|有限会社|合同会社|\(株\)|（株）|\(有\)|（有）|医療法人|社会福祉法人|学校法人|NPO法人|一般社団法人|公益財団法人|合資会社|税理士法人|弁護士法人|独立行政法人|国立大学法人"
)
Some = tuple[Codes, Rows]  # hashes, with the number of the span that each is of


class Own(NamedTuple):
    """A span's own features. `words` are those of a span without Japanese."""

    codes: tuple[int, ...]
    japanese: bool
    corporate: bool
    words: tuple[str, ...]


@lru_cache(REMEMBERED)
def _own(piece: str) -> Own:
    if not piece.isascii() and JAPANESE.search(piece):
        sort = "kana" if KATAKANA.fullmatch(piece) else "kanji" if KANJI.fullmatch(piece) else "mixed"
        ends = (hash_of(piece[-n:], start) for n, start in enumerate(ENDS, 1))
        size = f"n={min(len(piece), 12)}"
        some = (hash_of(size), hash_of(piece[:2], P2), hash_of(piece[:3], P3), hash_of(sort), *ends)
        return Own((*some, *map(_pair, map(add, piece, piece[1:]))), True, bool(CORPORATE.search(piece)), ())
    found = WORD.findall(piece)
    if not found:
        return Own((), False, False, ())
    words = [w.lower() for w in found]
    out = [f"n={min(len(words), 7)}", f"w1={words[0]}", f"wl={words[-1]}", f"wls={words[-1][-4:]}", *(f"w={w}" for w in words)]
    out.append(f"shape={''.join(lx.FORMS[lx.form(w)] for w in found[:5])}")
    return Own(tuple(map(hash_of, out)), False, False, tuple(words))


P2, P3, *ENDS = (hash_of(start) for start in ("p2=", "p3=", "s1=", "s2=", "s3=", "s4="))


@lru_cache(REMEMBERED)
def _pair(pair: str) -> int:
    return hash_of(f"g={pair}")


def _site(piece: str, words: Sequence[str], site: str) -> tuple[int, ...]:
    """Whether a span names the sender's domain; without the zone."""
    flat = squash(piece)
    if not site or len(flat) < 3:
        return ()
    if flat == site:
        return (SITE,)
    if flat in site or site in flat:
        return (NEAR_SITE,)
    if len(words) > 1 and "".join(w[0] for w in words) == site:
        return (SITE_INITIALS,)
    if len(words) > 1 and words[0] in site and len(words[0]) > 3:
        return (SITE_START,)
    return ()


SITE, NEAR_SITE, SITE_INITIALS, SITE_START = (crc32(text) for text in (b"site=", b"site~", b"site=initials", b"site^"))


@lru_cache(1000)
def _place(zone: int, sender: str) -> tuple[int, ...]:
    return tuple(map(code, {f"z={ZONES[zone]}", "bias", f"{ZONES[zone]} {sender}", sender}))


def span_codes(spans: Spans) -> tuple[Codes, Rows]:
    """The features of each span, as hashes with the number of the span that each is of."""
    words, others = spans.words, spans.others
    marks: list[tuple[int, ...]] = [_place(zone, spans.sender[of]) for zone, of in zip(spans.zone, spans.message, strict=True)]
    made = np.flatnonzero(spans.number < len(words))  # spans that are made of whole words
    at = spans.number[made]
    own, counts = _own_words(words, at)
    nearest = _near(spans, made.tolist(), at, counts)
    loose = np.flatnonzero(spans.number >= len(words)).tolist()
    latin: list[int] = []
    wide: list[int] = []
    for n in loose:
        about = _own(spans.text[n])
        marks[n] += about.codes
        if about.japanese:
            wide.append(n)
            marks[n] += (JA_ZONE[spans.zone[n]],)
            if about.corporate:
                marks[n] += (CORP, CORP_ZONE[spans.zone[n]])
        elif about.words:
            latin.append(n)
            nearest[n] = _site(spans.text[n], about.words, spans.site[spans.message[n]])
    for n, near in nearest.items():
        if near:
            marks[n] += near
            if near[0] == SITE:
                marks[n] += (SITE_ZONE[spans.zone[n]],)
    named = made[counts > 0]
    of_others = [others[n - len(words)] for n in spans.number[latin].tolist()]
    around = np.concatenate([_around(words, at[counts > 0]), _sides(words.words, of_others)])
    rows = np.concatenate([named, np.array(latin, np.intp)])
    zones = np.array(spans.zone, np.intp)
    near_words = _around_words(words.words.neighbours, around, zones[rows])
    texts = _around_text([others[n - len(words)] for n in spans.number[wide].tolist()], zones[wide])
    flat = [one for some in marks for one in some]
    return (
        np.concatenate([np.array(flat, np.uint32), *(some for some, _ in own), *near_words, *texts]),
        np.concatenate([owners(marks), *(made[of] for _, of in own), *[rows] * len(near_words), *[np.array(wide, np.intp)] * len(texts)]),
    )


JA_ZONE, CORP_ZONE, SITE_ZONE = ([hash_of(f"{start}{zone}") for zone in ZONES] for start in ("ja z=", "corp z=", "site= z="))
CORP = hash_of("corp")
COUNTS = np.array([hash_of(f"n={n}") for n in range(8)], np.uint32)


def _own_words(words: Latin, at: Rows) -> tuple[list[Some], Rows]:
    """The own features of spans made of whole words, and how many parts each has."""
    table = words.words
    start, end = words.start[at], words.end[at]
    span, at_word = ranges(start, end - start)
    ids = words.ids[at_word]
    count, first = (table.rows[ids, column].astype(np.intp) for column in (lx.Lexicon.COUNT, lx.Lexicon.START))
    word, where = ranges(first, count)
    span = span[word]
    parts, forms = (column[where] for column in table.spelled())
    counts = np.bincount(span, minlength=len(at)) if len(span) else np.zeros(len(at), np.intp)
    begin = np.cumsum(counts) - counts
    rank = np.arange(len(span)) - begin[span]
    early = rank < 5
    numbers = np.bincount(span[early], (forms[early] + 1) * 5.0 ** rank[early], len(at)).astype(np.intp)
    some = np.flatnonzero(counts)
    rows = table.parts.rows
    head, tail = parts[begin[some]], parts[begin[some] + counts[some] - 1]
    return [
        (COUNTS[np.minimum(counts[some], 7)], some),
        (rows[head, lx.Parts.FIRST], some),
        (rows[tail, lx.Parts.LAST], some),
        (rows[tail, lx.Parts.END], some),
        (rows[parts, lx.Parts.ANY], span),
        (lx.shapes()[numbers[some]], some),
    ], counts


def _near(spans: Spans, made: Sequence[int], at: Rows, counts: Rows) -> dict[int, tuple[int, ...]]:
    """What `_site` says, looked at only where it can say something: the span begins like something in the domain, holds it, or is as many words."""
    out: dict[int, tuple[int, ...]] = {}
    begin = spans.words.words.begin
    first = spans.words.ids[spans.words.start[at]].tolist()
    for n, word, count in zip(made, first, counts.tolist(), strict=True):
        site = spans.site[spans.message[n]]
        if site and count:
            low = spans.text[n].lower()
            # what stands between two letters of the domain in a name would hide a pair of them; who hides both pairs has three parts
            holds = len(low) >= len(site) and (count > 2 or len(site) < 4 or site[:2] in low or site[-2:] in low)
            if holds or begin[word] in site or count == len(site):
                out[n] = _site(spans.text[n], WORD.findall(low), site)
    return out


def _around(words: Latin, at: Rows) -> NDArray[np.intp]:
    """[spans, 5]: the neighbours of spans made of whole words: the nearest before, the second, the third, the nearest after, the second."""
    low = np.concatenate([words.words.rows[words.ids, lx.Lexicon.LOW], np.zeros(2, np.uint32)]).astype(np.intp)
    start, end, inside = words.start[at], words.end[at], words.inside[at]
    before = [np.where(start - back >= words.opening[inside], low[start - back], 0) for back in (1, 2, 3)]
    after = [np.where(end + on < words.closing[inside], low[end + on], 0) for on in (0, 1)]
    return np.stack([*before, *after], axis=1)


def _sides(words: lx.Lexicon, others: Sequence[Other]) -> NDArray[np.intp]:
    """The same of spans whose neighbours are given."""
    number = words.neighbours.__getitem__
    rows = []
    for one in others:
        before = [*map(number, reversed(one.before)), 0]
        rows.append((before[0], before[1], before[2], number(one.after[0]), number(one.after[1])))
    return np.array(rows, np.intp).reshape(-1, 5)


class Column:
    """A piece of text for each of some spans, as hashes and lengths."""

    def __init__(self, table: lx.Neighbours, numbers: Rows) -> None:
        self.codes, self.lengths = table.rows[numbers, lx.Neighbours.HASH], table.rows[numbers, lx.Neighbours.LENGTH].astype(np.intp)

    def behind(self, before: Codes) -> Codes:
        """The hashes of other pieces of text, each with this one's piece behind it."""
        out: Codes = shifted(before, self.lengths)
        out ^= self.codes
        return out

    def put(self, start: str) -> Codes:
        return self.behind(np.full(len(self.codes), hash_of(start), np.uint32))


def _column(table: lx.Neighbours, texts: Sequence[str]) -> Column:
    return Column(table, np.array([table[text] for text in texts], np.intp))


def _around_words(table: lx.Neighbours, around: NDArray[np.intp], zones: Rows) -> list[Codes]:
    before, after = table["^"], table["$"]
    l1, l2 = (Column(table, np.where(around[:, n] > 0, around[:, n], before)) for n in (0, 1))
    r1, r2 = (Column(table, np.where(around[:, n] > 0, around[:, n], after)) for n in (3, 4))
    zone = _zones(table, zones)
    space, line = (Column(table, np.full(len(around), table[mark])) for mark in " _")
    return [
        l1.put("l1="),
        l1.behind(space.behind(l2.put("l2="))),
        r1.put("r1="),
        r2.behind(space.behind(r1.put("r2="))),
        l1.behind(space.behind(zone.put("l1z="))),
        r1.behind(space.behind(zone.put("r1z="))),
        r1.behind(line.behind(l1.put("lr="))),
        _up_to_three(table, around),
    ]


def _up_to_three(table: lx.Neighbours, around: NDArray[np.intp]) -> Codes:
    """The hash of "l3=" and what stands before, as far as three words."""
    out: Codes = np.full(len(around), hash_of("l3="), np.uint32)
    nothing, space = table[""], table[" "]
    for n in (2, 1, 0):
        there = around[:, n] > 0
        if n < 2:
            out = Column(table, np.where(around[:, n + 1] > 0, space, nothing)).behind(out)
        out = Column(table, np.where(there, around[:, n], nothing)).behind(out)
    return out


def _zones(table: lx.Neighbours, zones: Rows) -> Column:
    return Column(table, np.array([table[zone] for zone in ZONES], np.intp)[zones])


def _around_text(others: Sequence[Other], zones: Rows) -> list[Codes]:
    table = lx.lexicon().neighbours
    l3, l1 = (_column(table, [one.before[n] for one in others]) for n in (0, 1))
    r1, r2, r4 = (_column(table, [one.after[n] for one in others]) for n in range(3))
    zone, line = _zones(table, zones), _column(table, ["_"] * len(others))
    return [
        l3.put("l3="),
        l1.put("l1="),
        r1.put("r1="),
        r2.put("r2="),
        r4.put("r4="),
        r2.behind(zone.put("r2z=")),
        l1.behind(zone.put("l1z=")),
        r1.behind(line.behind(l1.put("l1r1="))),
    ]
