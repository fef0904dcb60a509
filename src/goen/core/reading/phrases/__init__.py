"""The phrase tables: what is said, told by many wordings, as one feature for each thing said."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from goen.core import data


@cache
def table(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(name, example, pattern) of every thing said in a language ("en" or "ja"); patterns look at normalised, lower-case text."""
    parsed = tomllib.loads(data.text("goen.core.reading.phrases", f"{language}.toml"))
    return tuple((name, entry["example"], re.compile("|".join(f"(?:{p})" for p in entry["any"]))) for name, entry in parsed.items())


def said(text: str) -> set[str]:
    """The names of what a normalised text says, each as a token."""
    language = "ja" if JAPANESE.search(text) else "en"
    return {f"@{name}" for name, _, pattern in table(language) if pattern.search(text)}


JAPANESE = re.compile(r"[\u3040-\u30ff]")
