"""Which of the names found in an application's messages is its organization, and which its role."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

import numpy as np

from goen.core.hiring.agents import AGENCY
from goen.core.hiring.domains import spell
from goen.core.hiring.names import SYSTEMS, organization_key, role_key, tidy_organization, tidy_role
from goen.core.mail.senders import is_freemail, second_level, system
from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.features import SHAPE
from goen.core.reading.spans import squash

INTERMEDIARY = re.compile(f"{AGENCY.pattern}|人材|派遣|転職|エージェント|キャリア|スタッフ|紹介", re.I)
JAPANESE, MACHINE = SHAPE.index("japanese"), SHAPE.index("machine")
SHARED = frozenset("us eu hire mail talent candidates em m n-ats recruit s".split())  # parts of systems' domains that are no employer's
ZONES = ("subject", "display", "greeting", "body", "signature", "to")


@dataclass
class Proposal:
    """One name that the application could have, with what speaks for it."""

    key: object
    forms: dict[str, float] = field(default_factory=lambda: defaultdict(float))  # as written -> weight
    zones: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ZONES, 0.0))
    rows: set[int] = field(default_factory=set)
    best: float = 0.0
    total: float = 0.0
    sent: float = 0.0
    person: float = 0.0
    contact: float = 0.0  # of its words, the share that people of the mailbox are called by
    other: float = 0.0  # how much it looks like the other sort of name

    @property
    def text(self) -> str:
        whole = [t for t in self.forms if not t.endswith("HD")]  # the abbreviation of ホールディングス only where nothing is longer
        return max(whole or self.forms, key=lambda t: (self.forms[t], len(t), t))


Key = str | frozenset[str]


@dataclass(frozen=True)
class Found:
    """Every name of a mailbox, made once for all its applications."""

    folded: dict[str, str]  # of every name as written
    counts: dict[str, Counter[str]]  # label -> folded name -> in how many rows
    written: dict[str, str]  # folded name -> how it is written most, where that is more than one word
    words: frozenset[str]  # what a firm's domain may be made of: words that names are written with
    usual: tuple[str, ...]  # the roles that the owner applies for most: where none is named, it may be one of them
    avoid: frozenset[str]  # the owner's names, squashed: they name neither a firm nor a post
    people: frozenset[str]  # the names that others write under and their parts, squashed; a desk may write under its firm's
    threads: dict[str, frozenset[str]]  # the name of a domain -> the threads in which it takes part


def index(mail: Mail, owner: str = "", people: Iterable[str] = ()) -> Found:
    """What the mailbox as a whole says of the names found in it. owner: their name; people: the names that the others write under."""
    squashed: dict[str, str] = {}
    words: set[str] = set()
    roles: Counter[Key] = Counter()
    said: dict[Key, str] = {}
    counts: dict[str, Counter[str]] = {"organization": Counter(), "role": Counter(), "person": Counter()}
    forms: Counter[tuple[str, str]] = Counter()
    for reading in mail.readings:
        here: dict[str, set[str]] = defaultdict(set)
        for n in reading.names:
            folded = squashed.get(n.text)
            if folded is None:
                folded = squashed[n.text] = squash(n.text)
                words.update(w for w in n.text.lower().split() if len(w) >= 4 and w.isascii() and w.isalpha() and " " in n.text)
            here[n.label].add(folded)
            if " " in n.text:
                forms[folded, n.text] += 1
            if n.label == "role" and n.score > 0.5 and (key := role_key(n.text)):
                roles[key] += 1
                said.setdefault(key, n.text)
        for label, some in here.items():
            counts[label].update(some)
    best: dict[str, tuple[int, str]] = {}
    for (folded, text), often in forms.items():
        best[folded] = max(best.get(folded, (0, "")), (often, text))
    usual = [said[k] for k in sorted((k for k, often in roles.items() if often >= USUAL), key=lambda k: (-roles[k], said[k]))[:2]]
    if GENERAL not in usual:
        told = (m for m in mail.messages if GRADUATE.search(m.envelope.subject + m.new[:600]))
        if len(list(islice(told, OFTEN))) == OFTEN:  # no further than it takes
            usual.append(GENERAL)
    threads: dict[str, set[str]] = defaultdict(set)
    for i in range(len(mail.messages)):
        if site := _site(mail, i):
            threads[site].add(mail.thread[i])
    return Found(
        squashed,
        counts,
        {folded: text for folded, (_, text) in best.items()},
        frozenset(words),
        tuple(usual),
        frozenset({squash(n) for n in (owner, *owner.split())} - {""}),
        frozenset({squash(n) for name in people for n in (name, *name.split())} - {""}),
        {site: frozenset(some) for site, some in threads.items()},
    )


GENERAL = "総合職"  # the course that a Japanese graduate is hired for unless the mail names another
GRADUATE = re.compile("新卒|卒業見込|内々定|エントリーシート|総合職")
OFTEN = 5  # messages with such a word before the owner is taken for a graduate
USUAL = 3  # messages that name a role before it is taken for one that the owner often applies for


def sites(mail: Mail, rows: Sequence[int]) -> Counter[str]:
    """The names of the domains on the other side of these rows."""
    return Counter(filter(None, (_site(mail, i) for i in rows)))


def _site(mail: Mail, i: int) -> str:
    local, _, domain = mail.counterpart[i].rpartition("@")
    known = system(domain)
    if known is None:
        return "" if is_freemail(domain) else squash(second_level(domain))
    if known.kind == "ats" and domain.count(".") >= 2 and (tenant := domain.split(".")[0]) not in SHARED:
        return squash(tenant)
    return squash(local.partition("+")[0]) if known.name == "Workday" else ""


def proposals(mail: Mail, rows: Sequence[int], names: Found, label: str, firm: str = "") -> list[Proposal]:
    """Every name of a label in these rows, the ways to write it counted together. firm: the application's organization, which is no role."""
    own = {squash(firm), organization_key(firm)}
    found: dict[object, Proposal] = {}
    other = "role" if label == "organization" else "organization"
    for i in rows:
        here = mail.readings[i].names
        people = {names.folded[n.text]: n.score for n in here if n.label == "person"}
        others = {names.folded[n.text]: n.score for n in here if n.label == other}
        for n in here:
            if n.label != label or (n.zone == "to" and not mail.sent[i]):
                continue
            zone, score, folded = n.zone, n.score, names.folded[n.text]
            tidy = tidy_organization(n.text) if label == "organization" else tidy_role(n.text)
            key: Key = organization_key(tidy) if label == "organization" else role_key(tidy)
            whole = squash(tidy)
            if not key or len(key) < (2 if label == "organization" else 1) or whole in names.avoid or whole in own:
                continue
            p = found.setdefault(key, Proposal(key))
            p.forms[tidy] += score
            p.zones[zone] += score
            p.rows.add(i)
            p.best = max(p.best, score)
            p.total += score
            p.sent += score * bool(mail.sent[i])
            p.person = max(p.person, people.get(folded, 0.0))
            p.other = max(p.other, others.get(folded, 0.0))
            p.contact = max(p.contact, _called(tidy, names.people))
    if label == "organization":
        for site, often in sites(mail, rows).items():
            if site and site not in found and site not in names.avoid and site not in SYSTEMS:
                p = found.setdefault(site, Proposal(site))
                p.forms[names.written.get(site) or spell(site, names.words)] += 0.01
                p.rows.update(rows[:often])
    else:
        for text in names.usual:
            if (key := role_key(text)) not in found:
                found[key] = Proposal(key, {text: 0.0})
    return list(found.values())


