"""An organization that the owner named names what comes from the same place, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from goen.core.advice.letters.en import write as en
from goen.core.advice.letters.ja import write as ja
from goen.core.hiring.names import tidy_organization, tidy_role
from goen.core.hiring.naming import Named, named
from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.reading.classify import Mail, assemble
from goen.core.reading.features import SHAPE
from goen.core.reading.reader import RawReading
from goen.core.values import Correction, Owner

OWNER = Owner("Thea Lund", ("thea@lund.example",), "en")


def mail(n: int, sender: str) -> Message:
    day = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=n)
    return parse(
        f"From: {sender}\nTo: Thea Lund <thea@lund.example>\nSubject: A note\nMessage-ID: <{n}@test.example>\n"
        f"Date: {day:%a, %d %b %Y %H:%M:%S} +0000\n\nText.\n".encode()
    )


def box(*senders: str) -> Mail:
    messages = [mail(n, sender) for n, sender in enumerate(senders)]
    nothing = RawReading((), (), (0.0,) * len(SHAPE), (), ())
    return assemble(messages, {m.id: nothing for m in messages}, OWNER)


def said(n: int, name: str, hour: int = 0) -> Correction:
    return Correction("organization", f"<{n}@test.example>", name, datetime(2026, 5, 1, hour, tzinfo=UTC))


def names(whole: Mail, read: list[str], *corrections: Correction) -> dict[int, str]:
    """Every message is an application of its own."""
    found = named(whole, [[i] for i in range(len(whole.messages))], read, corrections)
    return {n: one.organization for n, one in found.items()}


def test_a_firm_is_called_so_at_its_own_domain_whatever_was_read() -> None:
    whole = box("jobs@arborpress.example", "dana@mail.arborpress.example", "jobs@wexley.example")
    assert names(whole, ["People Team", "The Office", "Wexley"], said(0, "Arbor Press")) == {1: "Arbor Press"}
    assert named(whole, [[0], [1]], ["", ""], [said(0, "Arbor Press")])[1] == Named("Arbor Press", "<0@test.example>")


def test_what_was_read_as_the_same_name_at_one_place_is_called_the_same() -> None:
    whole = box("a@people.example", "b@people.example", "c@elsewhere.example")
    assert names(whole, ["Talent Desk", "Talent Desk", "Talent Desk"], said(0, "Arbor Press")) == {1: "Arbor Press"}


def test_another_client_of_an_agency_keeps_its_name() -> None:
    whole = box("ann@staffwell.example", "ann@staffwell.example")
    assert names(whole, ["Harbour Books", "Kiln & Co"], said(0, "Harbour Books Ltd")) == {}


def test_the_newest_name_counts_and_two_names_for_one_place_say_nothing_of_a_third() -> None:
    whole = box(*(["jobs@arborpress.example"] * 4))
    read = ["Desk", "Office", "Desk", "House"]
    assert names(whole, read, said(0, "Arbor Press", 1), said(1, "Arbor Books", 2)) == {2: "Arbor Press"}
    assert names(whole, read, said(0, "Arbor Press", 2), said(0, "Arbor House", 3))[2] == "Arbor House"


def test_what_the_owner_named_is_not_named_again() -> None:
    whole = box("jobs@arborpress.example", "jobs@arborpress.example")
    assert names(whole, ["Desk", "Desk"], said(0, "Arbor Press"), said(1, "Arbor Books")) == {}
    assert names(whole, ["Desk", "Desk"]) == {}


@pytest.mark.parametrize("text", ["スカウトをありがとうございました。", "ご応募ありがとうございます", "面接のご案内です"])
def test_a_whole_sentence_is_no_firms_name(text: str) -> None:
    assert tidy_organization(text) == ""
    assert tidy_organization("ますや書店") == "ますや書店"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(有)須藤図案室", "(有)須藤図案室"),
        ("「木霊舎」", "木霊舎"),
        ("木霊舎」", "木霊舎"),
        ("Fernbrook Foods (UK)", "Fernbrook Foods (UK)"),
        ("百貨店の", ""),
        ("病院", ""),
    ],
)
def test_a_firms_name_keeps_what_is_of_it_and_the_sort_of_a_house_is_none(text: str, name: str) -> None:
    assert tidy_organization(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marketing Manager opening", "Marketing Manager"),
        ("当社アナリスト職", "アナリスト職"),
        ("Opening Chef", "Opening Chef"),
        ("御礼(トーヨー住機)", ""),
        ("募集人員", ""),
    ],
)
def test_what_stands_around_a_post_is_not_of_its_name(text: str, name: str) -> None:
    assert tidy_role(text) == name


@pytest.mark.parametrize(
    "name",
    ["Position", "next steps", "Phone screen", "First interview", "Offer letter", "募集", "正社員", "一次面接", "持ち物リスト", "弊社"],
)
def test_what_any_opening_or_a_step_is_called_is_no_post(name: str) -> None:
    assert tidy_role(name) == ""
    assert en.clean_role(name) == ja.clean_role(name) == ""


@pytest.mark.parametrize("name", ["Opening Night Manager", "Screen Printer", "法人営業", "職員研修担当者", "データスペシャリスト"])
def test_a_post_that_holds_such_a_word_is_one(name: str) -> None:
    assert tidy_role(name) == name
