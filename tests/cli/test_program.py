"""The program as a whole: quick to answer, clear about mistakes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from goen.cli.run import run

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
