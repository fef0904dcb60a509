"""From codes to sentences, in English and Japanese: the one place where the program's words are chosen.

The texts stand in `locale/en/*.toml` and `locale/ja/*.toml`, one file a subject, under the same keys. Japanese is written there, not
translated from the English: a key names what is to be said, not how. An English text may have the forms `one` and `other`, chosen by the argument `n`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goen.core.reasons import Reason
from goen.errors import GoenError

LANGUAGES = ("en", "ja")
LOCALE = Path(__file__).parent / "locale"
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
FORMS = {"one", "other"}
WITHIN = {"en": str.maketrans("“”", "‘’"), "ja": str.maketrans("「」", "『』")}  # quotation marks inside a quotation
SURE, LIKELY = 0.85, 0.6  # confidence from which a reading is called sure, or likely; below: perhaps


@dataclass(frozen=True, slots=True)
class Say:
    """The program's voice in one language. Calling it with a key and its arguments gives the text."""

    language: str
    texts: Mapping[str, Any]

    def __call__(self, key: str, /, **arguments: object) -> str:
        """Raises KeyError for a text or an argument that is not there: tests hold both languages complete.

        An argument `quote` stands between quotation marks; those within it become the other kind, as print has them.
        """
        text = self.texts[key]
        if isinstance(text, dict):
            text = text["one" if arguments.get("n") == 1 else "other"]
        if "quote" in arguments:
            arguments["quote"] = str(arguments["quote"]).translate(WITHIN[self.language])
        return str(text).format_map(arguments)

    def has(self, key: str) -> bool:
        return key in self.texts

    def day(self, day: date, today: date | None = None) -> str:
        """The day in words; the year only where it is not that of `today`."""
        year = today is None or day.year != today.year
        if self.language == "ja":
            return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"

    def short_date(self, day: date, today: date) -> str:
        """For columns: `13 Mar`, with the year where it is not that of `today`."""
        if self.language == "ja":
            return self.day(day, today)
        return f"{day.day} {MONTHS[day.month - 1][:3]}{f' {day.year}' if day.year != today.year else ''}"

    def sure(self, confidence: float) -> str:
        """How sure a reading is, in a word: never a percentage."""
        return self("sure.sure" if confidence >= SURE else "sure.likely" if confidence >= LIKELY else "sure.perhaps")

    def both(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        parts = list(items)
        if self.language == "ja" or len(parts) < 2:
            return "、".join(parts)
        return f"{', '.join(parts[:-1])} and {parts[-1]}"

    def either(self, items: Iterable[str]) -> str:
        """`a, b or c`."""
        parts = list(items)
        if self.language == "ja" or len(parts) < 2:
            return "、".join(parts)
        return f"{', '.join(parts[:-1])} or {parts[-1]}"

    def reason(self, reason: Reason, names: Mapping[str, str], today: date) -> str:
        """A reason in a sentence. `names`: what people and applications are called, by id; dates are said in words."""
        arguments: dict[str, object] = {"quote": reason.quote}
        for name, value in reason.arguments:
            arguments[name] = names.get(value, value)
            if name in ("first", "last", "date"):
                arguments[name] = self.day(date.fromisoformat(value[:10]), today)
            elif self.has(f"{name}.{value}"):
                arguments[name] = self(f"{name}.{value}")
            elif value.isdecimal():
                arguments["n"] = int(value)
        return self(f"reason.{reason.code}", **arguments)

    def error(self, error: GoenError) -> str:
        """What went wrong and what to do next. English sentences are made where the error is raised; others are said here."""
        key = f"error.{error.code}"
        if self.language == "en" or not self.has(key):
            return str(error)
        try:
            return self(key, **error.arguments)
        except KeyError:
            return str(error)


@cache
def voice(language: str) -> Say:
    """The voice of one of LANGUAGES."""
    texts: dict[str, Any] = {}
    for file in files(language):
        texts.update(_flat(tomllib.loads(file.read_text("utf-8")), ""))
    return Say(language, texts)


def files(language: str) -> list[Path]:
    """The files with the texts of a language; no key stands in two of them."""
    return sorted((LOCALE / language).glob("*.toml"))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict) and value.keys() != FORMS:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def choose(wanted: str | None, environ: Mapping[str, str] | None = None) -> str:
    """The language: what was asked for, else that of the locale, else English."""
    environ = os.environ if environ is None else environ
    if wanted in LANGUAGES:
        return str(wanted)
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "ja" if locale.lower().startswith("ja") else "en"
