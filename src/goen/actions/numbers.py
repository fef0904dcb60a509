"""Ids that can be typed: a1 for an application, p1 for a person, m1 for a message; given once, the same for ever in one store.

Commands take these, the long ids of the JSON, addresses and Message-IDs alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from goen.actions.mail import rows
from goen.core.values import Understanding
from goen.errors import GoenError
from goen.store import queries, state
from goen.store.connect import one_transaction
from goen.store.ready import models

NAME = "numbers"
MESSAGE = re.compile(r"m(\d{1,18})")


def short_ids(understanding: Understanding) -> dict[str, str]:
    """The short id of every application and person, by its own id. New ones are numbered in the order of the understanding, and kept."""
    known: dict[str, str] = json.loads(state.get(NAME, "{}"))
    ids = [a.id for a in understanding.applications] + [p.id for p in understanding.people]
    new = [ident for ident in ids if ident not in known]
    if new:
        highest = {"a": 0, "p": 0}
        for short in known.values():
            highest[short[0]] = max(highest[short[0]], int(short[1:]))
        for ident in new:
            highest[ident[0]] += 1
            known[ident] = f"{ident[0]}{highest[ident[0]]}"
        with one_transaction():
            state.put(NAME, json.dumps(known))
    return {ident: known[ident] for ident in ids}


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
    """The id of the application or person named by a short or long id, an address, or a whole name. Raises GoenError "not-found"."""
    wanted = name.casefold()
    for ident, short in shorts.items():
        if wanted in (ident, short):
            return ident
    for person in understanding.people:
        if wanted in person.emails or wanted == person.name.casefold():
            return person.id
    for application in understanding.applications:
        if wanted == application.organization.casefold():
            return application.id
    raise unknown(name)


def unknown(name: str) -> GoenError:
    return GoenError(
        f"There is no {name} here. The ids stand in the first column of goen applications and goen people.", code="not-found", name=name
    )
