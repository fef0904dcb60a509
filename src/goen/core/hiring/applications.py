"""Messages gathered into applications: threads first, then the parts that belong together, the likeliest first."""

from __future__ import annotations

import heapq
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from goen.core.hiring.names import SYSTEMS, organization_key, role_key, tidy_organization
from goen.core.mail.senders import is_freemail, system
from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail, context, own_scores
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS
from goen.core.reading.spans import second_level, squash

REFERENCE = re.compile(
    r"\b(?=[A-Z0-9/_-]*\d)(?=[A-Z0-9/_-]*[A-Z-])[A-Z0-9]{1,8}(?:[-/_][A-Z0-9]{1,8}){0,3}\b|(?:#|no\.?\s?|ref\.?:?\s?|req(?:uisition)?\.?:?\s?|ID:?\s?)(\d{4,})",
    re.I,
)
ENDS = tuple(KINDS.index(k) for k in ("rejection", "withdrawal", "acceptance"))
BEGINS = tuple(KINDS.index(k) for k in ("application", "acknowledgement", "outreach"))
STARTS = frozenset(KINDS) - {"conversation", "thanks", "other", "alert", "ask", "introduction_offer", "scheduling", "submission"}


@dataclass
class Draft:
    """A part of an application: the messages of one thread at first, then what has been joined with it."""

    rows: list[int] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    organizations: dict[str, float] = field(default_factory=dict)
    roles: dict[str, float] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    kinds: Floats = field(default_factory=lambda: np.zeros(len(KINDS), np.float32))
    ends: Floats = field(default_factory=lambda: np.zeros(len(KINDS), np.float32))  # of the first message
    machine: float = 0.0
    first: float = 0.0
    last: float = 0.0
    top: tuple[tuple[str, float], ...] = ()  # the strongest organizations, normalised
    posts: tuple[tuple[frozenset[str], float], ...] = ()  # the strongest roles, normalised
    firms: tuple[str, ...] = ()  # the parties that are long enough to be found within a name
    begins: float = 0.0  # how much the likeliest of BEGINS speaks
    closes: float = 0.0  # and of ENDS
    weighed: tuple[float, ...] = ()  # `kinds`, then `ends`, as plain numbers
    number: int = field(default_factory=itertools.count().__next__)
    agreed: dict[int, float] = field(default_factory=dict, repr=False)  # number of another draft -> how well the firms agree


@dataclass(frozen=True)
class Clues:
    """What one message offers for being matched."""

    people: frozenset[str]  # addresses of everybody on the message but the owner
    parties: frozenset[str]
    organizations: dict[str, float]  # key -> probability
    roles: dict[str, float]  # as written -> probability
    references: frozenset[str]


def clues(mail: Mail) -> list[Clues]:
    """The clues of every message, in the rows' order."""
    out = []
    mine = set(mail.owner.emails)
    own = {squash(n) for n in (mail.owner.name, *mail.owner.name.split()) if len(n) > 1}
    for i, (message, reading) in enumerate(zip(mail.messages, mail.readings, strict=True)):
        organizations: dict[str, float] = {}
        roles: dict[str, float] = {}
        for name in reading.names:
            if name.zone == "to" and not mail.sent[i]:
                continue
            if name.label == "organization" and name.score > 0.1:
                key = organization_key(tidy_organization(name.text))
                if len(key) > 1 and key not in SYSTEMS and not any(n in key for n in own):
                    organizations[key] = max(organizations.get(key, 0.0), name.score)
            elif name.label == "role" and name.score > 0.15:
                roles[name.text] = max(roles.get(name.text, 0.0), name.score)
        found = REFERENCE.finditer(message.envelope.subject + "\n" + message.new[:600])
        references = frozenset(r for m in found if len(r := (m.group(1) or m.group()).upper()) >= 5 and sum(c.isdigit() for c in r) >= 3)
        e = message.envelope
        people = frozenset(a.email for a in (e.sender, *e.to, *e.cc) if a.email not in mine)
        firms = {second_level(d) for a in people if not is_freemail(d := a.rpartition("@")[2]) and system(d) is None}
        out.append(Clues(people, frozenset(firms | {mail.party[i]}), organizations, roles, references))
    spread: dict[str, set[str]] = defaultdict(set)
    for clue, party in zip(out, mail.party, strict=True):
        for key, p in clue.organizations.items():
            if p > 0.3:
                spread[key].add(party)
    for clue in out:
        for key in [k for k in clue.organizations if len(spread[k]) >= COMMON]:
            del clue.organizations[key]
    return out


