"""All correspondence at a glance: who wrote when, and which messages lie between the owner and a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goen.core.insights import Moment
from goen.store import correspondence
from goen.store.correspondence import Line
from goen.web.book import Book


@dataclass(frozen=True)
class Correspondence:
    lines: Mapping[str, Line]  # by message, oldest first
    mine: frozenset[str]  # the owner's addresses
    by_address: Mapping[str, tuple[str, ...]]  # the messages between the owner and an address, oldest first

    def moments(self) -> dict[str, Moment]:
        return {ident: Moment(line.at, line.sender in self.mine) for ident, line in self.lines.items()}

    def between(self, emails: Collection[str]) -> list[Line]:
        """What this person wrote to the owner and the owner to them, oldest first."""
        found = {ident for email in emails for ident in self.by_address.get(email, ())}
        return sorted((self.lines[ident] for ident in found), key=lambda line: (line.date, line.message))


def correspondence_of(book: Book) -> Correspondence:
    return book.once("correspondence", lambda: _read(book))


def _read(book: Book) -> Correspondence:
    lines = {line.message: line for line in correspondence.lines()}
    mine = frozenset(book.understanding.owner.emails)
    by_address: dict[str, list[str]] = defaultdict(list)
    for ident, line in lines.items():
        if line.sender not in mine:
            by_address[line.sender].append(ident)
        else:
            for email in set(line.to) - mine:
                by_address[email].append(ident)
    return Correspondence(lines, mine, {email: tuple(found) for email, found in by_address.items()})
