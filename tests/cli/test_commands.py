"""The commands end to end, on the sample mailbox, each in a process of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from goen import samples
from goen.cli.show.layout import width
from goen.say import voice
from tests.cli.conftest import Goen, environment

AS_OF = ("--as-of", samples.AS_OF["en"].isoformat())
KEYS = {
    "messages": {"message_id", "kind", "also", "application", "confidence"},
    "applications": {"id", "organization", "role", "furthest_stage", "outcome", "first", "last"},
    "people": {"id", "name", "emails", "organization", "position", "tie", "evidence"},
    "advice": {"application", "response", "size", "to", "not_before", "reasons", "since", "letter"},
    "perhaps": {"person", "message_id", "quote", "signal", "confidence"},
    "introductions": {"introducer", "introduced", "message_id", "from_application", "to_application"},
}


def test_scan_prints_the_json_of_this_mailbox_and_nothing_else(goen: Goen, tmp_path: Path) -> None:
    answer = goen(tmp_path / "home", "scan", samples.mailbox("en"), "--json")
    found = json.loads(answer.out)
    assert answer.code == 0
    assert found["schema"] == 1
    assert found["as_of"] == "2026-04-13"  # the day of the newest message
    assert found["owner"]["emails"] == ["maren.tolliver@postbox.example"]
    assert len(found["messages"]) == 74
    for part, keys in KEYS.items():
        assert all(keys <= set(entry) for entry in found[part]), part
    assert {"message_id", "quote", "signal", "confidence", "relayed_by"} <= set(found["people"][0]["evidence"][0])


def test_the_same_mailbox_prints_the_same_bytes_whatever_else_was_scanned(goen: Goen, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    first = goen(one, "scan", samples.mailbox("en"), "--json").out
    goen(other, "scan", samples.mailbox("ja"))
    assert goen(other, "scan", samples.mailbox("en"), "--json").out == first
    assert goen(one, "scan", samples.mailbox("en"), "--json").out == first


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_board_fits_eighty_columns_in_both_languages(goen: Goen, scanned: Path, language: str) -> None:
    answer = goen(scanned, "scan", samples.mailbox("en"), *AS_OF, "--lang", language)
    assert answer.code == 0
    assert max(width(line) for line in answer.out.splitlines()) <= 80
    assert "Gideon Marsh" in answer.out


def test_the_language_follows_the_locale(goen: Goen, scanned: Path) -> None:
    assert "応募" in goen(scanned, "scan", samples.mailbox("en"), *AS_OF, locale="ja_JP.UTF-8").out


@pytest.mark.parametrize("part", ["applications", "people", "advice"])
def test_each_list_is_there_as_text_and_as_json(goen: Goen, scanned: Path, part: str) -> None:
    text = goen(scanned, part, *AS_OF)
    entries = json.loads(goen(scanned, part, *AS_OF, "--json").out)
    assert text.code == 0
    assert entries
    assert all(KEYS[part] <= set(entry) and re.fullmatch(r"[ap]\d+", entry["short"]) for entry in entries)


def test_ids_stay_the_same_when_more_mail_comes(goen: Goen, home: Path) -> None:
    before = {entry["id"]: entry["short"] for entry in json.loads(goen(home, "applications", "--json").out)}
    goen(home, "scan", samples.mailbox("ja"), "--owner", "maren.tolliver@postbox.example", "--owner", "ryo.miyanaga@kurashi-mail.example")
    after = {entry["id"]: entry["short"] for entry in json.loads(goen(home, "applications", "--json").out)}
    assert len(after) > len(before)
    assert {ident: after[ident] for ident in before if ident in after} == {ident: before[ident] for ident in before if ident in after}


def test_why_tells_what_was_read_from_which_words_and_how_sure(goen: Goen, scanned: Path) -> None:
    person = next(p for p in json.loads(goen(scanned, "people", *AS_OF, "--json").out) if p["name"] == "Gideon Marsh")
    text = goen(scanned, "why", person["short"], *AS_OF).out
    assert " ".join(person["evidence"][0]["quote"].split()) in " ".join(text.split())
    assert re.search(r"\(m\d+, (sure|likely|perhaps)\)", text)
    by_address = goen(scanned, "why", "gideon@tidewell.example", *AS_OF).out
    assert by_address == text
    message = re.search(r"\((m\d+),", text)
    assert message
    told = goen(scanned, "why", message[1], *AS_OF)
    assert "Gideon Marsh" in told.out
    known = json.loads(goen(scanned, "why", message[1], *AS_OF, "--json").out)
    assert known["short"] == message[1]
    assert goen(scanned, "why", known["message_id"], *AS_OF).out == told.out
    application = known["application"]
    assert message[1] in goen(scanned, "why", application, *AS_OF).out


def test_a_letter_is_a_checked_draft_or_the_reason_why_there_is_none(goen: Goen, scanned: Path) -> None:
    advice = json.loads(goen(scanned, "advice", *AS_OF, "--json").out)
    written = next(a for a in advice if a["letter"])
    silent = next(a for a in advice if a["response"] == "silence" and a["step"]["code"] == "nobody-to-write-to")
    letter = json.loads(goen(scanned, "letter", written["short"], *AS_OF, "--json").out)
    assert letter["letter"] == written["letter"]
    assert letter["problems"] == []
    assert written["letter"]["subject"] in goen(scanned, "letter", written["short"], *AS_OF).out
    assert "There is nobody to write to." in " ".join(goen(scanned, "letter", silent["short"], *AS_OF).out.split())
    assert json.loads(goen(scanned, "letter", silent["short"], *AS_OF, "--json").out)["letter"] is None


def test_export_speaks_of_everything(goen: Goen, scanned: Path) -> None:
    found = json.loads(goen(scanned, "export", *AS_OF).out)
    assert set(KEYS) <= set(found)
    assert len(found["messages"]) == 74


def test_the_demo_keeps_nothing(goen: Goen, tmp_path: Path) -> None:
    home = tmp_path / "home"
    answer = goen(home, "demo")
    assert answer.code == 0
    assert "Maren Tolliver" in answer.out
    assert not home.exists()


@pytest.mark.parametrize("wanted", [["--ja"], ["--lang", "ja"]])
def test_the_japanese_demo_speaks_japanese(goen: Goen, tmp_path: Path, wanted: list[str]) -> None:
    answer = goen(tmp_path / "home", "demo", *wanted)
    assert answer.code == 0
    assert "宮永 遼さん" in answer.out
    assert not re.search(r"\b(What now|Applications)\b", answer.out)


def test_the_demo_of_an_earlier_day_knows_nothing_of_what_came_later(goen: Goen, tmp_path: Path) -> None:
    answer = goen(tmp_path / "home", "demo", "--as-of", "2026-03-14", "--json")
    assert max(a["last"] for a in json.loads(answer.out)["applications"]) < "2026-03-15"


def test_the_readme_shows_what_the_demo_prints(goen: Goen, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = readme.split("## What it prints")[1].split("```")[1]
    printed = " ".join(goen(tmp_path / "home", "demo", "--lang", "en").out.split())
    for entry in re.split(r"\n\n|\n +(?=“|[└a-z]\w* )", shown):
        assert " ".join(entry.split()) in printed


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_the_demo_proposes_works(goen: Goen, tmp_path: Path, language: str) -> None:
    proposed = re.search(r"goen (demo .*--as-of \S+)", goen(tmp_path / "home", "demo", "--lang", language).out)
    assert proposed
    answer = goen(tmp_path / "home", *proposed[1].split(), "--lang", language)
    assert answer.code == 0
    assert not answer.err


def test_a_reader_that_leaves_early_gets_no_traceback(goen: Goen, scanned: Path) -> None:
    import subprocess
    import sys

    with subprocess.Popen(
        [sys.executable, "-m", "goen", "export"],
        env=environment(scanned, "C.UTF-8"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_letter_marked_by_mistake_is_taken_back(goen: Goen, scanned: Path, language: str) -> None:
    say = voice(language)
    assert say("sent.none") in goen(scanned, "sent", "--take-back", "--lang", language).out
    assert goen(scanned, "sent", "p3", "--on", "2026-04-01").code == 0
    answer = goen(scanned, "sent", "--take-back", "p3", "--lang", language)
    assert say("sent.taken-back", person="*").split("*")[1].strip() in answer.out
    assert say("sent.none") in goen(scanned, "sent", "--take-back", "p3", "--lang", language).out


def test_sent_wants_to_know_to_whom(goen: Goen, scanned: Path) -> None:
    answer = goen(scanned, "sent")
    assert answer.code == 2
    assert "PERSON" in answer.err


@pytest.mark.parametrize("language", ["en", "ja"])
def test_before_any_mail_the_days_list_says_how_to_begin(goen: Goen, tmp_path: Path, language: str) -> None:
    assert "goen scan" in goen(tmp_path / "home", "next", "--lang", language).out
