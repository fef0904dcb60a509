"""What was understood, with indexes, kept in memory until a fact changes: a page then asks the database next to nothing.

The rows are read anew when the store's stamp changes (a scan, a correction, an undo, in this process or another).
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from goen.actions import handmade, letters, mail, numbers, understanding
from goen.config import Config
from goen.core.advice.steps import WELCOME, WRITES
from goen.core.reading.kinds import TIES
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Introduction, Owner, Person, Reading, Sign, Understanding
from goen.say import Say, voice
from goen.store import derived, queries
from goen.store.words import fold
from goen.view import View, steps
from goen.web.masking import Mask, initials, mask_of


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting that is still to come; `clock` in this machine's time, "" for a whole day."""

    day: date
    clock: str
    summary: str
    application: str
    message: str


Step = tuple[Advice, Reason]
DUE = (WRITES - WELCOME) | {"remind"}
T = TypeVar("T")
LARGE = 5_000  # messages from which a book weighs on the garbage collector
_BOOKS: dict[str, Book] = {}  # by store: the owner's and the sample's
_LOCK = Lock()


@dataclass(frozen=True)
class Book:
    """The understanding as it was last saved, judged from `understanding.as_of`."""

    understanding: Understanding
    stamp: derived.Stamp
    total: int  # messages read, of all mailboxes

    @property
    def current(self) -> bool:
        """Whether it was made from today's facts, by this program, for this day; a store without mail always is."""
        return not self.total or (self.stamp.fresh and self.stamp.made_from == understanding.made_from(self.understanding.as_of))

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
    def _made(self) -> dict[str, Any]:
        return {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this book: what several pages, or one page again and again, draw from all of it."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    @cached_property
    def folded(self) -> tuple[list[tuple[str, Person]], list[tuple[str, Application]]]:
        """What people and applications are found by in a search, folded, each with whose it is: names, addresses, the owner's notes."""
        people = [(fold(" ".join((p.name, p.name.replace(" ", ""), p.organization, *p.emails))), p) for p in self.understanding.people]
        notes = handmade.notes()
        return people, [(fold(f"{a.organization} {a.role} {notes.get(a.id, '')}"), a) for a in self.understanding.applications]

    @cached_property
    def closest(self) -> Mapping[str, Person]:
        """Who is closest to the owner of those who took part in an application; applications where nobody is more than met are left out."""
        found = {}
        for application in self.understanding.applications:
            people = [self.people[i] for i in application.people if i in self.people]
            best = max(people, key=lambda p: (TIES.index(p.tie), len(p.signs)), default=None)
            if best is not None and best.tie != "none":
                found[application.id] = best
        return found

    @cached_property
    def haystack(self) -> Mapping[str, str]:
        """What the names of an application, its role and its people are searched in, case folded."""
        return {
            a.id: "\n".join([a.organization, a.role, *(self.people[i].name for i in a.people if i in self.people)]).casefold()
            for a in self.understanding.applications
        }

    @cached_property
    def due(self) -> frozenset[str]:
        """The applications for which something is worth doing."""
        return frozenset(advice.application for advice, _ in self.now)

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
    def mail_with(self) -> Mapping[str, list[str]]:
        """The ids of the kept messages to or from an address, oldest first."""
        return queries.kept_by_address()

    @cached_property
    def sent(self) -> Mapping[str, date]:
        """The day on which the owner said that a letter went out, by application."""
        return letters.sent(self.understanding.applications)

    @cached_property
    def by_address(self) -> Mapping[str, str]:
        """Whose address it is: the person's id."""
        return {address: p.id for p in self.understanding.people for address in p.emails}

    @cached_property
    def coming(self) -> list[Event]:
        """What the calendar parts of the kept mail say is still to come, soonest first."""
        day, found = self.understanding.as_of, {}
        for message in mail.invitations(day):
            application = self.readings[message.id].application if message.id in self.readings else None
            for event in message.events if application else ():
                if event.start.astimezone().date() >= day:
                    found[event.summary, event.start] = (event, application, message.id)
                if event.method == "CANCEL":
                    found.pop((event.summary, event.start), None)
        return [
            Event(at.date(), "" if at.hour == at.minute == 0 else f"{at:%H:%M}", event.summary, application or "", message)
            for event, application, message in sorted(found.values(), key=lambda one: one[0].start)
            for at in [event.start.astimezone() if event.start.hour or event.start.minute else event.start]
        ]

    @cached_property
    def _steps(self) -> tuple[list[Step], list[Step]]:
        return steps(View(self.understanding, {}, {}, voice("en")))

    @cached_property
    def now(self) -> list[Step]:
        """What is worth doing: advice with its next step, the most worth doing first; not what a letter was sent for."""
        return [(a, s) for a, s in self._due if not (a.not_before and a.not_before > self.understanding.as_of)]

    @cached_property
    def later(self) -> list[Step]:
        """The same, where its day is still to come; soonest first."""
        found = [(a, s) for a, s in self._due if a.not_before and a.not_before > self.understanding.as_of]
        return sorted(found, key=lambda step: str(step[0].not_before))

    @cached_property
    def _due(self) -> list[Step]:
        return [(a, s) for a, s in self._steps[0] if s.code in DUE and a.application not in self.sent]

    @cached_property
    def resting(self) -> list[Step]:
        """What was done, or waits for somebody else."""
        return [(a, s) for a, s in self._steps[0] if s.code not in DUE | WELCOME or a.application in self.sent]

    @cached_property
    def welcome(self) -> list[Step]:
        """Thanks and reports that are no longer due, and would be welcome still."""
        return [(a, s) for a, s in self._steps[0] if s.code in WELCOME and a.application not in self.sent]

    @cached_property
    def step(self) -> Mapping[str, Step]:
        """The advice and its next step, by application."""
        return {a.application: (a, s) for part in self._steps for a, s in part}

    @cached_property
    def quiet(self) -> list[Step]:
        """Where nothing is to be written."""
        return self._steps[1]

    @cached_property
    def _views(self) -> dict[tuple[str, bool], View]:
        return {}

    @cached_property
    def _shown(self) -> Understanding:
        """With names masked, for a shared screen."""
        whole = self.understanding
        people = tuple(
            replace(
                p,
                name=initials(p.name),
                emails=tuple(map(self.mask, p.emails)),
                organization=initials(p.organization),
                position=self.mask(p.position),
            )
            for p in whole.people
        )
        applications = tuple(replace(a, organization=initials(a.organization), role=self.mask(a.role)) for a in whole.applications)
        return replace(whole, people=people, applications=applications, owner=replace(whole.owner, name=initials(whole.owner.name)))

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
    def mask(self) -> Mask:
        """Gives a text with the names and addresses of everybody in the book, and of the firms, as initials."""
        return mask_of(self.understanding)


def book(config: Config, day: date) -> Book:
    """The book of this store, as of `day`. The thread looks at the store already."""
    stamp, store = derived.stamp(), config.database_url or str(config.database)
    with _LOCK:
        known = _BOOKS.get(store)
        if known is None or (known.stamp, known.understanding.as_of) != (stamp, day):
            _BOOKS.pop(store, None)  # before the next is read: two of a large store are too many
            whole = understanding.last() or handmade.joined(_nothing(day))
            known = Book(replace(whole, as_of=day), stamp, mail.count())
            _ = known.short  # numbers are given by one thread alone
            _BOOKS[store] = known
            if len(known.understanding.readings) > LARGE:
                gc.collect()
                gc.freeze()  # or the collector goes over all of it again and again, 60 ms each time (50,000 messages)
    return known


def _nothing(day: date) -> Understanding:
    return Understanding(Owner("", (), "en"), day, (), (), (), (), (), ())
