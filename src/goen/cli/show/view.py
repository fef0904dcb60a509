"""What the pages of the terminal are drawn from: the understanding, short ids, dates, and what everything is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from goen.cli.show.layout import plain
from goen.core.values import Application, Person, Understanding
from goen.say import Say


@dataclass(frozen=True)
class View:
    """`short`: the typeable id (a1, p1) of every application and person, by its own id. `dates`: of the messages, by their ids."""

    understanding: Understanding
    short: Mapping[str, str]
    dates: Mapping[str, datetime]
    say: Say
    total: int | None = None  # messages of all mail that was read, where that is known

    @property
    def today(self) -> date:
        return self.understanding.as_of

    @cached_property
    def applications(self) -> dict[str, Application]:
        return {a.id: a for a in self.understanding.applications}

    @cached_property
    def people(self) -> dict[str, Person]:
        return {p.id: p for p in self.understanding.people}

    @cached_property
    def names(self) -> dict[str, str]:
        """What people and applications are called in a sentence, by id."""
        return {p.id: self.person(p.id) for p in self.understanding.people} | {
            a.id: self.application(a) for a in self.understanding.applications
        }

    def person(self, ident: str) -> str:
        person = self.people.get(ident)
        if person is None:
            return ident
        name = plain(person.name) or (person.emails[0] if person.emails else ident)
        return f"{name}さん" if self.say.language == "ja" and person.name and not name.endswith(("さん", "様")) else name

    def of(self, person: Person) -> str:
        """The person and where they are from."""
        name = self.person(person.id)
        return self.say("board.of", person=name, organization=plain(person.organization)) if person.organization else name

    def organization(self, application: Application) -> str:
        return plain(application.organization) or self.say("board.organization-unknown")

    def application(self, application: Application) -> str:
        if not application.role:
            return self.organization(application)
        return self.say("board.application", organization=self.organization(application), role=plain(application.role))

    def ended(self, application: Application) -> str:
        """The application and how it ended."""
        return self.say("board.ended", application=self.application(application), result=self.result(application, short=False))

    def result(self, application: Application, *, short: bool = True) -> str:
        """How it ended, with the day that says so."""
        moment = application.rejected_at if application.outcome == "rejected" and application.rejected_at else application.last
        day = self.say.short_date(moment.date(), self.today) if short else self.say.day(moment.date(), self.today)
        return self.say(f"result.{application.outcome}", date=day)

    def day(self, moment: datetime) -> str:
        return self.say.day(moment.date(), self.today)

    def id(self, ident: str) -> str:
        return self.short.get(ident, ident)
