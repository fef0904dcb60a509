"""Which parts are one application: the likeliest pair is joined, again and again, until no pair is likely.

Only drafts that share something can be one. The web keeps who shares something with whom, so that a mailbox of any size costs what its
drafts have in common, not what all pairs of them would.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from goen.core.hiring.drafts import Clues, Draft, draft
from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS

MANY = 4  # clashes with one's family: more say no more
JOIN = 0.4  # probability above which two drafts are one application
CROWD = 60  # drafts that hold one thing: above that it is everybody's system or a common word, and tells nothing apart


class Web:
    """The drafts that have something in common, and among them those of one firm."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts: dict[int, Draft] = dict(enumerate(drafts))
        self.partners: dict[int, dict[int, float]] = {n: {} for n in self.drafts}  # how well the firms agree
        self.kin: dict[int, set[int]] = {n: set() for n in self.drafts}  # the partners that share a party or surely a firm
        self.roles: dict[int, dict[int, float]] = {n: {} for n in self.drafts}  # the partners with a word of the role, how well they agree
        self._next = len(drafts)
        for group in _holders(drafts):
            for k, x in enumerate(group):
                known = self.partners[x]
                for y in group[k + 1 :]:
                    if y not in known:
                        self._compare(x, y)

    def _compare(self, one: int, other: int) -> None:
        a, b = self.drafts[one], self.drafts[other]
        parties = not a.parties.isdisjoint(b.parties)
        firm = same_firm(a, b)
        role = _same_role(a, b)
        same = (a.people, b.people), (a.named, b.named), (a.references, b.references)
        if parties or firm > 0.15 or role > 0.4 or any(not x.isdisjoint(y) for x, y in same):
            self._link(one, other, firm, role, parties)

    def _link(self, x: int, y: int, firm: float, role: float, parties: bool) -> None:
        self.partners[x][y] = self.partners[y][x] = firm
        if role:
            self.roles[x][y] = self.roles[y][x] = role
        if parties or firm > 0.5:
            self.kin[x].add(y)
            self.kin[y].add(x)

    def pairs(self) -> list[tuple[int, int]]:
        """Every pair that could be one, each once."""
        return [(x, y) for x, others in self.partners.items() for y in sorted(others) if x < y]

    def features(self, pairs: Sequence[tuple[int, int]]) -> Floats:
        """[pairs, features] of 'these two are one application'."""
        ordered = [(x, y) if self._age(x) <= self._age(y) else (y, x) for x, y in pairs]
        own = np.array([self._own(x, y) for x, y in ordered], np.float32)
        earlier = np.stack([self.drafts[x].weighed[: len(KINDS)] for x, _ in ordered])
        return np.hstack([own, earlier, np.stack([self.drafts[y].weighed for _, y in ordered])])

    def _age(self, x: int) -> tuple[float, int]:
        return self.drafts[x].first, self.drafts[x].rows[0]

    def _own(self, x: int, y: int) -> tuple[float, ...]:
        family = self.kin[x] | self.kin[y]
        family.discard(x)
        family.discard(y)
        elsewhere = max((role for z, role in self.roles[y].items() if z in family), default=0.0)
        roles = self.roles[x]
        known = self.partners[x][y], roles.get(y, 0.0), elsewhere
        return pair(self.drafts[x], self.drafts[y], *known, [(self.drafts[z], roles.get(z, 0.0)) for z in family])

    def join(self, x: int, y: int, merged: Draft) -> int:
        """Put the draft that both make in their place; gives its number."""
        fresh, self._next = self._next, self._next + 1
        around = (self.partners.pop(x).keys() | self.partners.pop(y).keys()) - {x, y}
        for held in (self.drafts, self.kin, self.roles):
            del held[x], held[y]
        self.drafts[fresh], self.partners[fresh], self.kin[fresh], self.roles[fresh] = merged, {}, set(), {}
        for z in sorted(around):
            for old in (x, y):
                self.partners[z].pop(old, None)
                self.kin[z].discard(old)
                self.roles[z].pop(old, None)
            other = self.drafts[z]
            self._link(fresh, z, same_firm(merged, other), _same_role(merged, other), not merged.parties.isdisjoint(other.parties))
        return fresh


def joined(mail: Mail, drafts: Sequence[Draft], found: Sequence[Clues], kinds: Floats) -> list[list[int]]:
    """The rows of each application that the drafts make, in time order."""
    network = model.network("join")
    web = Web(drafts)
    heap: list[tuple[float, int, int]] = []

    def push(pairs: Sequence[tuple[int, int]]) -> None:
        for start in range(0, len(pairs), BATCH):
            some = pairs[start : start + BATCH]
            likely = network.probabilities(web.features(some))[:, 1]
            for (x, y), p in zip(some, likely.tolist(), strict=True):
                if p > JOIN:
                    heapq.heappush(heap, (-p, x, y))

    push(web.pairs())
    while heap:
        _, x, y = heapq.heappop(heap)
        if x in web.drafts and y in web.drafts:
            fresh = web.join(x, y, draft(mail, web.drafts[x].rows + web.drafts[y].rows, found, kinds))
            push([(z, fresh) for z in web.partners[fresh]])
    return sorted((d.rows for d in web.drafts.values()), key=lambda rows: rows[0])


