"""What stands before every page: headers, who may look, which store is meant, and problems said in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from goen import config as configuration
from goen.actions import secret
from goen.errors import GoenError
from goen.web import desk
from goen.web.views import errors

Respond = Callable[[HttpRequest], HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DOOR = "/open/"
PERSONAL = frozenset({"/language/"})  # posts that change nothing but the visitor's own cookie


def headers(respond: Respond) -> Respond:
    """The same on every answer: nothing from elsewhere, nothing in a frame elsewhere, nothing kept by the browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.setdefault("Cache-Control", "no-store")
        response["X-Content-Type-Options"] = "nosniff"
        response["X-Frame-Options"] = "DENY"
        response["Referrer-Policy"] = "same-origin"  # Django's check of forms needs it on this origin; nobody else gets it
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return answer


def guard(respond: Respond) -> Respond:
    """A stranger gets one sentence and nothing else; the one-time link is the only way in, and to the calendar its secret address."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return errors.stranger(request)
        comes_in = request.path.startswith(DOOR) and request.method in SAFE
        if request.path.startswith(secret.PATH) and request.method in SAFE:
            request.goen_calendar = secret.known(configuration.load(), request.path)
            comes_in = request.goen_calendar is not None
        if not comes_in and not request.session.get("open"):
            return errors.stranger(request)
        if settings.GOEN.read_only and request.method not in SAFE and request.path not in PERSONAL:
            return errors.read_only(request)
        return respond(request)

    return answer


class Place:
    """Points the thread at the owner's store or the sample's; turns what can't be done into a page with one sentence."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/static/", DOOR)):
            return self.respond(request)
        try:
            desk.open_place(request)
        except GoenError as problem:
            return errors.problem(request, problem)
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.problem(request, exception) if isinstance(exception, GoenError) else None
