"""What is begun and due, in words, for both shells: calendar entries, the week, a reminder, letters, work, openings."""

from __future__ import annotations

from goen.actions.agenda import Day
from goen.actions.records import Week
from goen.core.advice.entries import Entry
from goen.core.advice.ledger import Work
from goen.core.advice.life import ASKING, Life
from goen.core.advice.openings import Opening
from goen.core.hiring import taken
from goen.core.values import Pause
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


def job_words(view: View, pause: Pause) -> tuple[str, dict[str, str]]:
    """Which application became the job that was taken: the last part of a text's key, and what stands in it.

    Where nothing has that name, or several have, those that may be meant are named.
    """
    found = taken.meant(pause, view.understanding.applications)
    if len(found) == 1:
        return "job-is", {"id": view.id(found[0].id), "application": view.application(found[0])}
    live = found or tuple(a for a in view.understanding.applications if a.outcome in ("offer", "accepted", "open") and a.organization)
    names = view.say.both([view.say("pause.one", id=view.id(a.id), application=view.application(a)) for a in live[-LISTED:]])
    key = "job-several" if found else "job-nowhere" if live else "job-unknown"
    return key, {"organization": plain(pause.organization), "names": names, "id": view.id(live[-1].id) if live else ""}


LISTED = 6  # applications that are named where it is not clear which is meant


def week_lines(view: View, found: Week) -> list[str]:
    """The week in three lines under its heading: what moved, who believed, what is next."""
    say = view.say
    head = say("week.head", date=say.day(found.end, view.today))
    moved = say("week.moved", n=len(found.moved), open=found.open)
    names = [view.person(s.person) for s in found.signs]
    people = say("week.people", n=len(names), name=names[0]) if names else say("week.people-none")
    ahead = say("week.next", n=found.tasks) if found.tasks else say("week.next-none")
    return [head, moved, people, ahead]


def reminder(view: View, here: Day, *, names: bool) -> str:
    """One line of what is due today, "" where nothing is; `names`: with the first of them in words, else only how many."""
    due = here.agenda.today
    if not due:
        return ""
    if not names:
        return view.say("remind.due", n=len(due))
    first = task_words(view, due[0])
    return first if len(due) == 1 else view.say("remind.and-more", n=len(due) - 1, first=first)


def letter_words(view: View, one: Life) -> str:
    """Where a letter stands."""
    state = "sent-plain" if one.state == "sent" and one.purpose not in ASKING else one.state
    return view.say(f"letter-state.{state}", person=view.person(one.person), date=view.say.day(one.on, view.today))


def opening_words(view: View, one: Opening) -> str:
    """What came of the letter that an application began with."""
    key = one.answer if one.answer != "person" or one.by in view.people else "person-unknown"
    person = view.person(one.by) if one.by in view.people else ""
    return view.say(f"opening.{key}", date=view.say.day(one.on, view.today), person=person, n=one.days or 0)


def work_facts(view: View, work: Work) -> str:
    """What is known of a piece of work beside its words: due, size, pay, handed in, how early, what came of it."""
    say = view.say
    out = []
    if work.due:
        out.append(say("ledger.due", date=say.day(work.due, view.today)))
    if work.hours:
        out.append(say("ledger.hours", hours=f"{work.hours:g}"))
    if work.paid is not None:
        out.append(say("ledger.paid" if work.paid else "ledger.unpaid"))
    if work.handed_in:
        out.append(say("ledger.handed-in", date=say.day(work.handed_in, view.today)))
        if work.early is not None:
            key = "ledger.on-time" if work.early == 0 else "ledger.early" if work.early > 0 else "ledger.late"
            out.append(say(key, n=abs(work.early)))
    out.append(say(f"work-outcome.{work.outcome}"))
    return ("、" if say.language == "ja" else ", ").join(out)
