"""What every source of mail can do: say what is there, and hand it over. None can write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from goen.errors import GoenError

MAX_FETCH = 64 * 1024 * 1024 + 1  # bytes of one message; a longer one is handed over cut


class Ref(NamedTuple):
    """Where one message is within its source; small, so that worker processes can be told what to fetch.

    `key` is the identity within the source. It stays the same while the source only grows (and, in a Maildir, when flags change).
    `offset` and `length` are bytes, for messages that are a piece of a file; `length` is 0 where only the name counts.
    """

    key: str
    offset: int = 0
    length: int = 0


class SourceError(GoenError):
    """The mail can't be read; one sentence that names the file. Codes: "source-empty", "source-unreadable", "source-unknown"."""


class Source(Protocol):
    """A mailbox. Picklable: a worker process that receives one opens the files anew.

    Use it as a context manager, or call `close`, in the process that opened it: compressed mailboxes are unpacked into a
    temporary folder, which goes then.
    """

    @property
    def name(self) -> str:
        """The path, as given."""
        ...

    @property
    def extent(self) -> int:
        """How much there is to list, in the unit of `step`: for progress bars. 0 where nobody knows before listing."""
        ...

    def step(self, ref: Ref) -> int:
        """How much of `extent` is done with this ref: bytes for an mbox, 1 for a message that is a file."""
        ...

    def list(self, since: str = "") -> Iterator[Ref]:
        """Every message, oldest position first; after a mark only what has been added. A mark that no longer fits lists everything."""
        ...

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        """The raw messages with their labels (folder names), in the order asked for; b"" where one can't be read any more."""
        ...

    def mark(self, after: Ref | None = None) -> str:
        """The mark for `list(since)`: after everything that was listed, or after one ref (an mbox only: others give "").

        A mark is text of at most a few kB for an mbox; for a Maildir or folder it holds the names.
        """
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Source: ...

    def __exit__(self, *_: object) -> None: ...
