"""One message by itself: scores of what it may be, its sentences that may be signs, the names in it.

Nothing here knows the owner or the rest of the mailbox, so a reading can be cached by the message's bytes and VERSION.
What a message *is* follows from its process: see classify.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goen.core.mail.message import Message
from goen.core.reading import features, model
from goen.core.reading.grams import LIMIT, grams, hashed, normal
from goen.core.reading.kinds import NOISE
from goen.core.reading.model import Floats
from goen.core.reading.phrases import said
from goen.core.reading.sentences import Sentence, sentences
from goen.core.reading.spans import candidates

FORMAT = 1  # of what is cached


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the message's new text that may be a sign: scores in the order of the `signs` scorer's labels."""

    start: int
    end: int
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a message: of an organization, a role or a person."""

    label: str
    zone: str
    text: str
    score: float  # probability


@dataclass(frozen=True, slots=True)
class RawReading:
    received: tuple[float, ...]  # scores by kind, if somebody else wrote it
    sent: tuple[float, ...]  # scores by kind, if the owner wrote it
    shape: tuple[float, ...]  # features.SHAPE
    spans: tuple[Span, ...]
    names: tuple[Name, ...]

    def pack(self) -> bytes:
        """Compact bytes for the store; `unpack` gives an equal reading back."""
        body = [
            [round(x, 3) for x in self.received],
            [round(x, 3) for x in self.sent],
            [round(x, 3) for x in self.shape],
            [[s.start, s.end, [round(x, 2) for x in s.scores]] for s in self.spans],
            [[n.label, n.zone, n.text, round(n.score, 3)] for n in self.names],
        ]
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()

    @staticmethod
    def unpack(packed: bytes) -> RawReading:
        received, sent, shape, spans, names = json.loads(packed)
        return RawReading(
            tuple(received), tuple(sent), tuple(shape), tuple(Span(a, b, tuple(c)) for a, b, c in spans), tuple(Name(*n) for n in names)
        )


def version() -> str:
    """Changes whenever a cached reading would come out differently."""
    return f"{FORMAT}.{model.version()}"


def read(message: Message) -> RawReading:
    """Read one message. Pure; about half a millisecond."""
    numbers = features.shape(message)
    cut = sentences(message.new[:LIMIT])
    texts = [normal(s.text) for s in cut]
    says = said(texts)
    codes = hashed(message_tokens(message, numbers, says))
    received = model.linear("received").score(codes)
    sent = model.linear("sent").score(codes)
    if _plain_noise(received, numbers):
        cut = []
    return RawReading(
        tuple(map(float, received)),
        tuple(map(float, sent)),
        tuple(numbers),
        _sign_spans(cut, texts, says, numbers),
        _names(message, cut) if cut else (),
    )


def words_for(message: Message, kind: str, sent: bool) -> tuple[str, ...]:
    """The words of a message that speak most for a kind, strongest first, at most six; for `goen why`.

    Words as they are read (lower case, "interv*" for a beginning, "…" for a pair of Japanese characters out of a longer word); form and
    phrase tables are left to those who show the message.
    """
    scorer = model.linear("sent" if sent else "received")
    if kind not in scorer.labels:
        return ()
    cut = sentences(message.new[:LIMIT])
    tokens = message_tokens(message, features.shape(message), said([normal(s.text) for s in cut]))
    by_code = {int(hashed({t})[0]): t for t in tokens}
    strong = [
        t.removeprefix("s:").removeprefix("f:") for t in (by_code[c] for c, _ in scorer.strongest(hashed(tokens), kind)) if t[0] not in "#@"
    ]
    strong = [t for t in strong if t[1:2] != ":"]  # parts of addresses are no words
    whole = [t for n, t in enumerate(strong) if not any(t != u and t.strip("*") in u for u in strong) and t not in strong[:n]]
    return tuple(whole[:6])


def _plain_noise(received: Floats, numbers: list[float]) -> bool:
    """Whether a machine sent what is surely an alert or nothing of the search: no names or signs are looked for in it."""
    if not numbers[features.SHAPE.index("machine")]:
        return False
    p, labels = model.softmax(received), model.linear("received").labels
    return sum(float(p[labels.index(k)]) for k in NOISE if k in labels) > 0.98


def message_tokens(message: Message, numbers: list[float], says: Sequence[set[str]]) -> set[str]:
    """What the kind scorers look at: the words of subject and body, and the shape."""
    text = normal(message.new[:LIMIT])
    out = grams(text) | grams(normal(message.envelope.subject), "s:") | features.marks(numbers) | set().union(*says)
    if numbers[MACHINE] or numbers[LIST]:
        out |= features.sender(message.envelope.sender.name, message.envelope.sender.email)
    return out


MACHINE, LIST = features.SHAPE.index("machine"), features.SHAPE.index("list")


def sentence_tokens(cut: Sequence[Sentence], texts: Sequence[str], says: Sequence[set[str]], index: int, numbers: list[float]) -> set[str]:
    """What the sign scorer looks at: the sentence's words, a little of its neighbours, where it stands, the message's form."""
    out = grams(texts[index]) | says[index]
    size = len(cut[index].text)
    out.add(f"#size{min(size // 20, 8)}")
    out.add("#first" if index <= 1 else "#last" if index >= len(cut) - 3 else "#middle")
    if index:
        out |= grams(texts[index - 1][-60:], "<")
    out |= {f"#{name}" for name in FORM if numbers[features.SHAPE.index(name)] > 0.3}
    return out


FORM = ("machine", "list", "bulk", "auto", "html-only", "ats", "freemail", "reply", "japanese", "noreply-notice", "short")


def _sign_spans(cut: list[Sentence], texts: list[str], says: list[set[str]], numbers: list[float]) -> tuple[Span, ...]:
    """The sentences worth a second look as signs: those whose best sign scores above a low floor."""
    if numbers[features.SHAPE.index("list")] or numbers[features.SHAPE.index("bulk")]:
        return ()
    scorer = model.linear("signs")
    none = scorer.labels.index("none")
    long = [i for i, s in enumerate(cut) if len(s.text) >= 4]
    if not long:
        return ()
    table = scorer.scores([hashed(sentence_tokens(cut, texts, says, i, numbers)) for i in long])
    margins = np.delete(table, none, axis=1).max(axis=1) - table[:, none]
    return tuple(
        Span(cut[i].start, cut[i].end, tuple(map(float, row)))
        for i, row, margin in zip(long, table, margins, strict=True)
        if margin > FLOOR
    )


FLOOR = -3.5  # log-odds against "none": about 3 in 100


def _names(message: Message, cut: list[Sentence]) -> tuple[Name, ...]:
    found = candidates(message, cut)
    if not found:
        return ()
    scorer = model.linear("spans")
    table = model.softmax(scorer.scores([hashed(s.tokens) for s in found]))
    out = []
    for span, row in zip(found, table, strict=True):
        for k, label in enumerate(scorer.labels):
            if label != "none" and row[k] > NAME_FLOOR:
                out.append(Name(label, span.zone, span.text, float(row[k])))
    return tuple(out)


NAME_FLOOR = 0.03
