"""Words that somebody spoke, as the owner noted them: which sign they are, judged like a sentence of mail, without a mail around it."""

from __future__ import annotations

import re

import numpy as np

from goen.core.reading import features, model
from goen.core.reading.grams import hashed, normal
from goen.core.reading.kinds import SIGNALS
from goen.core.reading.phrases import said
from goen.core.reading.reader import sentence_tokens
from goen.core.reading.sentences import sentences


def judge(words: str) -> tuple[str, float]:
    """(signal, probability that the words are a sign and no courtesy), by the strongest sentence; ("", 0.0) for no words at all."""
    cut = sentences(words)
    if not cut:
        return "", 0.0
    texts = [normal(s.text) for s in cut]
    says = said(texts)
    numbers = [0.0] * len(features.SHAPE)
    numbers[features.SHAPE.index("reply")] = 1.0  # talk, rather than a form letter
    numbers[features.SHAPE.index("japanese")] = float(bool(re.search(r"[\u3040-\u30ff]", words)))
    scorer = model.linear("signs")
    table = model.softmax(scorer.scores([hashed(sentence_tokens(cut, texts, says, i, numbers)) for i in range(len(cut))]))
    best: tuple[str, float] = ("", 0.0)
    for row in np.asarray(table):
        scores = dict(zip(scorer.labels, map(float, row), strict=True))
        sure = 1 - scores["none"] - scores["courtesy"]
        if sure > best[1]:
            best = max((s for s in SIGNALS if s != "courtesy"), key=lambda s: scores.get(s, 0.0)), round(sure, 3)
    return best
