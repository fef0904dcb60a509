"""Run the program as a person does: a process of its own, with a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from goen import samples


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Goen = Callable[..., Answer]


def goen(home: Path, *arguments: str | Path, locale: str = "C.UTF-8", stdin: str | None = None, **environ: str) -> Answer:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GOEN_", "LC_", "LANG", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "goen", *map(str, arguments)],
        env=clean | {"GOEN_HOME": str(home), "LC_ALL": locale} | environ,
        capture_output=True, text=True, encoding="utf-8", input=stdin or "", check=False, timeout=120,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the English sample was read; look, don't touch."""
    home = tmp_path_factory.mktemp("scanned") / "home"
    answer = goen(home, "scan", samples.mailbox("en"), "--as-of", samples.AS_OF["en"].isoformat())
    assert answer.code == 0, answer.err
    return home


@pytest.fixture
def home(tmp_path: Path, scanned: Path) -> Path:
    """A copy of that home, to change."""
    copy = tmp_path / "home"
    shutil.copytree(scanned, copy)
    return copy
