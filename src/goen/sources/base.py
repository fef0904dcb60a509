"""What every source of mail can do: say what is there, and hand it over. None can write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import NamedTuple, Protocol

from goen.errors import GoenError

MAX_FETCH = 64 * 1024 * 1024 + 1  # bytes of one message; a longer one is handed over cut


class Ref(NamedTuple):
    """Where one message is within its source; small, so that worker processes can be told what to fetch.

    `key` is the message's identity within the source: it stays the same while the source grows, and in a Maildir when flags change.
    `offset` and `length` (bytes) say which piece of a file it is, and are 0 where it is a file of its own. `name` is the file within
    the source, where there is more than one.
    """

    key: str
    offset: int = 0
    length: int = 0
    name: str = ""


class SourceError(GoenError):
    """The mail can't be read; one sentence that names the file.

    Codes: "source-empty", "source-missing", "source-unreadable" (no permission, damaged), "source-unknown" (no mailbox), "disk-full".
    """


class Source(Protocol):
    """A mailbox. Picklable: a worker process that receives one opens the files anew.

    Use it as a context manager, or call `close`, in the process that opened it: what a compressed mailbox was unpacked to goes then.
    Every method may raise SourceError.
    """

    @property
    def name(self) -> str:
        """The path, as given."""

    @property
    def extent(self) -> int:
        """How much there is in all, in the unit of `step`: for progress bars."""

    def step(self, ref: Ref) -> int:
        """How much of `extent` this ref is: bytes for a message in an mbox, 1 for one that is a file."""

    def list(self, since: str = "") -> Iterator[Ref]:
        """Every message; with a mark only what was added after it. A mark that no longer fits the source lists everything again."""

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        """The raw messages with their labels (folder names), in the order asked for; b"" for one that can't be read any more."""

    def mark(self, after: Ref | None = None) -> str:
        """What to hand to `list` next time: the mark after the whole last listing or, of an mbox, after one ref.

        Where a source has no position (files in folders), a mark after one ref is "": what was listed then has to be told apart by its key.
        """

    def close(self) -> None:
        """Remove what was unpacked. Nothing else is held open."""

    def __enter__(self) -> Source: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def unreadable(name: str, error: OSError) -> SourceError:
    """The sentence for what the system says."""
    if isinstance(error, FileNotFoundError):
        return SourceError(f"There is no file or folder {name}.", code="source-missing", path=name)
    if isinstance(error, PermissionError):
        return SourceError(f"{name} can't be opened: permission denied.", code="source-unreadable", path=name)
    return SourceError(f"{name} can't be read: {error.strerror or error}.", code="source-unreadable", path=name)
