"""How this server was started; it is handed to the server's process in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """`as_of`: the day from which to judge, today where it is None. `language`: what the program was started in."""

    as_of: date | None = None
    discreet: bool = False
    read_only: bool = False
    language: str = ""

    def environment(self) -> dict[str, str]:
        return {
            "GOEN_AS_OF": self.as_of.isoformat() if self.as_of else "",
            "GOEN_DISCREET": "1" if self.discreet else "",
            "GOEN_READ_ONLY": "1" if self.read_only else "",
            "GOEN_LANGUAGE": self.language,
        }


def load(environ: Mapping[str, str] | None = None) -> Options:
    environ = os.environ if environ is None else environ
    day = environ.get("GOEN_AS_OF", "")
    return Options(
        as_of=date.fromisoformat(day) if day else None,
        discreet=bool(environ.get("GOEN_DISCREET")),
        read_only=bool(environ.get("GOEN_READ_ONLY")),
        language=environ.get("GOEN_LANGUAGE", ""),
    )
