"""What the reader is unsure of, so that the owner can say: signs first, then what messages are, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goen.core.reading.kinds import NOISE
from goen.core.values import Correction, Reading, Sign, Understanding

LIKELY = 0.6  # below it a label is asked about
DECIDES = ("rejection", "offer", "acceptance", "withdrawal", "introduction", "introduction_offer", "ask", "invitation", "assignment")


@dataclass(frozen=True, slots=True)
class Unsure:
    """Either a sign or a reading."""

    sign: Sign | None = None
    reading: Reading | None = None

    @property
    def message(self) -> str:
        one = self.sign or self.reading
        return one.message if one else ""


def unsure(understanding: Understanding, corrections: Iterable[Correction]) -> tuple[Unsure, ...]:
    """Signs, the surest first, those of champions last: there one more changes nothing. Then labels of messages that belong to an
    application: those that decide an outcome or a door first, then the least sure. What the owner has spoken about is not asked again.
    """
    said_kind, said_signs = set(), []
    for one in corrections:
        if one.verb == "kind":
            said_kind.add(one.target)
        elif one.verb == "sign":
            said_signs.append((one.target, one.value.split("|", 2)[-1]))
        elif one.verb == "not-a-sign":
            said_signs.append((one.target, one.value))
    people = {p.id: p for p in understanding.people}
    signs = [
        Unsure(sign=s)
        for s in understanding.perhaps
        if s.person in people and not any(m == s.message and (q in s.quote or s.quote in q) for m, q in said_signs)
    ]
    signs.sort(key=lambda u: people[u.sign.person].tie == "champion" if u.sign else False)  # stable: the surest stay first
    labels = [r for r in understanding.readings if r.application and r.confidence < LIKELY and r.message not in said_kind]
    labels.sort(key=lambda r: (not _decides(r), r.confidence, r.message))
    return (*signs, *(Unsure(reading=r) for r in labels))


def doubtful(understanding: Understanding, corrections: Iterable[Correction]) -> dict[str, str]:
    """The messages that a second reader could help with, by id: "sign" or "kind", after what is in doubt about them. In the order of `unsure`.

    Then come labels of messages that belong to no application but are not plainly outside: an unseen rejection is there, if anywhere.
    """
    corrections = tuple(corrections)
    said = {one.target for one in corrections if one.verb == "kind"}
    out: dict[str, str] = {}
    for one in unsure(understanding, corrections):
        out.setdefault(one.message, "sign" if one.sign else "kind")
    for r in sorted(understanding.readings, key=lambda r: (not _decides(r), r.confidence, r.message)):
        if not r.application and r.kind not in NOISE and r.confidence < LIKELY and r.message not in said:
            out.setdefault(r.message, "kind")
    return out


def _decides(reading: Reading) -> bool:
    return reading.kind in DECIDES or not set(reading.also).isdisjoint(DECIDES)
