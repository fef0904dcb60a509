"""What the worker processes do: fetch, parse, look, read; and hand back rows that only need to be inserted."""

from __future__ import annotations

from dataclasses import dataclass

from goen.actions.job import HEAD, Batch, Job, pack
from goen.core import selection
from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.reading import reader
from goen.store import mapping
from goen.store.arrival import Arrival
from goen.store.mapping import Row


def look(job: Job) -> Batch:
    """Read the messages of a job. Pure but for the source: nothing is written anywhere."""
    arrivals: list[Arrival] = []
    missing: list[str] = []
    size = troubled = 0
    for ref, raw, labels in job.source.fetch(job.refs):
        if not raw:
            missing.append(ref.key)
            continue
        size += len(raw)
        message = parse(_head(raw) if job.head else raw, labels=labels)
        troubled += bool(message.problems)
        arrivals.append(_arrival(pack(ref), message, raw, whole=job.whole))
    return Batch(tuple(arrivals), size, tuple(missing), troubled)


def _arrival(ref: str, message: Message, raw: bytes, *, whole: bool) -> Arrival:
    glance = selection.screen(message)
    if not (glance.candidate or whole):
        return Arrival(ref, mapping.envelope_row(message, candidate=False, seed=False, kind=glance.kind), None)
    reading = reader.read(message)
    row = mapping.envelope_row(message, candidate=glance.candidate, seed=selection.seed(reading), kind="")
    return Arrival(ref, row, body(message, raw, reading))


def body(message: Message, raw: bytes, reading: reader.RawReading) -> Row:
    """The body row of a message that was read."""
    return mapping.body_row(message, raw, version=reader.version(), reading=reading.pack())


def _head(raw: bytes) -> bytes:
    head = raw[:HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = [line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-"))]
    return b"\n".join(lines) + b"\n\n"


@dataclass(frozen=True, slots=True)
class Again:
    """Kept messages to read anew: row and compressed bytes of each."""

    rows: tuple[tuple[int, bytes, tuple[str, ...]], ...]


def reread(job: Again) -> list[tuple[int, Row]]:
    """The new body rows, by message row."""
    out = []
    for id_, packed, labels in job.rows:
        raw = mapping.raw_bytes(packed)
        message = parse(raw, labels=labels)
        out.append((id_, body(message, raw, reader.read(message))))
    return out
