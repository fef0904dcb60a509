"""Signs: which sentences show a person's regard, said by whom, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS, SIGNALS
from goen.core.ties.echoes import echoes

LABELS = ("none", *SIGNALS, "relayed")  # relayed: somebody else's regard, passed on
YOU = re.compile(r"\b(?:you|your|yours|yourself|u|ur)\b", re.I)
I = re.compile(r"\b(?:i|i'm|i'd|i've|i'll|me|my|myself)\b|私|僕|個人的", re.I)  # noqa: E741
WE = re.compile(r"\b(?:we|we're|we'd|we've|our|us)\b|弊社|当社|私ども|一同", re.I)
THIRD = re.compile(r"\b(?:he|she|they|his|her|their)\b|さん(?:が|も|は)|部長|社長|一同", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a sign, before anybody decided."""

    row: int
    start: int
    end: int
    features: tuple[float, ...]


def collect(mail: Mail, kinds: Floats, people: dict[int, int]) -> list[Candidate]:
    """The candidates of every message that a person wrote. people: row -> how many messages its author wrote before it."""
    scorer = model.scorer("signs")
    out = []
    heard = echoes(mail, {i: [(s.start, s.end) for s in mail.readings[i].spans] for i in people if mail.readings[i].spans})
    for i, earlier in people.items():
        reading, text = mail.readings[i], mail.messages[i].new
        if not reading.spans:
            continue
        signs = model.softmax(np.array([s.scores for s in reading.spans], np.float32))
        none = scorer.labels.index("none")
        others = 1 - signs[:, none]
        before = kinds[max(0, i - 1)] if i and mail.thread[i - 1] == mail.thread[i] else np.zeros(len(KINDS), np.float32)
        for k, span in enumerate(reading.spans):
            quote = text[span.start : span.end]
            local = [
                float(np.log1p(earlier)) / 2,
                span.start / max(1, len(text)),
                min(1.0, len(quote) / 200),
                len(quote) / max(1, len(text)),
                float(bool(YOU.search(quote))),
                float(bool(I.search(quote))),
                float(bool(WE.search(quote))),
                float(bool(THIRD.search(quote))),
                float("?" in quote or "？" in quote or quote.endswith(("か。", "か"))),
                float(bool(re.search(r"\d", quote))),
                float(others.max()),
                float(others.sum() - others[k]),
                float((others > others[k]).sum()) / 4,
            ]
            near = [float(others[k - 1]) if k else 0.0, float(others[k + 1]) if k + 1 < len(others) else 0.0]
            out.append(
                Candidate(
                    i,
                    span.start,
                    span.end,
                    (
                        *map(float, signs[k]),
                        *map(float, np.log(signs[k] + 1e-4) / 4),
                        *local,
                        *near,
                        *heard[i, span.start],
                        *map(float, kinds[i]),
                        *map(float, before),
                        *reading.shape,
                    ),
                )
            )
    return out


def judge(candidates: Sequence[Candidate]) -> Floats:
    """[candidates, LABELS]: probabilities."""
    if not candidates:
        return np.zeros((0, len(LABELS)), np.float32)
    return model.network("evidence").probabilities(np.array([c.features for c in candidates], np.float32))
