"""Parts of applications: what the messages of a thread, and then of joined threads, offer for being matched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from goen.core.hiring.houses import houses
from goen.core.hiring.names import SYSTEMS, organization_key, role_key, tidy_organization
from goen.core.hiring.people import full_name
from goen.core.mail.senders import system
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS
from goen.core.reading.spans import squash
from goen.core.reading.words import words

REFERENCE = re.compile(
    r"\b(?=[A-Z0-9/_-]*\d)(?=[A-Z0-9/_-]*[A-Z-])[A-Z0-9]{1,8}(?:[-/_][A-Z0-9]{1,8}){0,3}\b|(?:#|no\.?\s?|ref\.?:?\s?|req(?:uisition)?\.?:?\s?|ID:?\s?)(\d{4,})",
    re.I,
)
THREE_DIGITS = re.compile(r"\d[^ \d]*\d[^ \d]*\d")
ENDS = tuple(KINDS.index(k) for k in ("rejection", "withdrawal", "acceptance"))
BEGINS = tuple(KINDS.index(k) for k in ("application", "acknowledgement", "outreach"))
MACHINE = SHAPE.index("machine")
COMMON = 4  # parties in whose mail a name stands before it is the owner's own school or employer, or a place: it tells no firms apart


@dataclass(slots=True)
class Draft:
    """A part of an application: the messages of one thread at first, then what has been joined with it."""

    rows: list[int]
    people: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()  # those of `parties` that mail was exchanged with; the others were copied
    references: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()  # those of `parties` that stand behind a hiring system
    machine: float = 0.0
    first: float = 0.0
    last: float = 0.0
    top: tuple[tuple[str, float], ...] = ()  # the strongest organizations, normalised
    best: float = 0.0  # the weight of the strongest
    posts: tuple[tuple[frozenset[str], float], ...] = ()  # the strongest roles, normalised
    words: frozenset[str] = frozenset()  # of all of them
    post: float = 0.0  # and the weight of the strongest that has words
    firms: tuple[str, ...] = ()  # the parties that are long enough to be found within a name
    begins: float = 0.0  # how much the likeliest of BEGINS speaks
    closes: float = 0.0  # and of ENDS
    topics: frozenset[str] = frozenset()  # the words of its subjects
    weighed: Floats = field(default_factory=lambda: np.zeros(0, np.float32))  # the strongest of each kind, then those of the first message


@dataclass(frozen=True, slots=True)
class Clues:
    """What one message offers for being matched."""

    people: frozenset[str]  # addresses of everybody on the message but the owner, those of hiring systems aside
    named: frozenset[str]  # the full names of people on the message, folded; where a machine wrote it, of those in its text too
    parties: frozenset[str]
    organizations: dict[str, float]  # key -> probability
    roles: dict[str, float]  # as written -> probability
    references: frozenset[str]
    topics: frozenset[str]  # the words of the subject, but for those that many parties write


def clues(mail: Mail) -> list[Clues]:
    """The clues of every message, in the rows' order."""
    out = []
    mine = set(mail.owner.emails)
    me = full_name(mail.owner.name)
    own = {squash(n) for n in (mail.owner.name, *mail.owner.name.split()) if len(n) > 1}
    topics = _topics(mail)
    organizations = _organizations(mail, own)
    sets: dict[frozenset[str], frozenset[str]] = {}  # the same people write again and again: what is equal is held once

    def once(some: Iterable[str]) -> frozenset[str]:
        made = frozenset(some)
        return sets.setdefault(made, made)

    for i, (message, reading) in enumerate(zip(mail.messages, mail.readings, strict=True)):
        roles: dict[str, float] = {}
        e = message.envelope
        on = [a for a in (e.sender, *e.to, *e.cc) if a.email not in mine and system(a.email.rpartition("@")[2]) is None]
        named = {full_name(a.name) for a in on}
        for name in reading.names:
            if name.zone == "to" and not mail.sent[i]:
                continue
            if name.label == "role" and name.score > 0.15:
                roles[name.text] = max(roles.get(name.text, 0.0), name.score)
            elif name.label == "person" and name.score > 0.5 and reading.shape[MACHINE]:
                named.add(full_name(name.text))
        found = REFERENCE.finditer(_numbered(message.envelope.subject + "\n" + message.new[:600]))
        references = frozenset(r for m in found if len(r := (m.group(1) or m.group()).upper()) >= 5 and sum(c.isdigit() for c in r) >= 3)
        firms = set(houses(a.email for a in on))
        if mail.party[i].strip("@") not in SYSTEMS:
            firms.add(mail.party[i])
        people = once(a.email for a in on)
        out.append(Clues(people, once(named - {"", me}), once(firms), organizations[i], roles, references, topics[i]))
    return out


