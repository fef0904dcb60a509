"""The n-grams of `grams.py` as hashes, for many pieces of text in one go, with no string made for any of them.

CRC-32 is linear: the hash of "a b" follows from those of "a" and " b" by table look-ups, so pairs of words and runs of characters are
hashed as whole arrays. What comes out is what `hashed(grams(text, prefix))` gives for each piece; a test holds both together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Sized
from functools import cache
from typing import NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from goen.core.reading import grams

Number = TypeVar("Number", bound=np.generic)
Codes = NDArray[np.uint32]
Rows = NDArray[np.intp]

LONGEST = 64  # bytes that one look-up can put behind a hash
BYTE = np.uint32(255)
WORDS = 50_000  # words that are remembered; the table is emptied when it grows larger
WIDE = 0xA000  # the characters of Japanese runs are below


class Tokens(NamedTuple):
    """The tokens of some pieces of text, in order."""

    ids: Rows  # the words' numbers in the vocabulary, 0 for a Japanese run
    piece: Rows  # the piece that each is of
    runs: list[str]  # the Japanese runs
    known: Vocabulary


class Coded(NamedTuple):
    """Hashes with the piece that each is of; one may come twice. `pairs` reach from the end of one piece into the beginning of a later one."""

    codes: Codes
    piece: Rows
    pairs: Codes
    left: Rows
    right: Rows


class Vocabulary(dict[str, int]):
    """The words seen so far with one prefix, numbered, with what pairs and stems need of each."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix
        self.start = crc32(prefix.encode())
        self.generation = 0  # grows when the numbers mean other words
        self.forget()

    def forget(self) -> None:
        self.clear()
        self["\0"] = END
        self.generation += 1
        self.size = END + 1
        self.words = ["", "\0"]  # by their numbers
        self.alone, self.after, self.stem = (np.zeros(1024, np.uint32) for _ in range(3))
        self.length = np.zeros(1024, np.intp)
        self.long = np.zeros(1024, np.bool_)

    def __missing__(self, token: str) -> int:
        first = token[0]
        if "\u3040" <= first <= "\u9fff":
            return 0  # a Japanese run: there is no end of them
        if first.isdigit():
            zeros = "0" * min(len(token), 4)
            if token != zeros:
                number = self[token] = self[zeros]
                return number
        data = token.encode("utf-8", "surrogatepass")
        number = self[token] = self.size
        self.size += 1
        self.words.append(token)
        if number == len(self.alone):
            for name in ("alone", "after", "stem", "length", "long"):
                setattr(self, name, np.concatenate([getattr(self, name), np.zeros_like(getattr(self, name))]))
        self.alone[number] = crc32(data, self.start)
        self.after[number] = crc32(data, SPACE)
        self.length[number] = len(data) + 1
        if len(token) > grams.STEM + 1:
            self.long[number] = True
            self.stem[number] = crc32(f"{token[: grams.STEM]}*".encode("utf-8", "surrogatepass"), self.start)
        return number


SPACE = crc32(b" ")
END = 1  # the number of what stands between two pieces of text


@cache
def vocabulary(prefix: str) -> Vocabulary:
    return Vocabulary(prefix)


def tokens(texts: Sequence[str], prefix: str = "") -> Tokens:
    """The tokens of each normalised text. Their numbers are good until the next call with this prefix: hash them at once."""
    known = vocabulary(prefix)
    if known.size > WORDS:
        known.forget()
    runs: list[str] = []
    ids, piece = [], []
    for rows, whole in apart(texts):  # the Japanese runs are all in the second part, so their order is that of the pieces
        found = (PLAIN if whole.isascii() else SPLIT).findall(whole)
        number = np.fromiter(map(known.__getitem__, found), np.intp, len(found))
        ends = number == END
        runs += [found[n] for n in np.flatnonzero(number == 0).tolist()]
        ids.append(number[~ends])
        piece.append(rows[np.cumsum(ends)[~ends]] if len(rows) else number[~ends])
    both = np.concatenate(piece)
    order = np.argsort(both, kind="stable")
    return Tokens(np.concatenate(ids)[order], both[order], runs, known)


SPLIT = re.compile(f"{grams.TOKEN.pattern}|\0")
PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?|[0-9]+|[?!]|\0")  # the same in lower-case ASCII, in two thirds of the time


def apart(texts: Sequence[str]) -> Iterator[tuple[Rows, str]]:
    """The texts in two strings, set apart by NUL: those in ASCII, which are gone over faster, and the others; with their numbers."""
    plain = [text.isascii() for text in texts]
    for kind in (True, False):
        rows = np.flatnonzero(np.array(plain, bool) == kind)
        yield (
            rows,
            "\0".join([text.replace("\0", " ") if "\0" in text else text for text, one in zip(texts, plain, strict=True) if one == kind]),
        )


def coded(found: Tokens, prefix: str = "") -> Coded:
    """The hashes of all n-grams."""
    known, ids, piece = found.known, found.ids, found.piece
    alone = known.alone[ids]
    long = known.long[ids]
    both = np.flatnonzero((ids[1:] > 0) & (ids[:-1] > 0))
    right = ids[1:][both]
    pairs = shifted(alone[:-1][both], known.length[right]) ^ known.after[right]
    before, after = piece[:-1][both], piece[1:][both]
    within = before == after
    wide, wide_piece = _wide(found.runs, piece[ids == 0], known.start, prefix)
    word = ids > 0
    return Coded(
        np.concatenate([alone[word], known.stem[ids[long]], pairs[within], wide]),
        np.concatenate([piece[word], piece[long], after[within], wide_piece]),
        pairs[~within],
        before[~within],
        after[~within],
    )


