from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.advice import agrees, compare, load
from goen.core.advice import check, draft, propose
from goen.core.advice.letters.en import rules as en
from goen.core.advice.letters.ja import rules as ja


@pytest.fixture(scope="module")
def boxes(shared: Path) -> list[Path]:
    return sorted(p.parent for p in (shared / "reading" / "open").glob("*/gold.json"))


def test_given_the_gold_ties_the_advice_is_the_gold_advice(boxes: list[Path]) -> None:
    misses = [(box.name, ident, gold, said) for box in boxes for ident, gold, said in compare(box) if not agrees(gold, said)]
    assert misses == []


def test_every_draft_for_the_labelled_mailboxes_passes_the_check(boxes: list[Path]) -> None:
    written = 0
    for box in boxes:
        _, messages, u = load(box)
        for advice in propose(u.applications, u.people, u.readings, u.introductions, messages, owner=u.owner, as_of=u.as_of):
            letter = draft(advice, u, messages)
            if letter:
                written += 1
                assert check(letter, advice, u, messages) == (), letter.body
    assert written > 20


def test_the_known_examples_of_what_never_to_write_are_caught(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "phrases.jsonl").read_text("utf-8").splitlines()]
    traps = [r for r in rows if r["label"] == "ask_out" and r["trap"]]
    assert traps
    for row in traps:
        banned = (ja if row["lang"] == "ja" else en).BANNED
        assert any(p.search(row["text"]) for p in banned.values()), row["text"]
