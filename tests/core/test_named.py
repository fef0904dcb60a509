"""Whom an invitation says the owner will meet."""

from __future__ import annotations

import pytest

from goen.core.hiring.people import folded_name
from goen.core.ties.named import people_to_meet
from goen.core.ties.network import Known
from goen.core.values import Owner


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You will meet Dana Reyes and our editor, Ines Roth, on Tuesday.", ["Dana Reyes", "Ines Roth"]),
        ("Please meet Human Resources at reception.", []),
        ("当日は編集長の大塚と、営業部の国枝がお待ちしております。", ["大塚", "国枝"]),
        ("担当の都合がつかなくなりましたので、改めてご連絡いたします。", []),
        ("面接は編集長が担当いたします。", []),
    ],
)
def test_those_with_a_name_are_people_and_titles_and_reasons_are_not(text: str, names: list[str]) -> None:
    assert [n for n in dict.fromkeys(people_to_meet(text)) if n] == names


def test_the_owners_given_name_alone_is_the_owner() -> None:
    known = Known.of([], Owner("佐久間 美緒", ("mio@example.org",), "ja"))
    assert folded_name("美緒") in known.parts
    assert known.begins("佐久間")
    assert folded_name("国枝") not in known.parts
