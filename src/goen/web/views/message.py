"""One message as it came: as text with the passages that mattered marked, or as it was laid out, in a frame that can do nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.actions import mail, numbers
from goen.core.mail import clean
from goen.view import plain
from goen.web import quotes
from goen.web.desk import desk, page

MOST = 60_000  # characters of a message that are shown


@require_safe
def message(request: HttpRequest, short: str) -> HttpResponse:
    here = desk(request)
    ident = numbers.find_message(short)
    envelope, kept = mail.envelopes([ident])[ident], mail.some([ident]).get(ident)
    signs = [*here.book.signs.get(ident, []), *here.book.perhaps.get(ident, [])]
    laid_out = None
    if kept is not None and request.GET.get("as") == "html" and not here.discreet:
        laid_out = clean.laid_out(mail.raw(ident))
    reading = here.book.readings.get(ident)
    text = kept.text if kept is not None else ""
    marked_pieces = quotes.pieces(text[:MOST], (s.quote for s in signs))
    return page(
        request,
        "message.html",
        number=short,
        envelope=envelope,
        subject=here.said(plain(envelope.subject)) or here.say("why.no-subject"),
        addressed=[", ".join(_named(here.someone(a.name), here.someone(a.email)) for a in part) for part in (envelope.to, envelope.cc)],
        sender=_named(here.someone(envelope.sender.name), here.someone(envelope.sender.email)),
        reading=reading,
        kept=kept,
        pieces=[(here.said(piece), marked) for piece, marked in marked_pieces],
        first=next((n for n, (_, marked) in enumerate(marked_pieces) if marked), -1),
        cut=len(text) > MOST,
        laid_out=laid_out,
        html_wanted=request.GET.get("as") == "html",
    )


def _named(name: str, email: str) -> str:
    return f"{plain(name)} <{email}>" if name else email


urls = [path("messages/<str:short>/", message, name="message")]
