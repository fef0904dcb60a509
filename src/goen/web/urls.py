"""All addresses: each page area brings its own."""

from __future__ import annotations

from django.urls import URLPattern

from goen.web.views import (
    applications,
    correct,
    doors,
    errors,
    insights,
    keys,
    letters,
    mailboxes,
    message,
    notes,
    one_application,
    pause,
    people,
    perhaps,
    scanning,
    search,
    settings,
    static,
    style,
    tasks,
    today,
    welcome,
    why,
)

AREAS = (
    today,
    welcome,
    scanning,
    applications,
    one_application,
    letters,
    tasks,
    mailboxes,
    settings,
    keys,
    static,
    style,
    people,
    doors,
    insights,
    perhaps,
    search,
    why,
    correct,
    message,
    notes,
    pause,
)
urlpatterns: list[URLPattern] = [pattern for area in AREAS for pattern in area.urls]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.unexpected
