"""A scan that finds nothing new shows the board that was shown before, as long as it is still that board."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from conftest import Goen

from goen import samples

DAY = samples.AS_OF["en"].isoformat()


def board(goen: Goen, home: Path, *arguments: str) -> str:
    answer = goen(home, "scan", samples.mailbox("en"), "--as-of", DAY, *arguments)
    assert answer.code == 0
    return answer.out


def test_again_the_same_board_is_shown_and_in_another_language_that_language(goen: Goen, tmp_path: Path) -> None:
    first = board(goen, tmp_path)
    assert board(goen, tmp_path) == first
    japanese = board(goen, tmp_path, "--lang", "ja")
    assert japanese != first
    assert board(goen, tmp_path, "--lang", "ja") == japanese
    assert board(goen, tmp_path) == first


def test_a_correction_changes_the_board_that_is_shown_again(goen: Goen, tmp_path: Path) -> None:
    first = board(goen, tmp_path)
    assert goen(tmp_path, "correct", "organization", "a1", "The Right Firm").code == 0
    after = board(goen, tmp_path)
    assert "The Right Firm" in after
    assert "The Right Firm" not in first
    assert board(goen, tmp_path) == after


def test_of_what_was_removed_no_board_is_left(goen: Goen, home: Path) -> None:
    board(goen, home)
    chosen = json.loads(goen(home, "applications", "--json").out)[0]
    assert goen(home, "forget", chosen["short"], "--yes").code == 0
    with sqlite3.connect(home / "goen.sqlite3") as database:
        (kept,) = database.execute("SELECT value FROM goen_state WHERE name = 'board'").fetchone()
    assert json.loads(kept)[1] == []
