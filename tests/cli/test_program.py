"""The program as a whole: quick to answer, clear about mistakes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from goen.actions.progress import Progress
from goen.cli.run import run
from goen.cli.show.bar import clock, note
from goen.say import voice

HEAVY = {"django", "numpy", "rich", "selectolax", "icalendar", "fast_mail_parser", "email", "sqlite3", "multiprocessing"}


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from goen.cli.run import run; run(['--help']); print('\\n'.join(sys.modules), file=sys.stderr)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & {name.partition(".")[0] for name in out.stderr.split()}


def test_help_lists_every_command_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert run(["--lang", "ja", "--help"]) == 0
    japanese = capsys.readouterr().out
    assert "Read a mailbox" in english
    assert "メールボックスを読み" in japanese
    assert all(len(line) <= 88 for line in english.splitlines())


@pytest.mark.parametrize("command", ["scan", "applications", "people", "advice", "letter", "why", "correct", "forget", "export", "demo"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_command_has_help(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help", "--lang", language]) == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize(
    "line", [["nonsense"], ["scan"], ["scan", "--nonsense"], ["scan", "x", "--lang", "fr"], ["letter"], ["correct", "kind"]]
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_command_line_that_is_not_understood_gets_a_sentence_and_code_2(
    line: list[str], language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", {"en": "C", "ja": "ja_JP.UTF-8"}[language])
    assert run(line) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "--help" in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(("language", "word"), [("en", "goes on from there"), ("ja", "続きから読みます")])
def test_ctrl_c_says_that_the_scan_can_be_resumed(
    language: str, word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("goen.cli.scan.read_mailbox", stopped)
    assert run(["scan", "mail.mbox", "--lang", language]) == 130
    assert word in capsys.readouterr().err


def test_a_fault_of_the_program_is_one_sentence_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.delenv("GOEN_DEBUG", raising=False)
    monkeypatch.setattr("goen.cli.scan.read_mailbox", broken)
    assert run(["scan", "mail.mbox", "--lang", "en"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_progress_tells_the_rate_and_the_time_left() -> None:
    progress = Progress("read", done=12_000, bytes_done=25, bytes_total=100, seconds=10.0)
    assert note(voice("en"), progress) == "12,000  1,200 messages/s  0:30 left"
    assert note(voice("ja"), progress) == "12,000  毎秒1,200通  残り0:30"
    assert note(voice("en"), Progress("understand")) == ""
    assert [clock(s) for s in (7, 750, 3723)] == ["0:07", "12:30", "1:02:03"]
