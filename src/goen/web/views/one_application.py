"""One application: what comes next, who was in it, its messages with the passages that mattered, where it came from and where it led."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from goen.actions import forget as forgetting
from goen.actions import handmade, mail, numbers
from goen.core.advice.steps import WELCOME
from goen.core.mail.message import Message
from goen.core.reading.kinds import OUTCOMES, SIGNALS, STAGES
from goen.core.values import Application
from goen.errors import GoenError
from goen.view import plain, sentence
from goen.web import noting, quotes
from goen.web.book import DUE
from goen.web.desk import Desk, desk, note, page, turn
from goen.web.preparing import prepared
from goen.web.views import tasks
from goen.web.views.applications import as_form, form_of
from goen.web.views.today import thing

MOST = 60  # messages on the page, the newest
SHORT, LONG = 500, 3000  # characters of a message that are shown: without a passage that mattered, and with one
WORK = {"assignment", "submission"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of the timeline. `pieces`: its text, and whether each piece is a passage that mattered."""

    number: str
    at: datetime
    mine: bool
    sender: str
    kind: str
    subject: str
    pieces: list[tuple[str, bool]]
    cut: bool
    attachments: list[str]
    meetings: list[datetime]
    matters: bool
    ended: bool  # this is the rejection that ended the process


@require_safe
def application(request: HttpRequest, short: str) -> HttpResponse:
    at = desk(request)
    one = _found(at, short)
    step = at.book.step.get(one.id)
    entries = _timeline(at, one)
    noted = noting.shown(at, (r for r in at.book.understanding.notes if one.id in (r.application, r.note.about)))
    return page(
        request,
        "application.html",
        application=one,
        number=short,
        by_hand=handmade.is_handmade(one.id),
        note_to_self=at.said(handmade.note_of(one.id)) if handmade.is_handmade(one.id) else "",
        thing=thing(at, step) if step and step[1].code in DUE | WELCOME else None,
        tasks=tasks.lines(at, tasks.due(at, one.id)),
        prepared=prepared(at, one.id),
        noted=noted,
        rows=[("", "", "")],
        signals=[s for s in SIGNALS if s != "courtesy"],
        sentence=at.said(sentence(at.view, *step)) if step else "",
        last_word=_last_word(at, one, entries),
        sent=at.book.sent.get(one.id),
        people=sorted((at.book.people[i] for i in one.people if i in at.book.people), key=lambda p: -len(p.signs)),
        entries=_with_notes(entries, noted, whole=len(one.messages) <= MOST),
        earlier=max(0, len(one.messages) - MOST),
        work=[e for e in entries if e.kind in WORK],
        coming=[event for event in at.book.coming if event.application == one.id],
        came=at.book.led_to.get(one.id, []),
        led=at.book.led_from.get(one.id, []),
    )


def _with_notes(entries: Sequence[Entry], noted: Sequence[noting.Shown], *, whole: bool) -> list[Entry | dict[str, noting.Shown]]:
    """The notes among the messages, each at the end of the day that it speaks of. Those from before the first that is shown stand in their own list alone."""
    out: list[Entry | dict[str, noting.Shown]] = []
    first = entries[0].at.date() if entries and not whole else date.min
    waiting = sorted((n for n in noted if n.note.on >= first), key=lambda n: (n.note.on, n.note.at))
    for entry in entries:
        while waiting and waiting[0].note.on < entry.at.astimezone().date():
            out.append({"noted": waiting.pop(0)})
        out.append(entry)
    return [*out, *({"noted": one} for one in waiting)]


def _last_word(at: Desk, one: Application, entries: Sequence[Entry]) -> str:
    """Whose turn it is, while the process is open."""
    if not entries or one.outcome not in ("open", "silent"):
        return ""
    return at.say("application.last-yours" if entries[-1].mine else "application.last-theirs", date=at.view.day(entries[-1].at))


def _found(at: Desk, short: str) -> Application:
    one = at.book.applications.get(at.book.idents.get(short, ""))
    if one is None:
        raise Http404
    return one


def _timeline(at: Desk, one: Application) -> list[Entry]:
    """Oldest first."""
    ids = one.messages[-MOST:]
    kept, short = mail.some(ids), numbers.message_ids(ids)
    return [_entry(at, one, message, short.get(message.id, "")) for message in kept.values()]


def _entry(at: Desk, one: Application, message: Message, number: str) -> Entry:
    envelope, book = message.envelope, at.book
    reading = book.readings.get(message.id)
    marked = [s.quote for s in book.signs.get(message.id, [])]
    mine = envelope.sender.email in book.understanding.owner.emails
    text = message.new.strip()
    limit = LONG if marked else SHORT
    return Entry(
        number=number,
        at=envelope.date,
        mine=mine,
        sender=at.sender(envelope),
        kind=reading.kind if reading else "",
        subject=at.said(plain(envelope.subject)),
        pieces=[(at.said(piece), is_marked) for piece, is_marked in quotes.pieces(text[:limit], marked)],
        cut=len(text) > limit,
        attachments=[at.said(plain(a.name)) for a in message.attachments if a.name],
        meetings=[e.start for e in message.events],
        matters=bool(marked),
        ended=message.id == one.rejection,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, short: str) -> HttpResponse:
    """Change or remove an application that was added by hand."""
    at = desk(request)
    one = _found(at, short)
    if not handmade.is_handmade(one.id):
        raise Http404
    at.open_names()
    form: dict[str, Any] = {**as_form(one)} if request.method != "POST" else request.POST.dict()
    problem = ""
    if request.method == "POST":
        try:
            handmade.change(at.config, one.id, **form_of(form, at.today))
        except GoenError as error:
            if error.code == "busy":
                raise
            problem = at.say.error(error)
        else:
            note(request, "by-hand.changed")
            return turn("application", short)
    return page(
        request, "by_hand.html", status=400 if problem else 200, form=form, number=short, problem=problem, stages=STAGES, outcomes=OUTCOMES
    )


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, short: str) -> HttpResponse:
    """Asks, then removes an application with its mail, for good."""
    at = desk(request)
    one = _found(at, short)
    if request.method != "POST":
        question = at.say("forget.ask-application", name=at.said(at.view.application(one)))
        return page(request, "forget.html", question=question, back=("application", short))
    if handmade.is_handmade(one.id):
        handmade.remove(at.config, one.id)
        note(request, "by-hand.removed")
    else:
        note(request, "forget.done", n=forgetting.application(at.config, one))
    return turn("applications")


urls = [
    path("applications/<str:short>/", application, name="application"),
    path("applications/<str:short>/change/", change, name="change"),
    path("applications/<str:short>/forget/", forget, name="forget-application"),
]
