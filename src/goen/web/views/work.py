"""Work: what the owner was asked to make, what became of it, and the letters with which they began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions.agenda import Day
from goen.actions.numbers import message_ids
from goen.core.advice.context import Context
from goen.core.advice.ledger import QUESTIONS, Work
from goen.core.advice.openings import Opening
from goen.core.advice.write import write
from goen.core.reasons import Reason
from goen.core.values import Letter
from goen.shown import opening_words, work_facts
from goen.view import plain
from goen.web import quotes
from goen.web.desk import Desk, desk, page
from goen.web.following import near, openings
from goen.web.sheet import mailto
from goen.web.views.tasks import begin, day_of

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter about a task: its purpose, and the way to the mail program."""

    purpose: str
    letter: Letter
    mailto: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work. `signs`: of free work, in sentences. `drafts`: what can be asked, where it is not handed in yet."""

    application: str
    asked: date
    by: str
    message: str
    quote: str
    what: str
    facts: str
    smells: bool
    open: bool
    signs: list[str]
    drafts: list[Draft]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A letter with which an application began. `words`: what came of it; `size`: how long it was, in words."""

    application: str
    message: str
    words: str
    size: str
    attachments: list[str]
    answered: bool


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    here = day_of(at)
    if here is None:
        begin(at)
        return page(request, "work.html", unread=True)
    works, letters = list(reversed(here.agenda.works)), list(reversed(openings(at)))
    number = quotes.whole(request.GET.get("page", ""))
    start = (number - 1) * A_PAGE
    shown, begun = works[start : start + A_PAGE], letters[start : start + A_PAGE]
    context = _context(at, shown)
    short = message_ids([w.message for w in shown] + [o.message for o in begun])
    return page(
        request,
        "work.html",
        pieces=[_piece(at, here, context, one, short.get(one.message, "")) for one in shown],
        beginnings=[_beginning(at, one, short.get(one.message, "")) for one in begun],
        letters=len(letters),
        answered=sum(1 for one in letters if one.answer == "person"),
        next=number + 1 if start + A_PAGE < max(len(works), len(letters)) else 0,
    )


def _sign(at: Desk, sign: Reason, quote: str) -> str:
    """In a sentence; without its words where they stand above it already."""
    above = f"work.above.{sign.code}"
    return at.say(above) if sign.quote == quote and at.say.has(above) else at.say.reason(sign, at.view.names, at.today)


def _asks(at: Desk, one: Work) -> bool:
    """Whether something can still be asked about it."""
    return one.smells and one.handed_in is None and at.book.applications[one.application].outcome == "open"


def _context(at: Desk, shown: list[Work]) -> Context | None:
    """What all drafts of the page are written from, read at once; None where there are none."""
    asked = [] if at.discreet else [one for one in shown if _asks(at, one)]
    return near(at, [one.application for one in asked], [one.by for one in asked if one.by]) if asked else None


def _piece(at: Desk, here: Day, context: Context | None, one: Work, message: str) -> Piece:
    still = one.handed_in is None and at.book.applications[one.application].outcome == "open"
    return Piece(
        application=one.application,
        asked=one.asked,
        by=one.by or "",
        message=message,
        quote=one.quote,
        what=at.said(plain(one.what)),
        facts=work_facts(at.view, one),
        smells=one.smells,
        open=still,
        signs=[at.said(plain(_sign(at, sign, one.quote))) for sign in one.signs],
        drafts=_drafts(here, context, one) if context and _asks(at, one) else [],
    )


def _drafts(here: Day, context: Context, one: Work) -> list[Draft]:
    person = context.people.get(one.by or "")
    if person is None or not person.emails:
        return []
    application = context.applications[one.application]
    written = [(purpose, write(purpose, person, application, context, here.agenda)) for purpose in QUESTIONS]
    return [Draft(purpose, letter, mailto(letter)) for purpose, letter in written if letter is not None]


def _beginning(at: Desk, one: Opening, message: str) -> Beginning:
    ja = at.book.applications[one.application].language == "ja"
    return Beginning(
        application=one.application,
        message=message,
        words=at.said(opening_words(at.view, one)),
        size=at.say("work.characters" if ja else "work.words", n=one.length),
        attachments=[at.said(plain(name)) for name in one.attachments if name],
        answered=one.answer == "person",
    )


urls = [path("work/", work, name="work")]
