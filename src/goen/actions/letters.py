"""The owner's letters: a draft kept, marked as sent. What was sent from the mailbox itself is seen without either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from goen.actions import agenda, noted, numbers
from goen.actions.notes import stable
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.advice.correspondence import seen
from goen.core.advice.steps import WRITES, next_step
from goen.core.advice.tasks import Task
from goen.core.values import Application, KeptLetter, Letter, Person
from goen.errors import GoenError
from goen.store import queries

PURPOSE_OF = {  # of a letter after a rejection, by the advice's step
    "thank": "thanks",
    "thank-if-you-like": "thanks",
    "ask": "ask",
    "ask-alone": "ask",
    "catch-up": "ask",
    "report": "report",
}


def keep_draft(
    config: Config, person: str, text: str, *, subject: str = "", at: datetime | None = None, here: agenda.Day | None = None
) -> KeptLetter:
    """Keep the owner's text of the letter to a person (an id, a name or an address), in the place of a draft that was kept and not sent.

    What it is about, and what it answers, is taken from what is to be written to them now (`here`, where somebody has it already). Raises GoenError "not-found", "no-address", "busy".
    """
    moment = at or datetime.now().astimezone()
    kept = _open(config, person, moment, None, here)
    changed = replace(kept, at=moment, body=text, subject=subject or kept.subject)
    noted.write(config, changed.id, changed, moment)
    return changed


def mark_sent(
    config: Config, person: str, on: date | None = None, *, purpose: str = "", at: datetime | None = None, here: agenda.Day | None = None
) -> KeptLetter:
    """Note that the letter to a person went out on a day, today where it is not given: for mail that Goen does not read.

    `purpose` ("ask", "thanks", "report", "remind" …) where it is not what was to be written now. Raises GoenError as `keep_draft` does.
    """
    moment = at or datetime.now().astimezone()
    kept = _open(config, person, moment, on, here)
    sent = replace(kept, sent_on=on or moment.date(), purpose=purpose or kept.purpose)
    noted.write(config, sent.id, sent, moment)
    return sent


def not_sent(config: Config, name: str = "") -> KeptLetter | None:
    """Take back that the last letter, or the last to a person or about an application, went out; its text stays. None where none was marked.

    Raises GoenError "not-found", "busy".
    """
    whole = understanding(config)
    ident = numbers.find(name, whole, numbers.short_ids(whole)) if name else ""
    person = next(({*p.emails, p.id} for p in whole.people if p.id == ident), set())
    about = next((set(a.messages) for a in whole.applications if a.id == ident), set())
    marked = (k for k in reversed(queries.letters()) if k.sent_on is not None and (not name or k.to in person or k.about in about))
    found = next(marked, None)
    if found is None:
        return None
    mark(config, found, None)
    return replace(found, sent_on=None)


def kept(application: Application) -> KeptLetter | None:
    """The letter about this application that the owner kept last."""
    mine = set(application.messages)
    return next((one for one in reversed(queries.letters()) if one.about in mine), None)


def keep(config: Config, application: Application, letter: Letter, purpose: str) -> KeptLetter:
    """Keep the owner's letter about an application as it is now, in the place of the draft that was kept and not sent. Raises GoenError "busy"."""
    found, moment = kept(application), datetime.now().astimezone()
    ident = found.id if found and found.sent_on is None else noted.new_id("letter")
    changed = KeptLetter(
        ident, moment, letter.to.strip(), application.messages[0], purpose,
        " ".join(letter.subject.split()), letter.body.replace("\r\n", "\n"), letter.language, letter.in_reply_to,
    )  # fmt: skip
    noted.write(config, ident, changed, moment)
    return changed


def mark(config: Config, letter: KeptLetter, day: date | None) -> None:
    """Note that a kept letter went out on `day`; None takes it back. Raises GoenError "busy"."""
    noted.write(config, letter.id, replace(letter, sent_on=day), letter.at)


def sent(applications: Iterable[Application]) -> dict[str, date]:
    """The day on which a letter went out, by application, where the owner said so."""
    days = {one.about: one.sent_on for one in queries.letters() if one.sent_on is not None}
    return {a.id: days[m] for a in applications for m in a.messages if m in days} if days else {}


def last_to(person: Person) -> KeptLetter | None:
    """The letter to this person that the owner kept last."""
    return next(_kept_for(person), None)


def _kept_for(person: Person) -> Iterator[KeptLetter]:
    """The kept letters to a person, the last one first."""
    return (one for one in reversed(queries.letters()) if one.to in (*person.emails, person.id))


def withdraw_letter(config: Config, ident: str) -> None:
    """Let go of a kept letter. Raises GoenError "busy"."""
    noted.withdraw(config, "letter", ident)


def _open(config: Config, name: str, moment: datetime, on: date | None, known: agenda.Day | None) -> KeptLetter:
    """The kept letter to this person that is not sent yet, or a new one after what is to be written to them."""
    here = known or agenda.day(config, as_of=on or moment.date())
    whole = here.understanding
    ident = numbers.find(name, whole, numbers.short_ids(whole))
    task = here.task_for(ident) or _not_due(ident, here)
    person = _person(ident, task, here)
    to = person.emails[0] if person.emails else person.id
    waiting = (k for k in _kept_for(person) if k.sent_on is None and not seen(k, here.with_person(person), whole.owner))
    if kept := next(waiting, None):
        return kept
    drafted = here.letter(task)[0] if task else None
    about = stable(task.application, whole) if task and task.application else ""
    letter = drafted or Letter("", "", to, None, person.language)
    purpose = PURPOSE_OF.get(task.reason.code, "thanks") if task and task.letter == "advice" else task.letter if task else "thanks"
    return KeptLetter(
        noted.new_id("letter"), moment, letter.to or to, about, purpose, letter.subject, letter.body, letter.language, letter.in_reply_to
    )


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
