"""Who is a person, and what they are called."""

from __future__ import annotations

import pytest

from goen.core.mail.message import Address
from goen.core.mail.people import clean_name, is_machine, is_personal, is_shared, name_parts, same_people


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
