"""People, applications and words of the mail in templates: named as the reader calls them, linked, masked where that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goen.actions.numbers import message_ids
from goen.core.mail.message import Envelope
from goen.core.values import Application, Person
from goen.view import plain
from goen.web.desk import Desk

register = template.Library()
Context = Mapping[str, Any]
STROKES = {"none": "", "acquaintance": "·", "warm": "··", "champion": "···"}


def _desk(context: Context) -> Desk:
    desk: Desk = context["desk"]
    return desk


@register.simple_tag(takes_context=True)
def short(context: Context, ident: str) -> str:
    """The id that can be typed: a1, p1."""
    return _desk(context).short(ident)


@register.simple_tag(takes_context=True)
def said(context: Context, text: str) -> str:
    """Words of the mail in one line."""
    return _desk(context).said(plain(text))


@register.simple_tag(takes_context=True)
def quote(context: Context, text: str) -> str:
    """The same between quotation marks; those within are the other kind, as print has them."""
    return str(context["say"]("board.quote", quote=_desk(context).said(plain(text))))


@register.simple_tag(takes_context=True)
def sender(context: Context, envelope: Envelope) -> str:
    """Who wrote a mail, as they are called everywhere."""
    return _desk(context).sender(envelope)


@register.simple_tag(takes_context=True)
def gap(context: Context) -> str:
    """What stands between two sentences: nothing in Japanese."""
    return "" if context["say"].language == "ja" else " "


@register.simple_tag(takes_context=True)
def comma(context: Context) -> str:
    """Between the parts of a line."""
    return "、" if context["say"].language == "ja" else ", "


@register.simple_tag(takes_context=True)
def colon(context: Context) -> str:
    """Before what is announced."""
    return "：" if context["say"].language == "ja" else ": "


@register.simple_tag(takes_context=True)
def who(context: Context, ident: str) -> str:
    """What a person is called."""
    return _desk(context).view.person(ident)


@register.simple_tag(takes_context=True)
def person_link(context: Context, ident: str) -> SafeString | str:
    """Their name, and the way to their page; nameless and gone people are just named."""
    desk = _desk(context)
    name = desk.view.person(ident)
    if ident not in desk.book.people:
        return name
    return format_html('<a href="{}">{}</a>', reverse("person", args=[desk.short(ident)]), name)


@register.simple_tag(takes_context=True)
def what(context: Context, ident: str) -> str:
    """What an application is called: organization and role."""
    desk = _desk(context)
    one = desk.book.applications.get(ident)
    return desk.said(desk.view.application(one)) if one else ""


@register.simple_tag(takes_context=True)
def application_link(context: Context, ident: str) -> SafeString | str:
    desk = _desk(context)
    one = desk.book.applications.get(ident)
    if one is None:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("application", args=[desk.short(ident)]), desk.said(desk.view.application(one)))


@register.simple_tag(takes_context=True)
def when(context: Context, message: str) -> str:
    """The day of an introduction's message; "" for any other."""
    view = _desk(context).view
    return view.day(view.dates[message]) if message in view.dates else ""


@register.simple_tag(takes_context=True)
def result(context: Context, application: Application) -> str:
    """How it ended, and when."""
    return _desk(context).view.result(application)


@register.simple_tag(takes_context=True)
def tie(context: Context, code: str) -> SafeString:
    """The tie in a word and in strokes; the strokes are for the eye alone."""
    return format_html(
        '<span class="tie">{} <span class="strokes" aria-hidden="true">{}</span></span>', context["say"](f"tie.{code}"), STROKES[code]
    )


@register.simple_tag(takes_context=True)
def organization(context: Context, one: Person | Application) -> str:
    """Where a person is, or where an application went; "" where that is not known."""
    return _desk(context).someone(plain(one.organization))


@register.simple_tag(takes_context=True)
def because(context: Context, reason: Any) -> str:
    """A reason in a sentence."""
    desk = _desk(context)
    like = message_ids(value for name, value in reason.arguments if name == "like")
    return desk.said(plain(desk.say.reason(reason, {**desk.view.names, **like} if like else desk.view.names, desk.today)))


@register.simple_tag(takes_context=True)
def code(context: Context, table: str, value: str) -> str:
    """The word for a code: `{% code "signal" sign.signal %}`."""
    return str(context["say"](f"{table}.{value}"))


@register.simple_tag(takes_context=True)
def why(context: Context, short: str) -> SafeString | str:
    """The way to why a reading is what it is, and to correcting it: of a message, a person or an application, by its short id.

    It opens in place, at the end of the nearest element with `data-reading` (else of its parent); without scripts it is a page.
    """
    if not short:
        return ""
    return format_html('<a class="why" href="{}" data-why>{}</a>', reverse("why", args=[short]), context["say"]("why.link"))


@register.simple_tag(takes_context=True)
def message_link(context: Context, short: str, text: str, words: str = "") -> SafeString | str:
    """To the original message; `words`: the quote to go to in it."""
    shown = _desk(context).said(plain(text)) or context["say"]("why.no-subject")
    if not short:
        return shown
    return format_html('<a href="{}{}">{}</a>', reverse("message", args=[short]), "#said" if words else "", shown)