COMMON = 4  # parties in whose mail a name stands before it is the owner's own school or employer, or a place: it tells no firms apart


def draft(mail: Mail, rows: Sequence[int], found: Sequence[Clues], kinds: Floats) -> Draft:
    """The draft that these rows make, in time order."""
    rows = sorted(rows)
    organizations: dict[str, float] = defaultdict(float)
    roles: dict[str, float] = defaultdict(float)
    out = Draft(rows)
    for i in rows:
        clue = found[i]
        out.people |= clue.people
        out.parties |= clue.parties
        out.references |= clue.references
        for key, p in clue.organizations.items():
            organizations[key] += p
        for name, p in clue.roles.items():
            roles[name] += p
    out.organizations, out.roles = dict(organizations), dict(roles)
    out.kinds, out.ends = kinds[rows].max(axis=0), kinds[rows[0]]
    out.machine = float(np.mean([mail.readings[i].shape[SHAPE.index("machine")] for i in rows]))
    out.first, out.last = float(mail.days[rows[0]]), float(mail.days[rows[-1]])
    out.top = _strongest(organizations, 5)
    out.posts = tuple((role_key(n), w) for n, w in _strongest(roles, 4))
    out.firms = tuple(s for party in out.parties if len(s := party.strip("@")) >= 4)
    weighed = out.kinds.tolist()
    out.begins, out.closes = max(weighed[k] for k in BEGINS), max(weighed[k] for k in ENDS)
    out.weighed = (*weighed, *out.ends.tolist())
    return out


def _strongest(weights: Mapping[str, float], n: int) -> tuple[tuple[str, float], ...]:
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:n]
    return tuple((k, min(1.0, w) * w / best[0][1]) for k, w in best) if best else ()


def shares(a: Draft, b: Draft) -> bool:
    """Whether two drafts have anything in common: only then could they be one."""
    return (
        bool(a.parties & b.parties or a.people & b.people or a.references & b.references)
        or _same_firm(a, b) > 0.15
        or _same_role(a, b)[0] > 0.4
    )


def _same_firm(a: Draft, b: Draft) -> float:
    """How well the firms agree, 0 to 1. Asked again and again while parts are joined, so each draft remembers its answers."""
    if a.number > b.number:
        a, b = b, a
    known = a.agreed.get(b.number)
    if known is None:
        known = a.agreed[b.number] = _compared_firms(a, b)
    return known


def _compared_firms(a: Draft, b: Draft) -> float:
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


def _same_role(a: Draft, b: Draft) -> tuple[float, float]:
    """(how well the roles agree, how plainly they differ), each 0 to 1."""
    agree = differ = 0.0
    for x, p in a.posts:
        for y, q in b.posts:
            if x and y:
                overlap = len(x & y) / len(x | y)
                agree = max(agree, p * q * overlap)
                differ = max(differ, p * q * (1 - overlap))
    return agree, differ * (agree < 0.3)


def pair(a: Draft, b: Draft, near: Sequence[Draft]) -> list[float]:
    """The features of 'these two are one application'. near: the drafts that share something with either of them."""
    if (a.first, a.rows[0]) > (b.first, b.rows[0]):
        a, b = b, a
    firm = _same_firm(a, b)
    best_a, best_b = (max((p for _, p in d.top), default=0.0) for d in (a, b))
    role, clash = _same_role(a, b)
    gap = b.first - a.last
    parties, common, people = a.parties | b.parties, len(a.parties & b.parties), len(a.people & b.people)
    family = [
        d
        for d in near
        if d is not a and d is not b and (not parties.isdisjoint(d.parties) or _same_firm(d, a) > 0.5 or _same_firm(d, b) > 0.5)
    ]
    between = sum(a.rows[0] < d.rows[0] < b.rows[0] for d in family)
    starts = sum(d.begins for d in [a, b, *family])
    clashes = sum(_same_role(d, a)[1] > 0.3 for d in family)
    elsewhere = max((_same_role(d, b)[0] for d in family), default=0.0)
    machines = sum(p.startswith("@") for p in parties)
    count = len(KINDS)
    return [
        float(common > 0),
        common / min(len(a.parties), len(b.parties)),
        float(people > 0),
        firm,
        min(best_a, best_b) * (firm < 0.3),
        best_a,
        best_b,
        role,
        clash,
        float(not a.posts),
        float(not b.posts),
        float(bool(a.references & b.references)),
        float(bool(a.references and b.references) and not a.references & b.references),
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
        math.log1p(min(4, clashes)),
        a.begins,
        b.begins,
        people / min(len(a.people), len(b.people)) if a.people and b.people else 0.0,
        elsewhere,
        max(0.0, elsewhere - role),
        a.machine,
        b.machine,
        machines / 2,
        a.closes,
        *a.weighed[:count],
        *b.weighed,
    ]


