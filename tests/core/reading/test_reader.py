from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.parse import parse
from goen.core.reading import codes, model, phrases, reader
from goen.core.reading.grams import code, grams, hashed, normal
from goen.core.reading.reader import RawReading


def message(subject: str, body: str, sender: str = "Dana Reyes <dana@acme-press.example>", extra: str = "") -> bytes:
    return f"From: {sender}\nTo: Thea Lund <thea@lund.example>\nSubject: {subject}\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n{extra}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode(
        "utf-8", "replace"
    )


@given(st.text(max_size=300), st.text(max_size=80).filter(lambda s: "\n" not in s and "\r" not in s))
def test_any_text_is_read_and_its_reading_survives_the_store(body: str, subject: str) -> None:
    reading = reader.read(parse(message(subject, body)))
    again = RawReading.unpack(reading.pack())
    assert again.pack() == reading.pack()
    assert len(again.received) == len(model.scorer("received").labels)


@given(st.text(max_size=300))
def test_spans_that_may_be_signs_lie_in_the_new_text(body: str) -> None:
    m = parse(message("hello", body))
    for span in reader.read(m).spans:
        assert 0 <= span.start < span.end <= len(m.new)


def test_the_same_message_is_read_the_same_way() -> None:
    m = parse(message("Your application", "We have received your application for Content Editor."))
    assert reader.read(m) == reader.read(m)


def test_full_width_and_curly_forms_read_like_plain_ones() -> None:
    assert grams(normal("Ｉ’ｍ ｈｉｒｉｎｇ")) == grams(normal("i'm hiring"))


def test_scores_of_many_texts_at_once_are_those_of_each_alone() -> None:
    scorer = model.scorer("received")
    texts = [hashed(grams(normal(t))) for t in ("thank you for applying", "選考の結果、今回は見送り", "", "zzzz qqqq")]
    together = scorer.scores(np.concatenate(texts), codes.owners(texts), len(texts))
    np.testing.assert_allclose(together, np.stack([scorer.score(t) for t in texts]), rtol=1e-4, atol=1e-4)


def test_messages_read_together_are_read_as_each_alone() -> None:
    texts = (
        "We loved your sample. Could you come in on Friday?",
        "",
        "選考の結果、今回は見送らせていただきます。",
        "Please do apply again. Ruth thought highly of it.",
    )
    messages = [parse(message(f"Your application {n}", text)) for n, text in enumerate(texts)]
    for alone, together in zip(map(reader.read, messages), reader.read_all(messages), strict=True):
        assert alone.pack() == together.pack()


WORDS = st.sampled_from(
    "we're delighted, interview Interview 2026 ５ 12345 ? ! o'clock's 面接 のご案内 次の 々 ㄅx é naïve ｶﾅ ー Straße 日 a bb ccccccc ccccccd".split(
        " "
    )
)


@given(st.lists(st.lists(WORDS | st.text(max_size=5), max_size=12).map(" ".join), max_size=5), st.sampled_from(["", "s:", "<"]))
def test_hashing_whole_arrays_gives_the_hashes_of_the_n_grams(texts: list[str], prefix: str) -> None:
    found = codes.coded(codes.tokens([normal(text) for text in texts], prefix), prefix)
    for text, some in zip(texts, codes.split(found.codes, found.piece, len(texts)), strict=True):
        assert some.tolist() == np.unique(hashed(grams(normal(text), prefix))).tolist()


@given(
    st.lists(
        st.sampled_from([one for language in ("en", "ja") for _, one, _ in phrases.table(language)]) | st.text(max_size=40), max_size=4
    )
)
def test_looking_for_what_a_wording_needs_first_misses_none(texts: list[str]) -> None:
    sentences = [normal(text).replace("\n", " ") for text in texts]
    japanese = any(phrases.JAPANESE.search(one) for one in sentences)
    table = phrases.table("ja" if japanese else "en")
    expected = {(n, code(f"@{name}")) for n, one in enumerate(sentences) for name, _, pattern in table if pattern.search(one)}
    said, of = phrases.said(sentences, np.zeros(len(sentences), np.intp), codes.tokens(sentences))
    assert sorted(zip(of.tolist(), said.tolist(), strict=True)) == sorted(expected)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_phrase_table_finds_its_own_example(language: str) -> None:
    for name, example, pattern in phrases.table(language):
        assert pattern.search(normal(example)), name


def test_both_languages_say_the_same_things() -> None:
    assert {name for name, _, _ in phrases.table("en")} == {name for name, _, _ in phrases.table("ja")}


def test_the_shipped_weights_are_small_and_plain_numbers() -> None:
    arrays = model.weights()
    assert all(a.dtype.kind in "iufU" for a in arrays.values())
    assert sum(a.nbytes for a in arrays.values()) < 40_000_000


def test_the_words_that_speak_for_a_kind_stand_in_the_message() -> None:
    m = parse(message("Your application", "Unfortunately we will not be taking your application further. We wish you well."))
    words = reader.words_for(m, "rejection", sent=False)
    assert words
    text = normal(f"{m.envelope.subject} {m.new}")
    assert all(part.strip("*") in text for word in words for part in word.split())


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_python_whose_expressions_can_not_be_looked_into_finds_the_same(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = phrases.finder(language)
    monkeypatch.setattr(sys.modules["goen.core.reading.phrases.needs"], "parser", None)
    blind = phrases.Finder(language)
    assert not blind.by_bit
    for _, example, _ in phrases.table(language):
        text = normal(example)
        met = known.by_words(TOKEN.findall(text)) if language == "en" else known.by_text(text)
        assert blind.said(text, 0) == known.said(text, met)


def test_zero_and_minus_zero_are_one_number_in_the_store() -> None:
    scores = RawReading((0.0, -0.0, -0.0004), (), (), (), ())
    assert scores.pack() == RawReading((-0.0, 0.0, 0.0), (), (), (), ()).pack() == RawReading.unpack(scores.pack()).pack()