def _organizations(mail: Mail, own: Collection[str]) -> list[dict[str, float]]:
    """Key -> probability of the organizations that each message names, but for those that COMMON parties write and the owner's `own` names (squashed)."""
    out = []
    spread: dict[str, set[str]] = defaultdict(set)
    for reading, sent, party in zip(mail.readings, mail.sent, mail.party, strict=True):
        found: dict[str, float] = {}
        for name in reading.names:
            if name.label != "organization" or name.score <= 0.1 or (name.zone == "to" and not sent):
                continue
            key = organization_key(tidy_organization(name.text))
            if len(key) > 1 and key not in SYSTEMS and not any(n in key for n in own):
                found[key] = max(found.get(key, 0.0), name.score)
        for key, p in found.items():
            if p > 0.3:
                spread[key].add(party)
        out.append(found)
    common = {key for key, parties in spread.items() if len(parties) >= COMMON}
    return [{key: p for key, p in found.items() if key not in common} for found in out]


def _numbered(text: str) -> str:
    """Of a text the words with three digits or more, each with the word before it: nothing else holds a reference, and most texts have few."""
    out: list[str] = []
    end = 0
    for found in THREE_DIGITS.finditer(text):
        if found.start() < end:
            continue
        begin = text.rfind(" ", 0, max(0, text.rfind(" ", 0, found.start()))) + 1
        stop = text.find(" ", found.end())
        stop = len(text) if stop < 0 else stop
        if out and begin <= end:
            out[-1] += text[end:stop]
        else:
            out.append(text[begin:stop])
        end = stop
    return "  ".join(out)  # two spaces: what stood apart stays apart


def _topics(mail: Mail) -> list[frozenset[str]]:
    """The words of each subject that fewer than COMMON parties write: what it is about, in this mailbox."""
    said = [words(m.envelope.subject) for m in mail.messages]
    parties: dict[str, set[str]] = defaultdict(set)
    for some, party in zip(said, mail.party, strict=True):
        for word in some:
            parties[word].add(party)
    return [frozenset(w for w in some if len(parties[w]) < COMMON) for some in said]


def draft(mail: Mail, rows: Sequence[int], found: Sequence[Clues], kinds: Floats) -> Draft:
    """The draft that these rows make, in time order."""
    rows = sorted(rows)
    clue = found[rows[0]]  # most drafts are of one message, and hold what it holds
    out = Draft(rows, clue.people, clue.named, clue.parties, _home(mail, rows[0], clue), clue.references, topics=clue.topics)
    for i in rows[1:]:
        clue = found[i]
        out.people |= clue.people
        out.named |= clue.named
        out.parties |= clue.parties
        out.homes |= _home(mail, i, clue)
        out.references |= clue.references
        out.topics |= clue.topics
    _weigh(out, mail, found, np.concatenate([kinds[rows].max(axis=0), kinds[rows[0]]]))
    return out


def _home(mail: Mail, row: int, clue: Clues) -> frozenset[str]:
    party = mail.party[row]
    if party not in clue.parties:
        return frozenset()
    return clue.parties if len(clue.parties) == 1 else frozenset((party,))


def merged(mail: Mail, a: Draft, b: Draft, found: Sequence[Clues]) -> Draft:
    """The draft that the rows of two make; a is the earlier one."""
    out = Draft(
        sorted(a.rows + b.rows),
        a.people | b.people,
        a.named | b.named,
        a.parties | b.parties,
        a.homes | b.homes,
        a.references | b.references,
        topics=a.topics | b.topics,
    )
    n = len(KINDS)
    _weigh(out, mail, found, np.concatenate([np.maximum(a.weighed[:n], b.weighed[:n]), a.weighed[n:]]))
    return out


def _weigh(out: Draft, mail: Mail, found: Sequence[Clues], weighed: Floats) -> None:
    """Put into a draft what follows from its rows and from what it holds."""
    rows = out.rows
    organizations: dict[str, float] = {}
    roles: dict[str, float] = {}
    for i in rows:
        for key, p in found[i].organizations.items():
            organizations[key] = organizations.get(key, 0.0) + p
        for name, p in found[i].roles.items():
            roles[name] = roles.get(name, 0.0) + p
    out.machine = sum([mail.readings[i].shape[MACHINE] for i in rows]) / len(rows)
    out.first, out.last = float(mail.days[rows[0]]), float(mail.days[rows[-1]])
    out.top = _strongest(organizations, 5)
    out.best = max((w for _, w in out.top), default=0.0)
    out.posts = tuple((role_key(n), w) for n, w in _strongest(roles, 4))
    out.words = frozenset().union(*(words for words, _ in out.posts))
    out.post = max((w for words, w in out.posts if words), default=0.0)
    out.firms = tuple(s for party in out.parties if len(s := party.strip("@")) >= 4)
    out.systems = frozenset([party for party in out.parties if party.startswith("@")])
    out.weighed = weighed
    strong = weighed.tolist()
    out.begins, out.closes = max(strong[k] for k in BEGINS), max(strong[k] for k in ENDS)


def _strongest(weights: Mapping[str, float], n: int) -> tuple[tuple[str, float], ...]:
    if not weights:
        return ()
    best = sorted([(-w, k) for k, w in weights.items()])[:n]
    most = -best[0][0]
    return tuple([(k, min(1.0, -w) * -w / most) for w, k in best])
