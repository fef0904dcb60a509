"""What the documents promise is there, and what is there stands in the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goen.cli.correct import correct
from goen.cli.verbs import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"\bgoen {command}\b", README)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"(?:^ {4}|`)goen ([a-z]+)(?: ([a-z][a-z-]*))?", text, re.M)
    assert [name for name, _ in named if name not in COMMANDS] == []
    assert [verb for name, verb in named if name == "correct" and verb and verb not in correct.commands] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_target_and_file_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert [name for name in re.findall(r"(?:^ {4}|`)make ([a-z-]+)", text, re.M) if name not in targets] == []
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_makefile_is_short() -> None:
    assert len((ROOT / "Makefile").read_text("utf-8").splitlines()) <= 60
