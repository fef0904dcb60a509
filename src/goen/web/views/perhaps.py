"""Perhaps: what the reader is unsure of, one key each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import mail, numbers
from goen.core.reading.kinds import KINDS, SIGNALS
from goen.core.unsure import Unsure, unsure
from goen.core.values import Reading, Sign
from goen.store import queries
from goen.view import plain
from goen.web import quotes
from goen.web.desk import Desk, desk, page

A_PAGE = 12
LINES = 360  # characters of a message that are shown


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to say yes or no to."""

    number: str  # the message's short id
    sign: Sign | None
    reading: Reading | None
    before: str
    after: str
    subject: str
    sender: str
    said: str  # how the message begins, for a reading
    answerable: bool  # by this form: a sign needs a person with an address


@require_safe
def perhaps(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    everything = unsure(here.book.understanding, queries.corrections())
    start = (quotes.whole(request.GET.get("page", "")) - 1) * A_PAGE
    shown = everything[start : start + A_PAGE]
    return page(
        request,
        "perhaps.html",
        questions=_questions(here, shown),
        total=len(everything),
        next=start // A_PAGE + 2 if start + A_PAGE < len(everything) else 0,
        back=request.get_full_path(),
        kinds=KINDS,
        signals=SIGNALS,
    )


def _opening(text: str) -> str:
    """So much of a text as is shown; where it is cut, one sees it."""
    return f"{text[:LINES].rstrip()}…" if len(text) > LINES else text


def _questions(here: Desk, items: tuple[Unsure, ...]) -> list[Question]:
    ids = [one.message for one in items]
    bodies, short = mail.some(ids), numbers.message_ids(ids)
    found = []
    for one in items:
        message = bodies.get(one.message)
        if message is None:
            continue
        before, after = quotes.around(message, one.sign.quote) if one.sign else ("", "")
        person = here.book.people.get(one.sign.person) if one.sign else None
        found.append(
            Question(
                short[one.message],
                one.sign,
                one.reading,
                here.said(plain(f"…{before[-LINES:]}" if len(before) > LINES else before)),
                here.said(_opening(plain(after))),
                here.said(plain(message.envelope.subject)) or here.say("why.no-subject"),
                here.sender(message.envelope),
                here.said(_opening(plain(message.new))),
                one.sign is None or bool(person and person.emails),
            )
        )
    return found


urls = [path("perhaps/", perhaps, name="perhaps")]
