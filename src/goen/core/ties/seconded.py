"""Signs that the second reader saw, or took for courtesy, beside those of the first: what counts needs both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from goen.core.mail.people import clean_name
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.spans import squash
from goen.core.reasons import Reason
from goen.core.ties.evidence import LABELS, Candidate
from goen.core.ties.spoken import DOUBTFUL
from goen.core.values import Opinion, Seen

NONE, COURTESY, RELAYED = (LABELS.index(name) for name in ("none", "courtesy", "relayed"))
JUST = 0.001  # above a threshold, so that rounding does not take it below


def seconded(
    mail: Mail, candidates: list[Candidate], p: Floats, said: Mapping[int, Opinion], shown: Mapping[int, int], sure: float, perhaps: float
) -> tuple[list[Candidate], Floats, dict[int, list[Reason]]]:
    """Candidates and probabilities of evidence.judged with the second reader's opinions, and by row what is told of them.

    shown: the rows that a person wrote to the owner; said: from opinions.held; sure, perhaps: from where a sentence counts as a sign, or is
    offered as one. The table (own; no model is known beforehand, so it gives the lower answer wherever the two differ):

    the first reader   the second: a sign                       the second: courtesy
    sure               counts as before                         is offered as perhaps
    perhaps            counts, just so (alone it carries no ask)   is no sign
    neither            is offered as perhaps                    is no sign

    Which sort of sign it is says the first reader, where it took it for one. Regard of somebody else that is passed on needs both, too.
    """
    if not said:
        return candidates, p, {}
    of_row: dict[int, list[int]] = {}
    for n, candidate in enumerate(candidates):
        of_row.setdefault(candidate.row, []).append(n)
    p = p.copy()
    more: list[Candidate] = []
    rows: list[Floats] = []
    reasons: dict[int, list[Reason]] = {}
    for i in sorted(said.keys() & shown.keys()):
        taken: list[tuple[int, int]] = []
        for sign in said[i].signs:
            start = mail.messages[i].new.find(sign.quote)
            end = start + len(sign.quote)
            near = _nearest(candidates, of_row.get(i, ()), start, end)
            span = (start, end) if near is None else (candidates[near].start, candidates[near].end)
            if any(start < other[1] and other[0] < end for other in taken):
                continue
            taken.append(span)
            if near is not None:
                p[near] = _judged(p[near], sign, _elsewhere(mail, i, sign), sure, perhaps)
            elif sign.signal != "courtesy" and not _elsewhere(mail, i, sign):
                more.append(Candidate(i, start, end))
                rows.append(_doubtful(sign.signal))
            code = "second-courtesy" if sign.signal == "courtesy" else "second-sign"
            arguments = (("signal", sign.signal), ("model", said[i].model))
            reasons.setdefault(i, []).append(Reason(code, arguments, sign.quote, mail.messages[i].id))
    return [*candidates, *more], np.vstack([p, *rows]).astype(np.float32), reasons


def _nearest(candidates: Sequence[Candidate], rows: Sequence[int], start: int, end: int) -> int | None:
    """The candidate that shares most with a span, None where none shares anything."""
    shared = [(min(end, candidates[n].end) - max(start, candidates[n].start), -n) for n in rows]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] > 0 else None


def _judged(p: Floats, sign: Seen, elsewhere: bool, sure: float, perhaps: float) -> Floats:
    direct = float(1 - p[NONE] - p[COURTESY] - p[RELAYED])
    if sign.signal == "courtesy":
        return _scaled(p, direct, DOUBTFUL) if direct >= sure else _all("none") if direct >= perhaps else p
    if elsewhere:
        return _all("relayed", sure + JUST) if direct + float(p[RELAYED]) >= perhaps else p
    if direct >= sure:
        return p
    return _scaled(p, direct, sure + JUST) if direct >= perhaps else _doubtful(sign.signal)


def _scaled(p: Floats, direct: float, wanted: float) -> Floats:
    """The probabilities with what speaks for a sign of the author's as a whole at `wanted`, in the same proportions."""
    out = p * (wanted / direct)
    out[[COURTESY, RELAYED]] = 0
    out[NONE] = 1 - wanted
    return out.astype(np.float32)


def _all(label: str, wanted: float = 1.0) -> Floats:
    out = np.zeros(len(LABELS), np.float32)
    out[NONE], out[LABELS.index(label)] = 1 - wanted, wanted
    return out


def _doubtful(signal: str) -> Floats:
    return _all(signal, DOUBTFUL)


def _elsewhere(mail: Mail, row: int, sign: Seen) -> bool:
    """Whether it is said to be the regard of somebody other than the author."""
    author, other = squash(clean_name(mail.messages[row].envelope.sender.name)), squash(sign.by)
    return bool(other) and other not in author and (not author or author not in other)
