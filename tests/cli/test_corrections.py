"""What the owner says is so stays so, through every later scan; what the owner removes is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from goen import samples
from goen.say import voice
from tests.cli.conftest import Goen

AS_OF = ("--as-of", samples.AS_OF["en"].isoformat())


def listed(goen: Goen, home: Path, part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(goen(home, part, *AS_OF, "--json").out)
    return found


def about(goen: Goen, home: Path, what: str) -> dict[str, Any]:
    answer = goen(home, "why", what, *AS_OF, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def correct(goen: Goen, home: Path, *line: str) -> None:
    answer = goen(home, "correct", *line)
    assert answer.code == 0, answer.err
    assert "stays so" in answer.out


def scan(goen: Goen, home: Path) -> None:
    assert goen(home, "scan", samples.mailbox("en"), *AS_OF).code == 0


@pytest.mark.parametrize(("verb", "value"), [("organization", "Acme Press"), ("role", "Editor"), ("outcome", "withdrawn")])
def test_what_an_application_is_stays_corrected_after_a_scan(goen: Goen, home: Path, verb: str, value: str) -> None:
    short = listed(goen, home, "applications")[2]["short"]
    correct(goen, home, verb, short, value)
    assert about(goen, home, short)[verb] == value
    scan(goen, home)
    assert about(goen, home, short)[verb] == value
    assert json.loads(goen(home, "scan", samples.mailbox("en"), *AS_OF, "--json").out)["applications"]


def test_a_messages_kind_stays_corrected_and_is_said_to_be(goen: Goen, home: Path) -> None:
    message = about(goen, home, listed(goen, home, "applications")[3]["short"])["messages"][0]["short"]
    correct(goen, home, "kind", message, "update")
    scan(goen, home)
    assert about(goen, home, message)["kind"] == "update"
    assert "You corrected this." in goen(home, "why", message, *AS_OF).out


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_was_corrected_is_listed_in_words(goen: Goen, home: Path, language: str) -> None:
    say = voice(language)
    application = listed(goen, home, "applications")[2]["short"]
    message = about(goen, home, application)["messages"][0]["short"]
    correct(goen, home, "kind", message, "update")
    correct(goen, home, "outcome", application, "withdrawn")
    shown = goen(home, "correct", "list", "--lang", language).out
    assert all(words in shown for words in (say("corrections.kind"), say("kind.update"), message, say("outcome.withdrawn")))
    assert "<" not in shown  # no id that nobody can read


def test_mail_that_was_left_out_comes_in_when_it_is_said_to_belong(goen: Goen, home: Path) -> None:
    every = json.loads(goen(home, "export", *AS_OF).out)["messages"]
    noise = next(m["message_id"] for m in every if m["kind"] == "alert")
    application = listed(goen, home, "applications")[2]["short"]
    correct(goen, home, "move", noise, application)
    assert noise in [m["message_id"] for m in about(goen, home, application)["messages"]]


def test_two_applications_become_one_and_a_message_stands_alone(goen: Goen, home: Path) -> None:
    before = listed(goen, home, "applications")
    first, second = before[2]["short"], before[3]["short"]
    mail = {m["message_id"] for short in (first, second) for m in about(goen, home, short)["messages"]}
    correct(goen, home, "merge", second, first)
    scan(goen, home)
    assert len(listed(goen, home, "applications")) == len(before) - 1
    assert {m["message_id"] for m in about(goen, home, first)["messages"]} == mail
    alone = about(goen, home, first)["messages"][-1]
    correct(goen, home, "split", alone["short"])
    assert len(listed(goen, home, "applications")) == len(before)


def test_a_sign_can_be_taken_away_and_a_tie_be_said(goen: Goen, home: Path) -> None:
    person = next(p for p in listed(goen, home, "people") if p["name"] == "Gideon Marsh")
    sign = person["evidence"][0]
    correct(goen, home, "not-a-sign", sign["message_id"], sign["quote"])
    after = about(goen, home, person["short"])
    assert sign["quote"] not in [s["quote"] for s in after["evidence"]]
    correct(goen, home, "tie", person["short"], "acquaintance")
    scan(goen, home)
    assert about(goen, home, person["short"])["tie"] == "acquaintance"
    assert "You said so." in goen(home, "why", person["short"], *AS_OF).out


def test_words_become_a_sign_however_the_lines_break(goen: Goen, home: Path) -> None:
    person = next(p for p in listed(goen, home, "people") if p["name"] == "Gideon Marsh")
    message = next(
        m for m in about(goen, home, person["applications"][0] if "applications" in person else "gideon@tidewell.example")["evidence"]
    )
    correct(goen, home, "sign", message["message_id"], "praise", "  ".join(message["quote"].split()[:4]))
    quotes = [s["quote"] for s in about(goen, home, person["short"])["evidence"]]
    assert any(" ".join(quote.split()) == " ".join(message["quote"].split()[:4]) for quote in quotes)


def test_two_people_become_one(goen: Goen, home: Path) -> None:
    tess, gideon = "tess.arroyo@tidewell.example", "gideon@tidewell.example"
    correct(goen, home, "same-person", tess, gideon)
    scan(goen, home)
    assert about(goen, home, tess)["id"] == about(goen, home, gideon)["id"]


def test_a_correction_can_be_taken_back(goen: Goen, home: Path) -> None:
    before = goen(home, "export", *AS_OF).out
    short = listed(goen, home, "applications")[2]["short"]
    correct(goen, home, "organization", short, "Acme Press")
    assert "Acme Press" in goen(home, "correct", "list").out
    assert "Acme Press" in goen(home, "correct", "undo").out
    assert goen(home, "export", *AS_OF).out == before
    assert "no correction" in goen(home, "correct", "undo").out
    assert "nothing" in goen(home, "correct", "list").out


def test_a_removed_person_is_gone_from_every_byte_and_stays_gone(goen: Goen, home: Path) -> None:
    assert b"hanna.soto" in (home / "goen.sqlite3").read_bytes()
    answer = goen(home, "forget", "hanna.soto@mailbag.example", "--yes")
    assert answer.code == 0, answer.err
    left = b"".join(path.read_bytes() for path in home.iterdir())
    assert b"hanna.soto" not in left
    assert b"bus stop" not in left
    scan(goen, home)
    assert goen(home, "why", "hanna.soto@mailbag.example").code == 1
    assert b"hanna.soto" not in b"".join(path.read_bytes() for path in home.iterdir())


def test_a_removed_application_stays_gone(goen: Goen, home: Path) -> None:
    applications = listed(goen, home, "applications")
    chosen = applications[2]
    gone = {m["message_id"] for m in about(goen, home, chosen["short"])["messages"]}
    assert goen(home, "forget", chosen["short"], "--yes").code == 0
    scan(goen, home)
    every = {m["message_id"] for m in json.loads(goen(home, "export", *AS_OF).out)["messages"]}
    assert not gone & every
    assert len(every) == 74 - len(gone)
    assert chosen["id"] not in [a["id"] for a in listed(goen, home, "applications")]


def test_everything_is_everything(goen: Goen, home: Path) -> None:
    assert goen(home, "forget", "everything", "--yes").code == 0
    assert not home.exists() or not any(home.iterdir())
