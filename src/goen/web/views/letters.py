"""A letter: the draft, the check beside it, and what can be done with it. Nothing is ever sent from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goen.actions import drafting, letters
from goen.core.advice import next_step
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, KeptLetter, Letter
from goen.view import plain, sentence
from goen.web.book import Step
from goen.web.desk import Desk, desk, note, page, part_wanted, turn, understand_again
from goen.web.letter_file import as_file
from goen.web.noting import day_of
from goen.web.views.today import thing

MANNERS = ("", "shorter", "warmer")
LONGEST = 20_000  # characters of a letter


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, short: str) -> HttpResponse:
    """The letter as the owner left it, else the draft; a POST keeps it, and may say that it went out."""
    at = desk(request)
    application, step = _step(at, short)
    if request.method == "POST":
        return _done(request, at, application, step, short)
    kept = letters.last(application)
    manner = request.GET.get("manner", "")
    fresh = manner in MANNERS[1:] or request.GET.get("fresh") == "1"
    near = drafting.near(step[0], at.book) if step else None
    drafts = {m: near.draft(m) if near else None for m in MANNERS}
    drafted = drafts.get(manner) or drafts[""]
    own = bool(kept and kept.body and step and not fresh)
    shown = _as_kept(kept, drafts[""]) if kept and own else drafted
    return page(
        request,
        "letter.html",
        application=application,
        number=short,
        thing=thing(at, step) if step else None,
        why=at.said(sentence(at.view, *step)) if step else at.say("letter.none"),
        letter=shown,
        own=own,
        masked=at.said(shown.body) if shown and at.discreet else "",
        sent=kept.sent_on if kept else None,
        others=_others(drafts, manner, own),
        mailto=_mailto(shown) if shown else "",
        **_check(at, step, near.check(shown) if near and shown else ()),
    )


def _step(at: Desk, short: str) -> tuple[Application, Step | None]:
    application = at.book.applications.get(at.book.idents.get(short, ""))
    if application is None:
        raise Http404
    return application, at.book.step.get(application.id)


def _as_kept(kept: KeptLetter, drafted: Letter | None) -> Letter:
    return Letter(kept.subject, kept.body, kept.to, drafted.in_reply_to if drafted else kept.in_reply_to, kept.language)


def _others(drafts: Mapping[str, Letter | None], manner: str, own: bool) -> list[str]:
    """The manners in which the draft would read otherwise than it does now."""
    usual = drafts[""]
    if usual is None:
        return []
    found = [m for m in MANNERS[1:] if m != manner and (other := drafts[m]) and other.body != usual.body]
    return [*found, *([""] if own or manner in MANNERS[1:] else [])]


def _check(at: Desk, step: Step | None, problems: tuple[Reason, ...]) -> dict[str, Any]:
    """What is to be mended, in sentences."""
    name = at.view.person(dict(step[1].arguments).get("person", "")) if step else ""
    said = []
    for problem in problems:
        text = at.say(f"check.{problem.code}", name=name)
        said.append(at.said(at.say("check.words", problem=text, quote=plain(problem.quote)) if problem.quote else text))
    return {"problems": said}


@require_POST
def check(request: HttpRequest, short: str) -> HttpResponse:
    """The check of the text as it stands in the form, while one types."""
    at = desk(request)
    _, step = _step(at, short)
    if step is None:
        raise Http404
    problems = drafting.near(step[0], at.book).check(_typed(request, step[0]))
    return page(
        request, "_check.html" if part_wanted(request) else "check.html", back=reverse("letter", args=[short]), **_check(at, step, problems)
    )


def _typed(request: HttpRequest, advice: Advice | None) -> Letter:
    body = request.POST.get("body", "")[:LONGEST].replace("\r\n", "\n")
    language = request.POST.get("language", "en")
    return Letter(
        request.POST.get("subject", "")[:500], body, request.POST.get("to", "")[:500], advice.in_reply_to if advice else None, language
    )


def _done(request: HttpRequest, at: Desk, application: Application, step: Step | None, short: str) -> HttpResponse:
    if not application.messages:
        raise Http404  # nobody was written to about what was added by hand
    do = request.POST.get("do", "keep")
    kept = letters.last(application)
    if do == "take-back":
        if kept:
            letters.mark(at.config, kept, None)
            understand_again(at)
        note(request, "letters.taken-back")
        return turn("letter", short)
    if do == "eml":
        return as_file(_typed(request, step[0] if step else None), at, short)
    if do == "drop":
        if kept:
            letters.withdraw(at.config, kept)
        return turn("letter", short)
    purpose = letters.PURPOSE_OF.get(next_step(step[0], as_of=at.today).code, "thanks") if step else kept.purpose if kept else "thanks"
    kept = letters.keep(at.config, letters.after(application, _typed(request, step[0] if step else None), purpose))
    if do == "sent":
        letters.mark(at.config, kept, day_of(request.POST.get("day", "")) or at.today)
        understand_again(at)
        note(request, "letters.sent")
        return turn("today")
    note(request, "letters.kept")
    return turn("letter", short)


@require_safe
def eml(request: HttpRequest, short: str) -> HttpResponse:
    """The letter as a file that a mail program opens as a draft."""
    at = desk(request)
    application, step = _step(at, short)
    kept = letters.last(application)
    drafted = drafting.near(step[0], at.book).draft() if step else None
    shown = _as_kept(kept, drafted) if kept and kept.body else drafted
    if shown is None:
        raise Http404
    return as_file(shown, at, short)


def _mailto(letter: Letter) -> str:
    return (
        f"mailto:{quote(letter.to, safe='@')}?subject={quote(letter.subject)}&body={quote(letter.body.replace(chr(10), chr(13) + chr(10)))}"
    )


urls = [
    path("letters/<str:short>/", letter, name="letter"),
    path("letters/<str:short>/check/", check, name="check"),
    path("letters/<str:short>/eml/", eml, name="eml"),
]
