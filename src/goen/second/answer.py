"""What the second reader answered, believed only as far as it stands in the mail. Pure: a text and what was asked in, opinions out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goen.core.reading.kinds import KINDS, SIGNALS
from goen.core.reading.verbatim import find
from goen.core.values import Opinion, Seen
from goen.second.question import Asked

SIGNS = 12  # of one message; more is chatter
WORDS = 600  # characters of a quotation; a sentence is shorter
SHORTEST = 4  # characters of a sign; shorter words are in every mail
AUTHOR = frozenset({"", "author", "the author", "sender", "the sender", "writer", "me", "i", "本人", "差出人", "筆者"})
LIST = re.compile(r'"readings"\s*:\s*\[')


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one message. `dropped`: quotations that don't stand in it, and with them what they were to show."""

    asked: Asked
    opinion: Opinion
    dropped: int


def answers(text: str, asked: Sequence[Asked], model: str) -> list[Answer]:
    """What can be used of an answer: at most one entry for each message asked about, the first.

    Entries for anything else, of another shape or with unknown labels are left out; of an answer that breaks off, the entries before that stay.
    """
    by_name = {one.name: one for one in asked}
    out: dict[str, Answer] = {}
    for entry in _entries(text):
        one = by_name.get(_text(entry.get("id")))
        if one is not None and one.key not in out and entry.get("kind") in KINDS:
            out[one.key] = _answer(entry, one, model)
    return list(out.values())


def _answer(entry: Mapping[str, Any], one: Asked, model: str) -> Answer:
    words = _found(one, _text(entry.get("words")), subject=True)
    kind = str(entry["kind"]) if words else ""
    also = entry.get("also")
    others = tuple(dict.fromkeys(k for k in also if isinstance(k, str) and k in KINDS and k != kind)) if isinstance(also, list) else ()
    signs, dropped = _signs(entry.get("signs"), one)
    return Answer(one, Opinion(kind, others[:2] if kind else (), words, signs, model), dropped + (not words))


def _signs(given: Any, one: Asked) -> tuple[tuple[Seen, ...], int]:
    """(signs whose words stand in the text, how many don't)."""
    found: dict[str, Seen] = {}
    dropped = 0
    for sign in given[:SIGNS] if isinstance(given, list) else ():
        if not isinstance(sign, dict) or sign.get("sort") not in SIGNALS:
            continue
        quote = _found(one, _text(sign.get("words")))
        if len(quote) < SHORTEST:
            dropped += 1
            continue
        by = _text(sign.get("by"))[:100].strip()
        found.setdefault(quote, Seen(str(sign["sort"]), quote, "" if by.lower() in AUTHOR else by))
    return tuple(found.values()), dropped


def _found(one: Asked, words: str, *, subject: bool = False) -> str:
    """The words as they stand in what was sent of the message, "" where they don't."""
    if not words.strip() or len(words) > WORDS:
        return ""
    for text in (one.said["text"], one.said["subject"]) if subject else (one.said["text"],):
        if span := find(text, words):
            return text[slice(*span)]
    return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _entries(text: str) -> Iterator[dict[str, Any]]:
    """The entries of "readings", as many as are whole: models wrap JSON in words or fences, and stop in the middle."""
    text = text.rpartition("</think>")[2]  # what a model thought before it answered
    found = LIST.search(text)
    at = found.end() if found else len(text)
    decoder = json.JSONDecoder()
    while at < len(text):
        at = _past(text, at)
        try:
            entry, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(entry, dict):
            yield entry


def _past(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at
