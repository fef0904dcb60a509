"""The pages over PostgreSQL: all of them, a correction, a letter, and the sample beside it in a file of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from goen import samples
from goen.actions.scan import scan
from goen.config import Config
from goen.web import desk, links
from goen.web.options import Options

PAGES = ("/", "/applications/", "/applications/?show=board", "/applications/a5/", "/letters/a9/", "/people/", "/people/p3/", "/doors/", "/insights/",
         "/perhaps/", "/search/?q=proposal", "/messages/m40/", "/why/a5/", "/mailboxes/", "/settings/", "/settings/corrections/", "/settings/second/", "/settings/second/words/", "/settings/export/",
         "/welcome/")  # fmt: skip


@pytest.fixture
def web(_cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, django_db_blocker: Any) -> Iterator[Client]:
    import psycopg

    from goen.store.connect import close_store

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(_cluster.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    here = Config(tmp_path / "home", _cluster.format(name=name))
    monkeypatch.setenv("GOEN_HOME", str(here.home))
    monkeypatch.setenv("GOEN_DATABASE_URL", here.database_url)
    settings.GOEN = Options(as_of=samples.AS_OF["en"], language="en")
    with django_db_blocker.unblock():
        scan(here, samples.mailbox("en"), as_of=samples.AS_OF["en"], workers=0)
        client = Client(HTTP_HOST="127.0.0.1")
        client.get(f"/open/{links.make(here)}")
        yield client
        close_store()
        desk.forget_places()


def test_every_page_is_there(web: Client) -> None:
    assert {address: web.get(address).status_code for address in PAGES} == dict.fromkeys(PAGES, 200)


def test_what_is_done_is_kept(web: Client) -> None:
    web.post("/applications/bulk/", {"chosen": ["a5"], "outcome": "withdrawn"})
    web.post("/letters/a9/", {"to": "a@b.example", "subject": "x", "body": "Kept words.", "do": "sent"})
    web.post("/applications/add/", {"organization": "Heron", "stage": "applied", "outcome": "open"})
    assert "Heron" in web.get("/applications/").content.decode()
    assert "Kept words." in web.get("/letters/a9/").content.decode()
    assert 'href="/applications/a5/"' in web.get("/applications/?outcome=withdrawn").content.decode()


def test_a_backup_is_left_to_the_database(web: Client) -> None:
    answer = web.get("/settings/backup/")
    assert "pg_dump" in answer.content.decode()
