"""What makes two messages alike: the wording that is left when names, numbers, days and addresses are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from goen.core.mail.message import Message
from goen.core.mail.threads import base_subject
from goen.core.reading.grams import LIMIT, TOKEN, normal
from goen.core.reading.lexicon import CALENDAR
from goen.core.reading.reader import RawReading
from goen.core.reading.sentences import sentences

WORDS, CHARACTERS = 3, 5  # in a shingle, of scripts with spaces and of Japanese
NAME = 0.3  # probability from which what the reader took for a name is taken out
PLACE = re.compile(r"https?://\S+|www\.\S+|[^\s<>()（）「」]+@[^\s<>()（）「」]+")
PIECE = re.compile(r"[.!?。！？]+|\n\s*\n")
LONG, LONG_JAPANESE = 30, 12  # characters without spaces: a shorter piece of text is anybody's
SMALL = frozenset({"the", "and", "for", "of", "in", "at", "to", "a", "an"})  # in many names, and in every text


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of a message as the set of its shingles: runs of words (of characters in Japanese) between what was taken out."""

    shingles: frozenset[str]

    def like(self, other: Template) -> float:
        """The share of all shingles that both have, 0 to 1; 0 where either has none."""
        both = len(self.shingles & other.shingles)
        return both / (len(self.shingles) + len(other.shingles) - both) if both else 0.0


def template(message: Message, reading: RawReading, known: Iterable[str] = ()) -> Template:
    """The template of a message: subject and new text. known: further names to take out, such as the owner's."""
    e = message.envelope
    names = [n.text for n in reading.names if n.score >= NAME]
    names += [a.name for a in (e.sender, *e.to) if a.name]
    words, runs = _names((*names, *known))
    return Template(frozenset(_shingles(f"{base_subject(e.subject)[0]}\n{message.new[:LIMIT]}", words, runs)))


def wording(text: str, names: Iterable[str] = ()) -> str:
    """One key for a sentence, whatever names, numbers and spaces stand in it."""
    words, runs = _names(names)
    return ("" if not text.isascii() else " ").join(_tokens(text, words, runs))


def pieces(text: str) -> set[str]:
    """The longer sentences of a text without their spaces: two messages of one wording share at least one. Far cheaper than a template."""
    found = ("".join(piece.split()) for piece in PIECE.split(text[:LIMIT]))
    return {one for one in found if len(one) >= LONG or (len(one) >= LONG_JAPANESE and not one.isascii())}


def around(text: str, quote: str) -> list[str]:
    """The sentences of a text that hold the quote or are held by it; the quote itself where none does."""
    found = [s.text for s in sentences(text) if quote in s.text or s.text in quote]
    return found or [quote]


def _names(names: Iterable[str]) -> tuple[set[str], list[str]]:
    """Names as the words to take out, and as the runs of Japanese, the longest first."""
    words: set[str] = set()
    runs: set[str] = set()
    for name in names:
        for token in TOKEN.findall(normal(name)):
            if token[0] >= "\u3040":
                runs.add(token)
            elif token not in SMALL:
                words.add(token)
    return words, sorted((r for r in runs if len(r) > 1), key=lambda r: (-len(r), r))


def _tokens(text: str, words: set[str], runs: Iterable[str]) -> list[str]:
    """The tokens of a text; "#" stands for one or more that were taken out."""
    text = PLACE.sub(" 0 ", normal(text))
    for run in runs:
        if run in text:
            text = text.replace(run, " 0 ")
    out: list[str] = []
    for token in TOKEN.findall(text):
        if token[0].isdigit() or token in words or token in CALENDAR:
            token = "#"
        if token != "#" or not out or out[-1] != "#":
            out.append(token)
    return out


def _shingles(text: str, words: set[str], runs: Iterable[str]) -> Iterable[str]:
    plain: list[str] = []  # words in a row
    for token in _tokens(text, words, runs):
        if token[0] < "\u3040" and token != "#":
            plain.append(token)
            if len(plain) >= WORDS:
                yield " ".join(plain[-WORDS:])
            continue
        if 0 < len(plain) < WORDS:
            yield " ".join(plain)
        plain = []
        if token != "#":
            for i in range(max(1, len(token) - CHARACTERS + 1)):
                yield token[i : i + CHARACTERS]
    if 0 < len(plain) < WORDS:
        yield " ".join(plain)
