"""A copy of the store in one file, whole at one moment, while others may be reading or writing."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.db import connection

from goen.config import Config
from goen.errors import GoenError
from goen.store.connect import clear_errors, open_store


def backup(config: Config) -> Path:
    """A new file beside the store, readable by its owner alone; whoever asked for it removes it.

    Raises GoenError "no-file" where the store is a database server, which has its own ways.
    """
    open_store(config)
    if connection.vendor != "sqlite":
        raise GoenError("The data is in PostgreSQL; make the backup there, with pg_dump.", code="no-file")
    copy = config.home / f".backup-{secrets.token_hex(6)}.sqlite3"
    copy.touch(mode=0o600)  # empty, which VACUUM INTO takes
    with clear_errors(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy
