"""When a page can't be shown: one sentence, and a way on."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from goen.errors import GoenError
from goen.web.desk import page, words

STATUS = {"not-found": 404, "no-message": 404, "busy": 409, "read-only": 403, "masked": 403, "bad-correction": 400, "no-file": 404}
STATUS |= dict.fromkeys(("source-empty", "source-missing", "source-unreadable", "source-unknown"), 400)


def stranger(request: HttpRequest) -> HttpResponse:
    """To whoever did not come through the link: nothing but how to come in."""
    say = words(request)
    return HttpResponse(say("door.closed") + "\n", status=403, content_type="text/plain; charset=utf-8")


def problem(request: HttpRequest, error: GoenError) -> HttpResponse:
    return _sentence(request, words(request).error(error), STATUS.get(error.code, 500))


def read_only(request: HttpRequest) -> HttpResponse:
    return _sentence(request, words(request)("error.read-only"), 403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _sentence(request, words(request)("error.old-form"), 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _sentence(request, words(request)("error.not-understood"), 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _sentence(request, words(request)("error.not-understood"), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _sentence(request, words(request)("error.no-page"), 404)


def unexpected(request: HttpRequest) -> HttpResponse:
    """What happened is told to the terminal: the kind of error and where, never its text, which may hold words of the mail."""
    kind, _, trace = sys.exc_info()
    if kind is not None:
        last = traceback.extract_tb(trace)[-1]
        sys.stderr.write(f"{kind.__name__} in {Path(last.filename).name}, line {last.lineno}\n")
    sentence = words(request)("error.unexpected-page")
    try:
        return _sentence(request, sentence, 500)
    except Exception:  # the page's own frame is what can't be made: the store is gone, or the disk
        return HttpResponse(sentence + "\n", status=500, content_type="text/plain; charset=utf-8")


def _sentence(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return page(request, "problem.html", status=status, sentence=sentence)
