"""Drafts that could be one application, and all that is asked of a pair of them.

Only drafts that share something can be one. The web keeps who shares something with whom, in step with every join, so that a mailbox of any
size costs what its drafts have in common, not what all pairs of them would.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from goen.core.hiring.drafts import Draft
from goen.core.reading.classify import Floats
from goen.core.reading.kinds import KINDS

MANY = 4  # clashes with one's family: more say no more
CROWD = 60  # drafts that hold one thing: above that it is everybody's system or a common word, and tells nothing apart
TOPICS = 6  # words of subjects
LARGE, SEVERAL, BEGUN = 8, 5, 5.0  # as many of a family, of it between two drafts, and beginnings in it say as much as more of them

Doubles = NDArray[np.float64]
Pair = tuple[int, int]  # places, the earlier draft's first


class Web:
    """The drafts that have something in common, and among them those of one firm.

    A draft is known by its place; the one that two make stands in the earlier one's place, so places stay in the order of the first rows.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        """drafts: in the order of their first rows."""
        n = len(drafts)
        self.drafts: dict[int, Draft] = dict(enumerate(drafts))
        self.partners: list[dict[int, float]] = [{} for _ in range(n)]  # how well the firms agree
        self.kin: list[set[int]] = [set() for _ in range(n)]  # the partners that share a party or surely a firm
        self.roles: list[dict[int, float]] = [{} for _ in range(n)]  # the partners with a word of the role, how well they agree
        self._begins, self._post = [d.begins for d in drafts], [d.post for d in drafts]
        self._begun = [0.0] * n  # the beginnings of all kin
        self._times = np.array([(d.first, d.last) for d in drafts], np.float64).reshape(n, 2)
        self._facts = np.array([_facts(d) for d in drafts], np.float64).reshape(n, len(FACTS))
        self._weighed = np.array([d.weighed for d in drafts], np.float32).reshape(n, 2 * len(KINDS))
        for group in _holders(drafts):
            for k, x in enumerate(group):
                known = self.partners[x]
                for y in group[k + 1 :]:
                    if y not in known:
                        self._compare(x, y, drafts[x], drafts[y])

    def _compare(self, x: int, y: int, a: Draft, b: Draft) -> None:
        firm, role, parties = same_firm(a, b), same_role(a, b), not a.parties.isdisjoint(b.parties)
        if (
            parties
            or firm > 0.15
            or role > 0.4
            or not a.people.isdisjoint(b.people)
            or not a.named.isdisjoint(b.named)
            or not a.references.isdisjoint(b.references)
        ):
            self._link(x, y, firm, role, parties)

    def _link(self, x: int, y: int, firm: float, role: float, parties: bool) -> None:
        self.partners[x][y] = self.partners[y][x] = firm
        if role:
            self.roles[x][y] = self.roles[y][x] = role
        if parties or firm > 0.5:
            self.kin[x].add(y)
            self.kin[y].add(x)
            self._begun[x] += self._begins[y]
            self._begun[y] += self._begins[x]

    def _part(self, x: int, y: int) -> None:
        """Take y out of what x has in common with others."""
        self.partners[x].pop(y, None)
        self.roles[x].pop(y, None)
        if y in self.kin[x]:
            self.kin[x].remove(y)
            self._begun[x] -= self._begins[y]

    def join(self, x: int, y: int, merged: Draft) -> list[int]:
        """Put the draft that both make in the place of the earlier one, x; gives the places of its partners."""
        around = sorted((self.partners[x].keys() | self.partners[y].keys()) - {x, y})
        for z in around:
            self._part(z, x)
            self._part(z, y)
        for held in (x, y):
            self.partners[held], self.kin[held], self.roles[held], self._begun[held] = {}, set(), {}, 0.0
        del self.drafts[y]
        self.drafts[x] = merged
        self._begins[x], self._post[x] = merged.begins, merged.post
        self._times[x], self._facts[x], self._weighed[x] = (merged.first, merged.last), _facts(merged), merged.weighed
        for z in around:
            other = self.drafts[z]
            self._link(x, z, same_firm(merged, other), same_role(merged, other), not merged.parties.isdisjoint(other.parties))
        return around

    def pairs(self) -> Iterator[Pair]:
        """Every pair that could be one, each once."""
        return ((x, y) for x, others in enumerate(self.partners) for y in sorted(others) if x < y)

    def features(self, pairs: Sequence[Pair]) -> Floats:
        """[pairs, features] of 'these two are one application'."""
        shared = np.array([self._shared(x, y) for x, y in pairs], np.float64)
        first, second = np.array(pairs, np.intp).T
        out = np.empty((len(pairs), SHARED + 3 * len(KINDS)), np.float32)
        out[:, :SHARED] = _columns(shared, self._facts[first], self._facts[second], self._times[second, 0] - self._times[first, 1])
        out[:, SHARED : SHARED + len(KINDS)] = self._weighed[first, : len(KINDS)]
        out[:, SHARED + len(KINDS) :] = self._weighed[second]
        return out

    def _shared(self, x: int, y: int) -> tuple[float, ...]:
        """What two drafts have in common, and what else there is of their firms; in the order of COUNTS."""
        a, b = self.drafts[x], self.drafts[y]
        role = self.roles[x].get(y, 0.0)
        return (
            0 if a.parties.isdisjoint(b.parties) else len(a.parties & b.parties),
            not a.homes.isdisjoint(b.homes),
            0 if a.people.isdisjoint(b.people) else len(a.people & b.people),
            0 if a.named.isdisjoint(b.named) else len(a.named & b.named),
            self.partners[x][y],
            role,
            _clash(a, b, role) if role else 0.0,
            not a.references.isdisjoint(b.references),
            len(a.systems | b.systems) if a.systems or b.systems else 0,
            0 if a.topics.isdisjoint(b.topics) else len(a.topics & b.topics),
            *self._family(x, y, a),
        )

    def _family(self, x: int, y: int, a: Draft) -> tuple[float, ...]:
        """Of the other drafts of either's firm or party: how many there are, how many stand between the two, how many beginnings are among
        them, with how many the first one's role clashes, and how well the second one's agrees with one of theirs."""
        family = self.kin[x] | self.kin[y]
        family.discard(x)
        family.discard(y)
        begins = self._begins
        starts = begins[x] + begins[y]
        if not family:
            return 0, 0, starts, 0, 0.0
        if max(self._begun[x] + begins[x], self._begun[y] + begins[y]) > BEGUN + SLACK:
            starts = BEGUN
        else:
            starts = sum(map(begins.__getitem__, family), starts)
        between = len([z for z in family if x < z < y]) if y - x > 1 else 0
        clashes = self._clashes(x, a, family) if self._post[x] > 0.3 else 0
        elsewhere = max([role for z, role in self.roles[y].items() if z in family], default=0.0) if self.roles[y] else 0.0
        return len(family), between, starts, clashes, elsewhere

    def _clashes(self, x: int, a: Draft, family: set[int]) -> int:
        """With how many of a family the role of the draft at x clashes; MANY are counted."""
        post, roles, own = self._post, self.roles[x], self._post[x]
        clashes = 0
        for z in family:
            if own * post[z] > 0.3 and (z not in roles or _clash(a, self.drafts[z], roles[z]) > 0.3):
                clashes += 1
                if clashes == MANY:
                    break
        return clashes


