"""Whatever is put in, one clear sentence comes out, and a code that says that it was not done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.signals import connection_created

from goen import samples
from tests.cli.conftest import Answer, Goen, environment


def one_sentence(answer: Answer, *words: str) -> None:
    assert answer.code == 1
    assert answer.out == ""
    assert len(answer.err.strip().splitlines()) == 1, answer.err
    assert "Traceback" not in answer.err
    assert all(word in answer.err for word in words), answer.err


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    (folder / "photographs").mkdir(parents=True)
    (folder / "nothing").mkdir()
    (folder / "empty.mbox").touch()
    (folder / "noise.mbox").write_bytes(os.urandom(5000))
    (folder / "note.txt").write_text("Dear diary", "utf-8")
    (folder / "photographs" / "sea.jpg").write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(5000))
    (folder / "broken.zip").write_bytes(b"PK\x03\x04" + os.urandom(500))
    (folder / "broken.mbox.gz").write_bytes(b"\x1f\x8b\x08" + os.urandom(500))
    return folder


@pytest.mark.parametrize(
    "name", ["no-such-file.mbox", "empty.mbox", "noise.mbox", "note.txt", "photographs", "nothing", "broken.zip", "broken.mbox.gz"]
)
@pytest.mark.parametrize("more", [(), ("--json",), ("--lang", "ja")])
def test_what_is_no_mailbox_is_named(goen: Goen, bad: Path, tmp_path: Path, name: str, more: tuple[str, ...]) -> None:
    one_sentence(goen(tmp_path / "home", "scan", bad / name, *more), name)


def test_a_file_that_may_not_be_read_is_named(goen: Goen, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        mailbox = Path("/proc/self/mem")  # root may read all but this
        if not mailbox.exists():
            pytest.skip("root may read every file here")
    else:
        mailbox = tmp_path / "closed.mbox"
        mailbox.write_bytes(samples.mailbox("en").read_bytes())
        mailbox.chmod(0)
    one_sentence(goen(tmp_path / "home", "scan", mailbox))


def test_a_database_from_a_newer_version_is_left_alone(goen: Goen, home: Path) -> None:
    database = home / "goen.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('goen', '9999_from_the_future', '2030-01-01')")
    connection.close()
    for command in (["applications"], ["scan", str(samples.mailbox("en"))], ["scan", str(samples.mailbox("en")), "--json"]):
        one_sentence(goen(home, *command), "newer")


def test_a_file_that_is_no_database_is_named(goen: Goen, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "goen.sqlite3").write_bytes(b"no database at all, but long enough to look at " * 50)
    one_sentence(goen(home, "applications"), "database")


def test_a_full_disk_is_said(goen: Goen, tmp_path: Path) -> None:
    """/dev/full says that the disk is full to whoever writes."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    import subprocess
    import sys

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "goen", "demo"],
            env=environment(tmp_path / "home", "C.UTF-8"), stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip() == "The disk is full. Free some space and try again."


@contextmanager
def room_for(pages: int) -> Iterator[None]:
    """Databases that are opened meanwhile can't grow beyond that many pages: SQLite answers as it does on a full disk."""

    def limit(connection: Any, **_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {pages}")

    connection_created.connect(limit)
    try:
        yield
    finally:
        connection_created.disconnect(limit)


def asked(home: Path, question: str) -> Any:
    connection = sqlite3.connect(home / "goen.sqlite3")
    try:
        return connection.execute(question).fetchone()[0]
    finally:
        connection.close()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.8, 0.95])
def test_a_disk_that_fills_up_while_mail_is_kept_loses_nothing(goen: Goen, tmp_path: Path, scanned: Path, share: float) -> None:
    home = tmp_path / "home"
    command = ("scan", samples.mailbox("en"), "--as-of", samples.AS_OF["en"].isoformat())
    with room_for(int(asked(scanned, "PRAGMA page_count") * share)):
        one_sentence(goen(home, *command), "disk is full")
    assert goen(home, *command).code == 0
    listing = ("applications", "--as-of", samples.AS_OF["en"].isoformat(), "--json")
    assert goen(home, *listing).out == goen(scanned, *listing).out
    assert asked(home, "PRAGMA integrity_check") == "ok"
    messages = "SELECT count(*) FROM goen_message"
    assert asked(home, messages) == asked(scanned, messages)


def test_a_disk_that_is_full_from_the_start_is_named(goen: Goen, tmp_path: Path) -> None:
    with room_for(3):
        one_sentence(goen(tmp_path / "home", "scan", samples.mailbox("en")), "disk is full")
    assert goen(tmp_path / "home", "scan", samples.mailbox("en")).code == 0


def test_a_full_disk_is_named_while_the_owner_corrects(goen: Goen, home: Path) -> None:
    """The database is full to the last page: the correction is not kept, and what was there still is."""
    before = goen(home, "applications", "--json").out
    with room_for(asked(home, "PRAGMA page_count") - asked(home, "PRAGMA freelist_count")):
        answer = goen(home, "correct", "organization", "a1", "Arbor " * 200_000)
    one_sentence(answer, "disk is full")
    assert goen(home, "applications", "--json").out == before


def test_a_home_that_is_a_file_is_named(goen: Goen, tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.touch()
    one_sentence(goen(home, "applications"), "GOEN_HOME")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (["why", "a999"], "a999"),
        (["why", "m999999"], "m999999"),
        (["why", "nobody@nowhere.example"], "nobody@nowhere.example"),
        (["letter", "a999"], "a999"),
        (["letter", "p1"], "p1"),
        (["applications", "--as-of", "yesterday"], "yesterday"),
        (["correct", "kind", "m1", "nonsense"], "nonsense"),
        (["correct", "tie", "p999", "warm"], "p999"),
        (["correct", "outcome", "a1", "nonsense"], "nonsense"),
        (["correct", "not-a-sign", "m2", "words that stand nowhere"], "words"),
        (["forget", "a999", "--yes"], "a999"),
        (["forget", "a1"], "--yes"),
        (["forget", "everything"], "--yes"),
    ],
)
def test_what_is_not_there_is_named(goen: Goen, scanned: Path, line: list[str], word: str) -> None:
    one_sentence(goen(scanned, *line), word)


def test_the_same_in_japanese(goen: Goen, scanned: Path) -> None:
    answer = goen(scanned, "why", "a999", "--lang", "ja")
    one_sentence(answer, "a999")
    assert "見つかりません" in answer.err


def test_before_the_first_scan_the_lists_say_how_to_begin(goen: Goen, tmp_path: Path) -> None:
    for part in ("applications", "people", "advice"):
        answer = goen(tmp_path / "home", part)
        assert answer.code == 0
        assert "goen scan MAILBOX" in answer.out
