"""The navigation: what stands in it, in which order, and under which key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` of the address and of the text `nav.NAME`; `key` is pressed after g; `within`: pages that belong to it."""

    name: str
    key: str
    within: tuple[str, ...] = ()
    url: str = ""
    current: bool = False


ENTRIES = (
    Entry("today", "t", ("letter", "task", "week")),
    Entry("applications", "a", ("application", "add", "work")),
    Entry("people", "p", ("person", "signs", "introduce")),
    Entry("doors", "d"),
    Entry("insights", "i"),
    Entry("perhaps", "h"),
    Entry("mailboxes", "m", ("welcome", "settings", "corrections", "second", "second-words", "scanning")),
)


def entries(current: str) -> list[Entry]:
    """With their addresses; `current` is the name of the page that is shown."""
    return [replace(one, url=reverse(one.name), current=current == one.name or current in one.within) for one in ENTRIES]
