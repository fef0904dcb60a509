"""Mail without meaning: words of noise drawn one by one, in the form of real messages.

Most of a mailbox is about things that no corpus knows. Shown only mail that means something, a first look takes any unknown text for a process, since most of
the corpus is; shown salad as well, it waits for words that speak of one. The words are those of noise: drawn from all mail, they would make the words of hiring
suspect too. Made anew at each training, the same every time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from random import Random

from goen.core.mail.message import Message

PIECE = re.compile(r"[A-Za-z']+|\d+|[一-龯々]+|[ぁ-ん]+|[ァ-ヶー]+|[^\w\s]|\n+")
PORTIONS = (2, 4, 8)  # times the length of a real message: a short text that says nothing may be part of anything, a long one is not
JAPANESE = re.compile(r"[ぁ-んァ-ヶ]")


def salad(messages: Sequence[Message], words: Sequence[Message], number: int) -> list[Message]:
    """So many messages: each has the envelope of one of `messages` and a multiple of its length, subject and text drawn from all `words` of its language."""
    random = Random("salad")
    sizes = [(len(PIECE.findall(m.envelope.subject)), len(PIECE.findall(m.new))) for m in messages]
    wide = [bool(JAPANESE.search(m.new)) for m in messages]
    pools: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    for m in words:
        ja = bool(JAPANESE.search(m.new))
        pools[0, ja].update(PIECE.findall(m.envelope.subject))
        pools[1, ja].update(PIECE.findall(m.new))
    drawn = {key: (list(pool), list(accumulate(pool.values()))) for key, pool in pools.items() if pool}

    def text(part: int, ja: bool, size: int) -> str:
        words, weights = drawn[part, ja]
        return ("" if ja else " ").join(random.choices(words, cum_weights=weights, k=size)) if size else ""

    out = []
    for n in random.choices(range(len(messages)), k=number):
        portion = random.choice(PORTIONS)
        subject, body = (text(part, wide[n], sizes[n][part] * (portion if part else 1)) for part in (0, 1))
        out.append(replace(messages[n], envelope=replace(messages[n].envelope, subject=subject.replace("\n", " ")), text=body, new=body))
    return out
