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
    refs: list[str] = []
    messages: list[Message] = []
    raws: list[bytes] = []
    missing: list[str] = []
    for ref, raw, labels in job.source.fetch(job.refs):
        if not raw:
            missing.append(ref.key)
            continue
        refs.append(pack(ref))
        raws.append(raw)
        messages.append(parse(_head(raw) if job.head else raw, labels=labels))
    looks = selection.screen(messages)
    chosen = [n for n, glance in enumerate(looks) if glance.candidate or job.whole]
    readings = dict(zip(chosen, reader.read_all([messages[n] for n in chosen]), strict=True))
    arrivals = tuple(
        _arrival(ref, message, raw, glance, readings.get(n))
        for n, (ref, message, raw, glance) in enumerate(zip(refs, messages, raws, looks, strict=True))
    )
    return Batch(arrivals, sum(map(len, raws)), tuple(missing), sum(bool(message.problems) for message in messages))


def _arrival(ref: str, message: Message, raw: bytes, glance: selection.Screen, reading: reader.RawReading | None) -> Arrival:
    if reading is None:
        return Arrival(ref, mapping.envelope_row(message, candidate=False, seed=False, kind=glance.kind), None)
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
    raws = [mapping.raw_bytes(packed) for _, packed, _ in job.rows]
    messages = [parse(raw, labels=labels) for raw, (_, _, labels) in zip(raws, job.rows, strict=True)]
    readings = reader.read_all(messages)
    return [(id_, body(m, raw, one)) for (id_, _, _), m, raw, one in zip(job.rows, messages, raws, readings, strict=True)]
