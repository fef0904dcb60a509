"""Words are found where they stand, whatever form they are written in, and nowhere else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.reading.verbatim import find


def found(text: str, words: str) -> str | None:
    span = find(text, words)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("You wrote the best page.", "the best page", "the best page"),
        ("You wrote\n  the best\npage.", "You wrote the best page.", "You wrote\n  the best\npage."),
        ("We’d have you – any day…", "We'd have you - any day...", "We’d have you – any day…"),
        ("佐久さんなら、\n　どこへ行っても", "佐久さんなら、どこへ行っても", "佐久さんなら、\n　どこへ行っても"),
        ("ｸﾞﾗﾝﾄﾞﾎﾃﾙの採用担当", "グランドホテルの採用", "ｸﾞﾗﾝﾄﾞﾎﾃﾙの採用"),
        ("か\u3099っこう", "がっこう", "か\u3099っこう"),
        ("①次面接", "1次面接", "①次面接"),
        ("a soft\u00adhyphen and\u200b more", "soft hyphen and more", "soft\u00adhyphen and\u200b more"),
        ("caf\u00e9 on Tuesday", "cafe\u0301 on Tuesday", "caf\u00e9 on Tuesday"),
        ("She said no.", "“She said no.”", "She said no."),
        ("I know now", "now", "now"),
    ],
)
def test_words_are_found_whatever_form_they_have(text: str, words: str, expected: str) -> None:
    assert found(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [("I know", "now"), ("the best page", "the best pages"), ("the best page", "page the best"), ("採用します", "不採用"), ("text", ""), ("text", " 「」 "), ("", "x"),
     ("You wrote it", "you wrote it"), ("in 2019", "201")],
)  # fmt: skip
def test_what_does_not_stand_there_is_not_found(text: str, words: str) -> None:
    assert found(text, words) is None


LETTERS = st.text(st.sampled_from("abc '’\n\t　。かがｶﾞ\u3099①…–é\u0301한\u1100\u1161ﾊﾟ-"), max_size=40)


@given(LETTERS, st.integers(0, 40), st.integers(1, 20), st.sampled_from(["NFKC", "NFC", "NFKD"]))
def test_a_part_of_a_text_is_found_in_it_in_any_form(text: str, start: int, length: int, form: str) -> None:
    part = text[start : start + length]
    span = find(text, unicodedata.normalize(form, part))
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)
        again = find(text[slice(*span)], part)
        assert again is not None


# What a reader sees as one letter, with all that belongs to it.
CLUSTERS = st.lists(
    st.sampled_from(["か", "が", "か\u3099", "ｶﾞ", "ﾊﾟ", "①", "…", "–", "é", "e\u0301", "한", "\u1100\u1161", "。", "漢", "字", "’"]),
    min_size=1,
    max_size=20,
)


@given(CLUSTERS, st.data(), st.sampled_from(["NFKC", "NFC", "NFKD", "NFD"]))
def test_whole_letters_of_a_text_are_always_found(letters: list[str], data: st.DataObject, form: str) -> None:
    first = data.draw(st.integers(0, len(letters) - 1))
    last = data.draw(st.integers(first, len(letters) - 1))
    text, part = " ".join(letters), "".join(letters[first : last + 1])
    span = find(text, unicodedata.normalize(form, part))
    assert span is not None
    assert find(text[slice(*span)], part) is not None


@given(st.lists(st.sampled_from(["alpha", "beta’s", "ガンマ", "デルタ、", "ｴﾌﾟｼﾛﾝ", "2026", "(zeta)"]), min_size=3, max_size=12), st.data())
def test_whole_words_of_a_text_are_always_found(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = "\n ".join(words)
    assert find(text, unicodedata.normalize("NFKC", " ".join(words[first : last + 1]))) is not None


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_found_span_lies_in_the_text(text: str, words: str) -> None:
    span = find(text, words)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
