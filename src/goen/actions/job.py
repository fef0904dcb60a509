"""What goes to a worker process and what comes back. Light: a scan that finds nothing new loads no reader."""

from __future__ import annotations

import json
from dataclasses import dataclass

from goen.sources import Ref, Source
from goen.store.arrival import Arrival

HEAD = 64 * 1024  # bytes of a message that ends the process which reads it: its headers are still indexed


@dataclass(frozen=True, slots=True)
class Job:
    """Some messages of a source. `whole`: keep the body of each, whatever the first look says. `head`: read the headers only."""

    source: Source
    refs: tuple[Ref, ...]
    whole: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    arrivals: tuple[Arrival, ...]
    size: int  # bytes read
    missing: tuple[str, ...]  # keys of messages that the source could not hand over
    troubled: int  # messages with problems


def pack(ref: Ref) -> str:
    """A ref as text that any database takes, also where a file name is no text."""
    return json.dumps(ref)


def unpack(text: str) -> Ref:
    return Ref(*json.loads(text))