BATCH = 4_000  # pairs at a time


def _holders(drafts: Sequence[Draft]) -> list[list[int]]:
    """The drafts that hold the same thing: found by what they hold, not by comparing all with all."""
    holders: dict[str, set[int]] = defaultdict(set)
    for n, d in enumerate(drafts):
        for key in (
            *d.parties,
            *d.people,
            *d.references,
            *(f"person {name}" for name in d.named),
            *(k[:4] for k, _ in d.top),
            *("role " + " ".join(sorted(words)[:2]) for words, _ in d.posts[:2]),
            *(party.strip("@")[:4] for party in d.parties),
        ):
            holders[key].add(n)
    return [sorted(group) for group in holders.values() if 1 < len(group) <= CROWD]


def same_firm(a: Draft, b: Draft) -> float:
    """How well the firms agree, 0 to 1."""
    best = 0.0
    for x, p in a.top:
        for y, q in b.top:
            if p * q > best:
                best = max(best, p * q * _alike(x, y))
    for firms, top in ((a.firms, b.top), (b.firms, a.top)):
        for key, p in top:
            if p > best and len(key) >= 4:
                for firm in firms:
                    if key in firm or firm in key:
                        best = p
                        break
    return best


@lru_cache(100_000)
def _alike(x: str, y: str) -> float:
    if x == y:
        return 1.0
    short, long = sorted((x, y), key=len)
    return 0.8 if len(short) >= 3 and short in long and len(short) * 3 >= len(long) else 0.0


def _same_role(a: Draft, b: Draft) -> float:
    """How well the roles agree, 0 to 1."""
    if a.words.isdisjoint(b.words):
        return 0.0
    return max(p * q * len(x & y) / len(x | y) for x, p in a.posts for y, q in b.posts if x and y)


def _clash(a: Draft, b: Draft, agree: float) -> float:
    """How plainly the roles differ, 0 to 1. agree: how well they agree."""
    if not agree:
        return a.post * b.post
    if agree >= 0.3:
        return 0.0
    return max(p * q * (1 - len(x & y) / len(x | y)) for x, p in a.posts for y, q in b.posts if x and y)


def pair(a: Draft, b: Draft, firm: float, role: float, elsewhere: float, family: Sequence[tuple[Draft, float]]) -> tuple[float, ...]:
    """What two drafts, the earlier one first, have in common, and what else there is of their firms.

    firm, role: how well they agree; family: other drafts of either's firm or party, and how well a's role agrees with theirs; elsewhere: how
    well b's does with one of them.
    """
    common, people, references = len(a.parties & b.parties), len(a.people & b.people), len(a.references & b.references)
    gap = b.first - a.last
    between = clashes = 0
    starts = a.begins + b.begins
    for d, alike in family:
        starts += d.begins
        between += a.rows[0] < d.rows[0] < b.rows[0]
        if clashes < MANY and a.post * d.post > 0.3:
            clashes += _clash(a, d, alike) > 0.3
    return (
        float(common > 0),
        common / max(1, min(len(a.parties), len(b.parties))),
        float(not a.homes.isdisjoint(b.homes)),
        float(bool(a.homes and b.homes) and a.homes.isdisjoint(b.homes)),
        float(people > 0),
        math.log1p(min(4, len(a.named & b.named))),
        len(a.named & b.named) / max(1, min(len(a.named), len(b.named))),
        firm,
        min(a.best, b.best) * (firm < 0.3),
        a.best,
        b.best,
        role,
        _clash(a, b, role),
        float(not a.posts),
        float(not b.posts),
        float(references > 0),
        float(bool(a.references and b.references) and not references),
        math.log1p(max(0.0, gap)) / 6,
        float(gap < 0),
        float(gap > 60),
        float(gap > 150),
        math.log1p(len(a.rows)) / 3,
        math.log1p(len(b.rows)) / 3,
        math.log1p(min(8, len(family))),
        math.log1p(min(5, between)),
        math.log1p(min(5.0, starts)),
        float(starts < 1.3),
        math.log1p(min(MANY, clashes)),
        a.begins,
        b.begins,
        people / min(len(a.people), len(b.people)) if a.people and b.people else 0.0,
        elsewhere,
        max(0.0, elsewhere - role),
        a.machine,
        b.machine,
        len(a.systems | b.systems) / 2,
        a.closes,
    )
