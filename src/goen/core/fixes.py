"""The owner's corrections, laid over what was read, and what they say of mail like the corrected one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from goen.core.hiring import applications as gathering
from goen.core.reading import learning
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS, NOISE
from goen.core.reading.learning import Push
from goen.core.ties import network, spoken
from goen.core.values import Application, Correction, Person, Sign


class Fixes:
    """The owner's corrections, ready to be laid over the readings."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.by_verb: dict[str, list[Correction]] = defaultdict(list)
        for c in sorted(corrections, key=lambda c: c.at):
            self.by_verb[c.verb].append(c)

    def _last(self, verb: str, targets: Iterable[str]) -> str | None:
        wanted = set(targets)
        return next((c.value for c in reversed(self.by_verb[verb]) if c.target in wanted), None)

    def rows(self, verb: str, mail: Mail) -> set[int]:
        """The rows of the messages that were corrected with this verb."""
        targets = {c.target for c in self.by_verb[verb]}
        return {i for i, m in enumerate(mail.messages) if m.id in targets} if targets else set()

    def same_people(self, contacts: list[network.Contact]) -> list[network.Contact]:
        """Two addresses are one person where the owner said so; the person is the one that the correction names second."""
        contacts = list(contacts)
        for c in self.by_verb["same"]:
            one = next((x for x in contacts if c.target in x.emails), None)
            other = next((x for x in contacts if c.value in x.emails), None)
            if one is None or other is None or one is other:
                continue
            for name in ("wrote", "received", "copied", "named"):
                setattr(other, name, sorted({*getattr(one, name), *getattr(other, name)}))
            other.emails = [*other.emails, *one.emails]
            contacts.remove(one)
        return contacts

    def kinds(self, mail: Mail, p: Floats) -> Floats:
        """A message's kind is what the owner said it is."""
        said = {c.target: c.value for c in self.by_verb["kind"] if c.value in KINDS}
        if not said:
            return p
        p = p.copy()
        for i, m in enumerate(mail.messages):
            if m.id in said:
                p[i] = 1e-6
                p[i, KINDS.index(said[m.id])] = 1
        return p

    def label(self, mail: Mail, labels: list[str]) -> None:
        """What the owner said holds, whatever its application makes likely. Changes `labels` in place."""
        said = {c.target: c.value for c in self.by_verb["kind"] if c.value in KINDS}
        if said:
            labels[:] = [said.get(m.id, label) for m, label in zip(mail.messages, labels, strict=True)]

    def place(self, mail: Mail, kinds: Floats, learnt: Mapping[int, Push]) -> tuple[set[int], set[int]]:
        """Rows that are no part of any application, and rows that surely are of one: as they were corrected, or learnt beyond doubt."""
        said = {c.target for c in self.by_verb["kind"] if c.value in KINDS}
        apart: set[int] = set()
        within: set[int] = set()
        for i in [*(i for i, m in enumerate(mail.messages) if m.id in said), *learnt] if said else ():
            if i in learnt and learnt[i].weight < learning.SETTLED:
                continue
            kind = KINDS[int(kinds[i].argmax())]
            if i in learnt and learnt[i].kind not in (kind, learning.PROCESS):
                continue
            if kind in NOISE:
                apart.add(i)
            elif kind in gathering.STARTS:
                within.add(i)
        return apart, within

    def sentences(self, mail: Mail) -> dict[str, spoken.Word]:
        """The owner's word on sentences, by their wording."""
        return spoken.words(mail, (*self.by_verb["sign"], *self.by_verb["not-a-sign"]))

    def groups(self, mail: Mail, groups: list[list[int]]) -> list[list[int]]:
        """Merges, splits and moves, in the order in which they were said."""
        row = {m.id: i for i, m in enumerate(mail.messages)}
        said = sorted((c for verb in ("merge", "split", "move") for c in self.by_verb[verb]), key=lambda c: c.at)
        groups = [list(g) for g in groups]
        for c in said:
            i = row.get(c.target)
            if i is None:
                continue
            here = next((g for g in groups if i in g), None)
            if c.verb == "split":
                if here is not None and len(here) > 1:
                    here.remove(i)
                    groups.append([i])
                elif here is None:
                    groups.append([i])
                continue
            other = row.get(c.value)
            there = next((g for g in groups if other in g), None) if other is not None else None
            if c.verb == "move":
                if here is not None:
                    here.remove(i)
                if there is not None:
                    there.append(i)
            elif here is not None and there is not None and here is not there:
                there.extend(here)
                here.clear()
        return sorted((sorted(g) for g in groups if g), key=lambda g: g[0])

    def merged(self, mail: Mail, groups: Sequence[Sequence[int]], read: Sequence[list[int]]) -> dict[int, list[int]]:
        """By place in `groups`, the mail of the application that others were merged into, as it was before (`read`); for the last merge of each."""
        row = {m.id: i for i, m in enumerate(mail.messages)}
        out: dict[int, list[int]] = {}
        for c in self.by_verb["merge"]:
            place = next((n for n, rows in enumerate(groups) if row.get(c.value, -1) in rows and row.get(c.target, -1) in rows), None)
            before = next((rows for rows in read if row.get(c.value, -1) in rows), None)
            if place is not None and before is not None:
                out[place] = [i for i in before if i in groups[place]]
        return out

    def application(self, application: Application) -> Application:
        said = application.messages
        return replace(
            application,
            organization=self._last("organization", said) or application.organization,
            role=self._last("role", said) or application.role,
            outcome=self._last("outcome", said) or application.outcome,
        )

    def person(self, person: Person) -> Person:
        value = self._last("tie", (*person.emails, person.id))
        return replace(person, tie=value) if value else person

    def refused(self, sign: Sign) -> bool:
        return any(c.target == sign.message and (c.value in sign.quote or sign.quote in c.value) for c in self.by_verb["not-a-sign"])

    def added(self, mail: Mail, contacts: Sequence[network.Contact]) -> list[Sign]:
        """Signs that the owner pointed out: "signal|person address|quote"."""
        row = {m.id: i for i, m in enumerate(mail.messages)}
        by_mail = {email: c for c in contacts for email in c.emails}
        out = []
        for c in self.by_verb["sign"]:
            signal, address, quote = c.value.split("|", 2)
            if c.target in row and address in by_mail:
                out.append(Sign(c.target, by_mail[address].id, signal, quote, 1.0, mail.messages[row[c.target]].envelope.date))
        return out
