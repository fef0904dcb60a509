"""As much of an understanding, and of its mail, as a letter or two can speak of: a store may hold ten thousand applications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from goen.actions import mail
from goen.core.mail.message import Message
from goen.core.values import Advice, Application, Introduction, Person, Reading, Understanding


class Index(Protocol):
    """An understanding with its indexes."""

    @property
    def understanding(self) -> Understanding: ...
    @property
    def applications(self) -> Mapping[str, Application]: ...
    @property
    def people(self) -> Mapping[str, Person]: ...
    @property
    def readings(self) -> Mapping[str, Reading]: ...
    @property
    def advice(self) -> Mapping[str, Advice]: ...
    @property
    def of_person(self) -> Mapping[str, Sequence[Application]]: ...
    @property
    def mail_with(self) -> Mapping[str, Sequence[str]]: ...


def near(index: Index, applications: Iterable[str], people: Iterable[str]) -> tuple[Understanding, tuple[Message, ...]]:
    """The understanding cut down to these applications and people, whoever took part with them, and what introductions tie to them; with their mail.

    The mail is that of the applications which are named, and all between the owner and these people.
    """
    whole = index.understanding
    named = [a for a in dict.fromkeys(applications) if a in index.applications]
    meant = dict.fromkeys(p for p in people if p in index.people)
    made = [i for i in whole.introductions if _touches(i, named, meant)]
    involved = dict.fromkeys(
        [*meant, *(p for a in named for p in index.applications[a].people), *(p for i in made for p in (i.introducer, i.introduced))]
    )
    among = tuple(index.people[p] for p in involved if p in index.people)
    linked = [*named, *(a for i in made for a in (i.from_application, i.to_application) if a)]
    found = {a: index.applications[a] for a in linked if a in index.applications}
    found |= {a.id: a for p in meant for a in index.of_person.get(p, ())}
    found |= {a.id: a for a in whole.applications if a.outcome == "accepted"}
    ids = {m for a in named for m in index.applications[a].messages} | {
        m for p in among for e in p.emails for m in index.mail_with.get(e, ())
    }
    messages = tuple(mail.some(ids).values())
    slim = replace(
        whole,
        people=among,
        applications=tuple(sorted(found.values(), key=lambda a: (a.first, a.id))),
        readings=tuple(index.readings[m.id] for m in messages if m.id in index.readings),
        introductions=tuple(made),
        advice=tuple(index.advice[a] for a in named if a in index.advice),
        perhaps=(),
    )
    return slim, messages


def _touches(one: Introduction, applications: Sequence[str], people: Mapping[str, None]) -> bool:
    return (
        one.introducer in people or one.introduced in people or one.from_application in applications or one.to_application in applications
    )
