"""What the owner says is so: kept as a fact, withdrawn when taken back, never deleted by a reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from goen.actions import pool
from goen.actions.closing import close
from goen.actions.facts import corrected
from goen.actions.lock import only_writer
from goen.actions.progress import silent
from goen.config import Config
from goen.core.values import Correction
from goen.errors import GoenError
from goen.sources import open_source
from goen.store import queries, state
from goen.store.connect import one_transaction, open_store
from goen.store.ready import models


def correct(config: Config, verb: str, target: str, value: str) -> Correction:
    """Note a correction (see Correction for verbs, targets and values); the next look at the understanding is made with it.

    A message of which only the envelope is kept is fetched from its mailbox, where that is still there. Raises GoenError "busy".
    """
    return correct_all(config, [(verb, target, value)])[0]


def correct_all(config: Config, said: Sequence[tuple[str, str, str]]) -> list[Correction]:
    """Several at once (verb, target, value), noted and taken back as one. Raises GoenError "busy"."""
    open_store(config)
    at = datetime.now(UTC)
    made = [Correction(verb, target, value, at) for verb, target, value in said]
    with only_writer(config):
        with one_transaction():
            models.Correction.objects.bulk_create(models.Correction(verb=c.verb, target=c.target, value=c.value, at=c.at) for c in made)
            state.changed()
        _fetch_what_it_names()
    return made


def undo(config: Config) -> Correction | None:
    """Take the last correction back, with those that were made in the same moment; None where there is none."""
    open_store(config)
    with only_writer(config), one_transaction():
        row = models.Correction.objects.filter(withdrawn_at=None).order_by("-at", "-id").first()
        if row is None:
            return None
        models.Correction.objects.filter(withdrawn_at=None, at=row.at).update(withdrawn_at=datetime.now(UTC))
        state.changed()
        return Correction(row.verb, row.target, row.value, row.at)


def withdraw(config: Config, ident: int) -> None:
    """Take one correction back, by its row in queries.correction_log; nothing where that is not in force."""
    open_store(config)
    with only_writer(config), one_transaction():
        if models.Correction.objects.filter(id=ident, withdrawn_at=None).update(withdrawn_at=datetime.now(UTC)):
            state.changed()


def restore(config: Config, ident: int) -> None:
    """Say one again that was taken back, by its row; nothing where it is in force. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config):
        with one_transaction():
            if models.Correction.objects.filter(id=ident).exclude(withdrawn_at=None).update(withdrawn_at=None):
                state.changed()
        _fetch_what_it_names()


def _fetch_what_it_names() -> None:
    missing = corrected() - queries.kept_ids()
    for path in dict.fromkeys(copy.path for copy in queries.copies(missing)):
        try:
            with open_source(Path(path)) as source:
                close(source, path, pool.processors(), silent, arrived=())
        except GoenError:  # the mailbox has moved; the correction stands, and the next scan brings the message in
            continue
