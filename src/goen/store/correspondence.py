"""Who wrote to whom and when, of all kept mail: the few columns that a page needs of very many messages, in one question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from goen.store.ready import models

STREAM = 5_000  # rows at a time
COLUMNS = ("message_id", "date", "offset", "sender", "recipients", "copied", "subject")


class Line(NamedTuple):
    """One kept message. A tuple as the database gives it: fifty thousand of these are made for one page."""

    message: str
    date: int  # seconds since the epoch
    offset: int  # of the sender's clock, in minutes
    sender: str
    recipients: str  # packed; `to` unpacks them
    copied: str
    subject: str

    @property
    def at(self) -> datetime:
        """By its sender's clock."""
        return datetime.fromtimestamp(self.date, timezone(timedelta(minutes=self.offset)))

    @property
    def to(self) -> tuple[str, ...]:
        """The addresses it went to, the copied ones too."""
        return (*_emails(self.recipients), *_emails(self.copied))


def lines() -> Iterator[Line]:
    """Of all kept messages, oldest first."""
    rows = models.Kept.objects.order_by("message__date", "message").values_list(*(f"message__{name}" for name in COLUMNS))
    return map(Line._make, rows.iterator(STREAM))


@lru_cache(maxsize=20_000)
def _emails(packed: str) -> tuple[str, ...]:
    return tuple(line.partition("\t")[0] for line in packed.split("\n")) if packed else ()
