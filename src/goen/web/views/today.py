"""Today: the few things worth doing now, and what to leave alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from goen.web.desk import page


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    return page(request, "today.html")


urls = [path("", today, name="today")]
