"""The first half of understanding: which messages make one application, and what each is. Pure.

understand.py goes on from here; who only wants to know what is no part of anything needs no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from goen.core.fixes import Fixes
from goen.core.hiring import applications as gathering
from goen.core.hiring import stages
from goen.core.mail.message import Message
from goen.core.reading import classify, learning
from goen.core.reading import opinions as second
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS, NOISE
from goen.core.reading.learning import Push
from goen.core.reading.notes import from_mail, is_note
from goen.core.reading.reader import RawReading
from goen.core.values import Correction, Note, Opinion, Owner

NO_OPINIONS: Mapping[str, Opinion] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Begun:
    """The first half of understanding: which messages make one application, and what each is. Lists are by the row of a message in `mail`."""

    mail: Mail
    to_self: list[Message]  # notes that came as mail, which are not in `mail`
    notes: tuple[Note, ...]
    owner: Owner
    fixed: Fixes
    own: Floats
    first: Floats  # before anybody was heard
    said: dict[int, Opinion]
    read_as: Floats
    learnt: dict[int, Push]
    kinds: Floats
    apart: set[int]
    gathered: list[list[int]]  # before the owner's corrections
    groups: list[list[int]]
    member: dict[int, int]  # the group of each row that has one
    labels: list[str]

    def noise(self) -> dict[str, str]:
        """Id and kind of the mail that turned out to be no part of anything."""
        return {
            m.id: label
            for i, (m, label) in enumerate(zip(self.mail.messages, self.labels, strict=True))
            if label in NOISE and i not in self.member
        }


def begin(
    messages: Sequence[Message],
    readings: Mapping[str, RawReading],
    *,
    owner: Owner,
    notes: Sequence[Note] = (),
    corrections: Sequence[Correction] = (),
    opinions: Mapping[str, Opinion] = NO_OPINIONS,
) -> Begun:
    """The first half of `understand`, two fifths of its work; the day, kept letters and a pause change nothing in it."""
    notes = (*notes, *(from_mail(m) for m in messages if is_note(m.envelope, owner.emails)))
    written = {n.message for n in notes}
    to_self = [m for m in messages if m.id in written]
    messages = [m for m in messages if m.id not in written]
    mail = classify.assemble(messages, readings, owner)
    fixed = Fixes(corrections)
    own = classify.own_scores(mail)
    first = classify.decode(mail, own)
    said = second.held(mail, opinions)
    read_as = second.weighed(first, said)
    learnt = learning.pushes(mail, corrections)
    kinds = fixed.kinds(mail, learning.moved(read_as, learnt))
    apart, within = fixed.place(mail, kinds, learnt)
    gathered = gathering.gather(mail, own, kinds, apart, within)
    groups = fixed.groups(mail, gathered)
    member = {i: n for n, rows in enumerate(groups) for i in rows}
    labels = [KINDS[int(p.argmax())] for p in kinds]
    labels = [noise_in_process(label, p) if i in member else label for i, (label, p) in enumerate(zip(labels, kinds, strict=True))]
    stages.settle(mail, kinds, labels, groups)
    fixed.label(mail, labels)
    return Begun(mail, to_self, notes, owner, fixed, own, first, said, read_as, learnt, kinds, apart, gathered, groups, member, labels)


def passing(
    messages: Sequence[Message],
    readings: Mapping[str, RawReading],
    *,
    owner: Owner,
    corrections: Sequence[Correction] = (),
    opinions: Mapping[str, Opinion] = NO_OPINIONS,
) -> dict[str, str]:
    """Id and kind of the mail that is plainly no part of anything, seen before any is joined: a twentieth of the work of `understand`.

    Of messages that this leaves out, `understand` would say the same, and would without the corrections and the second reader's opinions: what
    only these made nothing of stays, so that they can be taken back. What the owner wrote to themselves is left to it.
    """
    mail = classify.assemble(messages, readings, owner)
    own = classify.own_scores(mail)
    first = classify.decode(mail, own)
    if not len(first):
        return {}
    found = _noise(mail, own, first)
    read_as = second.weighed(first, second.held(mail, opinions))
    if opinions:
        found = {i: kind for i, kind in _noise(mail, own, read_as).items() if i in found}
    if corrections:
        fixed, learnt = Fixes(corrections), learning.pushes(mail, corrections)
        kinds = fixed.kinds(mail, learning.moved(read_as, learnt))
        within = fixed.place(mail, kinds, learnt)[1]
        after = _noise(mail, own, kinds)
        found = {i: after[i] for i in found if i in after and i not in within}
    mine = set(owner.emails)
    out = {}
    for i, kind in found.items():
        e = mail.messages[i].envelope
        if not (e.sender.email in mine and mine.issuperset(a.email for a in (*e.to, *e.cc))):
            out[mail.messages[i].id] = kind
    return out


def _noise(mail: Mail, own: Floats, kinds: Floats) -> dict[int, str]:
    """The rows that are no part of anything, with their kinds."""
    chance = gathering.belongs(mail, own, kinds).tolist()
    return {
        i: KINDS[k]
        for i, (k, p) in enumerate(zip(kinds.argmax(axis=1).tolist(), chance, strict=True))
        if KINDS[k] in NOISE and p < gathering.BELONGS
    }


def noise_in_process(label: str, p: Floats) -> str:
    """A message that belongs to an application is no noise: its next best kind."""
    if label not in NOISE:
        return label
    q = p.copy()
    q[[KINDS.index(k) for k in NOISE]] = 0
    return KINDS[int(q.argmax())]
