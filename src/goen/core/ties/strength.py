"""From signs to a tie, by the reading guide's table; explained by the signs that decided it."""

from __future__ import annotations

from collections.abc import Sequence

from goen.core.reading.kinds import ACTS, WEAK
from goen.core.reasons import Reason
from goen.core.values import Sign


def is_clear(sign: Sign) -> bool:
    """Whether one such sign is enough to be warm; an open door, a reason and whatever was relayed is weak."""
    return sign.signal not in WEAK and sign.relayed_by is None


def tie(signs: Sequence[Sign], dealt: bool) -> tuple[str, tuple[Reason, ...]]:
    """(tie, reasons). dealt: an interview took place, or they wrote to the owner individually about substance.

    warm: one clear sign, or two weak ones. champion: an act or an explicit belief, and at least one more sign beside it.
    Relayed praise is weak, whatever its words. Courtesy is no sign. The owner's impression (`felt`) has half the weight: it is weak
    beside words that were said or written, makes nobody a champion, and by itself shows no more than that they met.
    """
    felt = [s for s in signs if s.record == "felt"]
    if felt:
        level, reasons = tie([s for s in signs if s.record != "felt"], dealt)
        half = tuple(_because("felt", s) for s in felt)
        if level == "none":
            return "acquaintance", half
        weak_only = level == "acquaintance" and any(r.code == "weak-sign" for r in reasons)
        return ("warm" if weak_only else level), (*reasons, *half)
    clear = [s for s in signs if is_clear(s)]
    weak = [s for s in signs if not is_clear(s)]
    strong = [s for s in clear if s.signal in ACTS or s.signal == "belief"]
    if strong and len(clear) + len(weak) >= 2:
        return "champion", tuple(_because("act" if s.signal in ACTS else "belief", s) for s in strong) + tuple(
            _because("sign", s) for s in clear + weak if s not in strong
        )
    if clear:
        return "warm", tuple(_because("sign", s) for s in clear + weak)
    if len(weak) >= 2:
        return "warm", tuple(_because("weak-sign", s) for s in weak)
    if dealt or weak:
        return "acquaintance", tuple(_because("weak-sign", s) for s in weak) or (Reason("dealt"),)
    return "none", (Reason("no-regard"),)


def _because(code: str, sign: Sign) -> Reason:
    return Reason(code, (("signal", sign.signal),), sign.quote, sign.message)
