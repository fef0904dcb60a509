"""The owner's letters: kept as they left them, marked as sent. What was sent from the mailbox itself is seen without either.

A letter is found by what it is about (an application, by a message of it), whom it goes to, and its purpose; `keep` and `mark` are the two
things that can be done with it, whichever way it was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from goen.actions import agenda, noted, numbers
from goen.actions.notes import stable
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.advice.correspondence import seen
from goen.core.advice.life import AFTER_REJECTION
from goen.core.advice.steps import WRITES, next_step
from goen.core.advice.tasks import Task
from goen.core.values import Application, KeptLetter, Letter, Person
from goen.errors import GoenError
from goen.store import queries
from goen.store.connect import open_store

PURPOSE_OF = {  # of a letter after a rejection, by the advice's step
    "thank": "thanks",
    "thank-if-you-like": "thanks",
    "ask": "ask",
    "ask-alone": "ask",
    "catch-up": "ask",
    "report": "report",
    "report-if-you-like": "report",
}


def keep(config: Config, letter: KeptLetter, at: datetime | None = None) -> KeptLetter:
    """Keep a letter as it is now. Raises GoenError "busy"."""
    kept = replace(
        letter,
        at=at or datetime.now().astimezone(),
        to=letter.to.strip(),
        subject=" ".join(letter.subject.split()),
        body=letter.body.replace("\r\n", "\n"),
        only_marked=False,
    )
    noted.write(config, kept.id, kept, kept.at)
    return kept


def mark(config: Config, letter: KeptLetter, day: date | None) -> KeptLetter:
    """Note that a letter went out on `day`, for mail that Goen does not read; None takes it back: the text that the owner had kept stays. Raises GoenError "busy"."""
    marked = replace(letter, sent_on=day)
    if day is None and letter.only_marked:
        withdraw(config, letter)
        return marked
    open_store(config)
    if day is not None and all(one.id != letter.id for one in queries.letters()):
        marked = replace(marked, only_marked=True)
    noted.write(config, marked.id, marked, marked.at)
    return marked


def withdraw(config: Config, letter: KeptLetter) -> None:
    """Let go of a kept letter. Raises GoenError "busy"."""
    noted.withdraw(config, "letter", letter.id)


def after(application: Application, letter: Letter, purpose: str) -> KeptLetter:
    """A letter after a rejection with this text: in the place of the one that was kept and not sent, where there is one. Not kept yet."""
    found = last(application)
    ident = found.id if found and found.sent_on is None and found.purpose in AFTER_REJECTION else noted.new_id("letter")
    return KeptLetter(
        ident, datetime.now().astimezone(), letter.to, application.messages[0], purpose, letter.subject, letter.body, letter.language,
        letter.in_reply_to,
    )  # fmt: skip


def due(
    config: Config, name: str, *, on: date | None = None, at: datetime | None = None, known: agenda.Day | None = None, purpose: str = ""
) -> KeptLetter:
    """The letter that is to be written on a day to a person, or about an application (an id, a name or an address): as the owner left it,
    else as it is drafted; with no text where nothing is to be written to that person. Not kept yet. `known`: the day, where somebody has it already.
    `purpose`: of the drafts among which the owner chooses (Task.choices).

    Raises GoenError "not-found", "ambiguous", "which-letter" for an offer of work whose answer is not said, or "nothing-to-send" for an application
    about which nobody is to be written to.
    """
    moment = at or datetime.now().astimezone()
    here = known or agenda.day(config, as_of=on or moment.date())
    whole = here.understanding
    ident = numbers.find(name, whole, numbers.short_ids(whole))
    task = here.task_for(ident) or _not_due(ident, here)
    person = _person(ident, task, here)
    about = stable(task.application, whole) if task and task.application else ""
    waiting = [
        k for k in _to(person) if k.sent_on is None and k.about == about and not seen(k, here.with_person(person), whole.owner, person.emails)
    ]  # fmt: skip
    if task and task.choices:
        chosen = purpose or next((k.purpose for k in waiting if k.purpose in task.choices), "")
        if task.code == "offer" and chosen not in task.choices:  # of these none is the likely one
            raise GoenError(
                f"Say which letter it is with --purpose: {', '.join(task.choices)}.", code="which-letter", choices=", ".join(task.choices)
            )
        task = task.answered_with(chosen)
    purpose = purpose_of(task) if task else "thanks"
    left = [k for k in waiting if k.purpose == purpose]
    if left:
        return left[0]
    letter = (here.letter(task)[0] if task else None) or Letter("", "", "", None, person.language)
    to = letter.to or (person.emails[0] if person.emails else person.id)
    return KeptLetter(noted.new_id("letter"), moment, to, about, purpose, letter.subject, letter.body, letter.language, letter.in_reply_to)


def purpose_of(task: Task) -> str:
    """What a task's letter is for."""
    return PURPOSE_OF.get(task.reason.code, "thanks") if task.letter == "advice" else task.letter


def last(about: Application | Person) -> KeptLetter | None:
    """The letter about this application, or to this person, that the owner kept last."""
    if isinstance(about, Person):
        return next(iter(_to(about)), None)
    mine = set(about.messages)
    return next((one for one in reversed(queries.letters()) if one.about in mine), None)


def last_marked(config: Config, name: str = "") -> KeptLetter | None:
    """The letter, or that to a person or about an application, that was marked as sent last. Raises GoenError "not-found"."""
    whole = understanding(config)
    ident = numbers.find(name, whole, numbers.short_ids(whole)) if name else ""
    person = next(({*p.emails, p.id} for p in whole.people if p.id == ident), set())
    about = next((set(a.messages) for a in whole.applications if a.id == ident), set())
    marked = (k for k in reversed(queries.letters()) if k.sent_on is not None and (not name or k.to in person or k.about in about))
    return next(marked, None)


def sent(applications: Iterable[Application]) -> dict[str, date]:
    """The day on which the letter after a rejection went out, by application, where the owner said so."""
    days = {k.about: k.sent_on for k in queries.letters() if k.sent_on is not None and k.purpose in AFTER_REJECTION}
    return {a.id: days[m] for a in applications for m in a.messages if m in days} if days else {}


def _to(person: Person) -> list[KeptLetter]:
    """The kept letters to a person, the last one first."""
    return [one for one in reversed(queries.letters()) if one.to in (*person.emails, person.id)]


def _not_due(ident: str, here: agenda.Day) -> Task | None:
    """What may be written after a rejection although it is nobody's task today: not yet due, or no longer due and still welcome."""
    for advice in here.understanding.advice:
        step = next_step(advice, as_of=here.understanding.as_of)
        person = dict(step.arguments).get("person")
        if step.code in WRITES and ident in (advice.application, person):
            return Task("rejection", advice.not_before or here.understanding.as_of, None, advice.application, person, step, "advice")
    return None


def _person(ident: str, task: Task | None, here: agenda.Day) -> Person:
    """Whom the name means: a person, or the one to whom a letter about that application goes."""
    people = {p.id: p for p in here.understanding.people}
    found = people.get(ident) or people.get(task.person or "" if task else "")
    if found is None:
        raise GoenError("There is no letter to write about this just now; name the person instead.", code="nothing-to-send")
    return found