def owners(groups: Sequence[Sized]) -> Rows:
    """For each member of each group, in order, the number of its group."""
    return np.repeat(np.arange(len(groups)), np.fromiter(map(len, groups), np.intp, len(groups)))


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The values, sorted, each once: np.unique, which hashes first, takes three times as long on these."""
    values.sort()
    return values[np.concatenate([[True], values[1:] != values[:-1]])] if len(values) else values


def ranges(start: Rows, count: Rows) -> tuple[Rows, Rows]:
    """The members of ranges of these lengths: the range that each is of, and the member itself."""
    of = np.repeat(np.arange(len(count)), count)
    return of, np.arange(len(of)) + (start - np.cumsum(count) + count)[of]


def split(codes: Codes, owner: Rows, texts: int) -> list[Codes]:
    """The hashes of each text, sorted, each once."""
    pairs = distinct((owner.astype(np.uint64) << np.uint64(32)) | codes)
    ends = np.searchsorted(pairs >> np.uint64(32), np.arange(1, texts))
    return np.split(pairs.astype(np.uint32), ends) if texts else []


def _wide(flat: list[str], of_run: Rows, start: int, prefix: str) -> tuple[Codes, Rows]:
    """The character n-grams of Japanese runs: one to four characters, single ones only at a run's end."""
    if not flat:
        return np.zeros(0, np.uint32), np.zeros(0, np.intp)
    characters = np.frombuffer(("\0".join(flat) + "\0").encode("utf-32-le", "surrogatepass"), np.uint32)
    if ((characters >= WIDE) | ((characters > 0) & (characters < 0x800))).any():  # a letter among them that is not three bytes long: rare
        sets = [grams.hashed(grams.grams(run, prefix)) for run in flat]
        return np.concatenate(sets), np.repeat(of_run, [len(one) for one in sets])
    piece = np.repeat(of_run, [len(run) + 1 for run in flat])
    one, three, six, nine = (table[characters] for table in _characters())
    there = characters > 0
    at = np.flatnonzero(there[:-1] & ~there[1:])
    out, owner = [one[at] ^ _moved(start, 3)], [piece[at]]
    at = np.flatnonzero(there[:-1] & there[1:])
    out.append(three[at] ^ one[at + 1] ^ _moved(start, 6))
    owner.append(piece[at])
    at = at[there[np.minimum(at + 2, len(there) - 1)]]
    out.append(six[at] ^ three[at + 1] ^ one[at + 2] ^ _moved(start, 9))
    owner.append(piece[at])
    at = at[there[np.minimum(at + 3, len(there) - 1)]]
    out.append(nine[at] ^ six[at + 1] ^ three[at + 2] ^ one[at + 3] ^ _moved(start, 12))
    owner.append(piece[at])
    return np.concatenate(out), np.concatenate(owner)


def pairs(texts: Sequence[str]) -> tuple[Codes, Rows]:
    """The hashes of all pairs of Japanese characters that stand together, with the text of each."""
    wide = [n for n, text in enumerate(texts) if not text.isascii()]
    some = [texts[n] for n in wide]
    characters = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), np.uint32)
    of = np.array(wide, np.intp)[owners(some)]
    japanese = ((characters >= 0x3040) & (characters < 0x3100)) | ((characters >= 0x3400) & (characters < WIDE))
    at = np.flatnonzero(japanese[:-1] & japanese[1:] & (of[:-1] == of[1:]))
    one, three, *_ = _characters()
    return three[characters[at]] ^ one[characters[at + 1]], of[at]


@cache
def _shifts() -> NDArray[np.uint32]:
    """[bytes, 4, 256]: what becomes of each byte of a CRC-32 when that many bytes follow."""
    step = np.array([crc32(bytes([n])) for n in range(256)], np.uint32)
    step ^= step[0]  # the table of the polynomial
    out = np.zeros((LONGEST, 4, 256), np.uint32)
    for k in range(4):
        out[0, k] = np.arange(256, dtype=np.uint32) << np.uint32(8 * k)
    for n in range(1, LONGEST):
        out[n] = (out[n - 1] >> np.uint32(8)) ^ step[out[n - 1] & np.uint32(255)]
    return out


def shifted(codes: Codes, lengths: Rows) -> Codes:
    """CRC-32s as they stand when so many bytes follow, before those bytes' own CRC-32 is added by xor."""
    table = _shifts().reshape(-1)
    while True:
        base = np.minimum(lengths, LONGEST - 1) * 1024
        out: Codes = table[base + (codes & BYTE)]
        out ^= table[base + 256 + ((codes >> np.uint32(8)) & BYTE)]
        out ^= table[base + 512 + ((codes >> np.uint32(16)) & BYTE)]
        out ^= table[base + 768 + (codes >> np.uint32(24))]
        if not len(lengths) or lengths.max() < LONGEST:
            return out
        codes, lengths = out, np.maximum(lengths - (LONGEST - 1), 0)


@cache
def _moved(code: int, length: int) -> np.uint32:
    moved: np.uint32 = shifted(np.array([code], np.uint32), np.array([length]))[0]
    return moved


@cache
def _characters() -> tuple[Codes, ...]:
    """For each character below WIDE its CRC-32, and that with three, six and nine bytes to follow."""
    one = np.array([crc32(chr(n).encode("utf-8", "surrogatepass")) if n >= 0x3000 else 0 for n in range(WIDE)], np.uint32)
    return (one, *(shifted(one, np.full(WIDE, n)) for n in (3, 6, 9)))
