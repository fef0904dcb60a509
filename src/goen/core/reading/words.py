"""The words of substance in a text: what two texts must share to be about the same thing."""

from __future__ import annotations

import re

LATIN = re.compile(r"[a-z]{4,}|[\u30a1-\u30ffー]{3,}")
KANJI = re.compile(r"[\u3400-\u9fff]{2,}")


def words(text: str) -> frozenset[str]:
    """Words of four letters or more, in lower case; words of katakana; pairs of kanji."""
    low = text.lower()
    out = set(LATIN.findall(low))
    if not low.isascii():
        for run in KANJI.findall(low):
            out.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(out)
