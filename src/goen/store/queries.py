"""The facts, read as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from goen.core.mail.message import Envelope, Message
from goen.core.values import Correction, Heard, KeptLetter, Note, Outward, Pause
from goen.store import codec, mapping
from goen.store.ready import models

COLUMNS = mapping.ENVELOPE[mapping.ENVELOPE.index("message_id") : mapping.ENVELOPE.index("size") + 1]
KEPT = tuple(f"message__{name}" for name in COLUMNS)
STREAM = 2_000  # rows at a time
HELD = 60_000  # envelopes in memory at most, about 1 kB each: several passes go over them
STEP = 200  # ids in one question; SQLite's smallest limit is 999 parameters


def source(path: str) -> models.Source | None:
    found: models.Source | None = models.Source.objects.filter(path=path).first()
    return found


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
        return int(self._count)

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
    """The kept messages, oldest first.

    Their rows are put in order first, then read a few at a time: a database that sorts whole messages holds all of them.
    """
    order = models.Kept.objects.order_by("message__date", "message")
    if source is not None:
        order = order.filter(message__in=models.Place.objects.filter(source=source).values("message"))
    ids = list(order.values_list("message_id", flat=True))
    for start in range(0, len(ids), STEP):
        part = ids[start : start + STEP]
        rows = models.Kept.objects.filter(message__in=part).values_list("message_id", *KEPT, "text", "parts", "version", "reading")
        found = {id_: row for id_, *row in rows}
        for id_ in part:
            if id_ in found:
                *envelope, text, parts, version, reading = found[id_]
                yield Body(mapping.message(mapping.envelope(envelope), text, parts), version, bytes(reading))


def _in_steps(message_ids: Iterable[str]) -> Iterator[dict[str, list[object]]]:
    """Filters that find these messages by the short hash that is indexed, a part of them at a time."""
    wanted = list(dict.fromkeys(message_ids))
    for start in range(0, len(wanted), STEP):
        part = wanted[start : start + STEP]
        yield {"hash__in": [hash_ for one in part for hash_ in mapping.hashes(one)], "message_id__in": list(part)}


def row_ids(message_ids: Iterable[str]) -> dict[str, int]:
    """The rows of messages, kept or not, by their ids."""
    return {
        id_: row for step in _in_steps(message_ids) for id_, row in models.Message.objects.filter(**step).values_list("message_id", "id")
    }


def envelopes_of(message_ids: Iterable[str]) -> Iterator[Envelope]:
    """The envelopes of some messages, kept or not, in no order."""
    for step in _in_steps(message_ids):
        yield from map(mapping.envelope, models.Message.objects.filter(**step).values_list(*COLUMNS))


def kept_of(message_ids: Iterable[str]) -> Iterator[Body]:
    """The kept ones among these messages, in no order."""
    for step in _in_steps(message_ids):
        rows = models.Kept.objects.filter(**{f"message__{name}": value for name, value in step.items()})
        for *envelope, text, parts, version, reading in rows.values_list(*KEPT, "text", "parts", "version", "reading"):
            yield Body(mapping.message(mapping.envelope(envelope), text, parts), version, bytes(reading))


def kept_by_address() -> dict[str, list[str]]:
    """The ids of the kept messages to, from or copied to each address, oldest first."""
    found: dict[str, list[str]] = {}
    rows = models.Message.objects.filter(kept__isnull=False).order_by("date", "id")
    for id_, sender, to, copied in rows.values_list("message_id", "sender", "recipients", "copied").iterator(STREAM):
        for email in dict.fromkeys([sender, *(line.partition("\t")[0] for line in f"{to}\n{copied}".split("\n") if line)]):
            found.setdefault(email, []).append(id_)
    return found


def kept_with_events(since: datetime) -> Iterator[Body]:
    """The kept messages with a calendar part that were written from `since` on, in no order."""
    rows = models.Kept.objects.filter(message__date__gte=int(since.timestamp()), message__marks__contains="calendar")
    for *envelope, text, parts, version, reading in rows.values_list(*KEPT, "text", "parts", "version", "reading").iterator(STREAM):
        yield Body(mapping.message(mapping.envelope(envelope), text, parts), version, bytes(reading))


def found_so_far() -> dict[str, int]:
    """What a scan has brought in up to now: messages in all, those that may belong, and those that speak of a hiring process."""
    everything = models.Message.objects
    return {
        "messages": everything.count(),
        "candidates": everything.filter(candidate=True).count(),
        "seeds": everything.filter(seed=True).count(),
    }


def kinds(source: int | None = None) -> Iterator[tuple[str, str]]:
    """Id and kind ("alert", "other") of the messages whose body is not kept, oldest first."""
    rows = _of(source).filter(kept__isnull=True).order_by("date", "id")
    return rows.values_list("message_id", "kind").iterator(STREAM)  # type: ignore[no-any-return]


def candidates(source: int | None = None) -> set[str]:
    """The ids of the messages that the first look took."""
    return set(_of(source).filter(candidate=True).values_list("message_id", flat=True))


def kept_since(row: int) -> set[str]:
    """The ids of the kept messages from this row on."""
    return set(models.Message.objects.filter(id__gte=row, kept__isnull=False).values_list("message_id", flat=True))


def newest(source: int | None = None) -> datetime | None:
    """When the newest message was written, by its sender's clock."""
    row = _of(source).order_by("-date", "-id").values_list(*COLUMNS).first()
    return None if row is None else mapping.envelope(row).date


