"""The day's list as the JSON of `goen next`, `goen ledger` and `goen letter`: keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Mapping

from goen.actions.export import Json, letter, note, reason
from goen.core.advice.agenda import Agenda
from goen.core.advice.credits import Credit
from goen.core.advice.following import Path
from goen.core.advice.ledger import Work
from goen.core.advice.life import Life
from goen.core.advice.openings import Opening
from goen.core.advice.pledges import Pledge
from goen.core.advice.prepare import Preparation
from goen.core.advice.tasks import Task
from goen.core.reasons import Reason
from goen.core.values import Letter


def task(one: Task, drafted: Letter | None = None, problems: tuple[Reason, ...] = ()) -> Json:
    return {
        "code": one.code,
        "on": one.on.isoformat(),
        "by": one.by.isoformat() if one.by else None,
        "application": one.application,
        "person": one.person,
        "other": one.other,
        "reason": reason(one.reason),
        "letter": letter(drafted) if drafted else None,
        "purposes": list(one.choices) or ([one.letter] if one.letter else []),
        "problems": [reason(p) for p in problems],
    }


def agenda(found: Agenda, drafts: Mapping[Task, tuple[Letter | None, tuple[Reason, ...]]]) -> Json:
    """The day's list, with what everything that was begun has come to."""
    return {
        "today": [task(t, *drafts.get(t, (None, ()))) for t in found.today],
        "ahead": [task(t) for t in found.ahead],
        "promises": [pledge(p) for p in found.pledges],
        "letters": [life(one) for one in found.letters],
        "introductions": [path(p) for p in found.paths],
        "credits": [credit(c) for c in found.credits],
        "openings": [opening(o) for o in found.openings],
    }


def pledge(one: Pledge) -> Json:
    return {
        "kind": one.kind,
        "by": one.by.isoformat(),
        "quote": one.quote,
        "message_id": one.source,
        "made": one.made.isoformat(),
        "application": one.application,
        "person": one.person,
        "state": one.state,
        "kept": one.kept.isoformat() if one.kept else None,
    }


def life(one: Life) -> Json:
    return {
        "person": one.person,
        "application": one.application,
        "purpose": one.purpose,
        "state": one.state,
        "on": one.on.isoformat(),
        "message_id": one.message,
        "answer": one.answer or None,
    }


def path(one: Path) -> Json:
    return {
        "introducer": one.introducer,
        "introduced": one.introduced,
        "message_id": one.message,
        "from_application": one.from_application,
        "to_application": one.to_application,
        "steps": [{"step": step, "on": on.isoformat()} for step, on in one.steps],
        "outcome": one.outcome or None,
        "told": [at.isoformat() for at in one.told],
    }


def preparation(one: Preparation) -> Json:
    return {
        "people": list(one.people),
        "said": [{"person": person, "quotes": [s.quote for s in signs]} for person, signs in one.said],
        "promises": [pledge(p) for p in one.promised],
        "notes": [note(n) for n in one.notes],
    }


def credit(one: Credit) -> Json:
    return {
        "person": one.person,
        "acts": one.acts,
        "words": one.words,
        "introductions": one.introductions,
        "led_to": list(one.led_to),
        "told": one.told,
    }


def opening(one: Opening) -> Json:
    return {
        "application": one.application,
        "message_id": one.message,
        "on": one.on.isoformat(),
        "length": one.length,
        "attachments": list(one.attachments),
        "answer": one.answer,
        "by": one.by,
        "days": one.days,
    }


def work(one: Work) -> Json:
    return {
        "application": one.application,
        "message_id": one.message,
        "asked": one.asked.isoformat(),
        "by": one.by,
        "what": one.what,
        "quote": one.quote,
        "due": one.due.isoformat() if one.due else None,
        "hours": one.hours,
        "paid": one.paid,
        "handed_in": one.handed_in.isoformat() if one.handed_in else None,
        "early": one.early,
        "outcome": one.outcome,
        "smells": one.smells,
        "signs": [reason(r) for r in one.signs],
    }
