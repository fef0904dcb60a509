"""The one-time link that opens the pages, and the key that signs sessions. Both stand as small files in the data folder (0600).

A link is a file named after the hash of its token; whoever opens it first removes the file, and only removing it counts.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from pathlib import Path

from goen.config import Config, prepare, put

VALID = 15 * 60  # seconds
FOLDER = "links"
KEY = "web.key"


def make(config: Config) -> str:
    """A new token; those that nobody used in time are removed."""
    prepare(config)
    folder = config.home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.iterdir():
        if _age(old) > VALID:
            old.unlink(missing_ok=True)
    token = secrets.token_urlsafe(32)
    put(folder / _name(token), "")
    return token


def take(config: Config, token: str) -> bool:
    """Whether the token was good: made here, not too long ago, and never used."""
    file = config.home / FOLDER / _name(token)
    try:
        age = _age(file)
        file.unlink()
    except FileNotFoundError:
        return False
    return age <= VALID


def key(config: Config) -> str:
    """The key of this data folder's sessions, "" where none was made yet."""
    try:
        return (config.home / KEY).read_text("ascii")
    except OSError:
        return ""


def make_key(config: Config) -> None:
    prepare(config)
    if not key(config):
        put(config.home / KEY, secrets.token_hex(32))


def _name(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _age(file: Path) -> float:
    return time.time() - file.stat().st_mtime
