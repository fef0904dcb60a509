"""Sentences that the owner called a sign, or none: what that says of the same sentence in other mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from goen.core.reading.classify import Floats, Mail
from goen.core.reading.grams import normal
from goen.core.reading.likeness import around, wording
from goen.core.reasons import Reason
from goen.core.ties.evidence import LABELS, Candidate
from goen.core.values import Correction

WEIGHT = 5.0  # log-odds for the same sentence of the same author; own figure
DOUBTFUL = 0.5  # the same words by somebody else may be a courtesy that both use: at most perhaps a sign
TELLING = 6  # characters of a sentence's longest word that another must hold before the two are compared
NOTED = 0.25  # chance of being a sign from which taking it away is worth a reason
NONE, COURTESY = LABELS.index("none"), LABELS.index("courtesy")


@dataclass(frozen=True, slots=True)
class Word:
    """The owner's last word on a sentence. `signal`: "" where it is none."""

    signal: str
    author: str  # address
    source: str  # message id


def words(mail: Mail, corrections: Iterable[Correction]) -> dict[str, Word]:
    """The owner's word on each sentence, by its wording; the last one counts."""
    rows: dict[str, int] | None = None
    out: dict[str, Word] = {}
    for one in sorted((c for c in corrections if c.verb in ("sign", "not-a-sign")), key=lambda c: c.at):
        rows = rows if rows is not None else {m.id: i for i, m in enumerate(mail.messages)}
        signal, author, quote = one.value.split("|", 2) if one.verb == "sign" else ("", "", one.value)
        row = rows.get(one.target)
        whole = around(mail.messages[row].new, quote) if row is not None else [quote]
        names = _names(mail, row) if row is not None else []
        for sentence in whole:
            if key := wording(sentence, names):
                out[key] = Word("" if signal == "courtesy" else signal, author, one.target)
    return out


def judged(mail: Mail, candidates: Sequence[Candidate], p: Floats, said: dict[str, Word]) -> tuple[Floats, dict[int, list[Reason]]]:
    """The probabilities of evidence.judged after the owner's words, and by row the reasons for what they changed.

    The corrected messages themselves are left as they are: what the owner said of these is laid over later.
    """
    if not said:
        return p, {}
    telling = re.compile("|".join(sorted({re.escape(max(re.split("[ #]", key), key=len)[:TELLING]) for key in said})))
    p = p.copy()
    reasons: dict[int, list[Reason]] = {}
    for n, candidate in enumerate(candidates):
        message = mail.messages[candidate.row]
        quote = message.new[candidate.start : candidate.end]
        if not telling.search(normal(quote)):
            continue
        word = said.get(wording(quote, _names(mail, candidate.row)))
        if word is None or word.source == message.id:
            continue
        direct = float(1 - p[n, NONE] - p[n, COURTESY])
        if not word.signal:
            p[n] = 0
            p[n, NONE] = 1
            changed = direct >= NOTED
        else:
            label, same = LABELS.index(word.signal), word.author == message.envelope.sender.email
            changed = same or direct < DOUBTFUL
            if same:
                p[n] = _raised(p[n], label)
            elif changed:
                p[n] = 0
                p[n, label], p[n, NONE] = DOUBTFUL, 1 - DOUBTFUL
        if changed:
            reasons.setdefault(candidate.row, []).append(
                Reason("learnt-sign" if word.signal else "learnt-no-sign", (("like", word.source),), quote, message.id)
            )
    return p, reasons


def _raised(p: Floats, label: int) -> Floats:
    z = np.log(np.maximum(p, 1e-4).astype(np.float64))
    z[label] += WEIGHT
    odds = np.exp(z - z.max())
    out: Floats = (odds / odds.sum()).astype(np.float32)
    return out


def _names(mail: Mail, row: int) -> list[str]:
    e = mail.messages[row].envelope
    found = [n.text for n in mail.readings[row].names if n.score >= 0.3]
    return [*found, mail.owner.name, *(a.name for a in (e.sender, *e.to) if a.name)]
