"""The facts, read as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from goen.core.mail.message import Envelope, Message
from goen.core.values import Correction
from goen.store import mapping, models

COLUMNS = mapping.ENVELOPE[mapping.ENVELOPE.index("message_id") : mapping.ENVELOPE.index("size") + 1]
KEPT = tuple(f"message__{name}" for name in COLUMNS)
STREAM = 2_000  # rows at a time
HELD = 60_000  # envelopes in memory at most, about 1 kB each: several passes go over them
STEP = 200  # ids in one question; SQLite's smallest limit is 999 parameters


def source(path: str) -> models.Source | None:
    return models.Source.objects.filter(path=path).first()


def sources() -> list[models.Source]:
    return list(models.Source.objects.order_by("id"))


def _of(source: int | None) -> QuerySet[models.Message]:
    everything = models.Message.objects.order_by("id")
    if source is None:
        return everything
    return everything.filter(id__in=models.Place.objects.filter(source=source).values("message"))


class Envelopes(Collection[Envelope]):
    """The envelopes of a source, or of all mail. Of a large mailbox they are read anew each time they are gone over, never all in memory."""

    def __init__(self, source: int | None = None) -> None:
        self._source = source
        self._count = _of(source).count()
        self._held: list[Envelope] | None = None

    def __len__(self) -> int:
        return self._count

    def __contains__(self, envelope: object) -> bool:
        return any(envelope == one for one in self)

    def __iter__(self) -> Iterator[Envelope]:
        if self._count > HELD:
            return self._read()
        if self._held is None:
            self._held = list(self._read())
        return iter(self._held)

    def _read(self) -> Iterator[Envelope]:
        return map(mapping.envelope, _of(self._source).values_list(*COLUMNS).iterator(STREAM))


def seeds(source: int | None = None) -> set[str]:
    """The ids of the messages that draw their people and threads in."""
    return set(_of(source).filter(seed=True).values_list("message_id", flat=True))


def kept_ids(source: int | None = None) -> set[str]:
    return set(_of(source).filter(kept__isnull=False).values_list("message_id", flat=True))


@dataclass(frozen=True, slots=True)
class Body:
    message: Message
    version: str  # of the reader that made `reading`
    reading: bytes


def kept(source: int | None = None) -> Iterator[Body]:
    """The kept messages, oldest first."""
    rows = models.Kept.objects.order_by("message__date", "message")
    if source is not None:
        rows = rows.filter(message__in=models.Place.objects.filter(source=source).values("message"))
    for *envelope, text, parts, version, reading in rows.values_list(*KEPT, "text", "parts", "version", "reading").iterator(STREAM):
        yield Body(mapping.message(mapping.envelope(envelope), text, parts), version, bytes(reading))


def noise(source: int | None = None) -> Iterator[tuple[Envelope, str]]:
    """Envelope and kind ("alert", "other") of the messages whose body is not kept."""
    for *envelope, kind in _of(source).filter(kept__isnull=True).values_list(*COLUMNS, "kind").iterator(STREAM):
        yield mapping.envelope(envelope), kind


def find(message_id: str) -> Iterator[models.Message]:
    """Messages with this id; by the short hash that is indexed, then by the id itself."""
    return models.Message.objects.filter(hash__in=mapping.hashes(message_id), message_id=message_id).iterator()


def places(message_ids: Iterable[str], source: int | None = None) -> Iterator[tuple[int, str, int, str]]:
    """Source, ref, message row and message id of every copy of these messages."""
    wanted = list(message_ids)
    for start in range(0, len(wanted), STEP):
        part = wanted[start : start + STEP]
        hashes = {hash_ for one in part for hash_ in mapping.hashes(one)}
        rows = models.Place.objects.filter(message__hash__in=hashes, message__message_id__in=part)
        if source is not None:
            rows = rows.filter(source=source)
        yield from rows.order_by("id").values_list("source_id", "ref", "message_id", "message__message_id")


def corrections() -> tuple[Correction, ...]:
    """Those in force, in the order in which they were made."""
    rows = models.Correction.objects.filter(withdrawn_at=None).order_by("at", "id")
    return tuple(Correction(verb=row.verb, target=row.target, value=row.value, at=row.at) for row in rows)
