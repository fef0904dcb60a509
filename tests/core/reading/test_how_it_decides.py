"""The page that explains the decisions names everything that the code can say, with an example in each language, and the numbers that hold."""

from __future__ import annotations

import pathlib
import re

import pytest

from goen.core.advice import proportion, since, timing, upcoming
from goen.core.advice.proportion import OLD, respond
from goen.core.hiring.stages import SILENT_DAYS
from goen.core.mail.parse import parse
from goen.core.reading import reader
from goen.core.reading.kinds import KINDS, SIGNALS, TIES
from goen.core.ties.strength import tie
from goen.core.understand import PERHAPS, SURE

DOCS = pathlib.Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "how-it-decides.md").read_text("utf-8")
ANSWERS = [
    ("silence", None), ("thanks", None), ("ask", "keep_in_mind"), ("ask", "introduction"), ("ask", "catch_up"),
]  # fmt: skip


def rows(chapter: str) -> dict[str, list[str]]:
    """The rows of a chapter's tables whose first cell is a code: the code, and the other cells."""
    text = PAGE.split(f"\n## {chapter}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(lines) == len({line.split("|")[1] for line in lines})
    return {" ".join(re.findall(r"`(\w+)`", line.split("|")[1])): [c.strip() for c in line.split("|")[2:-1]] for line in lines}


KIND, SIGN, TIE, ADVICE = rows("Kinds of message"), rows("Signs"), rows("Ties"), rows("Advice")


def test_every_kind_sign_tie_and_advice_is_explained_and_nothing_else() -> None:
    assert set(KIND) == set(KINDS)
    assert set(SIGN) == set(SIGNALS)
    assert set(TIE) == set(TIES)
    assert set(ADVICE) == {f"{answer} {size}" if size else answer for answer, size in ANSWERS}


@pytest.mark.parametrize(
    ("table", "code"),
    [(table, code) for table, some in (("kind", KIND), ("sign", SIGN), ("tie", TIE), ("advice", ADVICE)) for code in some],
)
def test_each_has_an_english_and_a_japanese_example_that_can_be_read(table: str, code: str) -> None:
    english, japanese = {"kind": KIND, "sign": SIGN, "tie": TIE, "advice": ADVICE}[table][code][-2:]
    assert english.isascii() or "é" in english
    assert any("\u3040" <= c <= "\u30ff" for c in japanese)
    for text in (english, japanese):
        message = parse(
            f"From: Dana <dana@press.example>\nTo: me@home.example\nSubject: hello\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
        )
        assert reader.read(message).received


def test_the_answers_are_those_of_the_code() -> None:
    given = {respond(one, days=days, deciding=deciding) for one in TIES for days in (1, OLD, OLD + 1) for deciding in (False, True)}
    assert given == set(ANSWERS)
    assert ADVICE["ask catch_up"][1].startswith("champion")
    for code, cells in ADVICE.items():
        best = re.match(r"\w+", cells[1])
        assert best
        answer, size = respond(best[0], days=OLD + 1 if code == "ask catch_up" else 1, deciding=False)
        assert code == (f"{answer} {size}" if size else answer)


def test_the_ties_are_those_of_the_code() -> None:
    assert tie((), dealt=False)[0] == "none"
    assert tie((), dealt=True)[0] == "acquaintance"


@pytest.mark.parametrize(
    "words",
    [
        f"no word for {SILENT_DAYS} days",
        f"more than {OLD} days old",
        f"from day {OLD + 1}",
        f"after {['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'][timing.REMIND_AFTER]} business days one gentle reminder",
        {20: "after twenty, let go"}[timing.CLOSE_AFTER],
        {21: "more than three weeks late"}[since.THANKS_DUE],
        {7: "an ask of its own | a week after the thanks"}[timing.OWN_ASK_AFTER],
        {7: "a week after the day that they named themselves"}[upcoming.CHASE_AFTER],
    ],
)
def test_the_numbers_on_the_page_are_those_of_the_code(words: str) -> None:
    assert words in PAGE


def test_the_second_readers_numbers_are_those_of_the_code() -> None:
    from goen.core.reading import opinions
    from goen.second.endpoint import PATIENCE
    from goen.second.question import TEXT

    page = (DOCS / "second-reader.md").read_text("utf-8")
    for words in (
        f"({opinions.LIKELY})",
        f"surer rejection ({proportion.ENDED_SURE})",
        f"is sure of ({SURE})",
        f"holds for perhaps a sign ({PERHAPS})",
        f"counts, with {SURE}: alone it carries no ask, which needs {proportion.ASK_SURE}",
        f"({PATIENCE} seconds)",
        f"up to {TEXT:,} characters",
    ):
        assert words in page
