"""Opening the store: private, up to date, and clear about what is wrong."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.db import connection

from goen.config import Config, load, prepare
from goen.errors import GoenError
from goen.store import state
from goen.store.connect import close_store, one_transaction, open_store


def refusal(config: Config) -> GoenError:
    with pytest.raises(GoenError) as refused:
        open_store(config)
    assert "\n" not in str(refused.value)
    return refused.value


def test_the_folder_and_the_database_are_the_owners_alone(tmp_path: Path, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    config = Config(tmp_path / "a" / "home")
    with django_db_blocker.unblock():
        open_store(config)
        close_store()
    assert stat.S_IMODE(config.home.stat().st_mode) == 0o700
    assert stat.S_IMODE(config.database.stat().st_mode) == 0o600


def test_a_folder_with_other_things_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    tmp_path.chmod(0o755)
    prepare(Config(tmp_path))
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_goen_home_names_the_folder_and_the_url_the_database() -> None:
    config = load({"GOEN_HOME": "/somewhere", "GOEN_DATABASE_URL": "postgresql://a@b/c"})
    assert config == Config(Path("/somewhere"), "postgresql://a@b/c")
    assert load({}).home.name == "goen"


def test_opening_again_keeps_what_is_there(here: Config) -> None:
    open_store(here)
    with one_transaction():
        state.put("owner", "[]")
    close_store()
    open_store(here)
    assert state.get("owner") == "[]"


def test_a_database_of_a_newer_goen_is_left_alone(here: Config) -> None:
    open_store(here)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('goen', '0999_later', CURRENT_TIMESTAMP)")
    close_store()
    assert refusal(here).code == "database-newer"


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "goen.sqlite3").write_bytes(b"a poem, not a table\n" * 300)
    with django_db_blocker.unblock():
        assert refusal(Config(tmp_path)).code == "database-unreachable"
        close_store()


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b", "postgresql://nobody@127.0.0.1:9/none"])
def test_a_database_that_cannot_be_reached_is_said_in_a_sentence(url: str, tmp_path: Path, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock():
        assert refusal(Config(tmp_path, url)).code == "database-unreachable"
        close_store()


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    assert refusal(Config(tmp_path / "home")).code == "home-unusable"


def test_the_disk_being_full_is_said(tmp_path: Path, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    """SQLite's own limit of pages stands in for the disk: the database says the same of both."""
    with django_db_blocker.unblock():
        open_store(Config(tmp_path))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 2}")
        with pytest.raises(GoenError) as refused, one_transaction():
            state.put("owner", "x" * 1_000_000)
        close_store()
    assert refused.value.code == "disk-full"
