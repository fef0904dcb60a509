"""What was read and what the owner said as the JSON of `goen scan --json` and `goen export`, schema 1: keys may be added, never renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from goen import __version__
from goen.core.advice.draft import draft
from goen.core.hiring.history import history
from goen.core.mail.message import Message
from goen.core.reasons import Reason
from goen.core.values import (
    Advice,
    Application,
    Introduction,
    KeptLetter,
    Letter,
    Note,
    Owner,
    Pause,
    Person,
    Reading,
    Recorded,
    Sign,
    Understanding,
)

SCHEMA = 1
Json = dict[str, Any]


def document(
    understanding: Understanding,
    messages: Sequence[Message],
    noise: Iterable[tuple[str, str]] = (),
    letters: Iterable[KeptLetter] = (),
) -> Json:
    """The whole. `messages` are the kept ones; `noise` id and kind, "alert" or "other", of all others; `letters` those that the owner keeps.

    The same values give the same document.
    """
    told = [reading(r) for r in understanding.readings]
    told += [reading(Reading(ident, kind, (), 1.0, None)) for ident, kind in noise]
    return {
        "schema": SCHEMA,
        "goen": __version__,
        "owner": owner(understanding.owner),
        "as_of": understanding.as_of.isoformat(),
        "messages": told,
        "applications": [application(a) for a in understanding.applications],
        "people": [person(p) for p in understanding.people],
        "advice": [advice(a, draft(a, understanding, messages)) for a in understanding.advice],
        "perhaps": [{"person": s.person, **sign(s)} for s in understanding.perhaps],
        "introductions": [introduction(i) for i in understanding.introductions],
        "history": _histories(understanding, messages),
        "problems": list(understanding.problems),
        "notes": [note(r.note, r) for r in understanding.notes],
        "letters": [kept_letter(one) for one in letters],
        "pause": pause(understanding.pause),
    }


def _histories(understanding: Understanding, messages: Sequence[Message]) -> Json:
    """By application: its stages in the order in which they were reached."""
    when = {m.id: m.envelope.date for m in messages}
    return {
        a.id: [{"on": s.day.isoformat(), "step": s.code, "message_id": s.message or None} for s in history(a, understanding.readings, when)]
        for a in understanding.applications
    }


def dumps(value: object) -> str:
    """JSON text, one line an entry, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def owner(one: Owner) -> Json:
    return {"name": one.name, "emails": list(one.emails), "language": one.language}


def reading(one: Reading) -> Json:
    entry: Json = {
        "message_id": one.message,
        "kind": one.kind,
        "also": list(one.also),
        "application": one.application,
        "confidence": one.confidence,
    }
    if one.reasons:
        entry["reasons"] = [reason(r) for r in one.reasons]
    return entry


def application(one: Application) -> Json:
    return {
        "id": one.id,
        "organization": one.organization,
        "role": one.role,
        "furthest_stage": one.furthest_stage,
        "outcome": one.outcome,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "rejected": one.rejected_at.isoformat() if one.rejected_at else None,
        "people": list(one.people),
        "agents": list(one.agents),
    }


def person(one: Person) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "emails": list(one.emails),
        "organization": one.organization,
        "position": one.position,
        "tie": one.tie,
        "evidence": [sign(s) for s in one.signs],
        "reasons": [reason(r) for r in one.reasons],
    }


def sign(one: Sign) -> Json:
    return {
        "message_id": one.message,
        "quote": one.quote,
        "signal": one.signal,
        "confidence": one.confidence,
        "date": one.date.isoformat(),
        "relayed_by": one.relayed_by,
        **({"record": one.record} if one.record else {}),
    }


def advice(one: Advice, drafted: Letter | None) -> Json:
    return {
        "application": one.application,
        "response": one.response,
        "size": one.size,
        "to": one.to,
        "not_before": one.not_before.isoformat() if one.not_before else None,
        "reasons": [reason(r) for r in one.reasons],
        "since": list(one.since),
        "letter": letter(drafted) if drafted else None,
    }


def letter(one: Letter) -> Json:
    told = {"subject": one.subject, "body": one.body, "to": one.to, "in_reply_to": one.in_reply_to, "language": one.language}
    return told | ({"cc": one.cc} if one.cc else {}) | ({"bcc": one.bcc} if one.bcc else {})


def introduction(one: Introduction) -> Json:
    return {
        "introducer": one.introducer,
        "introduced": one.introduced,
        "message_id": one.message,
        "from_application": one.from_application,
        "to_application": one.to_application,
    }


def reason(one: Reason) -> Json:
    entry: Json = {"code": one.code, **dict(one.arguments)}
    if one.quote:
        entry |= {"quote": one.quote, "message_id": one.message}
    return entry


def note(one: Note, recorded: Recorded | None = None) -> Json:
    return {
        "id": one.id,
        "on": one.on.isoformat(),
        "about": one.about,
        "application": recorded.application if recorded else None,
        "people": list(recorded.people) if recorded else [],
        "text": one.text,
        "talked": one.talked,
        "present": list(one.present),
        "said": [{"by": s.by, "words": s.words, "signal": s.signal or None} for s in one.said],
        "liked": one.liked,
        "worries": one.worries,
        "next": one.next,
        "next_on": one.next_on.isoformat() if one.next_on else None,
        "next_by": one.next_by,
        "outcome": one.outcome or None,
        "message_id": one.message or None,
    }


def kept_letter(one: KeptLetter) -> Json:
    return {
        "id": one.id,
        "to": one.to,
        "purpose": one.purpose,
        "subject": one.subject,
        "body": one.body,
        "language": one.language,
        "in_reply_to": one.in_reply_to,
        "sent_on": one.sent_on.isoformat() if one.sent_on else None,
    }


def pause(one: Pause | None) -> Json | None:
    return {"since": one.since.isoformat(), "why": one.why, "organization": one.organization} if one else None
