"""`goen second`: off by default, shown before it is sent, asked after a yes, and switched off again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goen import samples
from goen.say import voice
from tests.cli.conftest import Goen
from tests.endpoint import Endpoint, endpoint, send

AS_OF = ("--as-of", samples.AS_OF["en"].isoformat())


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_off_and_says_so(goen: Goen, home: Path, language: str) -> None:
    answer = goen(home, "second", *AS_OF, "--lang", language)
    assert answer.code == 0
    assert flat(voice(language)("second.is-off")) in flat(answer.out)
    assert json.loads(goen(home, "second", *AS_OF, "--json").out)["endpoint"] is None
    refused = goen(home, "second", "ask", "--yes", *AS_OF, "--lang", language)
    assert refused.code == 1
    assert "goen second set" in refused.err


@pytest.mark.parametrize("language", ["en", "ja"])
def test_from_setting_up_to_why_and_off(goen: Goen, home: Path, there: Endpoint, language: str) -> None:
    say = voice(language)
    lang = ("--lang", language)
    assert goen(home, "second", "set", there.url, "--model", "gemma", *lang).code == 0
    shown = goen(home, "second", *AS_OF, *lang).out
    plan = json.loads(goen(home, "second", *AS_OF, "--json").out)
    assert flat(say("second.here")) in flat(shown)
    assert f"{plan['characters']:,}" in shown
    assert str(len(plan["messages"])) in shown
    bodies = json.loads(goen(home, "second", "--show", *AS_OF).out)
    assert there.requests == []
    done = goen(home, "second", "ask", "--yes", *AS_OF, *lang)
    assert done.code == 0, done.err
    assert [r.body for r in there.requests] == bodies
    assert flat(say("second.done", n=len(plan["messages"]), done=len(plan["messages"]))) in flat(done.out)
    message = plan["messages"][0]["message_id"]
    why = json.loads(goen(home, "why", message, *AS_OF, "--json").out)
    (reason,) = why["reasons"]
    assert reason["code"].startswith("second-")
    told = goen(home, "why", message, *AS_OF, *lang).out
    assert "gemma" in told
    assert flat(reason["quote"]) in flat(told)
    assert goen(home, "second", "off", *lang).out.strip() == say("second.off")
    assert "reasons" not in json.loads(goen(home, "why", message, *AS_OF, "--json").out)
    assert goen(home, "second", "off", *lang).out.strip() == say("second.was-off")


def test_without_a_yes_nothing_is_sent(goen: Goen, home: Path, there: Endpoint) -> None:
    goen(home, "second", "set", there.url, "--model", "m")
    answer = goen(home, "second", "ask", *AS_OF)
    assert answer.code == 1
    assert "--yes" in answer.err
    goen(home, "scan", samples.mailbox("en"), *AS_OF)
    goen(home, "next", *AS_OF)
    assert there.requests == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_leaves_the_machine_is_said_to_leave_it(goen: Goen, home: Path, language: str) -> None:
    say = voice(language)
    for url, host, key in (
        ("https://service.example/v1", "service.example", "away"),
        ("https://192.168.1.9/v1", "192.168.1.9", "near"),
        ("http://192.168.1.9:8080/v1", "192.168.1.9", "near-plain"),
    ):
        answer = goen(home, "second", "set", url, "--model", "m", "--lang", language)
        assert flat(say(f"second.{key}", host=host)) in flat(answer.out)
        assert flat(say(f"second.{key}", host=host)) in flat(goen(home, "second", *AS_OF, "--lang", language).out)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_end_before_the_end_is_one_sentence_and_says_how_to_go_on(goen: Goen, home: Path, language: str) -> None:
    with endpoint(answer=lambda h, _: send(h, b"", 429)) as there:
        goen(home, "second", "set", there.url, "--model", "m")
        answer = goen(home, "second", "ask", "--yes", *AS_OF, "--lang", language)
        assert answer.code == 1
        assert "429" in answer.err
        assert flat(voice(language)("second.left")) in flat(answer.err)
        assert json.loads(goen(home, "second", "ask", "--yes", "--json", *AS_OF).out)["problem"] == "second-later"
    gone = goen(home, "second", "ask", "--yes", *AS_OF, "--lang", language)
    assert gone.code == 1
    assert "Traceback" not in gone.err


@pytest.mark.parametrize(
    "arguments",
    [("nonsense", "--model", "m"), ("http://service.example/v1", "--model", "m"), ("http://localhost/v1", "--model", " "),
     ("https://me:sk-1@service.example", "--model", "m"), ("http://localhost/v1", "--model", "m", "--key-env", "sk-live-1"),
     ("http://localhost/v1", "--model", "m", "--key-file", "/nowhere/key")],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_can_not_be_set_up_is_one_sentence_without_the_key(goen: Goen, home: Path, arguments: tuple[str, ...], language: str) -> None:
    answer = goen(home, "second", "set", *arguments, "--lang", language)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "sk-" not in answer.err
    assert json.loads(goen(home, "second", *AS_OF, "--json").out)["endpoint"] is None


@pytest.mark.parametrize("language", ["en", "ja"])
def test_help_is_in_the_readers_language(goen: Goen, tmp_path: Path, language: str) -> None:
    say = voice(language)
    for arguments, key in (
        (("second",), "help-long.second"),
        (("second", "ask"), "help-second.ask"),
        (("second", "set"), "help-option.key-env"),
    ):
        assert flat(say(key)) in flat(goen(tmp_path, *arguments, "--help", "--lang", language).out)


def test_as_json_it_is_asked_with_a_yes_alone(goen: Goen, home: Path, there: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal too: what is shown before the question would stand before the JSON."""
    goen(home, "second", "set", there.url, "--model", "m")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answer = goen(home, "second", "ask", "--json", *AS_OF)
    assert (answer.code, answer.out) == (1, "")
    assert "--yes" in answer.err
    assert there.requests == []
