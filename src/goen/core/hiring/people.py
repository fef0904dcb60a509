"""People's names, for comparing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from goen.core.reading.spans import squash

WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # a name in these is in one piece


@lru_cache(50_000)
def folded_name(name: str) -> str:
    """A name for comparing, a lone given or family name too: word order, case, accents, titles and spaces aside."""
    text = unicodedata.normalize("NFKC", name).casefold()
    if WIDE.search(text):
        return squash(re.sub(r"(?:様|さん|氏|先生)$", "", text))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = [w for w in re.findall(r"[^\W\d_]+", text) if w not in {"mr", "ms", "mrs", "dr", "prof", "phd", "md", "jr", "sr"}]
    return " ".join(sorted(words))


def full_name(name: str) -> str:
    """The same of a name that is whole, of two words or in Japanese three characters; "" for a given or a family name alone, which many have."""
    folded = folded_name(name)
    return folded if " " in folded or (len(folded) >= 3 and not folded.isascii()) else ""
