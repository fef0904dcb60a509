"""Whose mail belongs: a wide and cheap first cast over every message, then the closure over people and threads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from goen.core.mail.message import Envelope, Message
from goen.core.mail.people import is_machine, is_shared
from goen.core.mail.senders import is_freemail, system
from goen.core.reading import codes, features, lexicon, model
from goen.core.reading.codes import Codes, Rows
from goen.core.reading.grams import code, normal
from goen.core.reading.kinds import NOISE
from goen.core.reading.learning import NOBODY, Senders, way
from goen.core.reading.notes import is_note
from goen.core.reading.reader import RawReading
from goen.core.values import Owner

GLANCE = 600  # characters of the new text that the first cast looks at
HIRING = frozenset({"ats", "assessment", "scheduler", "scout", "agent"})  # systems whose mail is always read whole
CAST = 0.05  # chance of belonging from which a message is read whole; low, since the cast must lose nothing
SEED = 0.5  # chance of being about a process from which a read message draws its people and thread in


@dataclass(frozen=True, slots=True)
class Screen:
    """Whether a message is worth reading whole, and what it is if not."""

    candidate: bool
    kind: str  # alert or other: the better of the two
    chance: float  # of belonging


def screen(messages: Sequence[Message]) -> list[Screen]:
    """The first cast over messages, each by itself, from its subject, its sender and its first words. Pure; half a tenth of a millisecond each."""
    if not messages:
        return []
    scorer = model.scorer("screen")
    process, alert, other = (scorer.labels.index(label) for label in ("process", "alert", "other"))
    chances = model.softmax(scorer.scores(*glances(messages), len(messages))).tolist()
    out = []
    for message, p in zip(messages, chances, strict=True):
        sending = system(message.envelope.sender.domain)
        hiring = sending is not None and sending.kind in HIRING
        out.append(Screen(hiring or p[process] > CAST, "alert" if p[alert] > p[other] else "other", p[process]))
    return out


def glances(messages: Sequence[Message]) -> tuple[Codes, Rows]:
    """What the first cast looks at, as hashes with the message of each."""
    subjects = codes.coded(codes.tokens([normal(m.envelope.subject) for m in messages], "s:"), "s:")
    inside, of = _words([normal(m.new[:GLANCE]) for m in messages])
    marks = [_marks(m) for m in messages]
    return (
        np.concatenate([subjects.codes, inside, np.array([code for some in marks for code in some], np.uint32)]),
        np.concatenate([subjects.piece, of, codes.owners(marks)]),
    )


def _marks(message: Message) -> list[int]:
    """What form and sender say."""
    e = message.envelope
    out = list(_way(e.sender.name, e.sender.email, e.marks))
    if e.references:
        out.append(code("#reply"))
    if message.events:
        out.append(code("#event"))
    if message.attachments:
        out.append(code("#attachment"))
    out.append(code(f"#size{min(len(message.new) // 100, 12)}"))
    return out


@lru_cache(20_000)
def _way(name: str, email: str, marks: frozenset[str]) -> tuple[int, ...]:
    domain = email.rpartition("@")[2]
    sending = system(domain)
    out = {f"#{m}" for m in marks}
    out.add("#" + (sending.kind if sending else "freemail" if is_freemail(domain) else "domain"))
    machine = is_machine(email, name, marks)
    if machine:
        out.add("#machine")
    if machine or "list" in marks:
        out |= features.sender(name, email)
    return tuple(map(code, out))


WORDS = re.compile(r"[^\W\d_]{2,}|\0")
PLAIN = re.compile(r"[a-z]{2,}|\0")  # the same in lower-case ASCII


class Words(lexicon.Table):
    """Words of texts, with the hash of each; a Japanese run counts by its pairs of characters, not by itself."""

    HASH, COUNTS = range(2)

    def row(self, text: str) -> tuple[int, ...]:
        return lexicon.hash_of(text), int(text[0] < "\u3040")


_known = [Words(2)]


def _words(texts: Sequence[str]) -> tuple[Codes, Rows]:
    """Single words, and character pairs of Japanese runs: cheaper than the reader's n-grams."""
    if len(_known[0]) > lexicon.REMEMBERED:
        _known[:] = [Words(2)]
    known = _known[0]
    hashes, rows = [], []
    for numbers, whole in codes.apart(texts):
        found = (PLAIN if whole.isascii() else WORDS).findall(whole)
        ids = np.fromiter(map(known.__getitem__, found), np.intp, len(found))
        ends = ids == known["\0"]
        counted = (known.rows[ids, Words.COUNTS] > 0) & ~ends
        hashes.append(known.rows[ids[counted], Words.HASH])
        rows.append(numbers[np.cumsum(ends)[counted]])
    pairs, of = codes.pairs(texts)
    return np.concatenate([*hashes, pairs]), np.concatenate([*rows, of])


def seed(reading: RawReading) -> bool:
    """Whether a message, by itself, speaks plainly enough of a hiring process to draw its people and thread in.

    Judged as mail that was received: the scorer of sent mail has met too little noise to tell it.
    """
    labels = model.scorer("received").labels
    p = model.softmax(np.array(reading.received, np.float32))
    return bool(sum(p[labels.index(k)] for k in NOISE if k in labels) <= 1 - SEED)


def close(envelopes: Collection[Envelope], seeds: Collection[str], owner: Owner, heard: Senders = NOBODY) -> set[str]:
    """Ids of messages that belong although the first cast left them out: of the seeds' people and threads.

    envelopes: of all mail, iterated once for each round (a list, or a view that reads rows). Lists and machines close nothing; nor do
    people merely copied, nor colleagues under the owner's own domain. What the owner wrote to themselves as a note belongs.
    heard: senders of whose mail the owner said that it is none of the search, and closes nothing; or that it is, and belongs, machine or not.
    """
    mine = set(owner.emails)
    people: set[str] = set()
    linked: set[str] = set(seeds)
    for e in envelopes:
        if e.id in linked and way(e) not in heard.unwelcome:
            linked.update(e.references)
            people |= _partners(e, mine)
    people -= {address for address, _ in heard.unwelcome}
    found = {e.id for e in envelopes if e.id not in seeds and is_note(e, mine)}
    while True:
        new: set[str] = set()
        for e in envelopes:
            if e.id in seeds or e.id in found:
                continue
            welcome = way(e) in heard.welcome
            if way(e) in heard.unwelcome or (e.marks & {"list", "bulk", "spam"} and not welcome):
                continue
            if welcome or e.id in linked or linked & set(e.references) or _partners(e, mine) & people:
                new.add(e.id)
                linked.add(e.id)
                linked.update(e.references)
        if not new:
            return found
        found |= new


def _partners(e: Envelope, mine: set[str]) -> set[str]:
    """The people who wrote a message to the owner, or to whom the owner wrote it; nobody for machines, desks, lists and crowds."""
    if e.sender.email in mine:
        partners = {a.email for a in e.to}
        if len(partners) > 3:
            return set()
    elif is_machine(e.sender.email, e.sender.name, e.marks):
        return set()
    else:
        partners = {e.sender.email}
    homes = {a.rpartition("@")[2] for a in mine}
    return {
        a
        for a in partners
        if a not in mine
        and (is_freemail(a.rpartition("@")[2]) or a.rpartition("@")[2] not in homes)
        and not (is_machine(a, "", frozenset()) or is_shared(a))
    }
