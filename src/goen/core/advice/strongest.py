"""Signs in the order of what they cost their author: the weights of proportion.py, half for what the owner only felt (evidence.md, facts 118 and 119)."""

from __future__ import annotations

from goen.core.advice.proportion import WEIGHT
from goen.core.values import Sign, Understanding

FELT = 0.5


def strongest(understanding: Understanding) -> tuple[Sign, ...]:
    """The signs of all people, strongest first; of equal ones the surer and the newer first. What somebody passed on stands after what was said directly."""
    return tuple(sorted((s for p in understanding.people for s in p.signs), key=_rank))


def _rank(sign: Sign) -> tuple[float, bool, float, float, str]:
    weight = WEIGHT.get(sign.signal, 0) * (FELT if sign.record == "felt" else 1)
    return -weight, sign.relayed_by is not None, -round(sign.confidence, 1), -sign.date.timestamp(), sign.quote
