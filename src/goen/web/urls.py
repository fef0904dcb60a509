"""All addresses: each page area brings its own."""

from __future__ import annotations

from django.urls import URLPattern

from goen.web.views import (
    applications,
    calendar,
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
    outward,
    pause,
    people,
    perhaps,
    scanning,
    search,
    second,
    settings,
    signs,
    static,
    style,
    tasks,
    today,
    week,
    welcome,
    why,
    work,
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
    second,
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
    signs,
    work,
    week,
    outward,
    calendar,
    notes,
    pause,
)
urlpatterns: list[URLPattern] = [pattern for area in AREAS for pattern in area.urls]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.unexpected
