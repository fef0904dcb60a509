"""What the owner removes is gone: its rows, its traces in the file, and no later scan brings it back.

What was removed is known again by keyed hashes alone; the key is a random number of this store.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from django.db import connection

from goen.actions import agenda, background, drawn, mailboxes, numbers, second, secret
from goen.actions.gate import address_mark, message_mark, salt
from goen.actions.lock import only_writer
from goen.actions.settling import settle
from goen.actions.understanding import today
from goen.config import Config
from goen.core.mail.message import Envelope
from goen.core.values import Application, Person, Understanding
from goen.store import mapping, queries, search, state, writing
from goen.store.connect import clear_errors, close_store, one_transaction, open_store
from goen.store.ready import models

HASH, CONTENT, SENDER, TO, CC = (mapping.ENVELOPE.index(name) for name in ("hash", "content", "sender", "recipients", "copied"))


def application(config: Config, one: Application) -> int:
    """Remove an application and its mail; gives how many messages are gone. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config):
        return _remove([row for ident in one.messages for row in queries.find(ident)], one.id, (), one.messages)


def person(config: Config, one: Person) -> int:
    """Remove a person and all mail between them and the owner; gives how many messages are gone. Mail to several people stays.

    Mail with their addresses is kept out from now on. Raises GoenError "busy".
    """
    open_store(config)
    emails = set(one.emails)
    with only_writer(config):
        ids = [e.id for e in queries.Envelopes() if between(e, emails)]
        rows = [row for ident in ids for row in queries.find(ident)]
        return _remove(rows, one.id, one.emails, (), one.name)


def whole_with(one: Person, whole: Understanding) -> list[Application]:
    """The applications of which nothing that anybody wrote to the owner stays once a person's mail is removed. The store is open."""
    emails, own = set(one.emails), set(whole.owner.emails)
    kept = {e.id for e in queries.Envelopes() if not between(e, emails) and e.sender.email not in own}
    return [a for a in whole.applications if one.id in a.people and kept.isdisjoint(a.messages)]


def everything(config: Config) -> None:
    """Remove all that Goen keeps. Mailboxes are not touched. Raises GoenError "busy"."""
    open_store(config)
    with only_writer(config):
        if connection.vendor != "sqlite":
            with one_transaction(), connection.cursor() as cursor:
                for model in (
                    models.Place,
                    models.Kept,
                    models.Message,
                    models.Source,
                    models.Correction,
                    models.Noted,
                    models.Tombstone,
                    models.State,
                    models.HandMade,
                    models.Answer,
                ):
                    cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608
                for table in _derived_tables():
                    cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
            mailboxes.let_all_go(config)
            background.dismiss(config)
            secret.take_away(config)
            return
        close_store()
        for name in ("", "-wal", "-shm", "-journal"):
            config.database.with_name(config.database.name + name).unlink(missing_ok=True)
    mailboxes.let_all_go(config)
    background.dismiss(config)
    for lock in (config.lock, config.home / second.LOCK):
        lock.unlink(missing_ok=True)
    secret.take_away(config)
    if not any(config.home.iterdir()):
        config.home.rmdir()


def between(envelope: Envelope, emails: Collection[str]) -> bool:
    """Whether a message is between the owner and this person alone: they wrote it, or it went to nobody else."""
    receivers = {a.email for a in (*envelope.to, *envelope.cc)}
    return envelope.sender.email in emails or (bool(receivers) and receivers <= set(emails))


def _remove(rows: Sequence[models.Message], ident: str, emails: Collection[str], messages: Collection[str], name: str = "") -> int:
    key = salt()
    names = {row.message_id for row in rows}
    marks = [message_mark(key, row.hash, row.content) for row in rows] + [address_mark(key, email) for email in emails]
    with one_transaction():
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA secure_delete = ON")
        models.Tombstone.objects.bulk_create([models.Tombstone(hash=mark) for mark in marks], ignore_conflicts=True)
        ids = [row.id for row in rows]
        for table, column in (("goen_place", "message_id"), ("goen_kept", "message_id"), ("goen_message", "id")):
            writing.delete(table, column, ids)
        for correction in models.Correction.objects.all():
            if names & {correction.target, correction.value} or _speaks_of(correction, emails):
                correction.delete()
        for noted in models.Noted.objects.all():
            if any(words and json.dumps(words, ensure_ascii=False)[1:-1] in noted.value for words in (ident, *emails, *messages, name)):
                noted.delete()
        numbers.let_go(ident)
        agenda.let_go()
        drawn.let_go()
        state.changed()
    settle(today())
    _sweep()
    return len(rows)


def _speaks_of(correction: models.Correction, emails: Collection[str]) -> bool:
    words = {correction.target, correction.value, *correction.value.split("|")}
    return not words.isdisjoint(emails)


def _sweep() -> None:
    """Leave no trace in the index, in free pages or in the log."""
    with clear_errors(), connection.cursor() as cursor:
        search.sweep()
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _derived_tables() -> list[str]:
    from goen.store.derived import TABLES

    return [table.name for table in TABLES.values()]
