"""Mailboxes: what was read and how that went, in words; read again, let go."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from goen.actions import background, mailboxes
from goen.say import Say
from goen.web.desk import desk, note, page, turn


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    job = background.progress(at.config)
    return page(
        request,
        "mailboxes.html",
        mailboxes=[_row(at.say, one) for one in mailboxes.listed(at.config)],
        job=job if job and job.kind == "scan" else None,
        problem=at.say.error(job.problem) if job and job.state == "problem" else "",
        all=job.new + job.known if job else 0,
    )


def _row(say: Say, one: mailboxes.Mailbox) -> dict[str, Any]:
    if one.messages is None:
        state = say("mailboxes.not-read")
    elif not one.finished:
        state = say("mailboxes.not-finished")
    elif not one.there:
        state = say("mailboxes.not-there", n=one.messages)
    else:
        state = say("mailboxes.read", n=one.messages)
    return asdict(one) | {"state": state, "size": size_of(say, one.size) if one.size else ""}


def size_of(say: Say, size: float) -> str:
    """Bytes in words."""
    for unit in ("kB", "MB"):
        size /= 1000
        if size < 1000:
            return say("mailboxes.size", size=f"{size:,.0f} {unit}")
    return say("mailboxes.size", size=f"{size / 1000:,.1f} GB")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read one again: only what is new is read."""
    at = desk(request)
    one = mailboxes.find(at.config, request.POST.get("path", ""))
    background.start(at.config, paths=[Path(one.path)], name=one.name, as_of=at.as_of)
    return turn("scanning")


@require_POST
def let_go(request: HttpRequest) -> HttpResponse:
    """Remove the copy that was handed in; what was read from it stays."""
    at = desk(request)
    mailboxes.let_go(at.config, request.POST.get("path", ""))
    note(request, "mailboxes.gone")
    return turn("mailboxes")


urls = [
    path("mailboxes/", listed, name="mailboxes"),
    path("mailboxes/read/", read, name="read"),
    path("mailboxes/let-go/", let_go, name="let-go"),
]
