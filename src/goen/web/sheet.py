"""What the letters after a rejection and those of tasks share on their page: other manners, the check in sentences, the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from django.http import HttpRequest

from goen.core.reasons import Reason
from goen.core.values import Letter
from goen.view import plain
from goen.web.desk import Desk

MANNERS = ("", "shorter", "warmer")
LONGEST = 20_000  # characters of a letter
LINE = 500  # of a subject or an address


def manner_of(request: HttpRequest) -> str:
    """Which other draft is asked for, "" for the usual."""
    asked: str = request.GET.get("manner", "")
    return asked if asked in MANNERS else ""


def fresh(request: HttpRequest) -> bool:
    """Whether a draft is asked for, in the place of what the owner kept."""
    return bool(manner_of(request)) or request.GET.get("fresh") == "1"


def others(drafts: Mapping[str, Letter | None], manner: str, own: bool) -> list[str]:
    """The manners in which the draft would read otherwise than it does now."""
    usual = drafts[""]
    if usual is None:
        return []
    found = [m for m in MANNERS[1:] if m != manner and (other := drafts[m]) and other.body != usual.body]
    return [*found, *([""] if own or manner else [])]


def problems(at: Desk, found: Iterable[Reason], person: str) -> list[str]:
    """What is to be mended, in sentences. `person`: the recipient's id."""
    name = at.view.person(person)
    out = []
    for problem in found:
        text = at.say(f"check.{problem.code}", name=name)
        out.append(at.said(at.say("check.words", problem=text, quote=plain(problem.quote)) if problem.quote else text))
    return out


def subject(request: HttpRequest) -> str:
    text: str = request.POST.get("subject", "")[:LINE]
    return text


def body(request: HttpRequest) -> str:
    text: str = request.POST.get("body", "")[:LONGEST]
    return text.replace("\r\n", "\n")


def mailto(letter: Letter) -> str:
    """The address that opens the letter in the owner's mail program."""
    others = "".join(f"&{name}={quote(address, safe='@')}" for name, address in (("cc", letter.cc), ("bcc", letter.bcc)) if address)
    text = letter.body.replace("\n", "\r\n")
    return f"mailto:{quote(letter.to, safe='@')}?subject={quote(letter.subject)}&body={quote(text)}{others}"
