"""Messages in memory: what a page was handed, and what tests use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType

from goen.sources.base import Ref


class Memory:
    """Raw messages in a sequence, each with its labels or without."""

    def __init__(self, messages: Sequence[bytes | tuple[bytes, tuple[str, ...]]], name: str = "memory") -> None:
        self.name = name
        self._messages = [m if isinstance(m, tuple) else (m, ()) for m in messages]

    @property
    def extent(self) -> int:
        return len(self._messages)

    def step(self, ref: Ref) -> int:
        return 1

    def list(self, since: str = "") -> Iterator[Ref]:
        start = int(since) if since.isdigit() and int(since) <= len(self._messages) else 0
        for n in range(start, len(self._messages)):
            yield Ref(str(n))

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        for ref in refs:
            raw, labels = self._messages[int(ref.key)]
            yield ref, raw, labels

    def mark(self, after: Ref | None = None) -> str:
        return str(len(self._messages) if after is None else int(after.key) + 1)

    def close(self) -> None:
        pass

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
