"""One message by itself: scores of what it may be, its sentences that may be signs, the names in it.

Nothing here knows the owner or the rest of the mailbox, so a reading can be cached by the message's bytes and VERSION.
What a message *is* follows from its process: see classify.py.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goen.core.mail.message import Message
from goen.core.reading import codes, features, model
from goen.core.reading.codes import Coded, Codes, Rows
from goen.core.reading.grams import LIMIT, code, grams, hashed, normal
from goen.core.reading.kinds import NOISE
from goen.core.reading.model import Floats
from goen.core.reading.phrases import said
from goen.core.reading.sentences import Sentence, sentences
from goen.core.reading.spans import ZONES, candidates
from goen.core.reading.surroundings import span_codes

FORMAT = 2  # of what is cached


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
        """Compact bytes for the store; `unpack` gives a reading back that packs to the same.

        Scores are rounded: the last bits of a sum may depend on what else was read in one go. Zero has no sign (hence the sum): numbers that are equal are
        shared when they are unpacked.
        """
        signs = len(self.spans[0].scores) if self.spans else 0
        counts = COUNTS.pack(len(self.received), len(self.sent), len(self.shape), len(self.spans), signs, len(self.names))
        scores = [*self.received, *self.sent, *self.shape, *(x for span in self.spans for x in span.scores), *(n.score for n in self.names)]
        places = [x for span in self.spans for x in (span.start, span.end)]
        words = json.dumps([x for name in self.names for x in (name.label, name.zone, name.text)], separators=(",", ":"))
        numbers = np.round(np.array(scores, "<f4"), 3) + np.float32(0)  # no negative zero: it would come back as zero
        return b"".join((counts, struct.pack(f"<{len(places)}I", *places), numbers.tobytes(), words.encode()))

    @staticmethod
    def unpack(packed: bytes) -> RawReading:
        received, sent, shape, spans, signs, names = COUNTS.unpack_from(packed)
        places = struct.unpack_from(f"<{2 * spans}I", packed, COUNTS.size)
        at = COUNTS.size + 8 * spans
        size = received + sent + shape + spans * signs + names
        scores = struct.unpack_from(f"<{size}f", packed, at)
        words = json.loads(packed[at + 4 * size :])
        first = received + sent + shape
        after = first + spans * signs
        sure = _shared(scores[after:])
        return RawReading(
            _shared(scores[:received]),
            _shared(scores[received : received + sent]),
            _shared(scores[received + sent : first]),
            tuple(
                Span(places[2 * n], places[2 * n + 1], _shared(scores[first + n * signs : first + (n + 1) * signs])) for n in range(spans)
            ),
            tuple(Name(_word(words[3 * n]), _word(words[3 * n + 1]), _word(words[3 * n + 2]), sure[n]) for n in range(names)),
        )


# rounded numbers and names come back again and again; thousands of readings that are held at once share them
_numbers: dict[float, float] = {}
_words: dict[str, str] = {}
TABLE = 100_000


def _shared(values: Sequence[float]) -> tuple[float, ...]:
    if len(_numbers) > TABLE:
        _numbers.clear()
    return tuple(map(_numbers.setdefault, values, values))


def _word(text: str) -> str:
    if len(_words) > TABLE:
        _words.clear()
    return _words.setdefault(text, text)


COUNTS = struct.Struct("<6H")


def version() -> str:
    """Changes whenever a cached reading would come out differently."""
    return f"{FORMAT}.{model.version()}"


def read(message: Message) -> RawReading:
    """Read one message. Pure."""
    return read_all([message])[0]


def read_all(messages: Sequence[Message]) -> list[RawReading]:
    """Read messages, each by itself; all are counted and weighed in one go, which is what makes it fast. Pure."""
    batch = prepared(messages)
    tokens, owner = message_codes(batch)
    received = model.scorer("received").scores(tokens, owner, len(messages))
    sent = model.scorer("sent").scores(tokens, owner, len(messages))
    looked = ~_plain_noise(received, batch.shapes)
    spans = _sign_spans(batch, looked)
    names = _names(batch, looked)
    return [
        RawReading(tuple(a), tuple(b), tuple(numbers), tuple(spans[n]), tuple(names[n]))
        for n, (a, b, numbers) in enumerate(zip(received.tolist(), sent.tolist(), batch.shapes, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages as the scorers see them: their form, and their new text in sentences."""

    messages: Sequence[Message]
    shapes: list[list[float]]  # features.SHAPE of each message
    cuts: list[list[Sentence]]  # of each message
    texts: list[str]  # of every sentence of all messages, normalised
    of: NDArray[np.intp]  # the message of each sentence
    words: Coded  # the n-grams of every sentence
    says: tuple[Codes, Rows]  # what sentences say, by the phrase tables, with the sentence of each


