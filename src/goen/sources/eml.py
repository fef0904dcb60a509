"""Messages that are files: one .eml, or a folder of them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from goen.sources.base import MAX_FETCH, Ref, unreadable

DEPTH = 12

_MH = re.compile(r"\d{1,9}\.?$")  # MH folders, and corpora, name messages by number
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:", re.M)
_KNOWN = frozenset(
    b"from to cc subject date received message-id return-path delivered-to mime-version content-type sender reply-to x-gmail-labels x-gm-thrid dkim-signature in-reply-to".split()
)


class Folder:
    """A folder of .eml files (and numbered ones, as MH keeps them), with the folders in it; or, with `only`, one file."""

    def __init__(self, path: Path, *, only: str = "", name: str = "") -> None:
        self.path = path
        self.only = only
        self.name = name or str(path / only if only else path)
        self._keys: list[str] = []

    def __getstate__(self) -> dict[str, object]:
        """What a worker process is told: where the files are, not which were listed."""
        return {**self.__dict__, "_keys": []}

    @property
    def extent(self) -> int:
        return sum(1 for _ in self._files())

    def step(self, ref: Ref) -> int:
        return 1

    def list(self, since: str = "") -> Iterator[Ref]:
        try:
            known = set(json.loads(since)["keys"].split("\n")) - {""}
        except (ValueError, KeyError, TypeError, AttributeError):
            known = set()
        self._keys = sorted(known)
        for file in self._files():
            if file not in known:
                self._keys.append(file)
                yield Ref(file, name=file)

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        for ref in refs:
            folder = ref.name.rpartition("/")[0]
            yield ref, _read(self.path / ref.name), (folder,) if folder else ()

    def mark(self, after: Ref | None = None) -> str:
        return "" if after is not None else json.dumps({"keys": "\n".join(self._keys)})

    def _files(self) -> Iterator[str]:
        if self.only:
            yield self.only
            return
        try:
            yield from _walk(self.path, "", 0)
        except OSError as error:
            raise unreadable(self.name, error) from error

    def close(self) -> None:
        pass

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def is_message(start: bytes) -> bool:
    """Whether a file that starts so is a mail message: header fields, among them two that every mail has."""
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if start[:5] == b"From ":
        start = start[start.find(b"\n") + 1 :]
    if not _HEADER.match(start):
        return False
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return len({name.lower() for name in _HEADER.findall(head)} & _KNOWN) >= 2


def holds_messages(path: Path) -> bool:
    """Whether there is at least one message file in a folder."""
    try:
        return next(_walk(path, "", 0), None) is not None
    except OSError:
        return False


def _walk(path: Path, inside: str, depth: int) -> Iterator[str]:
    entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir(follow_symlinks=False):
            if depth < DEPTH:
                yield from _walk(path / entry.name, name, depth + 1)
        elif entry.is_file() and (
            entry.name[-4:].lower() == ".eml"
            or entry.name[-5:].lower() == ".emlx"
            or (_MH.match(entry.name) and is_message(_start(path / entry.name)))
        ):
            yield name


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16 * 1024)
    except OSError:
        return b""


def _read(path: Path) -> bytes:
    try:
        with path.open("rb", buffering=0) as file:
            raw = file.read(MAX_FETCH) or b""
    except OSError:
        return b""
    if path.suffix.lower() == ".emlx":
        # Apple Mail: the length on a line of its own, the message, then a property list
        count, newline, rest = raw.partition(b"\n")
        if newline and count.strip().isdigit():
            return rest[: int(count)]
    return raw
