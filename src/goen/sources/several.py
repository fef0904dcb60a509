"""Several mailboxes that are one source: a folder with mbox files, an export in parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType

from goen.sources.base import Ref, Source


class Several:
    """Sources by member name. A member's refs carry its name in front of their keys."""

    def __init__(self, name: str, members: Mapping[str, Source]) -> None:
        self.name = name
        self._members = dict(members)

    @property
    def extent(self) -> int:
        return sum(member.extent for member in self._members.values())

    def step(self, ref: Ref) -> int:
        member, inner = self._of(ref)
        return member.step(inner)

    def list(self, since: str = "") -> Iterator[Ref]:
        marks = _marks(since)
        for name, member in self._members.items():
            for ref in member.list(marks.get(name, "")):
                yield ref._replace(key=f"{name}\n{ref.key}")

    def fetch(self, refs: Iterable[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        batch: list[Ref] = []
        for ref in refs:
            if batch and not ref.key.startswith(batch[0].key.partition("\n")[0] + "\n"):
                yield from self._fetch(batch)
                batch = []
            batch.append(ref)
        yield from self._fetch(batch)

    def _fetch(self, refs: Sequence[Ref]) -> Iterator[tuple[Ref, bytes, tuple[str, ...]]]:
        if refs:
            member = self._of(refs[0])[0]
            for ref, (_, raw, labels) in zip(refs, member.fetch([self._of(ref)[1] for ref in refs]), strict=True):
                yield ref, raw, labels

    def mark(self, after: Ref | None = None) -> str:
        if after is None:
            return json.dumps({name: member.mark() for name, member in self._members.items()})
        # members are listed one after the other: those before this one are done
        at = after.key.partition("\n")[0]
        marks: dict[str, str] = {}
        for name, member in self._members.items():
            if name == at:
                marks[name] = member.mark(self._of(after)[1])
                break
            marks[name] = member.mark()
        return json.dumps(marks)

    def _of(self, ref: Ref) -> tuple[Source, Ref]:
        name, _, key = ref.key.partition("\n")
        return self._members[name], ref._replace(key=key)

    def close(self) -> None:
        for member in self._members.values():
            member.close()

    def __enter__(self) -> Several:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _marks(since: str) -> dict[str, str]:
    try:
        found = json.loads(since)
        return {str(name): str(mark) for name, mark in found.items()}
    except (ValueError, AttributeError):
        return {}
