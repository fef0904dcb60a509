"""Applications: a table or a board, found, filtered and sorted by the address alone; several changed at once; one added by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goen.actions import correct, handmade
from goen.core.reading.kinds import OUTCOMES, STAGES, TIES
from goen.core.values import Application
from goen.errors import GoenError
from goen.web.book import Book
from goen.web.desk import Desk, desk, note, page, part_wanted, turn, understand_again
from goen.web.noting import day_of
from goen.web.telling import offer_undo

A_PAGE = 60
A_COLUMN = 25
SORTS = ("last", "first", "organization", "stage", "tie")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    q: str = ""
    outcome: str = ""
    stage: str = ""
    tie: str = ""
    due: bool = False
    sort: str = "-last"
    show: str = "table"
    number: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Whatever is not understood counts as not said."""
        sort, number = query.get("sort", ""), query.get("page", "")
        return cls(
            q=" ".join(query.get("q", "").split())[:200],
            outcome=_one_of(query.get("outcome", ""), OUTCOMES),
            stage=_one_of(query.get("stage", ""), STAGES),
            tie=_one_of(query.get("tie", ""), TIES),
            due=query.get("due", "") == "1",
            sort=sort if sort.removeprefix("-") in SORTS else "-last",
            show="board" if query.get("show") == "board" else "table",
            number=int(number) if number.isdecimal() and int(number[:6]) > 0 else 1,
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.outcome or self.stage or self.tie or self.due)

    def address(self, **changed: object) -> str:
        """The same question with something changed, as it stands after the question mark."""
        said = {"q": self.q, "outcome": self.outcome, "stage": self.stage, "tie": self.tie, "due": "1" if self.due else ""}
        said |= {"sort": "" if self.sort == "-last" else self.sort, "show": "" if self.show == "table" else self.show}
        said |= {name: str(value) for name, value in changed.items()}
        return "?" + urlencode({name: value for name, value in said.items() if value})


def _one_of(value: str, allowed: Sequence[str]) -> str:
    return value if value in allowed else ""


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    wanted = Wanted.of(request.GET.dict())
    everything = at.book.once(f"sorted {wanted.sort}", lambda: _sorted(at.book, wanted.sort))
    found = [a for a in everything if _fits(at.book, a, wanted)] if wanted.narrowed else everything
    known: dict[str, Any] = {
        "wanted": wanted,
        "count": len(found),
        "outcomes": OUTCOMES,
        "stages": STAGES,
        "ties": TIES[1:],
        "all": len(at.book.applications),
    }
    if wanted.show == "board":
        return _addressed(request, wanted, page(request, "applications.html", columns=_columns(at, found, wanted), **known))
    folded = [] if wanted.narrowed else [a for a in found if a.outcome == "rejected"]
    shown = found if wanted.narrowed else [a for a in found if a.outcome != "rejected"]
    start = (wanted.number - 1) * A_PAGE
    answer = page(
        request,
        "applications.html",
        rows=[_row(at, a) for a in shown[start : start + A_PAGE]],
        folded=[_row(at, a) for a in folded[:A_PAGE]] if wanted.number == 1 else [],
        folded_all=len(folded),
        open=len(folded) <= A_PAGE,
        earlier=wanted.address(page=wanted.number - 1) if wanted.number > 1 else "",
        later=wanted.address(page=wanted.number + 1) if start + A_PAGE < len(shown) else "",
        heads=[(name, *_head(wanted, name)) for name in ("organization", "stage", "last", "tie")],
        as_board=wanted.address(show="board"),
        **known,
    )
    return _addressed(request, wanted, answer)


def _addressed(request: HttpRequest, wanted: Wanted, answer: HttpResponse) -> HttpResponse:
    """The browser shows the shortest address of what was asked for."""
    if part_wanted(request):
        answer["HX-Push-Url"] = f"{request.path}{wanted.address()}".removesuffix("?")
    return answer


def _fits(book: Book, application: Application, wanted: Wanted) -> bool:
    if wanted.outcome and application.outcome != wanted.outcome:
        return False
    if wanted.stage and application.furthest_stage != wanted.stage:
        return False
    if wanted.due and application.id not in book.due:
        return False
    if wanted.tie and (application.id not in book.closest or book.closest[application.id].tie != wanted.tie):
        return False
    return all(word in book.haystack[application.id] for word in wanted.q.casefold().split())


