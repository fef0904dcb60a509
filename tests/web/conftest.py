"""A visitor that came through the link, on a copy of a store into which a sample was read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from goen import samples
from goen.config import Config
from goen.web import links
from goen.web.options import Options


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> str:
    """Each test of the pages runs in both languages."""
    return str(request.param)


@pytest.fixture(scope="session")
def _read(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> dict[str, Path]:
    from goen.actions.scan import scan
    from goen.store.connect import close_store

    homes = {}
    for language in ("en", "ja"):
        homes[language] = tmp_path_factory.mktemp(language) / "home"
        with django_db_blocker.unblock():
            scan(Config(homes[language]), samples.mailbox(language), as_of=samples.AS_OF[language], workers=0)
            close_store()
    return homes


@pytest.fixture
def empty(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, django_db_blocker: Any) -> Iterator[Config]:
    """A store with nothing in it, where this process looks."""
    from goen.store.connect import close_store
    from goen.web import desk

    for name in [name for name in os.environ if name.startswith("GOEN_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("GOEN_HOME", str(home))
    settings.GOEN = Options(as_of=samples.AS_OF[language], language=language)
    with django_db_blocker.unblock():
        yield Config(home)
        close_store()
        desk.forget_places()


@pytest.fixture
def here(empty: Config, language: str, _read: dict[str, Path]) -> Config:
    """A store into which the sample was read, to look at and to change."""
    shutil.copytree(_read[language], empty.home)
    return empty


def enter(config: Config) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    answer = client.get(f"/open/{links.make(config)}")
    assert answer.status_code == 200
    return client


@pytest.fixture
def web(here: Config) -> Client:
    """In, with mail."""
    return enter(here)


@pytest.fixture
def new(empty: Config) -> Client:
    """In, with no mail yet."""
    return enter(empty)


@pytest.fixture
def stranger(here: Config) -> Client:
    """Not in."""
    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def discreet(settings: Any, web: Client) -> Client:
    settings.GOEN = replace(settings.GOEN, discreet=True)
    return web


@pytest.fixture
def read_only(settings: Any, web: Client) -> Client:
    settings.GOEN = replace(settings.GOEN, read_only=True)
    return web