@lru_cache(50_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(squash, text.split())))


def _called(text: str, people: frozenset[str]) -> float:
    """The share of a name that is made of people's names."""
    words = _words(text)
    if not words or squash(text) in people:
        return float(bool(words))
    if text.isascii():
        return sum(w in people for w in words) / len(words)
    return max((len(p) / len(w) for w in words for p in _beginnings(w) if p in people), default=0.0)


def _beginnings(word: str) -> Iterable[str]:
    return (word[:n] for n in range(min(len(word), 6), 1, -1))


def features(mail: Mail, rows: Sequence[int], found: Sequence[Proposal], names: Found, label: str) -> Floats:
    """[proposals, features] for the `organization` and `role` networks."""
    everywhere = names.counts[label]
    here = sites(mail, rows)
    main = max(here, key=lambda s: (here[s], s)) if here else ""
    grand = sum(p.total for p in found) or 1.0
    top = max((p.total for p in found), default=1.0) or 1.0
    first = set(rows[:2])
    japanese = sum([mail.readings[i].shape[JAPANESE] for i in rows]) / len(rows)
    bones = [b for s in here if len(b := _bones(s)) >= 2]
    threads = {mail.thread[i] for i in rows}
    crowd = {s: math.log1p(len(names.threads.get(s, threads) - threads)) for s in here}
    agent = float(any(AGENCY.search(s) for s in here))
    out = []
    for p in found:
        text = p.text
        folded = squash(text)
        wider, narrower = _around(p.key, found)
        machine = sum([mail.readings[i].shape[MACHINE] for i in p.rows])
        flat = squash(text.replace("&", " and "))
        alike = (_spelt(flat, here), _initials(text, here), _prefix(text, here), _sounds(text, bones))
        own = [s for s in here if named_after(text, s)] if any(alike) else []
        out.append(
            [
                p.best, math.log1p(p.total), p.total / grand, p.total / top, math.log1p(p.sent), *map(math.log1p, p.zones.values()),
                sum(z > 0.2 for z in p.zones.values()) / 4, len(p.rows) / len(rows), math.log1p(len(p.rows)), len(p.rows & first) / 2,
                math.log1p(wider), math.log1p(narrower), p.person, p.other, math.log1p(machine),
                float(flat == main), float(flat in here), *map(float, alike[:3]), float(not here),
                float(folded in SYSTEMS), math.log1p(max(0, everywhere[folded] - len(p.rows))), min(len(text), 40) / 20, len(text.split()) / 4,
                float(_numbered(text)), float(text.isascii()), float(text[:1].isupper()), float(p.best < 0.02), math.log1p(len(rows)), japanese, japanese * text.isascii(), float(alike[3]),
                p.contact, max((crowd[s] for s in own), default=0.0), max(crowd.values(), default=0.0), agent, float(any(AGENCY.search(s) for s in own)), float(bool(INTERMEDIARY.search(text))),
            ]
        )  # fmt: skip
    return np.array(out, np.float32).reshape(len(found), -1)


