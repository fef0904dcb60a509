"""Whom a text speaks of: by their names or their addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from goen.core.hiring.people import folded_name
from goen.core.ties.network import Contact

JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


class Called:
    """People by what a text may call them, so that nobody is looked for who is not there."""

    def __init__(self, people: Sequence[Contact]) -> None:
        self._people = people
        self._words: dict[str, list[int]] = defaultdict(list)
        self._japanese: list[tuple[int, str, str]] = []  # place, family name, whole name
        self._addresses: dict[str, int] = {}
        for n, person in enumerate(people):
            for email in person.emails:
                self._addresses.setdefault(email, n)
            if JAPANESE.search(person.name):
                family = re.split(r"[ 　]", person.name)[0]
                self._japanese.append((n, family if len(family) >= 2 else "", folded_name(person.name)))
            else:
                for word in [w for w in re.findall(r"[^\W\d_]+", person.name.lower()) if len(w) > 2][:2]:
                    self._words[word].append(n)

    def named(self, text: str) -> list[Contact]:
        """Those whose first or second name stands in a text as a word of its own; of a Japanese name the family's, or the whole."""
        found = {n for word in set(re.findall(r"\w+", text.lower())) for n in self._words.get(word, ())}
        if self._japanese:
            folded = folded_name(text)
            found |= {n for n, family, whole in self._japanese if (family and family in text) or whole in folded}
        return self._ordered(found)

    def addressed(self, text: str) -> list[Contact]:
        """Those whose address stands in a text."""
        return self._ordered({self._addresses[a] for a in ADDRESS.findall(text.lower()) if a in self._addresses})

    def _ordered(self, places: Iterable[int]) -> list[Contact]:
        return [self._people[n] for n in sorted(places)]
