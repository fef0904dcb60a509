"""The way in, the language, and the page of keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from goen import config
from goen.say import LANGUAGES
from goen.web import links
from goen.web.desk import page
from goen.web.views import errors


@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link. The answer is a page that goes on by itself, so that the strict cookie is sent with the next request."""
    if not request.session.get("open"):
        if request.method != "GET" or not links.take(config.load(), token):
            return errors.stranger(request)
        request.session.cycle_key()
        request.session["open"] = True
    return HttpResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><link rel="icon" href="data:,"><title>Goen</title>'
        '<a href="/">Goen</a></html>'
    )


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, and stay on the page."""
    wanted = request.POST.get("language", "")
    if wanted in LANGUAGES:
        request.session["language"] = wanted
    back = request.POST.get("back", "/")
    return HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return page(request, "keys.html")


urls = [path("open/<str:token>", enter, name="enter"), path("language/", language, name="language"), path("keys/", keys, name="keys")]
