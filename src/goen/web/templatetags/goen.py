"""What templates need: texts by key, days and names in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from goen.view import plain as one_line
from goen.web.views.static import address

register = template.Library()


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
