"""What each message is, seen in its process: its own words, who wrote it, what came before and what came after.

A message's neighbours are of two sorts: those of its thread, and those exchanged with the same party (a firm's
domain, a private address, a firm behind a hiring system). Two passes: the second one sees what the first made of the neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goen.core.mail.message import Message
from goen.core.mail.senders import is_freemail, second_level, system
from goen.core.mail.threads import threads
from goen.core.reading import model
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS
from goen.core.reading.reader import RawReading
from goen.core.reading.spans import squash
from goen.core.values import Owner

Floats = NDArray[np.float32]
K = len(KINDS)


@dataclass(frozen=True)
class Mail:
    """A mailbox's messages in time order with what context needs; rows of all arrays are messages."""

    messages: tuple[Message, ...]
    readings: tuple[RawReading, ...]
    sent: NDArray[np.bool_]  # the owner wrote it
    counterpart: tuple[str, ...]  # the other side's address
    party: tuple[str, ...]
    thread: tuple[str, ...]
    days: Floats  # since the first message
    owner: Owner


def assemble(messages: Sequence[Message], readings: Mapping[str, RawReading], owner: Owner) -> Mail:
    """Messages (any order) and their readings as one Mail, oldest first."""
    ordered = sorted(messages, key=lambda m: (m.envelope.date, m.id))
    mine = set(owner.emails)
    sent = np.array([m.envelope.sender.email in mine or "sent" in m.envelope.marks for m in ordered], bool)
    raw = tuple(readings[m.id] for m in ordered)
    counterpart = tuple(_counterpart(m, bool(out), mine) for m, out in zip(ordered, sent, strict=True))
    thread = threads(m.envelope for m in ordered)
    homes = {a.rpartition("@")[2] for a in mine}
    party = tuple(_party(m, address, r, bool(out), homes) for m, address, r, out in zip(ordered, counterpart, raw, sent, strict=True))
    start = ordered[0].envelope.date if ordered else None
    days = np.array([(m.envelope.date - start).total_seconds() / 86400 for m in ordered], np.float32) if start else np.zeros(0, np.float32)
    return Mail(tuple(ordered), raw, sent, counterpart, party, tuple(thread[m.id] for m in ordered), days, owner)


def _counterpart(message: Message, sent: bool, mine: set[str]) -> str:
    e = message.envelope
    if not sent:
        return e.sender.email
    return next((a.email for a in (*e.to, *e.cc) if a.email not in mine), e.sender.email)


def _party(message: Message, address: str, reading: RawReading, sent: bool, homes: set[str]) -> str:
    """Who the message is exchanged with, as a key that a firm's people share. On the owner's own domains everybody is a party."""
    domain = address.rpartition("@")[2]
    if is_freemail(domain) or domain in homes:
        return address
    known = system(domain)
    if known is None:
        return second_level(domain)
    names = [(n.score, n.text) for n in reading.names if n.label == "organization"]
    best = max(names, default=(0.0, ""))
    if known.kind in ("scheduler", "assessment") and best[0] < NAMED:
        return f"@{message.id}"  # a booking that names no firm is nobody's: such systems write for all
    if names:
        return "@" + squash(best[1])
    return "@" + squash(message.envelope.sender.name if not sent else domain)


NAMED = 0.3  # probability from which a booking or a test is taken to name its firm


def own_scores(mail: Mail) -> Floats:
    """[messages, kinds]: probabilities from each message's own words and form."""
    received, sent = model.labels("received"), model.labels("sent")
    out = np.full((len(mail.messages), K), -12.0, np.float32)
    for i, reading in enumerate(mail.readings):
        labels, scores = (sent, reading.sent) if mail.sent[i] else (received, reading.received)
        out[i, [KINDS.index(x) for x in labels]] = scores
    return model.softmax(out)


def context(mail: Mail, own: Floats, probabilities: Floats) -> Floats:
    """[messages, features]: what each says by itself (`own`), its form, and its neighbours' probabilities, directions and distances."""
    return np.hstack(_columns(mail, own, probabilities)).astype(np.float32)