def find(message_id: str) -> Iterator[models.Message]:
    """Messages with this id; by the short hash that is indexed, then by the id itself."""
    yield from models.Message.objects.filter(hash__in=mapping.hashes(message_id), message_id=message_id).iterator()


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a message: where it is, and the message's row and hashes, to see that what is there now is still that message."""

    path: str  # of the source
    ref: str
    row: int
    hash: int
    content: int


def copies(message_ids: Iterable[str]) -> Iterator[Copy]:
    """Every copy of these messages, the one that was seen last first."""
    wanted = list(message_ids)
    for start in range(0, len(wanted), STEP):
        part = wanted[start : start + STEP]
        hashes = {hash_ for one in part for hash_ in mapping.hashes(one)}
        rows = models.Place.objects.filter(message__hash__in=hashes, message__message_id__in=part).order_by("-id")
        for row in rows.values_list("source__path", "ref", "message_id", "message__hash", "message__content"):
            yield Copy(*row)


def refs_since(source: int, place: int) -> set[str]:
    """The refs of a source that were noted after a row of goen_place."""
    return set(models.Place.objects.filter(source=source, id__gt=place).values_list("ref", flat=True))


def judged(version: str) -> set[str]:
    """The ids of messages that this reader read whole and found to be no part of anything."""
    return set(models.Message.objects.filter(judged=version).values_list("message_id", flat=True))


def rows_of(message_ids: Collection[str]) -> dict[str, int]:
    """The rows of kept messages."""
    rows = models.Kept.objects.values_list("message__message_id", "message_id")
    return {id_: row for id_, row in rows.iterator(STREAM) if id_ in message_ids}


def outdated(version: str) -> QuerySet[models.Kept]:
    """The kept messages that another version of the reader read."""
    return models.Kept.objects.exclude(version=version).order_by("message")


def corrections() -> tuple[Correction, ...]:
    """Those in force, in the order in which they were made."""
    rows = models.Correction.objects.filter(withdrawn_at=None).order_by("at", "id")
    return tuple(Correction(verb=row.verb, target=row.target, value=row.value, at=row.at) for row in rows)


def notes() -> tuple[Note, ...]:
    """What the owner noted, in the order in which it was written."""
    return tuple(codec.loads(Note, value) for value in _noted("note"))


def letters() -> tuple[KeptLetter, ...]:
    """The letters that the owner keeps."""
    return tuple(codec.loads(KeptLetter, value) for value in _noted("letter"))


def outward() -> tuple[Outward, ...]:
    """The introductions that the owner means to make, or made."""
    return tuple(codec.loads(Outward, value) for value in _noted("outward"))


def heard() -> tuple[Heard, ...]:
    """The openings that the owner heard of."""
    return tuple(codec.loads(Heard, value) for value in _noted("heard"))


def heard_last() -> int:
    """The highest number of an opening that was ever noted, 0 where none was: a number is not given twice."""
    values = models.Noted.objects.filter(what="heard").values_list("value", flat=True)
    return max((codec.loads(Heard, value).number for value in values), default=0)


def pause() -> Pause | None:
    """The pause of the search, if it rests now."""
    found = [codec.loads(Pause, value) for value in _noted("pause")]
    return found[-1] if found else None


def _noted(what: str) -> QuerySet[models.Noted]:
    return models.Noted.objects.filter(what=what, withdrawn_at=None).order_by("at", "id").values_list("value", flat=True)


def correction_log() -> list[models.Correction]:
    """Every correction that was ever made, those that were taken back too, the newest first."""
    return list(models.Correction.objects.order_by("-at", "-id"))