def prepared(messages: Sequence[Message]) -> Batch:
    cuts = [sentences(m.new[:LIMIT]) for m in messages]
    texts = [normal(s.text) for cut in cuts for s in cut]
    of = codes.owners(cuts)
    found = codes.tokens(texts)
    return Batch(messages, [features.shape(m) for m in messages], cuts, texts, of, codes.coded(found), said(texts, of, found))


def words_for(message: Message, kind: str, sent: bool) -> tuple[str, ...]:
    """The words of a message that speak most for a kind, strongest first, at most six; for `goen why`.

    Words as they are read (lower case, "interv*" for a beginning, "…" for a pair of Japanese characters out of a longer word); form and
    phrase tables are left to those who show the message.
    """
    scorer = model.scorer("sent" if sent else "received")
    if kind not in scorer.labels:
        return ()
    tokens = grams(normal(message.new[:LIMIT])) | grams(normal(message.envelope.subject), "s:")
    by_code = {code(t): t for t in tokens}
    strong = [by_code[c].removeprefix("s:") for c, _ in scorer.strongest(hashed(tokens), kind)]
    whole = [t for n, t in enumerate(strong) if not any(t != u and t.strip("*") in u for u in strong) and t not in strong[:n]]
    return tuple(whole[:6])


def _plain_noise(received: Floats, shapes: Sequence[Sequence[float]]) -> NDArray[np.bool_]:
    """Whether a machine sent what is surely an alert or nothing of the search: no names or signs are looked for in it."""
    labels = model.scorer("received").labels
    noise = model.softmax(received)[:, [labels.index(k) for k in NOISE if k in labels]].sum(axis=1)
    surely: NDArray[np.bool_] = (noise > 0.98) & np.array([bool(numbers[MACHINE]) for numbers in shapes], bool)
    return surely


MACHINE = features.SHAPE.index("machine")


def message_codes(batch: Batch) -> tuple[Codes, Rows]:
    """What the kind scorers look at, as hashes with the message of each: the words of subject and body, and the shape."""
    subject = codes.coded(codes.tokens([normal(m.envelope.subject) for m in batch.messages], "s:"), "s:")
    inside = batch.of[batch.words.left] == batch.of[batch.words.right]
    marks: list[int] = []
    marked: list[int] = []
    for n, numbers in enumerate(batch.shapes):
        some = [code(mark) for mark in features.marks(numbers)]
        if numbers[MACHINE] or numbers[LIST]:
            sender = batch.messages[n].envelope.sender
            some += map(code, features.sender(sender.name, sender.email))
        marks += some
        marked += [n] * len(some)
    says, sentence = batch.says
    return (
        np.concatenate([batch.words.codes, batch.words.pairs[inside], subject.codes, np.array(marks, np.uint32), says]),
        np.concatenate(
            [batch.of[batch.words.piece], batch.of[batch.words.right][inside], subject.piece, np.array(marked, np.intp), batch.of[sentence]]
        ),
    )


