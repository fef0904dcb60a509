"""The `DATABASES` entry for a config: SQLite in its folder, or PostgreSQL by URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from goen.config import Config
from goen.errors import GoenError

# WAL: a reader never waits for the scan. NORMAL: a power cut may lose the last chunk, which the next scan reads again; it
# never breaks the file. 16 MB of pages cached hold the indexes of a few hundred thousand messages.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"


def database(config: Config) -> dict[str, Any]:
    """The settings of the one database. Raises GoenError for a URL that names no PostgreSQL database."""
    if not config.database_url:
        options = {"init_command": PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 20}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(config.database), "OPTIONS": options}
    url = urlsplit(config.database_url)
    if url.scheme not in ("postgresql", "postgres") or not url.path.strip("/"):
        raise GoenError(
            "GOEN_DATABASE_URL should read like postgresql://user:password@host:5432/name.", code="database-unreachable", reason="url"
        )
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", unquote(url.hostname or "")),  # a folder for a Unix socket can only stand in the query
        "PORT": query.pop("port", str(url.port or "")),
        "OPTIONS": query,
    }
