"""Maildirs: a folder with cur and new, and the folders in and beside it."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from goen.sources.base import MAX_FETCH, Ref, unreadable

DEPTH = 6  # of folders within folders
SETTLED = 2 * 10**9  # ns after which a folder's time of change can be trusted: file systems count in seconds

_FLAGS = re.compile(r"[:;!]2,[A-Za-z]*$")


class Maildir:
    """A Maildir with its subfolders, whichever way they are nested (".Sent", "Sent/cur"). Messages still in tmp are not there yet."""

    def __init__(self, path: Path, *, name: str = "") -> None:
        self.path = path
        self.name = name or str(path)
        self._keys: list[str] = []
        self._times: dict[str, int] = {}

    def __getstate__(self) -> dict[str, object]:
        """What a worker process is told: where the files are, not which were listed."""
        return {**self.__dict__, "_keys": [], "_times": {}}

    @property
    def extent(self) -> int:
        return sum(1 for _, place in self._places() for _ in os.scandir(place))

    def step(self, ref: Ref) -> int:
        return 1

    def list(self, since: str = "") -> Iterator[Ref]:
        times, known = _read_mark(since)
        now = time.time_ns()
        found: list[tuple[str, Ref]] = []
        self._times = {}
        self._keys = sorted(known)
        try:
            for folder, place in self._places():
                where = os.path.relpath(place, self.path)
                changed = place.stat().st_mtime_ns
                if times.get(where) == changed:
                    self._times[where] = changed
                    continue
                for file in [entry.name for entry in os.scandir(place)]:
                    if file[0] == ".":
                        continue
                    key = f"{folder}/{_FLAGS.sub('', file)}"
                    if key not in known:
                        found.append((file, Ref(key, name=f"{where}/{file}")))
                self._times[where] = changed if now - changed > SETTLED else 0
        except OSError as error:
            raise unreadable(self.name, error) from error
        # file names begin with the time of delivery; a message that is moved from new to cur meanwhile is listed once
        found.sort()
        seen: set[str] = set()
        for _, ref in found:
            if ref.key not in seen:
                seen.add(ref.key)
                self._keys.append(ref.key)
                yield ref

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        moved: dict[str, Path] | None = None
        for ref in refs:
            folder = ref.key.rpartition("/")[0]
            labels = (folder,) if folder else ()
            raw = _read(self.path / ref.name)
            if raw is None:
                if moved is None:
                    moved = self._all()
                raw = _read(moved[ref.key]) if ref.key in moved else None
            yield ref, raw or b"", labels

    def mark(self, after: Ref | None = None) -> str:
        if after is not None:
            return ""
        return json.dumps({"times": self._times, "keys": "\n".join(self._keys)})

    def _all(self) -> dict[str, Path]:
        """Where every message is now: mail programs rename files when flags change."""
        out: dict[str, Path] = {}
        for folder, place in self._places():
            for file in [entry.name for entry in os.scandir(place)]:
                out[f"{folder}/{_FLAGS.sub('', file)}"] = place / file
        return out

    def _places(self) -> Iterator[tuple[str, Path]]:
        """Folder name and directory of every cur and new, in a fixed order."""
        yield from _places(self.path, "", 0)

    def close(self) -> None:
        pass

    def __enter__(self) -> Maildir:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def is_maildir(path: Path) -> bool:
    """Whether a folder is a Maildir or holds some."""
    return next(_places(path, "", 0), None) is not None


def _places(path: Path, folder: str, depth: int) -> Iterator[tuple[str, Path]]:
    try:
        inside = sorted(entry.name for entry in os.scandir(path) if entry.is_dir())
    except OSError:
        return
    boxes = [name for name in ("cur", "new") if name in inside]
    if boxes and ("tmp" in inside or len(boxes) == 2):
        for box in boxes:
            yield folder, path / box
    else:
        boxes = []
    if depth >= DEPTH:
        return
    for name in inside:
        if name in ("cur", "new", "tmp") and boxes:
            continue
        # Maildir++ has ".Archive.2024" for the folder 2024 in Archive
        shown = name[1:].replace(".", "/") if name.startswith(".") else name
        yield from _places(path / name, f"{folder}/{shown}" if folder else shown, depth + 1)


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb", buffering=0) as file:
            return file.read(MAX_FETCH) or b""
    except OSError:
        return None


def _read_mark(mark: str) -> tuple[dict[str, int], set[str]]:
    try:
        known = json.loads(mark)
        keys = set(known["keys"].split("\n")) - {""}
        return {str(k): int(v) for k, v in known["times"].items()}, keys
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, set()
