"""Quotes in their mail: the words, where they stand, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goen.actions import mail, numbers
from goen.core.mail.message import Message
from goen.core.reading.kinds import ACTS, WEAK
from goen.core.values import Person, Sign
from goen.view import plain
from goen.web.desk import Desk

AROUND = 600  # characters on either side of a quote
_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sign with its message's short id ("" where that is not kept), and the text before and after it in its paragraph."""

    sign: Sign
    words: str
    number: str
    before: str
    after: str
    sure: str

    @property
    def alone(self) -> bool:
        return not (self.before or self.after)


def quoted(desk: Desk, signs: Sequence[Sign]) -> list[Quoted]:
    """In the order given."""
    ids = [s.message for s in signs]
    bodies, short = mail.some(ids), numbers.message_ids(ids)
    out = []
    for sign in signs:
        before, after = around(bodies[sign.message], sign.quote) if sign.message in bodies else ("", "")
        out.append(
            Quoted(
                sign,
                desk.said(plain(sign.quote)),
                short.get(sign.message, ""),
                desk.said(plain(before)),
                desk.said(plain(after)),
                desk.say.sure(sign.confidence),
            )
        )
    return out


def around(message: Message, quote: str) -> tuple[str, str]:
    """What stands before and after a quote in its paragraph and the ones beside it; where that is cut, one sees it."""
    text = message.new if quote in message.new else message.text
    at = text.find(quote)
    if at < 0:
        return "", ""
    end = at + len(quote)
    before, after = _BREAK.split(text[max(0, at - AROUND) : at]), _BREAK.split(text[end : end + AROUND])
    cut_before, cut_after = at > AROUND and len(before) <= 2, len(text) > end + AROUND and len(after) <= 2
    return "…" * cut_before + "\n".join(before[-2:]), "\n".join(after[:2]) + "…" * cut_after


def pieces(text: str, marked: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, and whether each is one of the marked quotes; where two overlap, what the first leaves of the second."""
    spans: list[tuple[int, int]] = []
    for quote in marked:
        at = text.find(quote)
        if at >= 0 and quote:
            spans.append((at, at + len(quote)))
    out: list[tuple[str, bool]] = []
    place = 0
    for start, end in sorted(spans):
        if end <= place:
            continue
        start = max(start, place)
        if start > place:
            out.append((text[place:start], False))
        out.append((text[start:end], True))
        place = end
    if place < len(text):
        out.append((text[place:], False))
    return out


def best(person: Person) -> Sign | None:
    """The words that say most: a clear sign before a light one, an act last of these since it is told by itself; the surest."""
    return max(
        person.signs, key=lambda s: (s.signal not in WEAK, s.relayed_by is None, s.signal not in ACTS, s.confidence, s.date), default=None
    )


def whole(text: str, otherwise: int = 1) -> int:
    """A page number from an address; whatever is none counts as the first."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else otherwise
