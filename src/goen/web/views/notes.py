"""What the owner notes: quickly on the page that it is about, by the short form after a talk, and all of it in one list."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from goen.actions import notes as noting
from goen.actions import numbers
from goen.core.advice.context import MYSELF
from goen.core.reading.kinds import SIGNALS
from goen.core.values import Application, Note, Person
from goen.errors import GoenError
from goen.view import plain
from goen.web.corrections import local
from goen.web.desk import Desk, desk, note, page, turn, understand_again
from goen.web.noting import as_form, note_of, shown
from goen.web.quotes import whole
from goen.web.telling import MOST, offer_undo, tell

A_PAGE = 50
OFFERED = 200  # names that are offered while one types what a note is about
TOLD = ("open", "rejected", "offer")  # what may be said of the outcome by mouth


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """All notes, the newest first, and a form for one about anything."""
    at = desk(request)
    if request.method == "POST":
        return _kept(request, at, about=" ".join(request.POST.get("about", "")[:500].split()))
    return _listed(request, at, QueryDict())


def _listed(request: HttpRequest, at: Desk, form: QueryDict, problem: str = "") -> HttpResponse:
    every = at.book.understanding.notes[::-1]
    start = (whole(request.GET.get("page", "")) - 1) * A_PAGE
    known = dict.fromkeys(at.said(at.view.organization(a)) for a in reversed(at.book.understanding.applications) if a.organization)
    return page(
        request,
        "notes.html",
        status=400 if problem else 200,
        noted=shown(at, every[start : start + A_PAGE]),
        next=start // A_PAGE + 2 if start + A_PAGE < len(every) else 0,
        offered=[] if at.discreet else [*known][:OFFERED],  # what is chosen is kept as it stands, and that would be initials
        **_fields(at, form, problem),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note_about(request: HttpRequest, short: str) -> HttpResponse:
    """A note about an application or a person: with `?talk=1` the short form for just after a talk."""
    at = desk(request)
    about = _about(at, short)
    if request.method == "POST":
        return _kept(request, at, short=short)
    form = QueryDict(mutable=True)
    talk = request.GET.get("talk") == "1"
    form.update({"on": request.GET.get("on", "") or at.today.isoformat(), "talked": "1" if talk else ""})
    if isinstance(about, Person) and not at.discreet:
        form.update({"by": at.view.person(about.id), "words": "", "signal": ""})
    return _asked(request, at, about, short, form)


def _asked(request: HttpRequest, at: Desk, about: Application | Person, short: str, form: QueryDict, problem: str = "") -> HttpResponse:
    name = at.view.person(about.id) if isinstance(about, Person) else at.said(at.view.application(about))
    return page(
        request,
        "note.html",
        status=400 if problem else 200,
        number=short,
        name=name,
        person=isinstance(about, Person),
        others=[at.view.person(p) for p in about.people] if isinstance(about, Application) and not at.discreet else [],
        **_fields(at, form, problem),
    )


def _fields(at: Desk, form: QueryDict, problem: str) -> dict[str, Any]:
    """What every form of a note shows; one row for words more than are there."""
    rows = list(zip(form.getlist("by"), form.getlist("words"), form.getlist("signal"), strict=False))
    empty = ("", "", "")
    return {
        "form": form,
        "rows": rows if rows and not rows[-1][1] else [*rows, empty],
        "signals": [s for s in SIGNALS if s != "courtesy"],
        "outcomes": TOLD,
        "problem": problem,
        "talked": form.get("talked") == "1",
    }


def _about(at: Desk, short: str) -> Application | Person:
    ident = at.book.idents.get(short, "")
    found = at.book.applications.get(ident) or at.book.people.get(ident)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change a note that was written here; it keeps its place."""
    at = desk(request)
    at.open_names()
    one = _own(at, request.GET.get("note", "") or request.POST.get("note", ""))
    if request.method == "POST":
        return _kept(request, at, one=one)
    return _changing(request, at, one, as_form(one))


def _changing(request: HttpRequest, at: Desk, one: Note, form: QueryDict, problem: str = "") -> HttpResponse:
    return page(request, "note.html", status=400 if problem else 200, changed=one, **_fields(at, form, problem))


def _own(at: Desk, ident: str) -> Note:
    for recorded in at.book.understanding.notes:
        if recorded.note.id == ident and not recorded.note.message:
            return recorded.note
    raise Http404


def _kept(request: HttpRequest, at: Desk, *, short: str = "", about: str = "", one: Note | None = None) -> HttpResponse:
    """Keep what was typed, and say what follows from it; or show the form again with what is missing."""
    before = at
    _ = before.book  # as it was
    target = one.about if one else noting.stable(at.book.idents[short], at.book.understanding) if short else _target(at, about)
    try:
        if not target:
            raise GoenError("A note is about something: name a firm, a person, or write “me”.", code="note-about")
        made = note_of(at, request.POST, one.id if one else "", target)
    except GoenError as problem:
        said = at.say.error(problem)
        if one:
            return _changing(request, at, one, request.POST, said)
        return _asked(request, at, _about(at, short), short, request.POST, said) if short else _listed(request, at, request.POST, said)
    noting.keep(at.config, made)
    note(request, "note.kept-me" if target.casefold() in MYSELF else "notes.kept")
    after = understand_again(before)
    tell(request, before, after, quiet=True)
    if after.book.current:
        _unsure(request, after, made)
    if one is None:
        offer_undo(request, "withdraw-note", "note", made.id)
    if short:
        return turn("application" if short.startswith("a") else "person", short)
    return _home(after, made)


def _target(at: Desk, about: str) -> str:
    """What a free name means: somebody or something known, else the words themselves, which find their place when mail comes."""
    try:
        return noting.stable(numbers.find(about, at.book.understanding, at.book.short), at.book.understanding)
    except GoenError:
        return about


def _unsure(request: HttpRequest, after: Desk, made: Note) -> None:
    """Words that the reader does not take for a sign by itself: that is the owner's to say."""
    counted = {s.quote for p in after.book.understanding.people for s in p.signs if s.message == made.id}
    for said in [said for said in made.said if said.words not in counted][:MOST]:
        note(request, "notes.unsure", quote=after.said(plain(said.words)))


def _home(at: Desk, one: Note) -> HttpResponse:
    """To the page on which the note stands."""
    recorded = next((r for r in at.book.understanding.notes if r.note.id == one.id), None)
    about = (recorded.application if recorded else None) or one.about
    people = [p for p in recorded.people if p in at.book.people] if recorded else []
    if about in at.book.applications:
        return turn("application", at.short(about))
    return turn("person", at.short(people[0])) if people else turn("notes")


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take a note back."""
    before = desk(request)
    _ = before.book
    if noting.withdraw(before.config, request.POST.get("note", "")) is None:
        note(request, "note.nothing")
    else:
        note(request, "notes.withdrawn")
        tell(request, before, understand_again(before), quiet=True)
        offer_undo(request, "restore-note", "note", request.POST.get("note", ""), "notes.put-back")
    return HttpResponseRedirect(local(request.POST.get("back", "")))


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Put a note back that was taken back."""
    before = desk(request)
    _ = before.book
    if noting.restore(before.config, request.POST.get("note", "")):
        note(request, "notes.restored")
        tell(request, before, understand_again(before), quiet=True)
    return HttpResponseRedirect(local(request.POST.get("back", "")))


urls = [
    path("notes/", notes, name="notes"),
    path("notes/change/", change, name="change-note"),
    path("notes/withdraw/", withdraw, name="withdraw-note"),
    path("notes/restore/", restore, name="restore-note"),
    path("notes/<str:short>/", note_about, name="note"),
]
