"""Kept mail and envelopes for those who show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from goen.actions.understanding import scope
from goen.core.mail.message import Envelope, Message
from goen.store import mapping, queries
from goen.store.ready import models

AHEAD = timedelta(days=120)  # an invitation is seldom sent longer before the day


def rows(message_ids: Iterable[str]) -> dict[str, int]:
    """The rows of messages, by their ids."""
    return queries.row_ids(message_ids)


def envelopes(message_ids: Iterable[str]) -> dict[str, Envelope]:
    """The envelopes of some messages, kept or not, by their ids."""
    return {one.id: one for one in queries.envelopes_of(message_ids)}


def some(message_ids: Iterable[str]) -> dict[str, Message]:
    """The kept ones among these messages, oldest first, by their ids."""
    found = sorted((body.message for body in queries.kept_of(message_ids)), key=lambda m: (m.envelope.date, m.id))
    return {one.id: one for one in found}


def raw(message_id: str) -> bytes:
    """The bytes of a kept message as they came; none where it is not kept."""
    for row in queries.find(message_id):
        packed = models.Kept.objects.filter(message=row.id).values_list("raw", flat=True).first()
        if packed is not None:
            return mapping.raw_bytes(bytes(packed))
    return b""


def invitations(day: date) -> list[Message]:
    """The kept messages with a calendar part that may speak of a day from `day` on, oldest first."""
    since = datetime.combine(day, time(), UTC) - AHEAD
    found = [body.message for body in queries.kept_with_events(since)]
    return sorted(found, key=lambda m: (m.envelope.date, m.id))


def messages(source: Path | None = None) -> dict[str, Message]:
    """The kept messages of all mail, or of one mailbox, oldest first, by their ids."""
    return {body.message.id: body.message for body in queries.kept(scope(source))}


def count() -> int:
    """How many messages were read, of all mailboxes, kept or not."""
    number: int = models.Message.objects.count()
    return number
