"""Whose words a sentence takes up: the owner's own from earlier mail, its writer's, everybody's, nobody's.

Regard is about something: it names what the owner wrote, made or said, and is answered in the same words. A courtesy could stand in any mail.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from goen.core.reading.classify import Mail
from goen.core.reading.words import words

COMMON = 0.05  # of all messages, and at least four: a word that stands in so many is everybody's
EVERYBODY = 4
Place = tuple[int, int]  # of a sentence in its message's new text


def echoes(mail: Mail, sentences: Mapping[int, Sequence[Place]]) -> dict[tuple[int, int], tuple[float, ...]]:
    """(row, start) of each sentence -> six numbers. sentences: row -> those asked about.

    What was said before, and the owner's next word after, is looked for in the mail with the same party. One party's words are held at a time.
    """
    often = Counter(w for i in range(len(mail.messages)) for w in _of(mail, i))
    parties: dict[str, list[int]] = defaultdict(list)
    for i, party in enumerate(mail.party):
        parties[party].append(i)
    out: dict[tuple[int, int], tuple[float, ...]] = {}
    for rows in parties.values():
        if not sentences.keys().isdisjoint(rows):
            out.update(_within(mail, rows, sentences, often))
    return out


def _of(mail: Mail, row: int) -> frozenset[str]:
    message = mail.messages[row]
    return words(f"{message.envelope.subject}\n{message.new}")


def _within(
    mail: Mail, rows: Sequence[int], sentences: Mapping[int, Sequence[Place]], often: Mapping[str, int]
) -> Iterator[tuple[tuple[int, int], tuple[float, ...]]]:
    size = len(mail.messages)
    many = max(EVERYBODY, COMMON * size)
    answer = _answers(mail, rows)
    owner: set[str] = set()
    others: set[str] = set()

    def weight(some: set[str] | frozenset[str]) -> float:
        return sum(math.log((size + 1) / often[w]) for w in sorted(some))  # in one order: the same sum in every run

    for i in rows:
        for start, end in sentences.get(i, ()):
            said = words(mail.messages[i].new[start:end])
            said = frozenset(w for w in said if w in often)
            total, least = weight(said) + LEAST, max(1, len(said))
            yield (
                (i, start),
                (
                    weight(said & owner) / total,
                    weight(said & others) / total,
                    sum(often[w] >= many for w in said) / least,
                    sum(often[w] == 1 for w in said) / least,
                    math.log1p(len(said)),
                    math.log1p(weight(said & _of(mail, answer[i]))) if i in answer else 0.0,
                ),
            )
        (owner if mail.sent[i] else others).update(_of(mail, i))


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
