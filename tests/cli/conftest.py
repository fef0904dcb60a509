"""Run the program on a home of its own: in this process, where that is enough, or in one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from goen import samples


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Goen = Callable[..., Answer]


def environment(home: Path, locale: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GOEN_", "LC_", "LANG", "DJANGO_"))}
    return clean | {"GOEN_HOME": str(home), "LC_ALL": locale}


def process(home: Path, *arguments: str | Path, locale: str = "C.UTF-8") -> Answer:
    """As a person runs it."""
    command = [sys.executable, "-m", "goen", *map(str, arguments)]
    done = subprocess.run(
        command, env=environment(home, locale), capture_output=True, text=True, encoding="utf-8", input="", check=False, timeout=120
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def goen(django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Goen]:
    """The same in this process: `goen(home, "why", "a1")`. The database is that of the home, a file."""
    from goen.cli.run import run
    from goen.store.connect import close_store

    def called(home: Path, *arguments: str | Path, locale: str = "C.UTF-8") -> Answer:
        for name in [name for name in os.environ if name.startswith(("GOEN_", "LC_", "LANG"))]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("GOEN_HOME", str(home))
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("COLUMNS", "80")
        capfd.readouterr()
        with django_db_blocker.unblock():
            try:
                code = run([str(argument) for argument in arguments])
            finally:
                close_store()
        captured = capfd.readouterr()
        return Answer(code, captured.out, captured.err)

    yield called


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the English sample was read; look, don't touch."""
    home = tmp_path_factory.mktemp("scanned") / "home"
    answer = process(home, "scan", samples.mailbox("en"), "--as-of", samples.AS_OF["en"].isoformat())
    assert answer.code == 0, answer.err
    return home


@pytest.fixture
def home(tmp_path: Path, scanned: Path) -> Path:
    """A copy of that home, to change."""
    copy = tmp_path / "home"
    shutil.copytree(scanned, copy)
    return copy
