"""A letter as a file to download."""

from __future__ import annotations

from django.http import HttpResponse

from goen.actions import drafting
from goen.core.values import Letter
from goen.web.desk import Desk


def as_file(letter: Letter, at: Desk, short: str) -> HttpResponse:
    """A file that a mail program opens as a draft; `short` names it."""
    response = HttpResponse(drafting.eml(letter, at.book.understanding.owner), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="letter-{short}.eml"'
    return response
