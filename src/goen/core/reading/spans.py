"""Where a name may stand: candidate spans of messages for organizations, roles and people, with what surrounds them.

A span is only a proposal; the linear scorer `spans` says what it is from its words, its neighbours and its place (surroundings.py). All
texts of many messages are gone over in one go: their words are numbered, and the rules work on arrays of flags (latin.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from goen.core.mail.message import Message
from goen.core.mail.people import is_machine
from goen.core.mail.senders import second_level, system
from goen.core.reading.codes import Rows
from goen.core.reading.latin import Latin, latin
from goen.core.reading.sentences import Sentence
from goen.core.reading.spans_ja import japanese

LABELS = ("none", "organization", "role", "person")
BODY_LIMIT = 800  # characters: names of the process stand early, or in the signature
MOST = 120  # spans of a message, and one

ZONES = ("subject", "display", "to", "greeting", "body", "signature")
SUBJECT, DISPLAY, TO, GREETING, BODY, SIGNATURE = range(len(ZONES))


class Piece(NamedTuple):
    """A text in which names may stand."""

    message: int
    zone: int
    text: str


class Other(NamedTuple):
    """A span that is not made of whole words of a sentence in Latin letters."""

    piece: int
    text: str
    before: tuple[str, ...]  # up to three, the nearest last; of Japanese text stretches of it
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of several messages, in the order of the messages and of their texts.

    `number` says where a span's own columns are: below `len(words)` in `words`, from there on in `others`.
    """

    message: list[int]
    zone: list[int]  # in ZONES
    text: list[str]
    number: Rows
    words: Latin
    others: list[Other]
    sender: list[str]  # of each message: what sort of sender it has
    site: list[str]  # of each message: the sender's domain, squashed

    def __len__(self) -> int:
        return len(self.text)


def candidates(messages: Sequence[Message], sentences: Sequence[Sequence[Sentence]]) -> Spans:
    """Every span that may name an organization, a role or a person. Pure; bounded by BODY_LIMIT and MOST."""
    pieces = [one for n, (message, cut) in enumerate(zip(messages, sentences, strict=True)) for one in _pieces(n, message, cut)]
    wide = [not piece.text.isascii() and bool(JAPANESE.search(piece.text)) for piece in pieces]
    own = [n for n, japanese_text in enumerate(wide) if not japanese_text]
    words = latin([pieces[n].text for n in own])
    others: list[Other] = []
    for n, piece in enumerate(pieces):
        if wide[n]:
            others += [Other(n, *one) for one in _japanese(piece.text)]
        if piece.zone != BODY:
            others += [Other(n, *one) for one in _whole(piece.text)]
    place = np.concatenate(
        [np.array(own, np.intp)[words.piece] if len(words) else words.piece, np.array([one.piece for one in others], np.intp)]
    )
    order = np.argsort(place, kind="stable")
    kept: list[int] = []
    texts: list[str] = []
    seen: set[tuple[int, str]] = set()
    current = -1
    every = [*words.text, *(one.text for one in others)]
    for n, at in zip(order.tolist(), place[order].tolist(), strict=True):
        message, zone, _ = pieces[at]
        if message != current:
            seen, current = set(), message
        key = (zone, every[n])
        if key not in seen and len(seen) <= MOST:
            seen.add(key)
            kept.append(n)
            texts.append(every[n])
    number = np.array(kept, np.intp)
    of = [pieces[at] for at in place[number].tolist()]
    return Spans(
        [piece.message for piece in of],
        [piece.zone for piece in of],
        texts,
        number,
        words,
        others,
        [_sender(message) for message in messages],
        [squash(second_level(message.envelope.sender.domain)) for message in messages],
    )


def _sender(message: Message) -> str:
    e = message.envelope
    sending = system(e.sender.domain)
    return sending.kind if sending else "person" if not is_machine(e.sender.email, e.sender.name, e.marks) else "machine"


ANSWERED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|fw|転送|返信)\s*[:：]\s*)+", re.I)


def _pieces(n: int, message: Message, sentences: Sequence[Sentence]) -> list[Piece]:
    e = message.envelope
    out = [Piece(n, SUBJECT, ANSWERED.sub("", e.subject)), Piece(n, DISPLAY, e.sender.name)]
    out += [Piece(n, TO, a.name) for a in (*e.to[:2], *e.cc[:2]) if a.name]
    for k, s in enumerate(sentences):
        if s.start > BODY_LIMIT:
            break
        out.append(Piece(n, GREETING if k <= 1 and len(s.text) < 60 else BODY, s.text))
    out += [Piece(n, SIGNATURE, bare) for line in message.signature[:400].splitlines() if (bare := line.strip())]
    return out


SEPARATOR = re.compile(r"\s+[-–—|/]\s+|[|:：/／,、【】\[\]()（）]|\s+(?:at|for|with|@|via|from)\s+", re.I)
SEPARATOR_JA = re.compile(
    r"\s+|[|:：/／、【】\[\]()（）「」『』<>＜＞]|(?:御中|様|さん|殿|先生)(?=\s|$)|(?:の件|について|に応募|への応募|のご案内|のお知らせ|のお願い|のご連絡|採用|選考|応募|募集|求人)"
)
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
Around = tuple[str, tuple[str, ...], tuple[str, ...]]  # a span's text, what stands before, what stands after


@lru_cache(10_000)
def _whole(text: str) -> tuple[Around, ...]:
    """A short line whole, and its parts between separators: subjects, display names and signatures name things without a sentence."""
    out: list[Around] = []
    start = 0
    cuts = [(m.start(), m.end(), m.group().strip().lower()) for m in (SEPARATOR_JA if JAPANESE.search(text) else SEPARATOR).finditer(text)]
    before = "^"
    for a, b, mark in [*cuts, (len(text), len(text), "$")]:
        piece = text[start:a].strip()
        if 2 <= len(piece) <= 60:
            out.append((piece, ("part", before, before), (mark, mark, mark)))
        start, before = b, mark
    if cuts and 2 <= len(text.strip()) <= 60:
        out.append((text.strip(), ("whole", "^", "^"), ("$", "$", "$")))
    return tuple(out)


@lru_cache(4_000)
def _japanese(text: str) -> tuple[Around, ...]:
    return tuple(japanese(text))


@lru_cache(30_000)
def squash(text: str) -> str:
    """Letters and digits only, lower case: "Gannet House" and "gannethouse" are one."""
    return re.sub(r"[\W_]+", "", text).lower()
