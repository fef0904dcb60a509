"""Whose mailbox it is, as the mail itself shows it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from goen.core.hiring.people import folded_name
from goen.core.mail.message import Envelope
from goen.core.mail.people import clean_name
from goen.core.values import Owner


def find_owner(envelopes: Sequence[Envelope], given: tuple[str, ...] = ()) -> Owner:
    """Whose mailbox it is: the addresses that stand on nearly every message, and the name they write under.

    given: addresses the owner named; they are taken as they are, and others that share their name are added only if none are given.
    """
    chosen = [a.lower() for a in given] or _owner_addresses(envelopes)
    mine = set(chosen)
    names: Counter[str] = Counter()
    japanese = 0
    sent = 0
    for e in envelopes:
        if e.sender.email in mine:
            sent += 1
            japanese += bool(re.search(r"[\u3040-\u30ff]", e.subject))
            if e.sender.name:
                names[clean_name(e.sender.name)] += 5
        for a in (*e.to, *e.cc):
            if a.email in mine and a.name:
                names[clean_name(a.name)] += 1
    if not sent:
        japanese, sent = sum(bool(re.search(r"[\u3040-\u30ff]", e.subject)) for e in envelopes), len(envelopes)
    name = max(names, key=lambda n: (names[n], n)) if names else ""
    return Owner(name, tuple(chosen), "ja" if sent and japanese / sent > 0.3 else "en")


def _owner_addresses(envelopes: Sequence[Envelope]) -> list[str]:
    """The address on most messages, and the owner's others: under the same name, or the only addressee of mail that is no list's."""
    on: dict[str, set[int]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    alone: Counter[str] = Counter()
    writes: set[str] = set()
    for i, e in enumerate(envelopes):
        for a in (e.sender, *e.to, *e.cc):
            if "@" in a.email:
                on[a.email].add(i)
                if a.name:
                    names[a.email].add(folded_name(clean_name(a.name)))
        writes.add(e.sender.email)
        if len(e.to) == 1 and not e.cc and not e.marks & {"list", "bulk"}:
            alone[e.to[0].email] += 1
    if not on:
        return []
    first = max(on, key=lambda a: (len(on[a]), a))
    chosen, covered = [first], set(on[first])
    called = {n for n in names[first] if n}
    for address in sorted(on, key=lambda a: (-len(on[a]), a)):
        new = on[address] - covered
        named = bool(called & names[address])
        only_addressee = alone[address] >= 2 and address not in writes and len(new) == len(on[address])
        if address != first and new and (named or only_addressee):
            chosen.append(address)
            covered |= on[address]
    return chosen
