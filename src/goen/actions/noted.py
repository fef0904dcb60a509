"""The owner's own facts as rows: written, changed, withdrawn; every one in a transaction that counts as a change."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from goen.actions.lock import only_writer
from goen.config import Config
from goen.core.values import Heard, KeptLetter, Note, Outward, Pause
from goen.store import codec, state
from goen.store.connect import one_transaction, open_store
from goen.store.ready import models

Fact = Note | KeptLetter | Pause | Outward | Heard
WHAT: dict[type[Fact], str] = {Note: "note", KeptLetter: "letter", Pause: "pause", Outward: "outward", Heard: "heard"}


def new_id(what: str) -> str:
    return f"{what}:{secrets.token_hex(6)}"


def write(config: Config, ident: str, fact: Fact, at: datetime | None = None) -> None:
    """Keep a fact under its id, in the place of what stood there. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config), one_transaction():
        models.Noted.objects.update_or_create(
            ident=ident,
            defaults={"what": WHAT[type(fact)], "at": at or datetime.now(UTC), "value": codec.dumps(fact), "withdrawn_at": None},
        )
        state.changed()


def withdraw(config: Config, what: str, ident: str | None = None) -> str | None:
    """Take back a fact of this sort, the last where none is named; gives its JSON, None where there is none. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config), one_transaction():
        rows = models.Noted.objects.filter(what=what, withdrawn_at=None).order_by("-at", "-id")
        row = (rows.filter(ident=ident) if ident else rows).first()
        if row is None:
            return None
        row.withdrawn_at = datetime.now(UTC)
        row.save(update_fields=["withdrawn_at"])
        state.changed()
        return str(row.value)


def restore(config: Config, what: str, ident: str) -> bool:
    """Put back a fact of this sort that was taken back; whether there was one. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config), one_transaction():
        found = models.Noted.objects.filter(what=what, ident=ident).exclude(withdrawn_at=None).update(withdrawn_at=None)
        if found:
            state.changed()
        return bool(found)
