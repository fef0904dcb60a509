"""An expression is found in the same texts, whether it is sought by its pieces or not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.advice.asks import OPENS
from goen.core.advice.refusal import WRITE_NOT, WRITE_NOT_JA
from goen.core.hiring.stages import CUES
from goen.core.reading.phrases.needs import ways
from goen.core.reading.phrases.sought import Sought

PATTERNS = {**CUES, "write-not": WRITE_NOT, "write-not-ja": WRITE_NOT_JA, "opens": OPENS}
WORDS = sorted({word for pattern in PATTERNS.values() for word in re.findall(r"[a-z0-9]+|[\u3040-\u9fff]+", pattern)})
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from([" ", " ", "-", "’", "'", "\n", ".", "2"])), max_size=30).map("".join)


@pytest.mark.parametrize("name", PATTERNS)
@given(text=st.one_of(TEXTS, st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text(max_size=40)))
def test_what_is_sought_is_found_where_the_expression_is(name: str, text: str) -> None:
    folded = text.casefold()
    there = re.search(PATTERNS[name], folded) is not None
    assert Sought(PATTERNS[name]).within(folded) == there
    assert Sought(*ways(PATTERNS[name])).within(folded) == there


def test_an_expression_of_which_nothing_can_be_said_is_tried_everywhere() -> None:
    assert Sought(r"\d{2}").within("room 42")
    assert not Sought(r"\d{2}").within("room 4")
