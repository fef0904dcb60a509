"""One mbox file: split by its From_ lines, read in windows, resumed where it was left."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from types import TracebackType

from goen.sources.base import MAX_FETCH, Ref, unreadable

WINDOW = 4 * 1024 * 1024  # bytes read at a time
HEAD = 4096  # bytes at the start by which a file is known again
_TAIL = 1024  # bytes that must follow a From_ line before it is judged

# "From " opens a message where a line such as "From jane@example.org Tue Mar  3 09:15:00 2026" is followed by a header field.
# Body lines that begin with "From " are escaped by most writers, not by all: hence both conditions.
_FROM_LINE = re.compile(rb"From [^\n]*\n(?:>?From [^\n]*\n)?(?:[!-9;-~]+[ \t]*:|\r?\n)")
_DATED = re.compile(rb"From (?=.*\b\d{1,2}:\d\d\b)(?=.*\b(?:19|20)\d\d\b)")
_PLAIN = re.compile(rb"From \S+[ \t]*\r?$")
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


class Mbox:
    """An mbox on disk. Files with CRLF line ends, of one message, and mboxrd and mboxo escaping are all the same here."""

    def __init__(self, path: Path, *, name: str = "", member: str = "", labels: tuple[str, ...] = ()) -> None:
        self.path = path
        self.name = name or str(path)
        self.member = member  # the file's name, where several make one source
        self.labels = labels
        self._last: Ref | None = None

    @property
    def extent(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError as error:
            raise unreadable(self.name, error) from error

    def step(self, ref: Ref) -> int:
        return ref.length

    def list(self, since: str = "") -> Iterator[Ref]:
        with self._opened() as file:
            size = os.fstat(file.fileno()).st_size
            start, self._last = self._resume(file.fileno(), size, since)
            for offset, end in _spans(file.fileno(), start, size):
                self._last = Ref(f"{self.member}@{offset}", offset, end - offset, self.member)
                yield self._last

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        with self._opened() as file:
            for ref in refs:
                yield ref, message(os.pread(file.fileno(), min(ref.length, MAX_FETCH), ref.offset)), self.labels

    def mark(self, after: Ref | None = None) -> str:
        last = after or self._last
        if last is None:
            return ""
        with self._opened() as file:
            end = last.offset + last.length
            head = os.pread(file.fileno(), min(HEAD, end), 0)
            body = os.pread(file.fileno(), min(last.length, WINDOW), last.offset)
        return json.dumps({"head": _hash(head), "last": [last.offset, last.length, _hash(body)]})

    def _resume(self, fd: int, size: int, since: str) -> tuple[int, Ref | None]:
        """Where to go on, and the last message before: the end of the last one known, if the file is still the same up to there."""
        try:
            known = json.loads(since)
            offset, length, digest = known["last"]
            end = int(offset) + int(length)
            same = end <= size and _hash(os.pread(fd, min(HEAD, end), 0)) == known["head"]
            same = same and _hash(os.pread(fd, min(length, WINDOW), offset)) == digest
        except (ValueError, KeyError, TypeError, OverflowError):
            return 0, None
        if not same:
            return 0, None
        following = os.pread(fd, 64, end).lstrip(b"\r\n")
        if following and following[:5] != b"From ":
            return offset, None  # the last message was still being written when it was read
        return end, Ref(f"{self.member}@{offset}", offset, length, self.member)

    def _opened(self) -> FileIO:
        try:
            return FileIO(self.path)
        except OSError as error:
            raise unreadable(self.name, error) from error

    def close(self) -> None:
        pass

    def __enter__(self) -> Mbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def message(span: bytes) -> bytes:
    """The message in a span of an mbox: without its From_ line, escaped lines restored."""
    if span[:5] == b"From ":
        span = span[span.find(b"\n") + 1 :] if b"\n" in span else b""
    if b">From " in span:
        span = _ESCAPED.sub(rb"\1", span)
    return span


def is_mbox(start: bytes) -> bool:
    """Whether a file that starts so is an mbox."""
    start = start.lstrip(b"\r\n")
    return start[:5] == b"From " and _opens(start, 0, preceded=True)


def _opens(window: bytes, at: int, *, preceded: bool) -> bool:
    """Whether the "From " at `at` opens a message; `preceded` says that an empty line stands before it."""
    line_end = window.find(b"\n", at, at + 1000)
    if line_end < 0:
        return False
    line = window[at:line_end]
    if not _FROM_LINE.match(window, at) and line_end + 1 < len(window):
        return False
    return bool(_DATED.match(line)) or (preceded and bool(_PLAIN.match(line)))


def _spans(fd: int, start: int, size: int) -> Iterator[tuple[int, int]]:
    """Start and end of every message from `start` on, the empty line before the next From_ line not counted."""
    open_at = -1  # start of the message being read
    position = start  # of the window in the file
    window = b""
    while True:
        more = os.pread(fd, WINDOW, position + len(window))
        window += more
        at_end = not more or position + len(window) >= size
        limit = len(window) if at_end else len(window) - _TAIL
        at = -1
        scan = 0
        if position == start:
            at = len(window) - len(window.lstrip(b"\r\n"))
            if window[at : at + 5] == b"From " and _opens(window, at, preceded=True):
                open_at = position + at
                scan = at + 5
        while True:
            found = window.find(b"\nFrom ", scan, limit)
            if found < 0:
                break
            at = found + 1
            scan = at + 5
            before = window[max(0, found - 2) : found]
            if position + at <= open_at:
                continue  # seen at the end of the window before
            blank = before.endswith((b"\n", b"\n\r")) or found == 0
            if not _opens(window, at, preceded=blank):
                continue
            if open_at >= 0:
                end = position + found + 1
                if blank:
                    end -= 2 if before.endswith(b"\r") else 1
                yield open_at, max(end, open_at)
            open_at = position + at
        if at_end:
            break
        keep = max(len(window) - _TAIL - 8, 0)
        position += keep
        window = window[keep:]
    if open_at >= 0:
        end = size
        tail = os.pread(fd, 4, max(size - 4, open_at))
        if tail.endswith(b"\n\n"):
            end -= 1
        elif tail.endswith(b"\n\r\n"):
            end -= 2
        yield open_at, end


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
