"""What the owner notes: a line, or the short form for just after a talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from goen.actions import noted, numbers
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.reading import notes as reading
from goen.core.values import Note, Said, Understanding
from goen.errors import GoenError
from goen.store import codec, queries


@dataclass(frozen=True, slots=True)
class Form:
    """What the owner writes: a line, or the short form. `text` may hold the lines of the form (core.reading.notes); what stands beside it comes on top."""

    text: str = ""
    talked: bool = False
    present: Sequence[str] = ()
    said: Sequence[Said] = ()
    liked: str = ""
    worries: str = ""
    next_step: str = ""
    next_on: date | None = None
    mine: bool = False  # the next step is the owner's
    outcome: str = ""


def take_note(config: Config, about: str, form: Form, *, at: datetime | None = None, on: date | None = None) -> Note:
    """Keep a note. `about`: an application or a person by id, name or address, or an organization that no mail knows yet.

    `at`: when it is written, now if not given; `on`: the day that it speaks of. Raises GoenError "empty-note", "busy".
    """
    moment = at or datetime.now().astimezone()
    note = made(form, about=_target(config, about, moment.date()), at=moment, on=on)
    keep(config, note)
    return note


def made(form: Form, *, about: str, at: datetime, on: date | None = None, ident: str = "") -> Note:
    """A note from what was written, not kept yet. `about` is what it is kept under (see `stable`); `ident`: that of a note that it replaces.

    Raises GoenError "empty-note".
    """
    written = reading.from_text(form.text, about=about, at=at, on=on or at.date(), ident=ident or noted.new_id("note"))
    note = replace(
        written,
        talked=form.talked or written.talked or bool(form.present),
        present=tuple(dict.fromkeys((*written.present, *form.present))),
        said=(*form.said, *(one for one in written.said if one.words not in {s.words for s in form.said})),
        liked=form.liked or written.liked,
        worries=form.worries or written.worries,
        outcome=form.outcome or written.outcome,
    )
    note = reading.with_step(note, step=form.next_step or note.next, mine=form.mine or note.next_by == "me", day=form.next_on)
    if not (note.text or note.said or note.liked or note.worries or note.next or note.present or note.outcome or note.next_on):
        raise GoenError("There is nothing in this note yet; write a line or two.", code="empty-note")
    return note


def keep(config: Config, note: Note) -> None:
    """Keep a note, in the place of one with its id. Raises GoenError "busy"."""
    noted.write(config, note.id, note, note.at)


def withdraw_note(config: Config, about: str = "") -> Note | None:
    """Take back the last note, or the last about an application, a person, or under these words; None where there is none."""
    ident = _last_about(config, about) if about else None
    if about and ident is None:
        return None
    value = noted.withdraw(config, "note", ident)
    return codec.loads(Note, value) if value else None


def drop_words(config: Config, ident: str, words: str) -> bool:
    """Take words, or an impression, out of a note; a note that holds nothing else is withdrawn. False where no note holds them. Raises GoenError "busy"."""
    note = next((n for n in queries.notes() if n.id == ident), None)
    if note is None or not (note.liked == words or any(s.words == words for s in note.said)):
        return False
    left = replace(note, said=tuple(s for s in note.said if s.words != words), liked="" if note.liked == words else note.liked)
    if left.text or left.said or left.liked or left.worries or left.next or left.next_on or left.outcome or left.present:
        noted.write(config, ident, left, note.at)
    else:
        noted.withdraw(config, "note", ident)
    return True


def withdraw(config: Config, ident: str) -> Note | None:
    """Take back the note with this id; None where there is none. Raises GoenError "busy"."""
    value = noted.withdraw(config, "note", ident) if ident else None
    return codec.loads(Note, value) if value else None


def restore(config: Config, ident: str) -> bool:
    """Put back a note that was taken back; whether there was one. Raises GoenError "busy"."""
    return noted.restore(config, "note", ident)


def _last_about(config: Config, about: str) -> str | None:
    whole = understanding(config)
    try:
        wanted = numbers.find(about, whole, numbers.short_ids(whole))
    except GoenError:
        wanted = about
    own = [r for r in whole.notes if not r.note.message and wanted in (r.application, r.note.about, r.note.id, *r.people)]
    return max(own, key=lambda r: r.note.at).note.id if own else None


def _target(config: Config, about: str, day: date) -> str:
    """What the note is kept under: a message id or an address, which stay, while ids of applications may change; else the words themselves."""
    whole = understanding(config, as_of=day)
    try:
        ident = numbers.find(about, whole, numbers.short_ids(whole))
    except GoenError:
        return about
    return stable(ident, whole)


def stable(ident: str, whole: Understanding) -> str:
    """A message id of the application, or an address of the person; the id itself where there is neither, as of what was added by hand."""
    for application in whole.applications:
        if application.id == ident and application.messages:
            return application.messages[0]
    for person in whole.people:
        if person.id == ident and person.emails:
            return person.emails[0]
    return ident
