"""Introducing somebody: from a person's page, each of the two asked first, and what became of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from goen.actions import noted, outward
from goen.core.advice.outward import Standing, standings
from goen.errors import GoenError
from goen.store import queries
from goen.web.desk import Desk, desk, note, page, turn, understand_again
from goen.web.following import near

LONGEST = 300  # characters about somebody


@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: HttpRequest, short: str) -> HttpResponse:
    at = desk(request)
    one = at.book.people.get(at.book.idents.get(short, ""))
    if one is None:
        raise Http404
    problem = ""
    form = {name: " ".join(request.POST.get(name, "").split())[:LONGEST] for name in ("other", "about_one", "about_other")}
    if request.method == "POST":
        try:
            moment = at.now
            outward.bring_together(at.config, short, form["other"], about_one=form["about_one"], about_other=form["about_other"], at=moment)
        except GoenError as error:
            if error.code == "busy":
                raise
            problem = at.say.error(error)
        else:
            understand_again(at)
            note(request, "outward.done-page")
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
    )


def _meant(at: Desk, person: str) -> list[Standing]:
    """The introductions that the owner means to make of this person."""
    meant = queries.outward()
    them = [p.id for p in at.book.understanding.people if any({one.one, one.other} & set(p.emails) for one in meant)]
    if not any(p == person for p in them):
        return []
    context = near(at, (), [person, *them])
    return [s for s in standings(context) if person in (s.one, s.other)] if context else []


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
]
