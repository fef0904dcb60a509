"""A letter names only what surely is a name: everything here was read wrongly once, in a mailbox written to look like life."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.advice.letters import calling
from goen.core.advice.letters.matter import PURPOSES
from goen.core.values import Person


def someone(name: str, organization: str = "", email: str = "someone@fernhill.example") -> Person:
    return Person("p", name, (email,), organization, "", "none", ())


@pytest.mark.parametrize(
    ("name", "organization"),
    [("Harrow Street Editorial", "Harrow Street Press"), ("NETSCON Student Track", "NETSCON"), ("Careers", ""), ("", "Fernhill"), ("総務", "若葉財団"), ("採用担当", "")],
)  # fmt: skip
def test_a_desk_is_not_greeted_as_a_person(name: str, organization: str) -> None:
    assert not calling.addressed(someone(name, organization))


@pytest.mark.parametrize(
    ("name", "organization"), [("Dana Stone", "Stone & Sons"), ("Ishaan", "Tinplate"), ("ひらり書房 玉木陽", "ひらり書房"), ("富永", "")]
)
def test_a_person_is(name: str, organization: str) -> None:
    assert calling.addressed(someone(name, organization))


@pytest.mark.parametrize("name", ["Róisín, Ingvild", "Keane and Quillhouse", "当金庫", "弊社", "嬉しくて大学", "のミライ不動産"])
def test_what_is_no_firm_is_not_named(name: str) -> None:
    assert calling.organization(name, "Róisín Keane") == ""


@pytest.mark.parametrize("name", ["Quillhouse", "City of Port Bellamy", "みどり書房", "のの花舎", "NPO法人あかりの本棚"])
def test_a_firm_is_named(name: str) -> None:
    assert calling.organization(name, "Róisín Keane") == name


@pytest.mark.parametrize(
    "name", ["Ruth", "Wei Ling", "Third Thursdays", "Eligibility query LTF-25-1187", "OFF CAMPUS DRIVE 2026", "GD + Personal Interview", "スマートウォッチ不可", "当金庫", "持ち物リスト", "面接日程"]
)  # fmt: skip
def test_what_is_no_opening_is_not_named(name: str) -> None:
    assert calling.role(name, ("Ruth Abelard", "Tan Wei Ling")) == ""


@pytest.mark.parametrize(
    "name", ["Staff Writer", "Data Analyst II", "Director of Enrollment Marketing", "EC・広報", "書籍編集", "教務スペシャリスト"]
)
def test_an_opening_is_named(name: str) -> None:
    assert calling.role(name, ("Ruth Abelard", "Tan Wei Ling")) == name


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_name_is_kept_whole_or_left_out(one: str, other: str) -> None:
    assert calling.organization(one, other) in ("", one)
    assert calling.role(one, (other,)) in ("", one)
    calling.addressed(someone(one, other))


def test_both_languages_have_words_for_every_purpose() -> None:
    from goen.core.advice.letters.en import matters as en
    from goen.core.advice.letters.ja import matters as ja

    assert tuple(en.PARTS) == tuple(ja.PARTS) == PURPOSES
