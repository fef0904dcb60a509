"""Whose words a sentence takes up: the owner's own from earlier mail, its writer's, everybody's, nobody's.

Regard is about something: it names what the owner wrote, made or said, and is answered in the same words. A courtesy could stand in any mail.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goen.core.reading.classify import Mail
from goen.core.reading.words import words

COMMON = 0.05  # of all messages, and at least four: a word that stands in so many is everybody's
EVERYBODY = 4
Place = tuple[int, int]  # of a sentence in its message's new text


@dataclass(frozen=True)
class Said:
    """The words of a mailbox, numbered in the order of the alphabet."""

    number: Mapping[str, int]
    of: Sequence[NDArray[np.int32]]  # each message's words
    often: Sequence[int]  # by word, in how many messages it stands
    weight: Sequence[float]

    @staticmethod
    def by(mail: Mail) -> Said:
        found: defaultdict[str, int] = defaultdict()
        found.default_factory = found.__len__  # a new word gets the next number
        said = (words(f"{m.envelope.subject}\n{m.new}") for m in mail.messages)
        of = [np.fromiter(map(found.__getitem__, some), np.int32, len(some)) for some in said]
        number = {w: n for n, w in enumerate(sorted(found))}
        place = np.array([number[w] for w in found], np.int32)
        of = [place[some] for some in of]
        often = np.bincount(np.concatenate(of), minlength=len(found)).tolist() if of else []
        return Said(number, of, often, [math.log((len(of) + 1) / n) for n in often])


def echoes(mail: Mail, sentences: Mapping[int, Sequence[Place]]) -> dict[tuple[int, int], tuple[float, ...]]:
    """(row, start) of each sentence -> six numbers. sentences: row -> those asked about.

    What was said before, and the owner's next word after, is looked for in the mail with the same party. Words are held as numbers.
    """
    if not sentences:
        return {}
    said = Said.by(mail)
    parties: dict[str, list[int]] = defaultdict(list)
    for i, party in enumerate(mail.party):
        parties[party].append(i)
    out: dict[tuple[int, int], tuple[float, ...]] = {}
    for rows in parties.values():
        if not sentences.keys().isdisjoint(rows):
            out.update(_within(mail, rows, sentences, said))
    return out


def _within(
    mail: Mail, rows: Sequence[int], sentences: Mapping[int, Sequence[Place]], known: Said
) -> Iterator[tuple[tuple[int, int], tuple[float, ...]]]:
    size = len(mail.messages)
    many = max(EVERYBODY, COMMON * size)
    often = known.often
    answer = _answers(mail, rows)
    owner: set[int] = set()
    others: set[int] = set()

    def weight(some: set[int]) -> float:
        return sum([known.weight[w] for w in sorted(some)])  # in one order: the same sum in every run

    for i in rows:
        places = sentences.get(i, ())
        answered = set(known.of[answer[i]].tolist()) if places and i in answer else set()
        for start, end in places:
            said = {known.number[w] for w in words(mail.messages[i].new[start:end]) if w in known.number}
            total, least = weight(said) + LEAST, max(1, len(said))
            yield (
                (i, start),
                (
                    weight(said & owner) / total,
                    weight(said & others) / total,
                    sum(often[w] >= many for w in said) / least,
                    sum(often[w] == 1 for w in said) / least,
                    math.log1p(len(said)),
                    math.log1p(weight(said & answered)),
                ),
            )
        (owner if mail.sent[i] else others).update(known.of[i].tolist())


LEAST = 1e-6  # so that no words weigh nothing


def _answers(mail: Mail, rows: Sequence[int]) -> dict[int, int]:
    """For each of a party's rows the next one after it that the owner wrote."""
    out: dict[int, int] = {}
    coming: int | None = None
    for i in reversed(rows):
        if coming is not None:
            out[i] = coming
        if mail.sent[i]:
            coming = i
    return out
