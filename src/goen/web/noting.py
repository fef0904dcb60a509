"""Between the forms of the pages and the notes that they make: what was typed to a note, and a note to what a page shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from goen.actions import notes, numbers
from goen.core.reading.kinds import OUTCOMES, SIGNALS
from goen.core.reading.notes import names
from goen.core.values import Note, Recorded, Said
from goen.errors import GoenError
from goen.view import plain
from goen.web.desk import Desk

LONGEST = 20_000  # characters of a note
LINE = 1_000  # of any other field
LINE_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in words. `anchor`: where it stands on its page; `mine`: written here, so it can be changed; `mail`: the short id of the mail that it is."""

    note: Note
    anchor: str
    text: str
    more: list[str]
    about: str
    application: str
    people: tuple[str, ...]
    mine: bool
    mail: str

    @property
    def summary(self) -> str:
        """Its beginning, in one line."""
        return plain(" ".join([self.text, *self.more]))[:LINE_SHOWN]


def shown(at: Desk, recorded: Iterable[Recorded]) -> list[Shown]:
    """In the order given."""
    found = list(recorded)
    mails = numbers.message_ids(r.note.message for r in found if r.note.message)
    return [_shown(at, r, mails.get(r.note.message, "")) for r in found]


def _shown(at: Desk, recorded: Recorded, mail: str) -> Shown:
    one = recorded.note
    fields = (
        ("met", at.say.both(at.someone(plain(name)) for name in one.present)),
        ("liked", one.liked),
        ("worries", one.worries),
        ("next", _step(at, one)),
    )
    more = [at.say(f"note.{key}", names=text, text=plain(text)) for key, text in fields if text]
    more += [at.say("note.said", by=at.someone(plain(said.by)), words=plain(said.words)) for said in one.said]
    if one.outcome:
        more.append(at.say("notes.told-outcome", outcome=at.say(f"outcome.{one.outcome}")))
    application = recorded.application or (one.about if one.about in at.book.applications else "")
    return Shown(
        one,
        anchor(one),
        at.said(one.text),
        [at.said(t) for t in more],
        at.someone(plain(one.about)),
        application,
        recorded.people,
        not one.message,
        mail,
    )


def _step(at: Desk, one: Note) -> str:
    day = at.say.day(one.next_on, at.today) if one.next_on else ""
    key = "notes.step-mine" if one.next_by == "me" else "notes.step"
    return at.say(f"{key}-on", text=plain(one.next), day=day).strip() if day else at.say(key, text=plain(one.next)) if one.next else ""


def anchor(one: Note) -> str:
    return "note-" + "".join(c for c in one.id if c.isalnum())


def note_of(at: Desk, form: QueryDict, ident: str, target: str) -> Note:
    """The note that a form makes. `ident`: that of the note that it changes, or ""; `target`: what it is about, as it is kept.

    Raises GoenError "empty-note", or "bad-said" where words have no speaker.
    """
    moment = at.now
    day = day_of(form.get("on", "")) or at.today
    fields = {name: " ".join(form.get(name, "")[:LINE].split()) for name in ("liked", "worries", "next")}
    outcome = form.get("outcome", "")
    return notes.made(
        notes.Form(
            form.get("text", "")[:LONGEST].replace("\r\n", "\n"),
            talked=form.get("talked") == "1",
            present=names(form.get("present", "")[:LINE]),
            said=_said(form),
            liked=fields["liked"],
            worries=fields["worries"],
            next_step=fields["next"],
            next_on=day_of(form.get("next_on", "")),
            mine=form.get("mine") == "1",
            outcome=outcome if outcome in OUTCOMES else "",
        ),
        about=target,
        at=moment,
        on=day,
        ident=ident,
    )


def _said(form: QueryDict) -> list[Said]:
    """The rows of the form in which words stand."""
    rows = zip(form.getlist("by"), form.getlist("words"), form.getlist("signal"), strict=False)
    out = []
    for by, words, signal in rows:
        bare = " ".join(words[:LINE].split()).strip('"“”「」')
        if not bare:
            continue
        if not by.strip():
            raise GoenError("Words need whoever said them; write the name beside them.", code="who-said")
        out.append(Said(" ".join(by[:LINE].split()), bare, signal if signal in SIGNALS else ""))
    return out


def day_of(text: str) -> date | None:
    """A day as forms say it; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_form(one: Note) -> QueryDict:
    """The note as its form says it."""
    form = QueryDict(mutable=True)
    day = one.next_on.isoformat() if one.next_on else ""
    form.update({"text": one.text, "on": one.on.isoformat(), "present": ", ".join(one.present), "liked": one.liked, "worries": one.worries})
    form.update({"next": one.next, "next_on": day, "outcome": one.outcome, "talked": "1" if one.talked else ""})
    form.update({"mine": "1" if one.next_by == "me" else ""})
    for said in one.said:
        form.appendlist("by", said.by)
        form.appendlist("words", said.words)
        form.appendlist("signal", said.signal)
    return form