SLACK = 1e-6  # more than sums of beginnings, added and taken away again, can be off

# what _shared gives, what _facts gives
COUNTS = (
    "parties", "homes", "people", "named", "firm", "role", "clash", "references", "systems", "topics",
    "family", "between", "starts", "clashes", "elsewhere",
)  # fmt: skip
FACTS = ("best", "no post", "post", "rows", "begins", "machine", "closes", "parties", "people", "named", "topics", "homes", "references")
SHARED = 40  # features of a pair that are no kinds


def _facts(d: Draft) -> tuple[float, ...]:
    own = d.best, not d.posts, d.post, math.log1p(len(d.rows)) / 3, d.begins, d.machine, d.closes
    return *own, len(d.parties), len(d.people), len(d.named), len(d.topics), bool(d.homes), bool(d.references)


def _columns(shared: Doubles, first: Doubles, second: Doubles, gap: Doubles) -> Doubles:
    """[pairs, SHARED] from COUNTS of the pairs, FACTS of their drafts, and the days from the last word of the first to the first of the second."""
    s, a, b = dict(zip(COUNTS, shared.T, strict=True)), dict(zip(FACTS, first.T, strict=True)), dict(zip(FACTS, second.T, strict=True))
    columns = [
        s["parties"] > 0,
        s["parties"] / np.maximum(1, np.minimum(a["parties"], b["parties"])),
        s["homes"],
        a["homes"] * b["homes"] * (1 - s["homes"]),
        s["people"] > 0,
        np.log1p(np.minimum(4, s["named"])),
        s["named"] / np.maximum(1, np.minimum(a["named"], b["named"])),
        s["firm"],
        np.minimum(a["best"], b["best"]) * (s["firm"] < 0.3),
        a["best"],
        b["best"],
        s["role"],
        np.where(s["role"] > 0, s["clash"], a["post"] * b["post"]),
        a["no post"],
        b["no post"],
        s["references"],
        a["references"] * b["references"] * (1 - s["references"]),
        np.log1p(np.maximum(0.0, gap)) / 6,
        gap < 0,
        gap > 60,
        gap > 150,
        a["rows"],
        b["rows"],
        np.log1p(np.minimum(LARGE, s["family"])),
        np.log1p(np.minimum(SEVERAL, s["between"])),
        np.log1p(np.minimum(BEGUN, s["starts"])),
        s["starts"] < 1.3,
        np.log1p(np.minimum(MANY, s["clashes"])),
        a["begins"],
        b["begins"],
        s["people"] / np.maximum(1, np.minimum(a["people"], b["people"])),
        s["elsewhere"],
        np.maximum(0.0, s["elsewhere"] - s["role"]),
        a["machine"],
        b["machine"],
        s["systems"] / 2,
        a["closes"],
        np.log1p(np.minimum(TOPICS, s["topics"])),
        s["topics"] / np.maximum(1, np.minimum(a["topics"], b["topics"])),
        (np.minimum(a["topics"], b["topics"]) > 0) & (s["topics"] == 0),
    ]
    out: Doubles = np.array(columns, np.float64).T  # np.stack would take as long as all else: most calls are of a few pairs
    return out


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
    for x, p in a.top:  # the strongest first, in both
        if p * b.best <= best:
            break
        for y, q in b.top:
            chance = p * q
            if chance <= best:
                break
            if x == y:
                best = chance
                break
            if chance * ALIKE > best:
                short, long = (x, y) if len(x) <= len(y) else (y, x)
                if len(short) * 3 >= len(long) and len(short) >= 3 and short in long:
                    best = chance * ALIKE
    for firms, top in ((a.firms, b.top), (b.firms, a.top)):
        for key, p in top:
            if p <= best:
                break
            if len(key) >= 4:
                for firm in firms:
                    if key in firm or firm in key:
                        best = p
                        break
    return best


ALIKE = 0.8  # how well two names agree of which one holds the other, and is not much longer


def same_role(a: Draft, b: Draft) -> float:
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
