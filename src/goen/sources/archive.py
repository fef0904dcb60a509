"""Compressed mailboxes: unpacked into a private temporary folder, within bounds, and removed after use."""

from __future__ import annotations

import errno
import gzip
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Protocol

from goen.sources.base import Ref, Source, SourceError, unreadable
from goen.sources.eml import is_message
from goen.sources.mbox import is_mbox

MAX_FILES = 2_000_000
MAX_RATIO = 200  # unpacked to packed; mail packs to a third or a tenth, a bomb to a thousandth
FREE_RATIO = 512 * 1024 * 1024  # bytes that may be unpacked whatever the ratio
PIECE = 1024 * 1024
START = 16 * 1024


class Unpacked:
    """The source in a temporary folder, under the name of the archive; `close` removes the folder."""

    def __init__(self, name: str, folder: Path, source: Source) -> None:
        self.name = name
        self._folder: Path | None = folder
        self._source = source

    def __getstate__(self) -> dict[str, object]:
        # a worker's copy must not remove the folder
        return {"name": self.name, "_folder": None, "_source": self._source}

    @property
    def extent(self) -> int:
        return self._source.extent

    def step(self, ref: Ref) -> int:
        return self._source.step(ref)

    def list(self, since: str = "") -> Iterator[Ref]:
        return self._source.list(since)

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        return self._source.fetch(refs)

    def mark(self, after: Ref | None = None) -> str:
        return self._source.mark(after)

    def close(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> Unpacked:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def kind(start: bytes) -> str:
    """What kind of archive a file that starts so is: "gz", "zip" or ""."""
    if start[:2] == b"\x1f\x8b":
        return "gz"
    return "zip" if start[:4] in (b"PK\x03\x04", b"PK\x05\x06") else ""


def unpack(path: Path, archive: str, scratch: Path | None, opened: Callable[[Path], Source]) -> Unpacked:
    """Unpack what is mail into a folder below `scratch` (default: the system's), mode 0700, and open it with `opened`.

    Raises SourceError where the archive is damaged, locked with a password, unpacks to far more than mail does, or the disk is full.
    """
    name = str(path)
    try:
        folder = Path(tempfile.mkdtemp(prefix="goen-", dir=scratch))
    except OSError as error:
        raise unreadable(str(scratch or tempfile.gettempdir()), error) from error
    try:
        budget = _Budget(name, path.stat().st_size)
        (_unzip if archive == "zip" else _gunzip)(path, folder, budget)
        return Unpacked(name, folder, opened(folder))
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _clear(name, error) from error


def _clear(name: str, error: BaseException) -> BaseException:
    """The sentence for what went wrong."""
    if isinstance(error, SourceError) or not isinstance(error, Exception):
        return error
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return SourceError(f"The disk is too full to unpack {name}.", code="disk-full", path=name)
    if isinstance(error, (zipfile.BadZipFile, gzip.BadGzipFile, tarfile.TarError, zlib.error, EOFError)):
        return SourceError(f"{name} is damaged: it can't be unpacked whole.", code="source-unreadable", path=name)
    if isinstance(error, OSError):
        return unreadable(name, error)
    if isinstance(error, (RuntimeError, NotImplementedError)):
        return SourceError(
            f"{name} is locked with a password or packed in an unusual way; please unpack it first.", code="source-unreadable", path=name
        )
    return error


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Budget:
    """Counts what is unpacked, and stops at what no mail would need."""

    def __init__(self, name: str, packed: int) -> None:
        self.name = name
        self.left = max(FREE_RATIO, MAX_RATIO * packed)
        self.files = 0

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0 or self.files > MAX_FILES:
            raise SourceError(
                f"{self.name} unpacks to far more than mail does, so it was left alone.", code="source-unreadable", path=self.name
            )


def _gunzip(path: Path, folder: Path, budget: _Budget) -> None:
    with gzip.open(path) as file:
        start = file.peek(START)[:START] if hasattr(file, "peek") else b""
    if start[257:262] == b"ustar":
        with tarfile.open(path, "r:gz") as tar:
            for member in tar:
                if member.isreg():
                    content = tar.extractfile(member)
                    if content is not None:
                        _keep(folder, member.name, content, budget)
        return
    with gzip.open(path) as file:
        name = path.name.removesuffix(".gz").removesuffix(".GZ") or "mail"
        _keep(folder, name, file, budget, whatever=True)


def _unzip(path: Path, folder: Path, budget: _Budget) -> None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
                continue
            with archive.open(member) as content:
                _keep(folder, member.filename, content, budget)


def _keep(folder: Path, name: str, content: _Readable, budget: _Budget, *, whatever: bool = False) -> None:
    """Write one member out if it is mail; its name may not lead out of the folder."""
    budget.files += 1
    start = content.read(START)
    budget.take(len(start))
    if not whatever and not is_mbox(start) and not is_message(start):
        return
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".") and ":" not in part]
    # an .eml keeps its folder and name; other messages get the ending by which they are known later
    target = folder.joinpath(*parts) if parts else folder / "mail"
    if not whatever and not is_mbox(start) and target.suffix.lower() not in (".eml", ".emlx") and target.parent.name not in ("cur", "new"):
        target = target.with_name(target.name + ".eml")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        piece = start
        while piece:
            out.write(piece)
            piece = content.read(PIECE)
            budget.take(len(piece))
