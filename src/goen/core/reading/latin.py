"""Where a name may stand in text with spaces and capitals: runs of capitals, what stands before "role", what stands after "as a"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goen.core.reading import lexicon as lx
from goen.core.reading.codes import Rows, apart, distinct

WORD = re.compile(r"([^\W_]+(?:['’&.+/-][^\W_]+)*\+*#?|[^\w\s]|\n)")
PLAIN = re.compile(r"([A-Za-z0-9]+(?:['&.+/-][A-Za-z0-9]+)*\+*#?|[!-/:-@\[-^`{-~\x00-\x08\x0e-\x1b\x7f]|\n)")  # the same in ASCII
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Latin:
    """Spans as runs of words; those of one text are sorted by place."""

    words: lx.Lexicon
    ids: Rows  # of every word of all texts, its number; texts are set apart by a word that is none
    start: Rows  # of each span, its first word
    end: Rows  # the one behind its last
    piece: Rows  # the text that it stands in
    text: list[str]
    opening: Rows  # of each text, in the order of the words, its first word
    closing: Rows  # the one behind its last
    inside: Rows  # of each span, the place of its text in that order

    def __len__(self) -> int:
        return len(self.text)


def latin(texts: Sequence[str]) -> Latin:
    """The spans of some texts."""
    words = lx.lexicon()
    parts = [(rows, whole, (PLAIN if whole.isascii() else WORD).split(whole + "\0")) for rows, whole in apart(texts) if len(rows)]
    if not parts:
        nothing = np.zeros(0, np.intp)
        return Latin(words, nothing, nothing, nothing, nothing, [], nothing, nothing, nothing)
    ids = np.concatenate([np.fromiter(map(words.__getitem__, pieces[1::2]), np.intp, len(pieces) // 2) for _, _, pieces in parts])
    flags = words.rows[ids, lx.Lexicon.FLAGS]
    closing = np.flatnonzero(ids == words["\0"])
    opening = np.concatenate([[0], closing[:-1] + 1])
    start, end = _trimmed(flags, *_found(flags, ids == words["("], ids == words[")"]))
    text: list[str] = []
    first = 0
    for _, whole, pieces in parts:
        ends = np.cumsum(np.fromiter(map(len, pieces), np.intp, len(pieces)))
        here = slice(*np.searchsorted(start, [first, first + len(pieces) // 2]))
        a, b = ends[2 * (start[here] - first)], ends[2 * (end[here] - first) - 1]
        text += [whole[one:other] for one, other in zip(a.tolist(), b.tolist(), strict=True)]
        first += len(pieces) // 2
    row = np.concatenate([rows for rows, _, _ in parts])
    inside = np.searchsorted(closing, start, "right")
    return Latin(words, ids, start, end, row[inside], text, opening, closing, inside)


def _found(flags: NDArray[np.uint32], opens: Flags, closes: Flags) -> tuple[Rows, Rows]:
    """Start and end of every span; some come twice."""

    def has(mask: int) -> Flags:
        return (flags & np.uint32(mask)) > 0

    capital, small, stop = has(lx.CAPITAL), has(lx.SMALL), has(lx.BREAK)
    run = capital | (small & (_later(capital, 1) | (_later(small, 1) & _later(capital, 2))))
    edges = np.flatnonzero(run[1:] != run[:-1]) + 1 if len(run) else np.zeros(0, np.intp)
    first, last = edges[::2], edges[1::2]
    if len(run) and run[0]:
        first, last = np.concatenate([[0], edges[1::2]]), edges[::2]
    first = first + np.where(capital[first], 0, np.where(_later(capital, 1)[first], 1, 2))
    starts, ends = [first], [last]
    long = last - first >= 2  # the first word may only be the sentence's beginning
    starts.append(first[long] + 1)
    ends.append(last[long])
    # the pieces around a joining word: "Acme Press and Ruth Abelard"
    of = np.searchsorted(first, np.arange(len(run)), "right") - 1
    joints = np.flatnonzero(small & run)
    joints = joints[(of[joints] >= 0) & (joints > first[of[joints]]) & (joints < last[of[joints]])] if len(first) else joints[:0]
    starts.append(first[of[joints]])
    ends.append(joints)
    joints = joints[(joints + 1 < last[of[joints]]) & _later(capital, 1)[joints]]
    starts.append(joints + 1)
    ends.append(last[of[joints]])
    # "Manager, Service Lines", "Manager (Band 6)", "Editor – Books"
    further = capital | has(lx.DIGITS) | (small & _later(capital, 1))
    more = stop[last] & _later(capital, 1)[last]
    barrier = np.flatnonzero(~further)
    up_to = barrier[np.searchsorted(barrier, last[more] + 1)]
    starts.append(first[more])
    ends.append(up_to + (opens[last[more]] & closes[up_to]))
    # "the practice nurse post": lower-case roles stand before such a noun,
    noun = np.flatnonzero(has(lx.ROLE))
    joins = has(lx.JOINS_LEFT) & ~has(lx.ENDS_LEFT)
    at = noun
    for back in range(1, 6):
        going = (at >= back) & joins[np.maximum(at - back, 0)]
        at = at[going]
        starts.append(at - back)
        ends.append(at)
    # after "as a",
    links, article = has(lx.LINKS), has(lx.ARTICLE)
    at = np.flatnonzero(article)
    at = at[(at >= 1) & links[np.maximum(at - 1, 0)]]
    goes_on = has(lx.LETTER) & ~has(lx.ENDS_RIGHT)
    # or right after "applied for"
    straight = np.flatnonzero(has(lx.APPLIES)[:-2] & links[1:-1] & ~article[2:] & goes_on[2:]) + 1 if len(run) > 2 else at[:0]
    at = np.concatenate([at, straight])
    for further_on in range(1, 5):
        at = at[goes_on[at + further_on]]  # texts end in a word that is none
        starts.append(at + 1)
        ends.append(at + further_on + 1)
    return np.concatenate(starts), np.concatenate(ends)


def _trimmed(flags: NDArray[np.uint32], start: Rows, end: Rows) -> tuple[Rows, Rows]:
    """Spans without joining words at their end, each once, sorted; those that are only numbers and days are left out."""
    loose = np.concatenate([(flags & np.uint32(lx.SMALL | lx.BREAK)) > 0, [False]])
    while (trim := (end > start) & loose[end - 1]).any():
        end = end - trim
    no_name = np.concatenate([[0], np.cumsum((flags & np.uint32(lx.NO_NAME)) > 0)])
    good = no_name[end] - no_name[start] < end - start
    size = len(flags) + 1
    return np.divmod(distinct(start[good] * size + end[good]), size)


def _later(flags: Flags, by: int) -> Flags:
    """What holds of the word so many places on."""
    return np.concatenate([flags[by:], np.zeros(min(by, len(flags)), np.bool_)])
