"""What was understood, with indexes, kept in memory until a fact changes: a page then asks the database next to nothing.

The rows are read anew when the store's stamp changes (a scan, a correction, an undo, in this process or another).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from threading import Lock

from goen.actions import mail, numbers
from goen.config import Config
from goen.core.values import Advice, Application, Introduction, Owner, Person, Reading, Sign, Understanding
from goen.say import Say
from goen.store import derived
from goen.view import View, plain

KEPT = 3  # books in memory: the owner's and the sample's, and one that is being replaced
_BOOKS: dict[tuple[str, str, date], Book] = {}
_LOCK = Lock()


@dataclass(frozen=True)
class Book:
    """The understanding as it was last saved, judged from `understanding.as_of`; `fresh`: no fact has changed since."""

    understanding: Understanding
    stamp: derived.Stamp
    total: int  # messages read, of all mailboxes

    @property
    def fresh(self) -> bool:
        return self.stamp.fresh

    @cached_property
    def short(self) -> Mapping[str, str]:
        """The typeable id of every application and person, by its own id."""
        return numbers.short_ids(self.understanding)

    @cached_property
    def idents(self) -> Mapping[str, str]:
        """The other way round."""
        return {short: ident for ident, short in self.short.items()}

    @cached_property
    def applications(self) -> Mapping[str, Application]:
        return {a.id: a for a in self.understanding.applications}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        return {p.id: p for p in self.understanding.people}

    @cached_property
    def advice(self) -> Mapping[str, Advice]:
        """By application."""
        return {a.application: a for a in self.understanding.advice}

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """By message."""
        return {r.message: r for r in self.understanding.readings}

    @cached_property
    def signs(self) -> Mapping[str, list[Sign]]:
        """Those that count, by message."""
        found: dict[str, list[Sign]] = defaultdict(list)
        for person in self.understanding.people:
            for sign in person.signs:
                found[sign.message].append(sign)
        return found

    @cached_property
    def perhaps(self) -> Mapping[str, list[Sign]]:
        """Those that the reader is unsure of, by message."""
        found: dict[str, list[Sign]] = defaultdict(list)
        for sign in self.understanding.perhaps:
            found[sign.message].append(sign)
        return found

    @cached_property
    def of_person(self) -> Mapping[str, list[Application]]:
        """The applications in which a person took part, oldest first."""
        found: dict[str, list[Application]] = defaultdict(list)
        for application in self.understanding.applications:
            for ident in application.people:
                found[ident].append(application)
        return found

    @cached_property
    def led_from(self) -> Mapping[str, list[Introduction]]:
        """The introductions that came out of an application."""
        found: dict[str, list[Introduction]] = defaultdict(list)
        for one in self.understanding.introductions:
            if one.from_application:
                found[one.from_application].append(one)
        return found

    @cached_property
    def led_to(self) -> Mapping[str, list[Introduction]]:
        """The introductions from which an application came."""
        found: dict[str, list[Introduction]] = defaultdict(list)
        for one in self.understanding.introductions:
            if one.to_application:
                found[one.to_application].append(one)
        return found

    @cached_property
    def _views(self) -> dict[tuple[str, bool], View]:
        return {}

    @cached_property
    def _shown(self) -> Understanding:
        """With names masked, for a shared screen."""
        people = tuple(replace(p, name=initials(p.name), emails=tuple(map(self.mask, p.emails))) for p in self.understanding.people)
        owner = replace(self.understanding.owner, name=initials(self.understanding.owner.name))
        return replace(self.understanding, people=people, owner=owner)

    def view(self, say: Say, *, discreet: bool = False) -> View:
        known = self._views.get((say.language, discreet))
        if known is None:
            shown = self._shown if discreet else self.understanding
            known = View(shown, self.short, self._dates, say, self.total)
            self._views[say.language, discreet] = known
        return known

    @cached_property
    def _dates(self) -> dict[str, datetime]:
        return {ident: e.date for ident, e in mail.envelopes(i.message for i in self.understanding.introductions).items()}

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        names: set[str] = set()
        owner = self.understanding.owner
        for name, emails in ((owner.name, owner.emails), *((p.name, p.emails) for p in self.understanding.people)):
            names |= {name, name.replace(" ", ""), *name.split(), *emails}
        usable = sorted((n for n in names if len(n) > 2 or (len(n) == 2 and not n.isascii())), key=lambda n: -len(n))
        if not usable:
            return None
        return re.compile("|".join(rf"\b{re.escape(n)}\b" if n.isascii() else re.escape(n) for n in usable))

    def mask(self, text: str) -> str:
        """Names and addresses of everybody in the book as initials."""
        return self._names.sub(lambda found: initials(found.group()), text) if self._names else text


def initials(name: str) -> str:
    """What stands for a name on a shared screen."""
    local, at, _ = plain(name).partition("@")
    if at:
        return f"{local[:1]}…@…"
    return " ".join(f"{word[:1]}." if word.isascii() else f"{word[:1]}〇" for word in local.split())


def book(config: Config, day: date) -> Book:
    """The book of this store, as of `day`. The thread looks at the store already."""
    stamp = derived.stamp()
    key = (config.database_url or str(config.database), stamp.text, day)
    with _LOCK:
        known = _BOOKS.get(key)
        if known is None:
            known = Book(replace(derived.last() or _nothing(day), as_of=day), stamp, mail.count())
            while len(_BOOKS) >= KEPT:
                del _BOOKS[next(iter(_BOOKS))]
            _BOOKS[key] = known
    return known


def _nothing(day: date) -> Understanding:
    return Understanding(Owner("", (), "en"), day, (), (), (), (), (), ())
