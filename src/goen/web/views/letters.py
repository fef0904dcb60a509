"""A letter: the draft, the check beside it, and what can be done with it. Nothing is ever sent from here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goen.actions import drafting, letters
from goen.core.advice import next_step
from goen.core.values import Advice, Application, KeptLetter, Letter
from goen.view import sentence
from goen.web import sheet
from goen.web.book import Step
from goen.web.desk import Desk, desk, note, page, part_wanted, turn, understand_again
from goen.web.letter_file import as_file
from goen.web.noting import day_of
from goen.web.views.today import thing


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, short: str) -> HttpResponse:
    """The letter as the owner left it, else the draft; a POST keeps it, and may say that it went out."""
    at = desk(request)
    application, step = _step(at, short)
    if request.method == "POST":
        return _done(request, at, application, step, short)
    kept = letters.last(application)
    manner = sheet.manner_of(request)
    near = drafting.near(step[0], at.book) if step else None
    drafts = {m: near.draft(m) if near else None for m in sheet.MANNERS}
    own = bool(kept and kept.body and step and not sheet.fresh(request))
    shown = _as_kept(kept, drafts[""]) if kept and own else drafts[manner] or drafts[""]
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
        others=sheet.others(drafts, manner, own),
        mailto=sheet.mailto(shown) if shown else "",
        problems=sheet.problems(at, near.check(shown), _recipient(step)) if near and step and shown else [],
    )


def _step(at: Desk, short: str) -> tuple[Application, Step | None]:
    application = at.book.applications.get(at.book.idents.get(short, ""))
    if application is None:
        raise Http404
    return application, at.book.step.get(application.id)


def _as_kept(kept: KeptLetter, drafted: Letter | None) -> Letter:
    return Letter(kept.subject, kept.body, kept.to, drafted.in_reply_to if drafted else kept.in_reply_to, kept.language)


def _recipient(step: Step) -> str:
    return dict(step[1].arguments).get("person", "")


@require_POST
def check(request: HttpRequest, short: str) -> HttpResponse:
    """The check of the text as it stands in the form, while one types."""
    at = desk(request)
    _, step = _step(at, short)
    if step is None:
        raise Http404
    found = sheet.problems(at, drafting.near(step[0], at.book).check(_typed(request, step[0])), _recipient(step))
    return page(request, "_check.html" if part_wanted(request) else "check.html", problems=found, back=reverse("letter", args=[short]))


def _typed(request: HttpRequest, advice: Advice | None) -> Letter:
    to, language = request.POST.get("to", "")[: sheet.LINE], request.POST.get("language", "en")
    return Letter(sheet.subject(request), sheet.body(request), to, advice.in_reply_to if advice else None, language)


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


urls = [
    path("letters/<str:short>/", letter, name="letter"),
    path("letters/<str:short>/check/", check, name="check"),
    path("letters/<str:short>/eml/", eml, name="eml"),
]
