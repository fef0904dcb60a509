"""The navigation: what stands in it, in which order, and under which key."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` of the address and of the text `nav.NAME`; `key` is pressed after g; `within`: pages that belong to it."""

    name: str
    key: str
    within: tuple[str, ...] = ()
    url: str = ""
    current: bool = False


ENTRIES = (
    Entry("today", "t", ("letter",)),
    Entry("applications", "a", ("application", "add")),
    Entry("people", "p", ("person",)),
    Entry("doors", "d"),
    Entry("insights", "i"),
    Entry("perhaps", "h"),
    Entry("mailboxes", "m", ("welcome", "settings", "corrections", "scanning")),
)


def entries(current: str) -> list[Entry]:
    found = []
    for entry in ENTRIES:
        try:
            url = reverse(entry.name)
        except NoReverseMatch:
            continue
        found.append(Entry(entry.name, entry.key, entry.within, url, current == entry.name or current in entry.within))
    return found
