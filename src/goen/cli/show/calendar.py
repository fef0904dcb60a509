"""Calendar entries and the week in words."""

from __future__ import annotations

from goen.actions.records import Week
from goen.core.advice.entries import Entry
from goen.view import View, plain, task_words


def entry_words(view: View, entry: Entry) -> str:
    """The title of a calendar entry."""
    say = view.say
    if entry.task is not None:
        return task_words(view, entry.task)
    application = view.applications.get(entry.application or "")
    organization = view.organization(application) if application else view.person(entry.person) if entry.person in view.people else ""
    person = view.person(entry.person) if entry.person in view.people else ""
    if entry.kind == "talk":
        return say("ics.talk-with" if person else "ics.talk", organization=organization, person=person)
    return say(f"ics.{entry.kind}", person=person, organization=organization, quote=plain(entry.quote))


def week_lines(view: View, found: Week) -> list[str]:
    """The week in three lines under its heading: what moved, who believed, what is next."""
    say = view.say
    head = say("week.head", date=say.day(found.end, view.today))
    moved = say("week.moved", n=len(found.moved), open=found.open)
    names = [view.person(s.person) for s in found.signs]
    people = say("week.people", n=len(names), name=names[0]) if names else say("week.people-none")
    ahead = say("week.next", n=found.tasks) if found.tasks else say("week.next-none")
    return [head, moved, people, ahead]
