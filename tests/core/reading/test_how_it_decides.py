"""The page that explains the decisions names everything that the code can say."""

from __future__ import annotations

import pathlib

import pytest

from goen.core.mail.parse import parse
from goen.core.reading import reader
from goen.core.reading.kinds import KINDS, SIGNALS, TIES

PAGE = (pathlib.Path(__file__).parents[3] / "docs" / "how-it-decides.md").read_text("utf-8")
ROWS = {line.split("|")[1].strip(" `"): [c.strip() for c in line.split("|")[2:-1]] for line in PAGE.splitlines() if line.startswith("| `")}


@pytest.mark.parametrize("name", [*KINDS, *SIGNALS, *TIES])
def test_every_kind_sign_and_tie_is_explained(name: str) -> None:
    assert name in ROWS


@pytest.mark.parametrize("name", [*KINDS, *SIGNALS])
def test_each_has_an_english_and_a_japanese_example_that_can_be_read(name: str) -> None:
    english, japanese = ROWS[name][-2:]
    assert english.isascii() or "é" in english
    assert any("\u3040" <= c <= "\u30ff" for c in japanese)
    for text in (english, japanese):
        message = parse(
            f"From: Dana <dana@press.example>\nTo: me@home.example\nSubject: hello\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
        )
        assert reader.read(message).received
