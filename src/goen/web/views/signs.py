"""Signs: the words of all people on one page, strongest first, with the time that each gave; added, dropped and copied here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen.actions import notes
from goen.core.advice.given import Given
from goen.core.advice.strongest import strongest
from goen.core.reading.kinds import SIGNALS
from goen.core.values import Said
from goen.errors import GoenError
from goen.web import quotes
from goen.web.desk import Desk, desk, note, page, turn, understand_again
from goen.web.following import credit, time_given
from goen.web.noting import day_of as day_typed
from goen.web.quotes import Quoted
from goen.web.views.tasks import begin, day_of

A_PAGE = 30
LONGEST = 600  # characters of words that are noted


@dataclass(frozen=True, slots=True)
class Line:
    """One sign. `time`: what its author gave beside the words, in words; `record`: the id of the note that holds it, "" for mail."""

    quoted: Quoted
    time: str
    record: str


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    if missing := at.book.current and day_of(at) is None:
        begin(at)
    everything = strongest(at.book.understanding)
    number = quotes.whole(request.GET.get("page", ""))
    start = (number - 1) * A_PAGE
    times = time_given(at)
    shown = quotes.quoted(at, everything[start : start + A_PAGE])
    mine = {r.note.id for r in at.book.understanding.notes if not r.note.message}  # a mail to oneself is changed where it lies
    return page(
        request,
        "signs.html",
        lines=[Line(q, time_words(at, times.get(q.sign.person)), q.sign.message if q.sign.message in mine else "") for q in shown],
        total=len(everything),
        missing=missing,
        next=number + 1 if start + A_PAGE < len(everything) else 0,
        people=sorted((p for p in at.book.understanding.people if p.name), key=lambda p: p.name)[:400],
        signals=[s for s in SIGNALS if s != "courtesy"],
        back=request.get_full_path(),
    )


def time_words(at: Desk, one: Given | None) -> str:
    """ "3 rounds, 2.5 hours by the calendar"."""
    if one is None:
        return ""
    rounds = at.say("signs.rounds", n=one.rounds)
    if not one.hours:
        return rounds
    return (
        at.say("signs.rounds-short", rounds=rounds)
        if one.hours < 1
        else at.say("signs.rounds-hours", rounds=rounds, hours=f"{one.hours:g}")
    )


def credit_words(at: Desk, person: str) -> str:
    """What they did for the owner beside introductions, which the page lists, and whether they were told; "" for who did nothing beyond words."""
    one = credit(at, person)
    if one is None or not (one.acts or one.introductions):
        return ""
    parts = [at.say("signs.did", acts=one.acts, words=one.words)]
    if one.told is not None:
        parts.append(at.say("credit.told" if one.told else "credit.not-told"))
    return ("、" if at.say.language == "ja" else ", ").join(parts)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """What somebody said in a call or a room: kept as a note, marked as the owner's own record."""
    at = desk(request)
    person = at.book.people.get(at.book.idents.get(request.POST.get("person", ""), ""))
    words = " ".join(request.POST.get("words", "").split())[:LONGEST].strip(' “”"「」')
    signal = request.POST.get("signal", "")
    if person is None or not words or signal not in SIGNALS:
        raise GoenError(at.say("signs.incomplete"), code="bad-correction")
    on = day_typed(request.POST.get("on", "")) or at.today
    moment = at.now
    said = Said(person.emails[0] if person.emails else person.name, words, signal)
    notes.take_note(at.config, at.short(person.id), notes.Form(said=[said]), on=min(on, at.today), at=moment)
    understand_again(at)
    note(request, "signs.added", person=at.said(at.view.person(person.id)))
    return turn("signs")


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Take words out of the owner's own record; words of mail are corrected, as everywhere."""
    at = desk(request)
    if notes.drop_words(at.config, request.POST.get("note", ""), request.POST.get("words", "")):
        understand_again(at)
        note(request, "signs.dropped")
    return turn("signs")


urls = [
    path("signs/", signs, name="signs"),
    path("signs/add/", add, name="add-sign"),
    path("signs/drop/", drop, name="drop-sign"),
]
