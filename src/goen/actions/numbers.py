"""Ids that can be typed: a1 for an application, p1 for a person, m1 for a message; given once, the same for ever in one store.

Commands take these, the long ids of the JSON, addresses and Message-IDs alike.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from goen.actions.mail import rows
from goen.core.values import Understanding
from goen.errors import GoenError
from goen.store import queries, state
from goen.store.connect import one_transaction
from goen.store.mapping import hash64
from goen.store.ready import models

NAME = "numbers"
MESSAGE = re.compile(r"m(\d{1,18})")
Known = dict[str, tuple[str, list[int]]]  # short id: the id that it stands for, and hashes of the mail or addresses behind it


def short_ids(understanding: Understanding) -> dict[str, str]:
    """The short id of every application and person, by its own id. New ones are numbered in the order of the understanding, and kept.

    The id of an application changes when an earlier message of it is found or two become one; its short id goes with its mail.
    """
    known: Known = {short: (ident, marks) for short, (ident, marks) in json.loads(state.get(NAME, "{}")).items()}
    present = {a.id: _marks(a.messages) for a in understanding.applications} | {p.id: _marks(p.emails) for p in understanding.people}
    given = {ident: short for short, (ident, _) in known.items() if ident in present}
    taken = set(given.values())
    behind, last = _behind(known), _last(known)
    for ident, marks in present.items():
        if ident not in given:
            short = _heir(ident[0], marks, behind, taken)
            if short is None:
                last[ident[0]] += 1
                short = f"{ident[0]}{last[ident[0]]}"
            given[ident] = short
            taken.add(short)
            known[short] = (ident, marks)
    fresh = known | {short: (ident, present[ident]) for ident, short in given.items()}
    text = json.dumps(fresh)
    if text != state.get(NAME):
        with one_transaction():
            state.put(NAME, text)
    return {ident: given[ident] for ident in present}


def _marks(values: Iterable[str]) -> list[int]:
    return [hash64(value) & 0xFFFFFFFF for value in values]


def _behind(known: Known) -> dict[int, list[str]]:
    """The short ids by what stands behind them: there may be ten thousand, too many to go over for each new one."""
    behind: dict[int, list[str]] = defaultdict(list)
    for short, (_, marks) in known.items():
        for mark in set(marks):
            behind[mark].append(short)
    return behind


def _last(known: Known) -> dict[str, int]:
    """The highest number given so far, by kind."""
    last: dict[str, int] = defaultdict(int)
    for short in known:
        last[short[0]] = max(last[short[0]], int(short[1:]))
    return last


def _heir(kind: str, marks: list[int], behind: dict[int, list[str]], taken: set[str]) -> str | None:
    """The short id, free now, of what had most of this mail before."""
    shared = Counter(short for mark in marks for short in behind.get(mark, ()) if short[0] == kind and short not in taken)
    return max(shared, key=lambda short: (shared[short], -int(short[1:])), default=None)


def message_ids(ids: Iterable[str]) -> dict[str, str]:
    """The short ids of messages, by their Message-IDs."""
    return {ident: f"m{row}" for ident, row in rows(ids).items()}


def find_message(name: str) -> str:
    """The Message-ID of a message named by its short id or its Message-ID, with or without angle brackets. Raises GoenError "no-message"."""
    short = MESSAGE.fullmatch(name)
    if short:
        found = models.Message.objects.filter(id=int(short[1])).values_list("message_id", flat=True).first()
        if found:
            return str(found)
    for candidate in (name, f"<{name}>"):
        for row in queries.find(candidate):
            return str(row.message_id)
    raise GoenError(f"There is no message {name} in what Goen has read.", code="no-message", name=name)


def find(name: str, understanding: Understanding, shorts: Mapping[str, str]) -> str:
    """The id of the application or person named by a short or long id, an address, or a whole name; of several at one firm the first that
    is open. Raises GoenError "not-found"."""
    wanted = name.casefold()
    for ident, short in shorts.items():
        if wanted in (ident, short):
            return ident
    for person in understanding.people:
        if wanted in person.emails or wanted == person.name.casefold():
            return person.id
    named = [a for a in understanding.applications if wanted == a.organization.casefold()]
    if named:
        return max(named, key=lambda a: a.outcome in ("open", "offer")).id
    raise unknown(name)


def unknown(name: str) -> GoenError:
    return GoenError(
        f"There is no {name} here. The ids stand in the first column of goen applications and goen people.", code="not-found", name=name
    )


def let_go(ident: str) -> None:
    """Keep nothing of an application or person that was removed; its number is given to nobody else. Call it in a transaction."""
    known: Known = json.loads(state.get(NAME, "{}"))
    state.put(
        NAME,
        json.dumps(
            {short: ("" if entry[0] == ident else entry[0], [] if entry[0] == ident else entry[1]) for short, entry in known.items()}
        ),
    )
