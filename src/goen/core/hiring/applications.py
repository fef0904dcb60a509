"""Messages gathered into applications: in time order, each joins the application that it fits best, begins one, or belongs to none."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goen.core.hiring.names import organization_key, role_key, tidy_organization
from goen.core.reading import model
from goen.core.reading.classify import Floats, Mail, context, own_scores
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS

REFERENCE = re.compile(r"\b(?=[A-Z0-9/_-]*\d)(?=[A-Z0-9/_-]*[A-Z-])[A-Z0-9]{1,8}(?:[-/_][A-Z0-9]{1,8}){0,3}\b|(?:#|no\.?\s?|ref\.?:?\s?|req(?:uisition)?\.?:?\s?|ID:?\s?)(\d{4,})", re.I)
ENDS = tuple(KINDS.index(k) for k in ("rejection", "withdrawal", "acceptance"))
STARTS = frozenset(KINDS) - {"conversation", "thanks", "other", "alert", "ask", "introduction_offer", "scheduling", "submission"}


@dataclass
class Draft:
    """An application while it is gathered."""

    rows: list[int] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    organizations: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    roles: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    references: set[str] = field(default_factory=set)
    kinds: Floats = field(default_factory=lambda: np.zeros(len(KINDS), np.float32))
    first: float = 0.0
    last: float = 0.0


@dataclass(frozen=True)
class Clues:
    """What one message offers for being matched."""

    thread: str
    person: str
    party: str
    organizations: dict[str, float]  # key -> probability
    roles: dict[str, float]  # as written -> probability
    references: frozenset[str]
    day: float


def clues(mail: Mail) -> list[Clues]:
    """The clues of every message, in the rows' order."""
    out = []
    for i, (message, reading) in enumerate(zip(mail.messages, mail.readings, strict=True)):
        organizations: dict[str, float] = {}
        roles: dict[str, float] = {}
        for name in reading.names:
            if name.label == "organization" and name.score > 0.2:
                key = organization_key(tidy_organization(name.text))
                organizations[key] = max(organizations.get(key, 0.0), name.score)
            elif name.label == "role" and name.score > 0.3:
                roles[name.text] = max(roles.get(name.text, 0.0), name.score)
        found = REFERENCE.finditer(message.envelope.subject + "\n" + message.new[:600])
        references = frozenset(r for m in found if len(r := (m.group(1) or m.group()).upper()) >= 5 and sum(c.isdigit() for c in r) >= 3)
        out.append(Clues(mail.thread[i], mail.counterpart[i], mail.party[i], organizations, roles, references, float(mail.days[i])))
    return out


def join(draft: Draft, row: int, clue: Clues, kinds: Floats) -> None:
    if not draft.rows:
        draft.first = clue.day
    draft.rows.append(row)
    draft.threads.add(clue.thread)
    draft.people.add(clue.person)
    draft.parties.add(clue.party)
    for key, p in clue.organizations.items():
        draft.organizations[key] += p
    for key, p in clue.roles.items():
        draft.roles[key] += p
    draft.references |= clue.references
    draft.kinds = np.maximum(draft.kinds, kinds)
    draft.last = clue.day


def shares(draft: Draft, clue: Clues) -> bool:
    """Whether a message has anything in common with an application: only then is it a candidate."""
    return (
        clue.thread in draft.threads
        or clue.party in draft.parties
        or bool(clue.references & draft.references)
        or any(p > 0.3 and draft.organizations.get(k, 0.0) > 0.3 for k, p in clue.organizations.items())
    )


def pair(draft: Draft, clue: Clues, kinds: Floats, sent: bool, shape: tuple[float, ...], rivals: list[Draft]) -> list[float]:
    """The features of 'this message belongs to this application'."""
    top = max(draft.organizations.values(), default=0.0)
    same_org = max((p * min(1.0, draft.organizations.get(k, 0.0) / max(top, 1e-6)) for k, p in clue.organizations.items()), default=0.0)
    best = max(clue.organizations.values(), default=0.0)
    role, clash = _role_match(draft, clue)
    latest = max(rivals, key=lambda d: d.last)
    in_thread = sum(clue.thread in d.threads for d in rivals)
    same_role_rivals = sum(_role_match(d, clue)[0] > role for d in rivals if d is not draft) if len(rivals) > 1 else 0
    gap = max(0.0, clue.day - draft.last)
    return [
        float(clue.thread in draft.threads),
        float(clue.thread in draft.threads) / max(1, in_thread),
        float(clue.person in draft.people),
        float(clue.party in draft.parties),
        same_org,
        max(0.0, best - same_org),
        float(not clue.organizations),
        role,
        clash,
        float(not clue.roles),
        float(bool(clue.references & draft.references)),
        float(bool(clue.references) and bool(draft.references) and not clue.references & draft.references),
        float(np.log1p(gap)) / 6,
        float(gap > 120),
        float(np.log1p(max(0.0, clue.day - draft.first))) / 6,
        float(np.log1p(len(draft.rows))) / 3,
        float(np.log1p(len(rivals))),
        float(draft is latest),
        float(same_role_rivals > 0),
        float(draft.kinds[list(ENDS)].max()),
        float(sent),
        shape[SHAPE.index("machine")],
        shape[SHAPE.index("ats")],
        *map(float, kinds),
        *map(float, draft.kinds),
    ]


def _role_match(draft: Draft, clue: Clues) -> tuple[float, float]:
    """(how well the roles agree, how plainly they differ), each 0 to 1."""
    if not clue.roles or not draft.roles:
        return 0.0, 0.0
    top = max(draft.roles.values())
    agree = differ = 0.0
    for a, p in sorted(clue.roles.items(), key=lambda r: -r[1])[:3]:
        x = role_key(a)
        for b, q in sorted(draft.roles.items(), key=lambda r: -r[1])[:4]:
            y = role_key(b)
            if not x or not y:
                continue
            overlap = len(x & y) / len(x | y)
            agree = max(agree, p * min(1.0, q / top) * overlap)
            differ = max(differ, p * min(1.0, q / top) * (1 - overlap))
    return agree, differ * (agree < 0.3)


LINK = 0.5  # probability above which a message joins an application rather than begin one


def gather(mail: Mail, kinds: Floats, *, belong: NDArray[np.float32] | None = None) -> list[list[int]]:
    """Rows of each application, in time order. kinds: [messages, kinds] from classify.decode."""
    if not mail.messages:
        return []
    if belong is None:
        belong = belongs(mail, kinds)
    network = model.network("link")
    all_clues = clues(mail)
    drafts: list[Draft] = []
    for i, clue in enumerate(all_clues):
        if belong[i] < 0.5:
            continue
        candidates = [d for d in drafts if shares(d, clue)]
        chosen: Draft | None = None
        if candidates:
            features = np.array([pair(d, clue, kinds[i], bool(mail.sent[i]), mail.readings[i].shape, candidates) for d in candidates], np.float32)
            p = network.probabilities(features)[:, 1]
            if float(p.max()) > LINK:
                chosen = candidates[int(p.argmax())]
        if chosen is None:
            if KINDS[int(kinds[i].argmax())] not in STARTS and belong[i] < 0.8:
                continue
            chosen = Draft()
            drafts.append(chosen)
        join(chosen, i, clue, kinds[i])
    return [d.rows for d in drafts]


def belongs(mail: Mail, kinds: Floats) -> NDArray[np.float32]:
    """[messages]: the probability that a message is part of some application."""
    return model.network("belongs").probabilities(context(mail, own_scores(mail), kinds))[:, 1].astype(np.float32)
