"""Words that somebody spoke, as the owner noted them: which sign they are, judged like a sentence of mail, without a mail around it."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from goen.core.mail.message import Address, Envelope, Message
from goen.core.reading import model
from goen.core.reading.kinds import SIGNALS
from goen.core.reading.reader import prepared, sentence_codes

NOBODY = Address("", "")
TALK = Envelope(
    "<talk>", "", datetime(2000, 1, 1, tzinfo=UTC), NOBODY, (), (), (), "", ("<before>",), frozenset(), (), 0
)  # an answer, as talk is one; not a form letter


def judge(words: str) -> tuple[str, float]:
    """(signal, probability that the words are a sign and no courtesy), by the strongest sentence; ("", 0.0) for no words at all."""
    batch = prepared([Message(TALK, words, words, "")])
    count = len(batch.texts)
    if not count:
        return "", 0.0
    scorer = model.scorer("signs")
    table = model.softmax(scorer.scores(*sentence_codes(batch, range(count)), count))
    best: tuple[str, float] = ("", 0.0)
    for row in np.asarray(table):
        scores = dict(zip(scorer.labels, map(float, row), strict=True))
        sure = 1 - scores["none"] - scores["courtesy"]
        if sure > best[1]:
            best = max((s for s in SIGNALS if s != "courtesy"), key=lambda s: scores.get(s, 0.0)), round(sure, 3)
    return best