JOIN = 0.4  # probability above which two drafts are one application


def gather(mail: Mail, kinds: Floats, *, belong: NDArray[np.float32] | None = None) -> list[list[int]]:
    """Rows of each application, in time order. kinds: [messages, kinds] from classify.decode.

    The messages of a thread are one draft; then the likeliest pair is joined, again and again, until no pair is likely.
    """
    if not mail.messages:
        return []
    if belong is None:
        belong = belongs(mail, kinds)
    found = clues(mail)
    threads: dict[str, list[int]] = defaultdict(list)
    for i in range(len(mail.messages)):
        if belong[i] >= 0.5:
            threads[mail.thread[i]].append(i)
    groups = _joined(mail, [draft(mail, rows, found, kinds) for rows in threads.values()], found, kinds)
    return [g for g in groups if any(KINDS[int(kinds[i].argmax())] in STARTS or belong[i] >= 0.8 for i in g)]


def _joined(mail: Mail, drafts: list[Draft], found: Sequence[Clues], kinds: Floats) -> list[list[int]]:
    network = model.network("join")
    alive: dict[int, Draft] = dict(enumerate(drafts))
    partners = neighbourhood(list(alive.items()))
    heap: list[tuple[float, int, int]] = []

    def push(pairs: Sequence[tuple[int, int]]) -> None:
        if pairs:
            rows = [pair(alive[x], alive[y], [alive[z] for z in sorted(partners[x] | partners[y])]) for x, y in pairs]
            for (x, y), p in zip(pairs, network.probabilities(np.array(rows, np.float32))[:, 1], strict=True):
                if p > JOIN:
                    heapq.heappush(heap, (-float(p), x, y))

    push([(x, y) for x in alive for y in sorted(partners[x]) if x < y])
    fresh = len(drafts)
    while heap:
        _, x, y = heapq.heappop(heap)
        if x not in alive or y not in alive:
            continue
        merged = draft(mail, alive[x].rows + alive[y].rows, found, kinds)
        around = (partners.pop(x) | partners.pop(y)) - {x, y}
        del alive[x], alive[y]
        alive[fresh] = merged
        partners[fresh] = around
        for z in around:
            partners[z] = (partners[z] - {x, y}) | {fresh}
        push([(z, fresh) for z in sorted(around)])
        fresh += 1
    return sorted((d.rows for d in alive.values()), key=lambda rows: rows[0])


def neighbourhood(drafts: Sequence[tuple[int, Draft]]) -> dict[int, set[int]]:
    """For each draft the others that it shares something with. Found by what they hold, not by comparing all with all."""
    holders: dict[str, set[int]] = defaultdict(set)
    for n, d in drafts:
        for key in (
            *d.parties,
            *d.people,
            *d.references,
            *(k[:4] for k, _ in d.top),
            *("role " + " ".join(sorted(words)[:2]) for words, _ in d.posts[:2]),
        ):
            holders[key].add(n)
        for party in d.parties:
            holders[party.strip("@")[:4]].add(n)
    by_number = dict(drafts)
    out: dict[int, set[int]] = {n: set() for n, _ in drafts}
    for group in holders.values():
        if len(group) > 60:  # everybody's system or a common word: it tells nothing apart
            continue
        ordered = sorted(group)
        for k, x in enumerate(ordered):
            for y in ordered[k + 1 :]:
                if y not in out[x] and shares(by_number[x], by_number[y]):
                    out[x].add(y)
                    out[y].add(x)
    return out


def belongs(mail: Mail, kinds: Floats) -> NDArray[np.float32]:
    """[messages]: the probability that a message is part of some application."""
    return model.network("belongs").probabilities(context(mail, own_scores(mail), kinds))[:, 1].astype(np.float32)
