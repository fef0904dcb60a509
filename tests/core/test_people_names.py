"""When two ways to write a person's name are one, and when a name is enough to tell somebody by."""

from __future__ import annotations

import pytest

from goen.core.hiring.people import folded_name, full_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana Reyes", "REYES, Dana"),
        ("Dr. Zoë Díaz", "Diaz Zoe"),
        ("三谷 花", "三谷花様"),
        ("ﾐﾀﾆ ﾊﾅ", "ミタニ ハナ"),
    ],
)
def test_order_case_accents_titles_and_spaces_make_no_other_name(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other) == full_name(one) == full_name(other) != ""


@pytest.mark.parametrize("name", ["", "Dana", "Zoë", "Dr. Reyes", "三谷", "三谷様", "42"])
def test_half_a_name_tells_nobody(name: str) -> None:
    assert full_name(name) == ""
