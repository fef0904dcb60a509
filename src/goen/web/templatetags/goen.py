"""What templates need: texts by key, days and names in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from goen.core.values import Application
from goen.view import plain as one_line
from goen.web.views.static import address

register = template.Library()
MARKS = {"none": "", "acquaintance": "·", "warm": "··", "champion": "···"}


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], key: str, **arguments: object) -> SafeString:
    """A text by its key, `{% say "key" n=3 name=x %}`; the text is ours, its arguments are escaped."""
    safe = {name: value if isinstance(value, int) else conditional_escape(value) for name, value in arguments.items()}
    return mark_safe(context["say"](key, **safe))  # noqa: S308


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: date | datetime | None) -> str:
    """A day in words; the year only where it is another one."""
    if value is None:
        return ""
    plain_day = value.date() if isinstance(value, datetime) else value
    return str(context["say"].day(plain_day, context["desk"].today))


@register.simple_tag
def file(name: str) -> str:
    """The address of a style sheet or script."""
    return address(name)


@register.filter
def plain(value: object) -> str:
    """One line of what a stranger wrote, without control characters."""
    return one_line(str(value))


@register.simple_tag(takes_context=True)
def firm_link(context: Mapping[str, Any], application: Application) -> SafeString:
    """An application by its organization alone, where many stand in one line."""
    desk = context["desk"]
    name = desk.said(desk.view.organization(application))
    return format_html('<a href="{}">{}</a>', reverse("application", args=[desk.short(application.id)]), name)


@register.simple_tag
def strokes(tie: str) -> str:
    """A tie as a mark of at most three dots."""
    return MARKS[tie]


@register.simple_tag
def iso(value: date | str | None) -> str:
    """A day as forms want it."""
    return value.isoformat() if isinstance(value, date) else value or ""


@register.simple_tag(takes_context=True)
def firm(context: Mapping[str, Any], application: Application) -> str:
    """The organization of an application, or that it is not named."""
    desk = context["desk"]
    return str(desk.said(desk.view.organization(application)))


@register.simple_tag(takes_context=True)
def moment(context: Mapping[str, Any], at: date | datetime, clock: str | None = None) -> str:
    """A day and the time on this machine; `clock` where that is known as text, "" for a whole day."""
    text = f"{at.astimezone():%H:%M}" if clock is None and isinstance(at, datetime) else clock
    return str(context["say"]("web.moment", day=day(context, at), clock=text)) if text else day(context, at)
