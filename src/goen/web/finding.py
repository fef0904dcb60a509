"""Search over what has a name (people, applications) and over the words of kept mail."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from goen.actions import mail, numbers
from goen.core.mail.message import Message
from goen.core.values import Application, Note, Person
from goen.store import search
from goen.store.words import fold, phrases
from goen.view import plain
from goen.web.book import Book
from goen.web.desk import Desk
from goen.web.noting import Shown, shown

T = TypeVar("T")
INDEX = 200  # messages that one search puts into the index at most, where a scan has not done it
AROUND = 90  # characters around what was found
QUOTING = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.M)  # the marks before the lines of an earlier mail


@dataclass(frozen=True, slots=True)
class Hit:
    """A message in which the words stand: its short id, and a line of it in pieces, with what was found marked."""

    message: Message
    number: str
    sender: str
    subject: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Results:
    people: Sequence[Person]
    applications: Sequence[Application]
    notes: Sequence[Shown]
    mail: Sequence[Hit]
    total: int  # messages in all, counted up to a thousand
    more: bool  # there are more than that
    left: int  # messages that are not in the index yet


def find(desk: Desk, query: str, *, start: int = 0, most: int = 20, names: int = 12) -> Results:
    """People and applications that bear these words in their names, notes that hold them; and mail, newest first, from `start` on."""
    wanted = [fold(word) for word in query.split()]
    if not phrases(query):
        return Results((), (), (), (), 0, False, 0)
    left = search.catch_up(INDEX)
    found = search.find(query, start, most)
    people, applications = _named(desk.book, tuple(wanted), names) if not start else ((), ())
    notes = _noted(desk, wanted, names) if not start else []
    return Results(people, applications, notes, _hits(desk, found.ids, wanted), found.total, found.more, left)


def _named(book: Book, wanted: tuple[str, ...], most: int) -> tuple[list[Person], list[Application]]:
    people, applications = book.once("lines", lambda: (_Lines.of(book.folded[0]), _Lines.of(book.folded[1])))
    some = people.holding(wanted)
    rank = ("champion", "warm", "acquaintance", "none")
    some.sort(key=lambda p: rank.index(p.tie))
    return some[:most], applications.holding(wanted)[::-1][:most]


@dataclass(frozen=True, slots=True)
class _Lines(Generic[T]):
    """Many short texts as the lines of one: looking through it is one call, not one for each of twenty thousand names."""

    text: str
    starts: list[int]
    items: list[T]

    @classmethod
    def of(cls, found: Sequence[tuple[str, T]]) -> _Lines[T]:
        lines = [text.replace("\n", " ") for text, _ in found]
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        return cls("\n".join(lines), starts, [item for _, item in found])

    def holding(self, wanted: Sequence[str]) -> list[T]:
        """Those in whose line all of the words stand, in the order given."""
        longest = max(wanted, key=len)
        out, at = [], self.text.find(longest)
        while at >= 0:
            n = bisect_right(self.starts, at) - 1
            start, end = self.starts[n], self.starts[n + 1] - 1
            if all(self.text.find(word, start, end) >= 0 for word in wanted):
                out.append(self.items[n])
            at = self.text.find(longest, end)
        return out


def _noted(desk: Desk, wanted: Sequence[str], most: int) -> list[Shown]:
    """The owner's notes in which all of the words stand, newest first; a mail to oneself is found as mail."""
    every = desk.book.once("noted", lambda: [(_words_of(r.note), r) for r in reversed(desk.book.understanding.notes) if not r.note.message])
    return shown(desk, [r for text, r in every if all(word in text for word in wanted)][:most])


def _words_of(one: Note) -> str:
    said = [words for s in one.said for words in (s.by, s.words)]
    about = "" if "@" in one.about or ":" in one.about else one.about
    return fold(" ".join([about, one.text, one.liked, one.worries, one.next, *one.present, *said]))


def _hits(desk: Desk, ids: Iterable[str], wanted: Sequence[str]) -> list[Hit]:
    ids = list(ids)
    bodies, short = mail.some(ids), numbers.message_ids(ids)
    out = []
    for ident in ids:
        if ident in bodies:
            message = bodies[ident]
            envelope = message.envelope
            line = tuple((desk.said(text), marked) for text, marked in excerpt(_passage(message, wanted), wanted))
            sender = desk.sender(envelope)
            out.append(Hit(message, short.get(ident, ""), sender, desk.said(plain(envelope.subject)), line))
    return out


def _passage(message: Message, wanted: Sequence[str]) -> str:
    """What its author wrote, unless the words stand only in what they quoted."""
    new = fold(message.new)
    return message.new if any(word in new for word in wanted) or not message.text else message.text


def excerpt(text: str, wanted: Sequence[str]) -> list[tuple[str, bool]]:
    """A line around the first of the words, in pieces; the beginning of the text where none stands in it as it is written."""
    line = plain(QUOTING.sub("", text))
    folded = line.casefold()
    if len(folded) != len(line):  # a letter that folds to two: places would not agree
        folded = line
    places = [(at, word) for word in wanted if (at := folded.find(word)) >= 0]
    if not places:
        return [(line[: 2 * AROUND] + "…" * (len(line) > 2 * AROUND), False)]
    at, word = min(places)
    start, end = max(0, at - AROUND), at + len(word)
    if start and (space := line.find(" ", start, at)) >= 0:  # at a word's beginning
        start = space + 1
    return [
        ("…" * (start > 0) + line[start:at], False),
        (line[at:end], True),
        (line[end : end + AROUND] + "…" * (end + AROUND < len(line)), False),
    ]
