"""Where Goen keeps its things, decided once from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from goen.errors import GoenError


@dataclass(frozen=True, slots=True)
class Config:
    """`home` is the folder of everything that Goen keeps; `database_url` is empty for the SQLite file in it."""

    home: Path
    database_url: str = ""

    @property
    def database(self) -> Path:
        return self.home / "goen.sqlite3"

    @property
    def lock(self) -> Path:
        return self.home / "scan.lock"


def load(environ: Mapping[str, str] | None = None) -> Config:
    """From `GOEN_HOME` (else the platform's data folder) and `GOEN_DATABASE_URL` (else SQLite). Touches no file."""
    environ = os.environ if environ is None else environ
    home = environ.get("GOEN_HOME", "")
    folder = Path(home).expanduser() if home else platformdirs.user_data_path("goen", appauthor=False)
    return Config(home=folder.absolute(), database_url=environ.get("GOEN_DATABASE_URL", ""))


def prepare(config: Config) -> None:
    """Make the folder, readable by its owner alone (0700): it holds a person's mail.

    A folder of Goen's that others can read is closed to them; one that holds other things too is left as it is (the database
    in it is made readable by its owner alone). Raises GoenError where it can't be made or written to.
    """
    try:
        config.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if config.home.stat().st_mode & 0o077 and (config.database.exists() or not any(config.home.iterdir())):
            config.home.chmod(0o700)
    except OSError as problem:
        raise GoenError(
            f"Goen can't keep its data in {config.home}: {problem.strerror}. Name another folder in GOEN_HOME.",
            code="home-unusable",
            path=str(config.home),
        ) from problem
    if not os.access(config.home, os.W_OK | os.X_OK):
        raise GoenError(
            f"Goen may not write to {config.home}. Name another folder in GOEN_HOME.", code="home-unusable", path=str(config.home)
        )


def put(file: Path, text: str) -> None:
    """Write a small file that its owner alone can read: whole, or as it was before. Its folder is there. Raises OSError."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
