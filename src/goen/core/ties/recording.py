"""What the owner noted, joined to what the mail shows: which application a note is about, whom it means, which signs it holds.

A quotation with its speaker is a sign like one from mail, marked as the owner's own record. An impression ("they liked the
outline") is one at half the weight (evidence.md, fact 119).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from goen.core.hiring.houses import houses
from goen.core.hiring.names import organization_key
from goen.core.hiring.people import folded_name
from goen.core.reading.classify import Mail
from goen.core.reading.quotes import judge
from goen.core.reading.spans import squash
from goen.core.ties.network import Contact, contact_id
from goen.core.values import Application, Note, Owner, Recorded, Sign


def record(
    notes: Sequence[Note], applications: Sequence[Application], contacts: Sequence[Contact], owner: Owner
) -> tuple[list[Recorded], list[Contact]]:
    """(the notes with what they are about, oldest first; the contacts, with those whom only a note names added)."""
    everyone = list(contacts)
    out = []
    for note in sorted(notes, key=lambda n: (n.on, n.at, n.id)):
        application = _about(note, applications, everyone) or _by_people(note, applications, everyone, owner)
        people: dict[str, Contact] = {}
        by_address = next((c for c in everyone if note.about.lower() in (*c.emails, c.id)), None)
        if by_address:
            people[by_address.id] = by_address
        for name in (*(s.by for s in note.said), *note.present):
            person = _who(name, application, everyone, owner)
            if person is None:
                continue
            if person not in everyone:
                everyone.append(person)
            people.setdefault(person.id, person)
        out.append(Recorded(note, application.id if application else None, tuple(people)))
    return out, everyone


def _about(note: Note, applications: Sequence[Application], contacts: Sequence[Contact]) -> Application | None:
    """The application that the note means: by a message of it, by a person, or by its name; the one that was running then, before others."""
    for a in applications:
        if note.about in (*a.messages, a.id):
            return a
    person = next((c.id for c in contacts if note.about.lower() in (*c.emails, c.id)), None)
    key = organization_key(note.about)
    among = [a for a in applications if (person in a.people if person else bool(key) and _named(a, note.about, key, contacts))]
    begun = [a for a in among if a.first.date() <= note.on]
    return max(begun, key=lambda a: (_ran(a, note.on), a.first, a.id)) if begun else min(among, key=lambda a: (a.first, a.id), default=None)


def _ran(application: Application, on: date) -> bool:
    """Whether it had not ended on that day."""
    if application.outcome == "rejected":
        return application.rejected_at is not None and application.rejected_at.date() >= on
    return application.outcome in ("open", "offer") or application.last.date() >= on


def _by_people(note: Note, applications: Sequence[Application], contacts: Sequence[Contact], owner: Owner) -> Application | None:
    """The application that ran then in which those stand who were there: what a firm is called may be read otherwise than it is typed."""
    known = {c.id for c in contacts}
    there = {p.id for name in (*(s.by for s in note.said), *note.present) if (p := _who(name, None, contacts, owner)) and p.id in known}
    begun = [a for a in applications if there & set(a.people) and a.first.date() <= note.on]
    return max(begun, key=lambda a: (a.outcome == "open", a.last, a.id), default=None)


def _named(application: Application, about: str, key: str, contacts: Sequence[Contact]) -> bool:
    """Whether the words name the organization: the same, the beginning of the other ("Fernhill" and Fernhill Press), or more beside it.

    What the firm is called is read from mail and may be off; its people's addresses spell it too.
    """
    here = organization_key(application.organization)
    inside = set(application.people)
    sites = map(squash, houses(e for c in contacts if c.id in inside for e in c.emails))
    names = {name for name in (here, *sites) if len(name) >= 3 or (name and not name.isascii())}
    if any(name.startswith(key) or key.startswith(name) for name in names if len(key) >= 3 or not key.isascii()):
        return True
    return here == key or (len(here) >= 2 and application.organization.casefold() in about.casefold())


def _who(name: str, application: Application | None, contacts: Sequence[Contact], owner: Owner) -> Contact | None:
    """The person of that name or address: of the process before others, and only if one alone fits; else somebody new."""
    if "@" in name:
        known = next((c for c in contacts if name.lower() in c.emails), None)
        return known or Contact(contact_id(name.lower()), name.partition("@")[0], [name.lower()])
    wanted = folded_name(name)
    if not wanted or wanted == folded_name(owner.name):
        return None
    inside = set(application.people) if application else set()
    for among in ([c for c in contacts if c.id in inside], list(contacts)):
        whole = [c for c in among if c.name and folded_name(c.name) == wanted]
        part = [c for c in among if c.name and _part_of(wanted, folded_name(c.name))]
        if len(whole) == 1 or (not whole and len(part) == 1):
            return (whole or part)[0]
    return Contact(contact_id(name + (application.organization if application else "")), name, [])


def _part_of(wanted: str, name: str) -> bool:
    if wanted.isascii():
        return set(wanted.split()) <= set(name.split())
    return len(wanted) >= 2 and name.startswith(wanted)


DECIDES = frozenset({"rejection", "offer", "acceptance", "withdrawal", "invitation", "assignment"})


def joined(application: Application, recorded: Iterable[Recorded], mail: Mail, labels: Sequence[str]) -> Application:
    """The application with the people of its notes, and the outcome that was said by mouth. labels: the kinds of all messages, by row.

    What the owner noted holds against all mail up to that day that decides something; what comes later is news, not a contradiction.
    """
    mine = [r for r in recorded if r.application == application.id]
    out = replace(application, people=tuple(dict.fromkeys((*application.people, *(p for r in mine for p in r.people)))))
    told = [r for r in mine if r.note.outcome]
    if not told:
        return out
    last = told[-1]
    inside = set(application.messages)
    deciding = [
        (m.envelope.date, label, m.id) for m, label in zip(mail.messages, labels, strict=True) if m.id in inside and label in DECIDES
    ]
    later = [one for one in sorted(deciding) if one[0].date() > last.note.on]
    if later:
        at, kind, message = later[-1]
        again = kind == "rejection" and application.outcome == "rejected"
        return replace(out, rejected_at=at, rejection=message) if again else out
    if last.note.outcome == "rejected":
        if application.outcome == "rejected":
            return out
        by = last.people[0] if last.people else None
        return replace(out, outcome="rejected", rejected_at=moment(last.note), rejection=None, rejected_by=by)
    return replace(out, outcome=last.note.outcome, rejected_at=None, rejection=None, rejected_by=None)


def moment(note: Note) -> datetime:
    """When what the note speaks of happened: when it was written, if on that day; else noon of the day."""
    return note.at if note.at.date() == note.on else datetime.combine(note.on, time(12), note.at.tzinfo)


def talked(recorded: Iterable[Recorded]) -> frozenset[str]:
    """The people with whom the owner spoke, by their own record."""
    return frozenset(p for r in recorded if r.note.talked or r.note.said for p in r.people)


def signs(
    recorded: Iterable[Recorded], contacts: Sequence[Contact], owner: Owner, sure: float, perhaps: float
) -> tuple[list[Sign], list[Sign]]:
    """(those that count, those that may be) of all notes. What the owner says is a sign is one; else the reader judges the words."""
    counted: list[Sign] = []
    doubtful: list[Sign] = []
    by_id: Mapping[str, Contact] = {c.id: c for c in contacts}
    for r in recorded:
        people = [by_id[p] for p in r.people if p in by_id]
        for said in r.note.said:
            speaker = _who(said.by, None, people, owner)
            if speaker is None or speaker.id not in r.people:
                continue
            signal, chance = (said.signal, 1.0) if said.signal else judge(said.words)
            sign = Sign(r.note.id, speaker.id, signal, said.words, chance, moment(r.note), record="heard")
            if chance >= sure:
                counted.append(sign)
            elif chance >= perhaps:
                doubtful.append(sign)
        if r.note.liked and len(people) == 1:
            counted.append(Sign(r.note.id, people[0].id, "praise", r.note.liked, 1.0, moment(r.note), record="felt"))
    return counted, doubtful
