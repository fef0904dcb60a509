"""Settings: the language, what is kept, export, backup, forgetting, and everything that was corrected."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goen.actions import correct, export, mail, second, secret
from goen.actions import forget as forgetting
from goen.actions.backup import backup as copy_of
from goen.actions.understanding import listing
from goen.say import LANGUAGES
from goen.store import queries
from goen.web.corrected import told
from goen.web.corrections import local
from goen.web.desk import Desk, desk, forget_places, note, page, turn, understand_again
from goen.web.telling import offer_undo, tell
from goen.web.views import pause
from goen.web.views.mailboxes import size_of

A_PAGE = 100  # corrections


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    handed_in = at.config.home / "mailboxes"
    size = sum(file.stat().st_size for file in handed_in.glob("*")) if handed_in.is_dir() else 0
    database = at.config.database.stat().st_size if not at.config.database_url and at.config.database.exists() else 0
    endpoint = second.current()
    return page(
        request,
        "settings.html",
        second=at.say("second.is-on", model=endpoint.model, url=endpoint.url) if endpoint else "",
        languages=LANGUAGES,
        total=at.book.total,
        kept=len(at.book.readings),
        database=size_of(at.say, database) if database else "",
        handed_in=size_of(at.say, size) if size else "",
        folder="…" if at.discreet else at.config.home,
        server=bool(at.config.database_url),
        owner=[at.said(address) for address in at.book.understanding.owner.emails],
        corrections=len(queries.corrections()),
        calendar=_calendar(request, at),
        pause=pause.words(at),
        jobs=pause.jobs(at),
    )


def _calendar(request: HttpRequest, at: Desk) -> str:
    """The calendar's address on this machine, "" while there is none."""
    made = None if at.sample else secret.address(at.config)
    return made.url(int(request.get_port())) if made else ""


@require_safe
def export_all(request: HttpRequest) -> HttpResponse:
    """Everything that Goen knows, as JSON."""
    at = desk(request)
    whole = at.book.understanding
    text = export.dumps(export.document(whole, tuple(mail.messages().values()), listing(whole), queries.letters()))
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="goen.json"'
    return response


@require_safe
def backup(request: HttpRequest) -> HttpResponse:
    """The store in one file."""
    copy: Path = copy_of(desk(request).config)
    opened = copy.open("rb")
    copy.unlink()  # it is gone from the disk when the browser has it
    return FileResponse(opened, as_attachment=True, filename="goen.sqlite3", content_type="application/vnd.sqlite3")


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Everything that the owner said is so, the newest first; each can be taken back by itself."""
    at = desk(request)
    log = queries.correction_log()
    shown = log[:A_PAGE] if request.GET.get("all") != "1" else log
    return page(request, "corrections.html", corrections=told(at, shown), more=len(log) - len(shown))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take back one correction, whichever it is, where it stands; and say what that changes."""
    row, before = _row(request), desk(request)
    _ = before.book
    correct.withdraw(before.config, row)
    note(request, "corrections.withdrawn")
    tell(request, before, understand_again(before), quiet=True)
    offer_undo(request, "say-again", "row", str(row), "corrections.again")
    return HttpResponseRedirect(local(request.POST.get("back", "") or reverse("corrections")))


@require_POST
def say_again(request: HttpRequest) -> HttpResponse:
    """A correction that was taken back is in force again."""
    row, before = _row(request), desk(request)
    _ = before.book
    correct.restore(before.config, row)
    note(request, "correction.noted")
    tell(request, before, understand_again(before), quiet=True)
    return HttpResponseRedirect(local(request.POST.get("back", "") or reverse("corrections")))


def _row(request: HttpRequest) -> int:
    row = request.POST.get("row", "")
    if not row.isdecimal():
        raise Http404
    return int(row[:18])


@require_http_methods(["GET", "HEAD", "POST"])
def forget_person(request: HttpRequest, short: str) -> HttpResponse:
    """Asks, then removes a person and all mail between them and the owner, for good."""
    at = desk(request)
    one = at.book.people.get(at.book.idents.get(short, ""))
    if one is None:
        raise Http404
    if request.method != "POST":
        return page(request, "forget.html", question=at.say("forget.ask-person", name=at.view.person(one.id)), back=("person", short))
    note(request, "forget.done", n=forgetting.person(at.config, one))
    return turn("people")


@require_http_methods(["GET", "HEAD", "POST"])
def forget_everything(request: HttpRequest) -> HttpResponse:
    """Asks, then removes all that Goen keeps."""
    at = desk(request)
    if request.method != "POST":
        return page(request, "forget.html", question=at.say("forget.ask-everything"), back=("settings", ""))
    forgetting.everything(at.config)
    forget_places()
    note(request, "forget.done-everything")
    return turn("welcome")


urls = [
    path("settings/", settings, name="settings"),
    path("settings/export/", export_all, name="export"),
    path("settings/backup/", backup, name="backup"),
    path("settings/corrections/", corrections, name="corrections"),
    path("settings/corrections/withdraw/", withdraw, name="withdraw"),
    path("settings/corrections/again/", say_again, name="say-again"),
    path("settings/forget/", forget_everything, name="forget-everything"),
    path("people/<str:short>/forget/", forget_person, name="forget-person"),
]
