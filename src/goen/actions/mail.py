"""Kept mail and envelopes for those who show them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from goen.actions.understanding import scope
from goen.core.mail.message import Envelope, Message
from goen.store import mapping, queries
from goen.store.ready import models


def rows(message_ids: Iterable[str]) -> dict[str, int]:
    """The rows of messages, by their ids."""
    return {row.message_id: row.id for ident in dict.fromkeys(message_ids) for row in queries.find(ident)}


def envelopes(message_ids: Iterable[str]) -> dict[str, Envelope]:
    """The envelopes of some messages, kept or not, by their ids."""
    found = {}
    for ident in dict.fromkeys(message_ids):
        for row in models.Message.objects.filter(hash__in=mapping.hashes(ident), message_id=ident).values_list(*queries.COLUMNS):
            found[ident] = mapping.envelope(row)
    return found


def messages(source: Path | None = None) -> dict[str, Message]:
    """The kept messages of all mail, or of one mailbox, oldest first, by their ids."""
    return {body.message.id: body.message for body in queries.kept(scope(source))}


def count() -> int:
    """How many messages were read, of all mailboxes, kept or not."""
    number: int = models.Message.objects.count()
    return number