DIGIT = re.compile("[0-9]")


def _numbered(text: str) -> bool:
    return DIGIT.search(text) is not None if text.isascii() else any(c.isdigit() for c in text)


def _around(key: object, found: Sequence[Proposal]) -> tuple[float, float]:
    """How much speaks for longer names that hold this one, and for shorter ones within it. Their keys are all of one sort."""
    wider = narrower = 0.0
    if isinstance(key, str):
        long = len(key) >= 3
        for q in found:
            other = q.key
            if isinstance(other, str) and other != key:
                if long and key in other:
                    wider += q.total
                elif len(other) >= 3 and other in key:
                    narrower += q.total
    elif isinstance(key, frozenset):
        for q in found:
            if isinstance(q.key, frozenset):
                if key < q.key:
                    wider += q.total
                elif q.key < key:
                    narrower += q.total
    return wider, narrower


def named_after(name: str, site: str) -> bool:
    """Whether a domain's name (folded) is made from this name: spelt out, by initials, its beginning, or as it sounds."""
    here = Counter({site: 1})
    return _spelt(squash(name.replace("&", " and ")), here) or _initials(name, here) or _prefix(name, here) or _sounds(name, [_bones(site)])


def _spelt(folded: str, here: Counter[str]) -> bool:
    return len(folded) >= 3 and any(len(s) >= 3 and (folded in s or s in folded) for s in here)


