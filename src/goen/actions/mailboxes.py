"""Mailboxes that were handed in through the browser: kept, compressed, in the data folder until the owner lets them go.

So mail that was left out can be brought back. Letting one go removes the file; what was read from it stays.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from goen.actions.understanding import address
from goen.config import Config
from goen.errors import GoenError
from goen.store import queries
from goen.store.connect import open_store

FOLDER = "mailboxes"
LONGEST = 80  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`name`: of a file that was handed in without its ending: it was packed anew, so the ending is not the owner's. `messages`: how many it listed when it was read last, None where it was not read yet. `size`: bytes of a file that was handed in."""

    path: str
    name: str
    messages: int | None
    finished: bool
    handed_in: bool
    size: int
    there: bool


def keep(config: Config, part: Path, name: str, ending: str) -> Path:
    """Give a file that was handed in its place; `name` is what the owner calls it, `ending` such as ".zip"."""
    clean = re.sub(r"[^\w.\- ]+", "_", Path(name).stem).strip(" .")[:LONGEST] or "mail"
    folder = config.home / FOLDER
    n, place = 1, folder / f"{clean}{ending}"
    while place.exists():
        n += 1
        place = folder / f"{clean} {n}{ending}"
    part.replace(place)
    return place


def handed_in(config: Config, path: Path) -> bool:
    """Whether it is a copy that was handed in, which the owner knows under another name."""
    return path.parent.resolve() == (config.home / FOLDER).resolve()


def listed(config: Config) -> list[Mailbox]:
    """All that were read or handed in, in the order in which they came."""
    open_store(config)
    folder = config.home / FOLDER
    files = {str(file.resolve()): file for file in sorted(folder.glob("[!.]*"))} if folder.is_dir() else {}
    found = []
    for row in queries.sources():
        files.pop(row.path, None)
        path = Path(row.path)
        inside = path.parent == folder.resolve()
        there = path.exists()
        size = path.stat().st_size if inside and there else 0
        found.append(Mailbox(row.path, path.stem if inside else path.name, row.messages, row.finished, inside and there, size, there))
    found += [Mailbox(path, file.stem, None, False, True, file.stat().st_size, True) for path, file in files.items()]
    return found


def find(config: Config, path: str) -> Mailbox:
    """One of `listed`. Raises GoenError "not-found"."""
    known = next((one for one in listed(config) if one.path == path), None)
    if known is None:
        raise GoenError(f"There is no mailbox {path} here.", code="not-found", name=path)
    return known


def let_go(config: Config, path: str) -> None:
    """Remove the file that was handed in. Raises GoenError "not-found" for one that was not."""
    known = find(config, path)
    if not known.handed_in:
        raise GoenError(f"There is no mailbox {path} here.", code="not-found", name=path)
    Path(known.path).unlink(missing_ok=True)


def let_all_go(config: Config) -> None:
    shutil.rmtree(config.home / FOLDER, ignore_errors=True)


def place(text: str) -> Path:
    """The mailbox that somebody named by its path."""
    return Path(address(Path(text.strip().strip("\"'"))))
