"""A command line that is not understood: what is wrong, in the reader's language, and what may have been meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goen.cli.verbs import COMMANDS
from tests.cli.conftest import Goen

WRONG = (
    ("zzzz",),
    ("peopel",),
    ("correct", "outcmoe"),
    ("people", "--jsno"),
    ("people", "--as-of"),
    ("people", "--json=3"),
    ("scan",),
    ("letter",),
    ("letter", "a1", "a2"),
    ("correct", "kind"),
    ("serve", "--port", "x"),
    ("serve", "--port", "-3"),
    ("sent",),
    ("note",),
    ("why",),
    ("second", "zzzz"),
    ("--zzzz",),
)


@pytest.mark.parametrize(("typed", "meant"), [("peopel", "people"), ("scna", "scan"), ("People", "people"), ("adivce", "advice")])
def test_the_nearest_command_is_offered(goen: Goen, tmp_path: Path, typed: str, meant: str) -> None:
    english, japanese = goen(tmp_path, "--lang", "en", typed), goen(tmp_path, "--lang", "ja", typed)
    assert (english.code, japanese.code) == (2, 2)
    assert f"Did you mean {meant}?" in english.err
    assert f"{meant} のことですか。" in japanese.err


def test_the_nearest_option_is_offered(goen: Goen, tmp_path: Path) -> None:
    assert "Did you mean --json?" in goen(tmp_path, "--lang", "en", "people", "--jsno").err


@pytest.mark.parametrize(("typed", "command"), [("app", "applications"), ("peo", "people"), ("adv", "advice")])
def test_the_beginning_of_a_command_does(goen: Goen, tmp_path: Path, typed: str, command: str) -> None:
    assert goen(tmp_path, typed, "--help") == goen(tmp_path, command, "--help")
    assert goen(tmp_path, typed, "--help").code == 0


def test_of_several_beginnings_none_is_chosen(goen: Goen, tmp_path: Path) -> None:
    several = goen(tmp_path, "--lang", "en", "re")
    assert several.code == 2
    assert "Did you mean resume or remind?" in several.err


@pytest.mark.parametrize("arguments", WRONG)
def test_japanese_is_japanese(goen: Goen, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """But for what was typed, names of options and commands, and what the help calls an argument, no Latin word stands in it."""
    answer = goen(tmp_path, "--lang", "ja", *arguments)
    assert answer.code == 2
    said = answer.err.splitlines()[0]
    assert said.endswith(("。", *arguments)), said
    known = {*arguments, *COMMANDS, "outcome", "kind", "json", "as-of", "zzzz"}
    words = set(re.findall(r"(?<![\w-])[a-z][a-z-]+", said))
    assert words <= known, said


@pytest.mark.parametrize("arguments", WRONG)
def test_english_is_one_sentence_that_names_what_is_wrong(goen: Goen, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    answer = goen(tmp_path, "--lang", "en", *arguments)
    assert answer.code == 2
    first, more = answer.err.splitlines()
    assert "Invalid" not in first
    assert more.startswith("More: goen")


@pytest.mark.parametrize(
    ("language", "all_mail", "up_to"), [("en", "later mail too", "up to this day alone"), ("ja", "それより後", "この日まで")]
)
def test_help_says_what_another_day_changes(goen: Goen, tmp_path: Path, language: str, all_mail: str, up_to: str) -> None:
    def flat(command: str) -> str:
        return "".join(goen(tmp_path, "--lang", language, command, "--help").out.split())

    for command in ("next", "applications", "serve"):
        assert all_mail.replace(" ", "") in flat(command)
    assert up_to.replace(" ", "") in flat("demo")
    assert all_mail.replace(" ", "") not in flat("demo")
