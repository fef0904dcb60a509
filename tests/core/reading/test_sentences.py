from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goen.core.reading.sentences import sentences


@given(st.text(max_size=400))
def test_every_sentence_is_an_exact_trimmed_piece_of_the_text_in_order(text: str) -> None:
    end = 0
    for s in sentences(text):
        assert text[s.start : s.end] == s.text == s.text.strip()
        assert s.text
        assert s.start >= end
        end = s.end


@given(st.text(max_size=400))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    kept = "".join("".join(s.text.split()) for s in sentences(text))
    assert kept == "".join(text.split())


def test_titles_initials_and_times_do_not_end_a_sentence() -> None:
    text = "Mr. Lee and Dr. B. Shaw come at 3 p.m. on Friday. Bring the plan."
    assert [s.text for s in sentences(text)] == ["Mr. Lee and Dr. B. Shaw come at 3 p.m. on Friday.", "Bring the plan."]


def test_a_line_wrapped_by_a_mail_client_goes_on_in_the_next() -> None:
    text = "Your outline was the one that we kept coming back to all through\nthe afternoon.\nBest,\nTom"
    assert [s.text for s in sentences(text)] == [
        "Your outline was the one that we kept coming back to all through\nthe afternoon.",
        "Best,",
        "Tom",
    ]


def test_japanese_sentences_end_with_their_own_marks_and_short_lines() -> None:
    text = "佐久間さん\n昨日はありがとう。あの図、壁に貼りました!\n三田"
    assert [s.text for s in sentences(text)] == ["佐久間さん", "昨日はありがとう。", "あの図、壁に貼りました!", "三田"]
