"""Introducing somebody: from a person's page, each of the two asked first, and what became of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from goen.actions import heard, noted, outward
from goen.core.advice.outward import Standing, standings
from goen.errors import GoenError
from goen.store import queries
from goen.web.desk import Desk, desk, note, page, turn, understand_again
from goen.web.following import near

LONGEST = 300  # characters about somebody
FIELDS = ("other", "about_one", "about_other", "what", "opening", "about")


@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: HttpRequest, short: str) -> HttpResponse:
    at = desk(request)
    one = at.book.people.get(at.book.idents.get(short, ""))
    if one is None:
        raise Http404
    problem = ""
    form = {name: " ".join(request.POST.get(name, "").split())[:LONGEST] for name in FIELDS}
    if request.method == "POST":
        try:
            _keep(at, short, form, request.POST.get("do", ""))
        except GoenError as error:
            if error.code == "busy":
                raise
            problem = at.say.error(error)
        else:
            understand_again(at)
            note(request, "outward.heard-noted" if request.POST.get("do") == "hear" else "outward.done-page")
            return turn("introduce", short)
    return page(
        request,
        "introduce.html",
        status=400 if problem else 200,
        person=one,
        number=short,
        problem=problem,
        form=form,
        people=sorted((p for p in at.book.understanding.people if p.emails and p.id != one.id and p.name), key=lambda p: p.name)[:400],
        meant=_meant(at, one.id),
        told=[h for h in queries.heard() if h.by in one.emails],
        openings=[(h, teller) for h in queries.heard() if h.by not in one.emails and (teller := _by(at, h.by))],
    )


def _keep(at: Desk, short: str, form: dict[str, str], do: str) -> None:
    """What was sent: an opening that this person told of, this person for an opening, or this person and another. Raises GoenError."""
    if do == "hear":
        heard.hear(at.config, form["what"], short, at=at.now)
    elif do == "match":
        heard.match(at.config, form["opening"], short, form["about"], at=at.now)
    else:
        outward.bring_together(at.config, short, form["other"], about_one=form["about_one"], about_other=form["about_other"], at=at.now)


def _by(at: Desk, address: str) -> str:
    """The person with this address, "" where there is none any more."""
    return next((p.id for p in at.book.understanding.people if address in p.emails), "")


def _meant(at: Desk, person: str) -> list[Standing]:
    """The introductions that the owner means to make of this person."""
    meant = queries.outward()
    them = [p.id for p in at.book.understanding.people if any({one.one, one.other} & set(p.emails) for one in meant)]
    if not any(p == person for p in them):
        return []
    context = near(at, (), [person, *them])
    return [s for s in standings(context) if person in (s.one, s.other)] if context else []


@require_POST
def close(request: HttpRequest, short: str) -> HttpResponse:
    """An opening is filled."""
    at = desk(request)
    heard.let_go(at.config, request.POST.get("ident", ""))
    understand_again(at)
    note(request, "outward.let-go-done")
    return turn("introduce", short)


@require_POST
def let_go(request: HttpRequest, short: str) -> HttpResponse:
    at = desk(request)
    noted.withdraw(at.config, "outward", request.POST.get("ident", ""))
    understand_again(at)
    note(request, "outward.let-go-done")
    return turn("introduce", short)


urls = [
    path("people/<str:short>/introduce/", introduce, name="introduce"),
    path("people/<str:short>/introduce/let-go/", let_go, name="let-go-introduction"),
    path("people/<str:short>/introduce/close/", close, name="close-opening"),
]
