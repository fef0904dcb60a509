"""Why a reading is what it is, with the forms that correct it: a part that opens in place on every page, and a page by itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import mail, numbers
from goen.core.advice import next_step
from goen.core.reading.clues import clues
from goen.core.reading.kinds import KINDS, OUTCOMES, SIGNALS, TIES
from goen.core.reading.reader import words_for
from goen.core.ties.strength import is_clear
from goen.core.values import Application, Person, Sign
from goen.store import queries
from goen.view import plain, sentence
from goen.web import quotes
from goen.web.corrected import about
from goen.web.corrections import local
from goen.web.desk import Desk, desk, page, part_wanted

OF_APPLICATION = frozenset({"organization", "role", "outcome", "merge", "split", "move"})
SAYS = {
    "offer": "offer",
    "accepted": "acceptance",
    "withdrawn": "withdrawal",
}  # the kind of the message that says an outcome; a rejection is known
CHOICES = 30  # applications or people that are offered where another one is asked for


@require_safe
def why(request: HttpRequest, short: str) -> HttpResponse:
    here = desk(request)
    parts = {"m": _message, "a": _application, "p": _person}
    if short[:1] not in parts:
        raise Http404
    template, known = parts[short[:1]](here, short)
    back = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or request.path
    known |= {"about": short, "part": template, "back": local(back)}
    return page(request, template if part_wanted(request) else "why.html", **known)


def _message(here: Desk, short: str) -> tuple[str, dict[str, Any]]:
    message = numbers.find_message(short)
    book = here.book
    reading, kept = book.readings.get(message), mail.some([message]).get(message)
    envelope = mail.envelopes([message])[message]
    words = words_for(kept, reading.kind, envelope.sender.email in book.understanding.owner.emails) if reading and kept else ()
    counted, doubtful = book.signs.get(message, []), book.perhaps.get(message, [])
    return "_why_message.html", {
        "title": here.said(plain(envelope.subject)) or here.say("why.no-subject"),
        "reading": reading,
        "sure": here.say.sure(reading.confidence) if reading else "",
        "also": here.say.both(here.say(f"kind.{kind}") for kind in reading.also) if reading else "",
        "words": [here.said(plain(word)) for word in clues(words, f"{envelope.subject}\n{kept.new if kept else ''}")],
        "signs": [(sign, _weight(sign), here.say.sure(sign.confidence)) for sign in counted]
        + [(sign, "not", here.say.sure(sign.confidence)) for sign in doubtful],
        "said": any(c.verb == "kind" and c.target == message for c in queries.corrections()),
        "corrected": about(here, lambda c: message in (c.target, c.value)),
        "kinds": KINDS,
        "signals": SIGNALS,
        "kept": kept is not None,
        "choices": _applications(here, reading.application if reading else None),
    }


def _weight(sign: Sign) -> str:
    """How a sign counts, by the reading guide: relayed praise is light, whatever its words."""
    return "clear" if is_clear(sign) else "light"


def _application(here: Desk, short: str) -> tuple[str, dict[str, Any]]:
    one = here.book.applications.get(here.book.idents.get(short, ""))
    if one is None:
        raise Http404
    advice = here.book.advice.get(one.id)
    step = next_step(advice, as_of=here.today) if advice else None
    said = {c.verb for c in queries.corrections() if c.target in one.messages}
    ended = _ended(here, one)
    read_from = numbers.message_ids([ended]).get(ended, "") if ended else ""
    return "_why_application.html", {
        "title": here.said(here.view.application(one)),
        "application": one,
        "advice": advice,
        "step": here.said(sentence(here.view, advice, step)) if advice and step else "",
        "said": said,
        "read_from": read_from if ended and "outcome" not in said else "",
        "envelope": mail.envelopes([ended]).get(ended) if ended else None,
        "since": here.say.both(here.say(f"since.{one}") for one in advice.since) if advice else "",
        "corrected": about(here, lambda c: c.verb in OF_APPLICATION and bool({c.target, c.value} & set(one.messages))),
        "outcomes": OUTCOMES,
        "choices": _applications(here, one.id),
    }


def _ended(here: Desk, one: Application) -> str:
    """The message from which it was read how the application stands, "" where none says it."""
    kind = SAYS.get(one.outcome, "")
    found = (m for m in reversed(one.messages) if (reading := here.book.readings.get(m)) and kind in (reading.kind, *reading.also))
    return one.rejection or next(found, "")


def _person(here: Desk, short: str) -> tuple[str, dict[str, Any]]:
    one = here.book.people.get(here.book.idents.get(short, ""))
    if one is None:
        raise Http404
    return "_why_person.html", {
        "title": here.view.person(one.id),
        "person": one,
        "rule": f"rule-{one.tie}",
        "signs": quotes.quoted(here, one.signs),
        "told": any(c.verb == "tie" and c.target in one.emails for c in queries.corrections()),
        "ties": TIES,
        "corrected": about(here, lambda c: bool({c.target, c.value} & set(one.emails))),
        "choices": _people(here, one),
    }


def _applications(here: Desk, ident: str | None) -> list[tuple[str, str]]:
    """Those that are likely meant where another one is asked for: of the same firm or people first, then the newest."""
    one = here.book.applications.get(ident or "")
    near = [
        a
        for a in here.book.understanding.applications
        if one and a.id != one.id and (a.organization == one.organization or set(a.people) & set(one.people))
    ]
    newest = [a for a in reversed(here.book.understanding.applications[-CHOICES:]) if a is not one]
    chosen = list({a.id: a for a in (*reversed(near), *newest) if a.messages}.values())[:CHOICES]
    return [(here.short(a.id), here.said(here.view.application(a))) for a in chosen]


def _people(here: Desk, one: Person) -> list[tuple[str, str]]:
    """Of the same firm, or with a part of the name."""
    parts = {part.casefold() for part in one.name.split()}
    near = [
        p
        for p in here.book.understanding.people
        if p.id != one.id
        and p.emails
        and ((p.organization and p.organization == one.organization) or parts & {part.casefold() for part in p.name.split()})
    ]
    return [(here.short(p.id), here.view.of(here.view.people[p.id])) for p in near[:CHOICES]]


urls = [path("why/<str:short>/", why, name="why")]
