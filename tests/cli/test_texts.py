"""Both languages say everything, with the same arguments."""

from __future__ import annotations

import string
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goen.cli.verbs import COMMANDS
from goen.core.advice.check import CODES
from goen.core.advice.steps import STEPS
from goen.core.reading.kinds import KINDS, OUTCOMES, SIGNALS, STAGES, TIES
from goen.core.reasons import Reason
from goen.errors import GoenError
from goen.say import FORMS, LANGUAGES, choose, files, voice

EN, JA = voice("en"), voice("ja")


def arguments(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def forms(text: object) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [str(text)]


def test_both_languages_have_the_same_texts() -> None:
    said_where_they_are_raised = {key for key in JA.texts if key.startswith("error.") and key not in EN.texts}
    assert set(EN.texts) == set(JA.texts) - said_where_they_are_raised


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_in_two_files(language: str) -> None:
    keys = [key for file in files(language) for key in tables(tomllib.loads(file.read_text("utf-8")))]
    assert len(keys) == len(set(keys))


def tables(table: dict[str, Any], prefix: str = "") -> list[str]:
    inner = [tables(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key] for key, value in table.items()]
    return [key for keys in inner for key in keys]


def test_both_languages_have_the_same_files() -> None:
    assert [file.name for file in files("en")] == [file.name for file in files("ja")]


@pytest.mark.parametrize("key", sorted(EN.texts))
def test_no_text_holds_markup(key: str) -> None:
    assert not [text for say in (EN, JA) for text in forms(say.texts.get(key, "")) if set(text) & set("<>&")]


@pytest.mark.parametrize("key", sorted(EN.texts))
def test_the_arguments_are_the_same(key: str) -> None:
    english = set().union(*(arguments(text) for text in forms(EN.texts[key])))
    japanese = set().union(*(arguments(text) for text in forms(JA.texts[key])))
    assert japanese | {"n"} == english | {"n"}


def test_plural_forms_are_whole() -> None:
    assert all(set(text) == FORMS for say in (EN, JA) for text in say.texts.values() if isinstance(text, dict))


@pytest.mark.parametrize(
    ("table", "codes"),
    [("kind", KINDS), ("outcome", OUTCOMES), ("result", OUTCOMES), ("signal", SIGNALS), ("stage", STAGES), ("tie", TIES)],
)
def test_every_code_of_the_guide_can_be_said(table: str, codes: tuple[str, ...]) -> None:
    assert all(EN.has(f"{table}.{code}") and JA.has(f"{table}.{code}") for code in codes)


def test_every_step_can_be_said() -> None:
    assert all(any(key == f"step.{step}" or key.startswith(f"step.{step}-") for key in EN.texts) for step in STEPS)


def test_every_problem_of_a_letter_can_be_said() -> None:
    assert [code for code in CODES if not EN.has(f"check.{code}")] == []


def test_every_command_has_its_help() -> None:
    assert all(EN.has(f"help.{command}") for command in COMMANDS)


def test_every_reason_that_the_core_gives_can_be_said() -> None:
    import ast

    core = Path(__file__).resolve().parents[2] / "src" / "goen" / "core"
    codes = {
        node.args[0].value
        for path in [*core.glob("ties/*.py"), core / "advice" / "propose.py"]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Reason", "_because")
        and node.args and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip
    assert codes
    assert [code for code in sorted(codes) if not EN.has(f"reason.{code}")] == []


def test_a_reason_is_a_sentence_with_names_dates_and_plurals() -> None:
    reason = Reason("asked-unanswered", (("first", "2026-03-02"), ("last", "2026-03-02"), ("times", "1")))
    assert EN.reason(reason, {}, date(2026, 4, 1)) == "You asked on 2 March, and no answer came."
    tie = Reason("best-tie", (("person", "p7"), ("tie", "warm")))
    assert EN.reason(tie, {"p7": "Dana Reyes"}, date(2026, 4, 1)) == "The best tie in the process: Dana Reyes (warm)."


def test_words_of_the_mail_are_never_read_as_a_format() -> None:
    assert "{quote} {0}" in EN.reason(Reason("act", (), "{quote} {0}", "<m>"), {}, date(2026, 4, 1))


def test_the_language_follows_the_locale_unless_asked() -> None:
    assert choose(None, {"LANG": "ja_JP.UTF-8"}) == "ja"
    assert choose("en", {"LANG": "ja_JP.UTF-8"}) == "en"
    assert choose(None, {"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}) == "en"
    assert choose(None, {}) == "en"


def test_an_error_is_said_in_the_readers_language() -> None:
    error = GoenError("There is no file or folder x.mbox.", code="source-unknown", path="x.mbox")
    assert EN.error(error) == "There is no file or folder x.mbox."
    assert "x.mbox" in JA.error(error)
    assert JA.error(GoenError("Quite new.", code="quite-new")) == "Quite new."


def test_nothing_is_shouted_and_nobody_is_told_how_to_feel() -> None:
    texts = [text for value in EN.texts.values() for text in forms(value)]
    assert not [text for text in texts if "!" in text or "oops" in text.lower() or "failed" in text.lower() or "ghosted" in text.lower()]
    assert not [text for value in JA.texts.values() for text in forms(value) if "！" in text or "させていただ" in text]