ROMAN = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ",
        [
            "a",
            "i",
            "u",
            "e",
            "o",
            "k",
            "k",
            "k",
            "k",
            "k",
            "s",
            "s",
            "s",
            "s",
            "s",
            "t",
            "t",
            "t",
            "t",
            "t",
            "n",
            "n",
            "n",
            "n",
            "n",
            "h",
            "h",
            "f",
            "h",
            "h",
            "m",
            "m",
            "m",
            "m",
            "m",
            "y",
            "y",
            "y",
            "r",
            "r",
            "r",
            "r",
            "r",
            "w",
            "o",
            "n",
            "g",
            "g",
            "g",
            "g",
            "g",
            "z",
            "j",
            "z",
            "z",
            "z",
            "d",
            "j",
            "z",
            "d",
            "d",
            "b",
            "b",
            "b",
            "b",
            "b",
            "p",
            "p",
            "p",
            "p",
            "p",
            "v",
        ],
        strict=True,
    )
)


def _sounds(text: str, here: Sequence[str]) -> bool:
    """Whether a name in kana sounds like the domain: メディカ・ノード and medicanode share their consonants. here: the domains' bones."""
    if text.isascii() or not here:
        return False
    kana = [ROMAN.get(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c, "") for c in text]
    if sum(bool(k) for k in kana) < max(2, 0.6 * len(text)):
        return False
    bones = _bones("".join(kana))
    return len(bones) >= 2 and any(s.startswith(bones[:5]) or bones.startswith(s[:5]) for s in here)


def _bones(text: str) -> str:
    """The consonants of a romanised name, those that sound alike made one."""
    return re.sub(
        r"(.)\1+",
        r"\1",
        re.sub(
            r"[aeiouy]",
            "",
            text.replace("l", "r").replace("c", "k").replace("ph", "f").replace("v", "b").replace("q", "k").replace("h", ""),
        ),
    )


def _initials(text: str, here: Counter[str]) -> bool:
    words = [w for w in text.lower().split() if w[0].isalnum()]
    return len(words) > 1 and any(
        s.startswith("".join(w[0] for w in words)) or s == "".join(w[0] for w in words if w not in ("of", "and", "the", "for"))
        for s in here
    )


def _prefix(text: str, here: Counter[str]) -> bool:
    word = squash(text.split()[0]) if text.split() else ""
    return len(word) >= 4 and any(s.startswith(word) for s in here)


def chosen(mail: Mail, groups: Sequence[Sequence[int]], names: Found, label: str, firms: Sequence[str] = ()) -> list[str]:
    """Each application's organization or role, or an empty text where nothing speaks for any name. firms: the organizations, for roles."""
    out: list[str] = []
    for start in range(0, len(groups), BLOCK):
        some = groups[start : start + BLOCK]
        found = [proposals(mail, rows, names, label, firms[start + n] if firms else "") for n, rows in enumerate(some)]
        asked = [features(mail, rows, one, names, label) for rows, one in zip(some, found, strict=True) if one]
        left = iter(model.network(label).probabilities(np.concatenate(asked))[:, 1].tolist() if asked else ())
        out += [_choose(mail, rows, names, label, one, list(islice(left, len(one)))) for rows, one in zip(some, found, strict=True)]
    return out


BLOCK = 500  # applications whose names are judged in one go


def _choose(mail: Mail, rows: Sequence[int], names: Found, label: str, found: Sequence[Proposal], p: Sequence[float]) -> str:
    if not found:
        return ""
    best = max(range(len(found)), key=lambda k: (p[k], found[k].total, found[k].text))
    if label == "role" and p[best] < DOUBTED and GENERAL in names.usual:
        return GENERAL
    if p[best] >= UNNAMED[label]:
        return found[best].text
    here = sites(mail, rows) if label == "organization" else None
    return spell(max(here, key=lambda s: (here[s], s)), names.words) if here else ""


DOUBTED = 0.2  # a graduate's role less likely than this is more often the general course, on unseen folds two to one
UNNAMED = {"organization": 0.02, "role": 0.1}  # a name less likely than this is none; a firm is then called by its domain
