"""Signs: which sentences show a person's regard, said by whom, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import SIGNALS
from goen.core.ties.echoes import echoes

LABELS = ("none", *SIGNALS, "relayed")  # relayed: somebody else's regard, passed on
WORD = re.compile(r"\w+")
# who is spoken of: words in lower case, and what says so in Japanese
YOU = frozenset({"you", "your", "yours", "yourself", "u", "ur"}), None
I = frozenset({"i", "me", "my", "myself"}), re.compile("私|僕|個人的")  # noqa: E741
WE = frozenset({"we", "our", "us"}), re.compile("弊社|当社|私ども|一同")
THIRD = frozenset({"he", "she", "they", "his", "her", "their"}), re.compile("さん(?:が|も|は)|部長|社長|一同")
BLOCK = 500  # messages whose sentences are judged in one go: their features are many, and needed no longer than that


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a sign, before anybody decided."""

    row: int
    start: int
    end: int


def judged(mail: Mail, kinds: Floats, people: Mapping[int, int]) -> tuple[list[Candidate], Floats]:
    """The candidates of every message that a person wrote, and [candidates, LABELS]: what each is, as probabilities.

    people: row -> how many messages its author wrote before it.
    """
    network = model.network("evidence")
    heard = _heard(mail, people)
    left = iter(people.items())
    found: list[Candidate] = []
    parts = [np.zeros((0, len(LABELS)), np.float32)]
    while some := dict(islice(left, BLOCK)):
        here, features = collect(mail, kinds, some, heard)
        if here:
            found += here
            parts.append(network.probabilities(features))
    return found, np.concatenate(parts)


Heard = Mapping[tuple[int, int], tuple[float, ...]]  # by row and start


def _heard(mail: Mail, people: Mapping[int, int]) -> Heard:
    """Whose words each candidate takes up."""
    return echoes(mail, {i: [(s.start, s.end) for s in mail.readings[i].spans] for i in people if mail.readings[i].spans})


def collect(mail: Mail, kinds: Floats, people: Mapping[int, int], heard: Heard | None = None) -> tuple[list[Candidate], Floats]:
    """The candidates, and [candidates, features] for the `evidence` network. heard: whose words they take up, where that is known already."""
    rows = [i for i in people if mail.readings[i].spans]
    found = [Candidate(i, span.start, span.end) for i in rows for span in mail.readings[i].spans]
    if not found:
        return [], np.zeros((0, 0), np.float32)
    signs = model.softmax(np.array([span.scores for i in rows for span in mail.readings[i].spans], np.float32))
    regard = 1 - signs[:, model.labels("signs").index("none")]
    local: list[tuple[float, ...]] = []
    for i in rows:
        others = regard[len(local) : len(local) + len(mail.readings[i].spans)]
        local += _local(mail, i, people[i], others)
    heard = _heard(mail, people) if heard is None else heard
    at = np.array([c.row for c in found], np.intp)
    before = np.where(np.array([i > 0 and mail.thread[i - 1] == mail.thread[i] for i in at.tolist()])[:, None], kinds[at - 1], 0)
    shapes = dict(zip(rows, np.array([mail.readings[i].shape for i in rows], np.float32), strict=True))
    return found, np.hstack(
        [
            signs,
            np.log(signs + 1e-4) / 4,
            np.array(local, np.float32),
            np.array([heard[c.row, c.start] for c in found], np.float32),
            kinds[at],
            before.astype(np.float32),
            np.array([shapes[i] for i in at.tolist()]),
        ]
    )


def _local(mail: Mail, row: int, earlier: int, regard: Floats) -> list[tuple[float, ...]]:
    """Where each candidate of a message stands, how it speaks, and how it compares with the others. regard: how likely each is none but regard."""
    text = mail.messages[row].new
    strongest, together = float(regard.max()), regard.sum()
    rest = (together - regard).tolist()
    better = (regard > regard[:, None]).sum(axis=1).tolist()
    around = [0.0, *regard.tolist(), 0.0]
    known = float(np.log1p(earlier)) / 2
    out = []
    for k, span in enumerate(mail.readings[row].spans):
        quote = text[span.start : span.end]
        words = set(WORD.findall(quote.lower()))
        japanese = not quote.isascii()
        out.append(
            (
                known,
                span.start / max(1, len(text)),
                min(1.0, len(quote) / 200),
                len(quote) / max(1, len(text)),
                *[
                    not words.isdisjoint(latin) or (japanese and wide is not None and wide.search(quote) is not None)
                    for latin, wide in (YOU, I, WE, THIRD)
                ],
                "?" in quote or "？" in quote or quote.endswith(("か。", "か")),
                DIGIT.search(quote) is not None,
                strongest,
                rest[k],
                better[k] / 4,
                around[k],
                around[k + 2],
            )
        )
    return out


DIGIT = re.compile(r"\d")