def in_context(name: str, mail: Mail, own: Floats, probabilities: Floats) -> Floats:
    """[messages, classes]: what a network makes of each message's context. A block of messages at a time: all features at once would be most
    of the memory of a large mailbox."""
    network = model.network(name)
    columns = _columns(mail, own, probabilities)
    blocks = range(0, len(mail.messages), BLOCK)
    return np.concatenate(
        [network.probabilities(np.hstack([c[start : start + BLOCK] for c in columns]).astype(np.float32)) for start in blocks]
    )


BLOCK = 4_000  # messages


def _columns(mail: Mail, own: Floats, probabilities: Floats) -> list[Floats]:
    """The features of `context`, by sort."""
    n = len(mail.messages)
    padded = np.vstack([probabilities, np.zeros((1, K), np.float32)])
    sent = np.append(mail.sent, False).astype(np.float32)
    columns: list[Floats] = [
        np.log(own + 1e-4) / 4,
        own,
        probabilities,
        mail.sent.astype(np.float32)[:, None],
        np.array([r.shape for r in mail.readings], np.float32).reshape(n, len(SHAPE)),
    ]
    for keys in (mail.thread, mail.party):
        before, after, position, size = _neighbours(keys)
        for near in (before, after):
            there = (near < n).astype(np.float32)
            gap = np.where(near < n, np.abs(mail.days - np.append(mail.days, 0)[near]), 400)
            columns += [padded[near], sent[near][:, None], there[:, None], (np.log1p(gap) / 6).astype(np.float32)[:, None]]
        columns += [np.log1p(position)[:, None], np.log1p(size)[:, None]]
    columns += list(_so_far(mail.party, probabilities))
    columns += list(_so_far(mail.thread, probabilities))
    return columns


def _groups(keys: Sequence[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        groups[key].append(i)
    return groups


def _neighbours(keys: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats, Floats]:
    """For each row the row before and after with the same key (or n), its position and the group's size."""
    n = len(keys)
    before, after = np.full(n, n, np.intp), np.full(n, n, np.intp)
    position, size = np.zeros(n, np.float32), np.zeros(n, np.float32)
    for rows in _groups(keys).values():
        for k, i in enumerate(rows):
            position[i], size[i] = k, len(rows)
            if k:
                before[i] = rows[k - 1]
                after[rows[k - 1]] = i
    return before, after, position, size


def _so_far(keys: Sequence[str], probabilities: Floats) -> tuple[Floats, Floats]:
    """For each row the strongest probability of each kind among the earlier and among the later rows with its key."""
    earlier, later = np.zeros_like(probabilities), np.zeros_like(probabilities)
    for rows in _groups(keys).values():
        if len(rows) > 1:
            p = probabilities[rows]
            earlier[rows[1:]] = np.maximum.accumulate(p, axis=0)[:-1]
            later[rows[:-1]] = np.maximum.accumulate(p[::-1], axis=0)[::-1][1:]
    return earlier, later


def decode(mail: Mail, own: Floats) -> Floats:
    """[messages, kinds]: probabilities after both passes. own: from own_scores."""
    if not mail.messages:
        return np.zeros((0, K), np.float32)
    p = own
    for name in PASSES:
        p = mask(mail, in_context(name, mail, own, p))
    return p


PASSES = ("context1",)
RECEIVED_ONLY = ("acknowledgement", "outreach", "invitation", "assignment", "update", "rejection", "offer", "alert")
SENT_ONLY = ("application", "submission", "acceptance", "withdrawal", "ask")


def mask(mail: Mail, p: Floats) -> Floats:
    """Who can write what: an owner sends no rejection, an employer no application (the guide's table)."""
    p = p.copy()
    for sent, kinds in ((mail.sent, RECEIVED_ONLY), (~mail.sent, SENT_ONLY)):
        for k in kinds:
            p[sent, KINDS.index(k)] = 1e-6
    out: Floats = p / p.sum(axis=1, keepdims=True)
    return out
