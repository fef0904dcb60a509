"""The calendar's secret address: whoever knows it reads the calendar and nothing else. Made, renewed and taken away by the owner; off unless made.

It is a file in the data folder and no row: the pages look at it before they open any store, and a backup should not carry it elsewhere.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass

from goen.config import Config, prepare, put

FILE = "calendar.key"
PATH = "/calendar/"
PORT = 4636  # "goen" on a telephone's keys: where the pages are served, unless another port is taken or asked for


@dataclass(frozen=True, slots=True)
class Address:
    """`language`: what the calendar's entries are written in."""

    token: str
    language: str

    def url(self, port: int) -> str:
        return f"http://127.0.0.1:{port}{PATH}{self.token}.ics"


def address(config: Config) -> Address | None:
    """The address, None while there is none."""
    try:
        token, _, language = (config.home / FILE).read_text("ascii").strip().partition(" ")
    except (OSError, ValueError):
        return None
    return Address(token, language or "en") if token else None


def port(config: Config) -> int:
    """Where the pages are served now, else where they usually are."""
    try:
        return int(json.loads((config.home / "server.json").read_text("ascii"))["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return PORT


def renew(config: Config, language: str) -> Address:
    """Make an address in the place of the one before, which stops working. Raises GoenError where the folder can't be used."""
    prepare(config)
    made = Address(secrets.token_urlsafe(32), language)
    put(config.home / FILE, f"{made.token} {made.language}\n")
    return made


def take_away(config: Config) -> None:
    """Let the address stop working."""
    with suppress(FileNotFoundError):
        (config.home / FILE).unlink()


def known(config: Config, path: str) -> Address | None:
    """The address, where the path of a request is the one that it names; compared in constant time."""
    here = address(config)
    if here is None:
        return None
    wanted = f"{PATH}{here.token}.ics".encode()
    return here if secrets.compare_digest(wanted, path.encode("utf-8", "replace")) else None
