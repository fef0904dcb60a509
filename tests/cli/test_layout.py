"""Text in a fixed width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goen.cli.show.layout import NOT_FIRST, pad, row, width, wrap
from goen.view import plain

TEXT = st.text(alphabet=st.sampled_from("abc de、。「」漢字かなカナ（） -’“é"), max_size=80)


def test_japanese_takes_two_columns() -> None:
    assert width("縁 go") == 5
    assert pad("縁", 4) == "縁  "


@given(TEXT, st.integers(12, 60))
def test_no_line_is_wider_than_asked(text: str, columns: int) -> None:
    assert all(width(line) <= columns for line in wrap(text, columns))


@given(TEXT, st.integers(12, 60))
def test_nothing_but_spaces_is_lost(text: str, columns: int) -> None:
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())


def test_no_closing_mark_stands_at_the_head_of_a_line() -> None:
    text = "企画書、四回読みました。「最初の二十脚」の問いは、私たちが十年かけて聞けなかったことです。"
    for columns in range(10, 60):
        assert not any(line[0] in NOT_FIRST for line in wrap(text, columns))


def test_a_word_too_long_for_the_line_is_broken() -> None:
    assert wrap("https://example.org/a/very/long/path", 12)[0] == "https://exam"


def test_columns_align_whatever_the_script() -> None:
    first, second = (row(cells, [10, 8])[0] for cells in (["野の枝舎", "内定"], ["Fieldhouse", "offer"]))
    assert width(first[: first.index("内定")]) == first.isascii() or width(first.split("内定")[0]) == second.index("offer")


def test_what_a_stranger_wrote_cannot_move_the_cursor() -> None:
    assert plain("Dear\x1b[31m you\r\n\x07there") == "Dear [31m you there"
