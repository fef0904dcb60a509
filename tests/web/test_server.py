"""`goen serve`: on the loopback alone, one server for one data folder, a link that works once."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from goen.config import Config
from goen.errors import GoenError
from goen.web import server
from goen.web.options import Options, load


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[str]:
    """The link that a server of its own shows."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GOEN_", "DJANGO_"))}
    environment |= {"GOEN_HOME": str(home), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "goen", "serve", "--no-browser", "--port", str(server._free(0)), *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            yield found[0]
        finally:
            process.terminate()


def visitor() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def test_the_link_opens_the_pages_once_and_a_second_start_makes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(tmp_path / "home") as link:
        base = link.partition("/open/")[0]
        assert link.startswith("http://127.0.0.1:")
        with pytest.raises(urllib.error.HTTPError) as refused:
            visitor().open(base + "/")
        assert refused.value.code == 403
        refused.value.close()
        mine = visitor()
        with mine.open(link), mine.open(base + "/") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        with pytest.raises(urllib.error.HTTPError) as used:
            visitor().open(link)
        used.value.close()
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody is there, and nobody is to be asked
        monkeypatch.delenv("no_proxy", raising=False)
        told: list[str] = []
        server.serve(Config(tmp_path / "home"), Options(), browser=False, tell=told.append)
        assert told[0].startswith(base)
        monkeypatch.delenv("http_proxy")
        with visitor().open(told[0]) as again:
            assert again.status == 200
    assert not (tmp_path / "home" / "server.json").exists()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((server.ADDRESS, 0))
        other.listen()
        with pytest.raises(GoenError, match="is in use"):
            server.serve(Config(tmp_path / "home"), Options(), port=other.getsockname()[1], browser=False, tell=lambda _: None)


def test_how_it_was_started_reaches_the_server() -> None:
    from datetime import date

    options = Options(date(2026, 3, 4), discreet=True, read_only=True, language="ja")
    assert load(options.environment()) == options
    assert load({}) == Options()
