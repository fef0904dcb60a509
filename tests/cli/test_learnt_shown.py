"""What was learnt from a correction is said where a reading is explained, with the message that it comes from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goen.say import voice
from tests.cli.conftest import Goen
from tests.forms import Box

AS_OF = ("--as-of", "2026-06-01")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_why_names_the_message_that_the_owner_corrected_until_that_is_taken_back(goen: Goen, tmp_path: Path, language: str) -> None:
    home, box = tmp_path / "home", Box(tmp_path / "mail")
    first, second = box.forms(language)
    assert goen(home, "scan", box.folder, "--owner", "thea@lund.example", *AS_OF).code == 0
    before = goen(home, "why", second, *AS_OF, "--lang", language).out
    assert goen(home, "correct", "kind", first, "request").code == 0
    short = json.loads(goen(home, "why", first, *AS_OF, "--json").out)["short"]
    say = voice(language)
    expected = say("reason.learnt-like", like=short, kind=say("kind.request"))
    shown = goen(home, "why", second, *AS_OF, "--lang", language).out
    assert "".join(expected.split()) in "".join(shown.split())
    (reason,) = json.loads(goen(home, "why", second, *AS_OF, "--json").out)["reasons"]
    assert reason == {"code": "learnt-like", "like": first, "kind": "request"}
    assert goen(home, "correct", "undo").code == 0
    assert goen(home, "why", second, *AS_OF, "--lang", language).out == before


def test_every_reason_that_was_learnt_can_be_said() -> None:
    for language in ("en", "ja"):
        codes = [key.removeprefix("reason.") for key in voice(language).texts if key.startswith("reason.learnt-")]
        assert sorted(codes) == ["learnt-like", "learnt-name", "learnt-no-sign", "learnt-sender", "learnt-sign", "learnt-welcome"]
