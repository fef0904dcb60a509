"""Whose words a sentence takes up: the owner's own from earlier mail, its writer's, everybody's, nobody's.

Regard is about something: it names what the owner wrote, made or said, and is answered in the same words. A courtesy could stand in any mail.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from goen.core.reading.classify import Mail

LATIN = re.compile(r"[a-z]{4,}|[\u30a1-\u30ffー]{3,}")
KANJI = re.compile(r"[\u3400-\u9fff]{2,}")
COMMON = 0.05  # of all messages, and at least four: a word that stands in so many is everybody's
EVERYBODY = 4
SIZE = 6  # features of a sentence


@lru_cache(8_000)
def words(text: str) -> frozenset[str]:
    """The words of substance of a text: of four letters, of katakana, and pairs of kanji."""
    low = text.lower()
    out = set(LATIN.findall(low))
    if not low.isascii():
        for run in KANJI.findall(low):
            out.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(out)


def echoes(mail: Mail, sentences: Mapping[int, Sequence[tuple[int, int]]]) -> dict[tuple[int, int], tuple[float, ...]]:
    """(row, start) of each sentence -> SIZE numbers. sentences: row -> (start, end) of those asked about.

    What was said before, and the owner's next word after, is looked for in the thread and among the mail with the same party.
    """
    whole = [words(f"{m.envelope.subject}\n{m.new}") for m in mail.messages]
    often = Counter(w for some in whole for w in some)
    many = max(EVERYBODY, COMMON * len(whole))
    weight = {w: math.log((len(whole) + 1) / n) for w, n in often.items()}
    answer = _answers(mail, sentences)
    owner: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    out: dict[tuple[int, int], tuple[float, ...]] = {}
    for i, text in enumerate(whole):
        places = (f"party {mail.party[i]}", f"thread {mail.thread[i]}")
        for start, end in sentences.get(i, ()):
            said = words(mail.messages[i].new[start:end]) & text
            total = sum(weight[w] for w in said) + 1e-6
            size = max(1, len(said))
            out[i, start] = (
                sum(weight[w] for w in said if any(w in owner[p] for p in places)) / total,
                sum(weight[w] for w in said if any(w in others[p] for p in places)) / total,
                sum(often[w] >= many for w in said) / size,
                sum(often[w] == 1 for w in said) / size,
                math.log1p(len(said)),
                math.log1p(sum(weight[w] for w in said & whole[answer[i]])) if i in answer else 0.0,
            )
        for p in places:
            (owner if mail.sent[i] else others)[p] |= text
    return out


def _answers(mail: Mail, rows: Mapping[int, object]) -> dict[int, int]:
    """For each of the rows the next one after it that the owner wrote, in its thread or to its party."""
    coming: dict[str, int] = {}
    out: dict[int, int] = {}
    for i in range(len(mail.messages) - 1, -1, -1):
        places = (f"party {mail.party[i]}", f"thread {mail.thread[i]}")
        if i in rows and (next_ones := [coming[p] for p in places if p in coming]):
            out[i] = min(next_ones)
        if mail.sent[i]:
            coming |= dict.fromkeys(places, i)
    return out
