"""The phrase tables: what is said, told by many wordings, as one feature for each thing said."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from goen.core import data


@cache
def table(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(name, example, pattern) of every thing said in a language ("en" or "ja"); patterns look at normalised, lower-case text."""
    parsed = tomllib.loads(data.text("goen.core.reading.phrases", f"{language}.toml"))
    return tuple((name, entry["example"], re.compile("|".join(f"(?:{p})" for p in entry["any"]))) for name, entry in parsed.items())


def said(sentences: Sequence[str]) -> list[set[str]]:
    """What each normalised sentence says, as tokens. One pass of each pattern over all of them, since that is what costs."""
    text = "\n".join(s.replace("\n", " ") for s in sentences)
    ends = list(accumulate(len(s) + 1 for s in sentences))
    out: list[set[str]] = [set() for _ in sentences]
    language = "ja" if JAPANESE.search(text) else "en"
    for name, _, pattern in table(language):
        for hit in pattern.finditer(text):
            out[bisect_right(ends, hit.start())].add(f"@{name}")
    return out


JAPANESE = re.compile(r"[\u3040-\u30ff]")
