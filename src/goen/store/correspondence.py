"""Who wrote to whom and when, of all kept mail: the few columns that a page needs of very many messages, in one question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from goen.store.ready import models

STREAM = 5_000  # rows at a time


@dataclass(frozen=True, slots=True)
class Line:
    """One kept message: when (by its sender's clock), from and to which addresses, the copied ones too."""

    message: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str


def lines() -> Iterator[Line]:
    """Of all kept messages, oldest first."""
    rows = models.Kept.objects.order_by("message__date", "message").values_list(
        "message__message_id",
        "message__date",
        "message__offset",
        "message__sender",
        "message__recipients",
        "message__copied",
        "message__subject",
    )
    for id_, date, offset, sender, recipients, copied, subject in rows.iterator(STREAM):
        at = datetime.fromtimestamp(date, timezone(timedelta(minutes=offset)))
        yield Line(id_, at, sender, (*_emails(recipients), *_emails(copied)), subject)


def _emails(packed: str) -> list[str]:
    return [line.partition("\t")[0] for line in packed.split("\n")] if packed else []