def sentence_codes(batch: Batch, wanted: Sequence[int]) -> tuple[Codes, Rows]:
    """What the sign scorer looks at, as hashes with the place in `wanted` of the sentence that each is of: the sentence's words, a little of
    its neighbours, where it stands, the message's form."""
    place = np.full(len(batch.texts), -1, np.intp)
    rows = np.array(wanted, np.intp)
    place[rows] = np.arange(len(rows))
    inside = place[batch.words.piece] >= 0
    lengths = np.fromiter(map(len, batch.cuts), np.intp, len(batch.cuts))
    message = batch.of[rows]
    index = rows - (np.cumsum(lengths) - lengths)[message]
    sizes = np.array([s.end - s.start for cut in batch.cuts for s in cut], np.intp)[rows]
    where = np.where(index <= 1, FIRST, np.where(index >= lengths[message] - 3, LAST, MIDDLE)).astype(np.uint32)
    numbers = np.array(batch.shapes)[:, [at for _, at in FORM]]
    sentence, form = np.nonzero(numbers[message] > 0.3)
    says, said_in = batch.says
    told = place[said_in] >= 0
    before = [batch.texts[i - 1][-60:] if n else "" for i, n in zip(rows.tolist(), index.tolist(), strict=True)]
    above = codes.coded(codes.tokens(before, "<"), "<")
    every = np.arange(len(rows))
    return (
        np.concatenate([batch.words.codes[inside], above.codes, FORM_CODES[form], says[told], SIZES[np.minimum(sizes // 20, 8)], where]),
        np.concatenate([place[batch.words.piece[inside]], above.piece, sentence, place[said_in[told]], every, every]),
    )


FORM = tuple(
    (name, features.SHAPE.index(name))
    for name in ("machine", "list", "bulk", "auto", "html-only", "ats", "freemail", "reply", "japanese", "noreply-notice", "short")
)
FORM_CODES = np.array([code(f"#{name}") for name, _ in FORM], np.uint32)
SIZES = np.array([code(f"#size{n}") for n in range(9)], np.uint32)
FIRST, MIDDLE, LAST = code("#first"), code("#middle"), code("#last")
LIST, BULK = features.SHAPE.index("list"), features.SHAPE.index("bulk")


def sign_sentences(batch: Batch, looked: NDArray[np.bool_] | None = None) -> list[int]:
    """The sentences that may be signs: none of lists and bulk mail, nor of messages that are not `looked` at."""
    read = [not numbers[LIST] and not numbers[BULK] for numbers in batch.shapes]
    if looked is not None:
        read = [one and bool(look) for one, look in zip(read, looked, strict=True)]
    lengths = (s.end - s.start for cut in batch.cuts for s in cut)
    return [i for i, (message, length) in enumerate(zip(batch.of.tolist(), lengths, strict=True)) if read[message] and length >= 4]


def _sign_spans(batch: Batch, looked: NDArray[np.bool_]) -> list[list[Span]]:
    """The sentences worth a second look as signs: those whose best sign scores above a low floor."""
    out: list[list[Span]] = [[] for _ in batch.messages]
    wanted = sign_sentences(batch, looked)
    if not wanted:
        return out
    scorer = model.scorer("signs")
    none = scorer.labels.index("none")
    table = scorer.scores(*sentence_codes(batch, wanted), len(wanted))
    margins = np.delete(table, none, axis=1).max(axis=1) - table[:, none]
    cut = [s for some in batch.cuts for s in some]
    for n in np.flatnonzero(margins > FLOOR).tolist():
        s = cut[wanted[n]]
        out[batch.of[wanted[n]]].append(Span(s.start, s.end, tuple(table[n].tolist())))
    return out


FLOOR = -3.5  # log-odds against "none": about 3 in 100


def _names(batch: Batch, looked: NDArray[np.bool_]) -> list[list[Name]]:
    out: list[list[Name]] = [[] for _ in batch.messages]
    read = [n for n, cut in enumerate(batch.cuts) if looked[n] and cut]
    found = candidates([batch.messages[n] for n in read], [batch.cuts[n] for n in read])
    if not len(found):
        return out
    scorer = model.scorer("spans")
    table = model.softmax(scorer.scores(*span_codes(found), len(found)))
    table[:, scorer.labels.index("none")] = 0
    spans, labels = np.nonzero(table > NAME_FLOOR)
    for n, k, score in zip(spans.tolist(), labels.tolist(), table[spans, labels].tolist(), strict=True):
        out[read[found.message[n]]].append(Name(scorer.labels[k], ZONES[found.zone[n]], found.text[n], score))
    return out


NAME_FLOOR = 0.03
