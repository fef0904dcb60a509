"""A real calendar server takes the calendar in and hands every entry back."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from goen.actions import agenda
from goen.actions.feed import calendar
from goen.actions.scan import scan
from goen.config import Config
from goen.samples import mailbox as sample

DAY = date(2026, 3, 19)


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[int]:
    """The port of a Radicale of its own on the loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [
        sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none",
        "--storage-filesystem-folder", str(tmp_path / "collections"),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            assert any("ready" in line for line in server.stderr), "Radicale does not start"
            yield port
        finally:
            server.terminate()


def ask(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, {"Content-Type": "text/calendar; charset=utf-8", "Authorization": "Basic YW15OmFteQ=="})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize("here", ["sqlite"], indirect=True)
def test_radicale_takes_the_whole_calendar_and_gives_every_entry_back(here: Config, radicale: int) -> None:
    scan(here, sample("en"), as_of=DAY)
    text, count = calendar(agenda.day(here, DAY), lambda entry: f"予定 {entry.kind}, {entry.quote[:40]}", "Goen")
    status, answer = ask(radicale, "PUT", "/amy/goen/", text)
    assert status in (200, 201, 204), answer
    status, back = ask(radicale, "GET", "/amy/goen/")
    assert status == 200
    sent, got = Calendar.from_ical(text).walk("VEVENT"), Calendar.from_ical(back).walk("VEVENT")
    assert len(got) == count
    assert {(str(e["UID"]), e["DTSTART"].dt, str(e["SUMMARY"])) for e in got} == {
        (str(e["UID"]), e["DTSTART"].dt, str(e["SUMMARY"])) for e in sent
    }
    status, answer = ask(radicale, "PUT", "/amy/goen/", text)  # the next day it is written again, in its place
    assert status in (200, 201, 204), answer
