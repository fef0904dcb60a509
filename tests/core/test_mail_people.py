"""Who is a person, and what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.message import Address
from goen.core.mail.people import clean_name, is_machine, is_personal, is_shared, name_parts, same_people, shown_name


@pytest.mark.parametrize(
    ("display", "name"),
    [
        ("Dana Whitfield via Greenhouse", "Dana Whitfield"),
        ("Whitfield, Dana", "Dana Whitfield"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Dr. Dana R. Whitfield, PhD", "Dana R. Whitfield"),
        ("'Dana Whitfield'", "Dana Whitfield"),
        ("Dana Whitfield (Arbor)", "Dana Whitfield"),
        ("Dana Whitfield (she/her)", "Dana Whitfield"),
        ("Dana from Arbor", "Dana"),
        ("DANA WHITFIELD", "Dana Whitfield"),
        ("田中　花子", "田中 花子"),
        ("田中花子様", "田中花子"),
        ("株式会社アーバー 田中花子", "田中花子"),
        ("(株)アーバー 人事部 田中", "田中"),
        ("田中花子（株式会社アーバー）", "田中花子"),
        ("山田太郎(ヤマダタロウ)", "山田太郎"),
        ("Arbor Recruiting Team", "Arbor Recruiting Team"),
        ("dana@arbor.example", ""),
    ],
)
def test_the_name_in_a_display_name(display: str, name: str) -> None:
    assert clean_name(display) == name


def test_organization_and_system_are_kept_apart() -> None:
    assert name_parts("Dana Whitfield via Greenhouse").via == "Greenhouse"
    assert name_parts("Dana Whitfield (Arbor)").organization == "Arbor"
    assert name_parts("株式会社アーバー 田中花子").organization == "株式会社アーバー"


@pytest.mark.parametrize(
    "local",
    [
        "no-reply",
        "noreply",
        "do-not-reply",
        "donotreply",
        "no_reply",
        "jobs-noreply",
        "arbor+autoreply",
        "notifications",
        "mailer-daemon",
        "newsletter",
        "bounces",
        "job-alerts",
    ],
)
def test_no_reply_addresses_are_machines(local: str) -> None:
    assert is_machine(f"{local}@arbor.example", "Dana Whitfield", frozenset())


@pytest.mark.parametrize("local", ["dana", "dana.whitfield", "abbott", "botha", "talbot", "d.daemond"])
def test_people_are_no_machines(local: str) -> None:
    assert not is_machine(f"{local}@arbor.example", "Dana Whitfield", frozenset())


def test_marks_decide_where_the_address_does_not() -> None:
    assert is_machine("hello@arbor.example", "Arbor", frozenset({"list"}))
    assert is_machine("dana@arbor.example", "Dana Whitfield", frozenset({"bounce"}))
    assert not is_machine("dana.whitfield@arbor.example", "Dana Whitfield", frozenset({"auto"}))
    assert is_machine("", "", frozenset())


def test_a_hiring_system_is_a_machine_unless_a_person_writes_through_it() -> None:
    assert is_machine("arbor@myworkday.com", "Arbor Careers", frozenset())
    assert not is_machine("arbor+email+3k@talent.icims.com", "Dana Whitfield", frozenset({"list"}))


def test_desks_are_shared() -> None:
    assert all(
        map(is_shared, ("jobs@arbor.example", "hr@arbor.example", "saiyo@arbor.example", "recruit-jp@arbor.example", "info@arbor.example"))
    )
    assert not is_shared("dana@arbor.example")
    assert (
        is_personal("Dana Whitfield") and is_personal("田中花子") and not is_personal("Arbor Talent Team") and not is_personal("採用担当")
    )


def test_one_person_from_several_addresses() -> None:
    groups = same_people(
        [
            Address("Dana Whitfield", "dana.whitfield@arbor.example"),
            Address("Whitfield, Dana", "dana@mail.arbor.example"),
            Address("Dana Whitfield", "dwhit@gmail.com"),
            Address("", "d.whit@gmail.com"),
            Address("Dana Whitfield via Greenhouse", "no-reply@us.greenhouse-mail.io"),
            Address("Bo Chen", "bo@arbor.example"),
        ]
    )
    one = groups["dana.whitfield@arbor.example"]
    assert groups["dana@mail.arbor.example"] == groups["dwhit@gmail.com"] == groups["d.whit@gmail.com"] == one
    assert groups["no-reply@us.greenhouse-mail.io"] != one and groups["bo@arbor.example"] != one


def test_namesakes_at_two_firms_and_family_names_alone_join_nothing() -> None:
    groups = same_people(
        [
            Address("Dana Whitfield", "dana@arbor.example"),
            Address("Dana Whitfield", "d@quay.example"),
            Address("田中", "tanaka@a.example"),
            Address("田中", "tanaka2@a.example"),
        ]
    )
    assert len(set(groups.values())) == 4


@pytest.mark.parametrize(
    ("name", "organization", "shown"),
    [
        ("Gareth PUGH", "", "Gareth Pugh"),
        ("beth okafor", "", "Beth Okafor"),
        ("JEAN-LUC O'NEIL", "", "Jean-Luc O'Neil"),
        ("ludwig van der berg", "", "Ludwig van der Berg"),
        ("Dana LEE", "", "Dana Lee"),
        ("Dana Lee CBE", "", "Dana Lee CBE"),
        ("Ingvild R", "", "Ingvild R"),
        ("AJ Malik", "", "AJ Malik"),
        ("Fiona McDonald", "", "Fiona McDonald"),
        ("NASA Careers", "", "NASA Careers"),
        ("こもれび書房 玉木陽", "こもれび書房", "玉木陽"),
        ("こもれび書房・玉木", "こもれび書房", "玉木"),
        ("Ines Calder - Fernhill", "Fernhill", "Ines Calder"),
        ("こもれび書房", "こもれび書房", "こもれび書房"),
        ("Arborea Quist", "Arbor", "Arborea Quist"),
        ("玉木陽", "玉木", "玉木陽"),
    ],
)
def test_a_name_is_shown_tidily(name: str, organization: str, shown: str) -> None:
    assert shown_name(name, organization) == shown


@given(st.text(max_size=40), st.text(max_size=12))
def test_a_shown_name_is_never_empty_and_shown_again_the_same(name: str, organization: str) -> None:
    once = shown_name(name, "")
    assert shown_name(once, "") == once
    assert bool(shown_name(name, organization).strip()) or not name.strip()


def test_a_sign_at_within_a_name_makes_no_address_of_it() -> None:
    assert clean_name("杉まり@読書会") == "杉まり"
    assert clean_name("mari@dokusho.example") == ""


def test_a_whole_japanese_name_is_one_person_wherever_they_write_from_and_a_family_name_alone_is_not() -> None:
    whole = same_people(
        [Address("小笠原 直樹", "ogasawara@minamo-press.example"), Address("小笠原 直樹", "n.ogasawara.book@home-mail.example")]
    )
    assert len(set(whole.values())) == 1
    family = same_people([Address("小笠原", "ogasawara@minamo-press.example"), Address("小笠原", "o@another-house.example")])
    assert len(set(family.values())) == 2