def _sorted(book: Book, sort: str) -> list[Application]:
    def key(a: Application) -> tuple[Any, ...]:
        person = book.closest.get(a.id)
        by = {
            "last": a.rejected_at if a.outcome == "rejected" and a.rejected_at else a.last,  # the day that is shown
            "first": a.first,
            "organization": (not a.organization, a.organization.casefold()),
            "stage": STAGES.index(a.furthest_stage),
            "tie": TIES.index(person.tie) if person else 0,
        }[sort.removeprefix("-")]
        return (by, a.last, a.id)

    return sorted(book.understanding.applications, key=key, reverse=sort.startswith("-"))


def _head(wanted: Wanted, name: str) -> tuple[str, str]:
    """Where a click on a column's head leads, and how it is sorted now."""
    first = name if name == "organization" else f"-{name}"
    other = name if first.startswith("-") else f"-{name}"
    now = {name: "ascending", f"-{name}": "descending"}.get(wanted.sort, "")
    return wanted.address(sort=other if wanted.sort == first else first), now


def _row(at: Desk, a: Application) -> dict[str, Any]:
    return {
        "application": a,
        "number": at.short(a.id),
        "organization": at.said(at.view.organization(a)),
        "role": at.said(a.role),
        "result": at.view.result(a),
        "person": at.book.closest.get(a.id),
        "due": a.id in at.book.due,
        "by_hand": handmade.is_handmade(a.id),
    }


def _columns(at: Desk, found: Sequence[Application], wanted: Wanted) -> list[dict[str, Any]]:
    """By the stage that was reached; those still open first."""
    columns = []
    for stage in STAGES:
        here = sorted((a for a in found if a.furthest_stage == stage), key=lambda a: a.outcome not in ("open", "offer", "accepted"))
        more = wanted.address(stage=stage, show="") if len(here) > A_COLUMN else ""
        columns.append({"stage": stage, "count": len(here), "rows": [_row(at, a) for a in here[:A_COLUMN]], "more": more})
    return columns


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Say of several applications at once how they ended; taken back as one."""
    at = desk(request)
    outcome, back = request.POST.get("outcome", ""), request.POST.get("back", "")
    chosen = [
        at.book.applications[i] for short in request.POST.getlist("chosen") if (i := at.book.idents.get(short, "")) in at.book.applications
    ]
    if not chosen or outcome not in OUTCOMES:
        note(request, "applications.nothing-chosen")
        return turn("applications", query=back.removeprefix("?"))
    by_mail = [a for a in chosen if a.messages]
    if by_mail:
        correct.correct_all(at.config, [("outcome", a.messages[0], outcome) for a in by_mail])
        understand_again(at)
        offer_undo(request, "undo")
    for a in chosen:
        if not a.messages:
            handmade.change(at.config, a.id, **{**as_form(a), "outcome": outcome})
    note(request, "applications.changed", n=len(chosen), outcome=at.say(f"outcome.{outcome}"))
    return turn("applications", query=back.removeprefix("?"))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """An application that no mail speaks of."""
    at = desk(request)
    if request.method != "POST":
        return page(
            request, "by_hand.html", form={"stage": "applied", "outcome": "open", "first": at.today}, stages=STAGES, outcomes=OUTCOMES
        )
    try:
        ident = handmade.add(at.config, **form_of(request.POST.dict(), at.today))
    except GoenError as problem:
        if problem.code == "busy":
            raise
        return page(
            request, "by_hand.html", status=400, form=request.POST.dict(), problem=at.say.error(problem), stages=STAGES, outcomes=OUTCOMES
        )
    note(request, "by-hand.added")
    return turn("application", replace(at).short(ident))


def form_of(form: Mapping[str, str], today: date) -> dict[str, Any]:
    """The fields of the form; a day that is none counts as not said."""
    return {name: form.get(name, "") for name in ("organization", "role", "stage", "outcome", "note")} | {
        "first": day_of(form.get("first", "")) or today,
        "last": day_of(form.get("last", "")),
    }


def as_form(a: Application) -> dict[str, Any]:
    """What `form_of` gives, from what is kept."""
    return {
        "organization": a.organization,
        "role": a.role,
        "stage": a.furthest_stage,
        "outcome": a.outcome,
        "first": a.first.date(),
        "last": a.last.date(),
        "note": handmade.note_of(a.id),
    }


urls = [
    path("applications/", applications, name="applications"),
    path("applications/bulk/", bulk, name="bulk"),
    path("applications/add/", add, name="add"),
]
