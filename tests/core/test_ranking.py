"""Which names an application may have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from goen.core.hiring import ranking
from goen.core.hiring.names import organization_key
from goen.core.mail.parse import parse
from goen.core.reading.classify import Mail, assemble
from goen.core.reading.features import SHAPE
from goen.core.reading.reader import Name, RawReading
from goen.core.reading.spans_ja import japanese
from goen.core.values import Owner

OWNER = Owner("Thea Lund", ("thea@lund.example",), "en")


def box(sender: str, *names: Name) -> Mail:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    message = parse(
        f"From: {sender}\nTo: Thea Lund <thea@lund.example>\nSubject: A note\nMessage-ID: <1@test.example>\n"
        f"Date: {day:%a, %d %b %Y %H:%M:%S} +0000\n\nText.\n".encode()
    )
    return assemble([message], {message.id: RawReading((), (), (0.0,) * len(SHAPE), (), names)}, OWNER)


def test_a_firm_in_whose_name_a_desk_writes_may_be_the_employer_and_the_owner_never_is() -> None:
    whole = box(
        "Arbor Press <jobs@gmail.com>",
        Name("organization", "display", "Arbor Press", 0.9),
        Name("organization", "body", "Thea Lund", 0.4),
    )
    found = ranking.proposals(whole, [0], ranking.index(whole, OWNER.name, ["Arbor Press"]), "organization")
    assert [p.text for p in found] == ["Arbor Press"]
    assert found[0].contact == 1.0  # and that somebody is called so is known


def test_how_much_of_a_name_is_a_persons_is_told_by_words_and_by_beginnings() -> None:
    whole = box(
        "Ruth Abelard <ruth@gmail.com>", Name("role", "subject", "Ruth meet Editors Desk", 0.2), Name("role", "body", "室井料理長", 0.2)
    )
    found = ranking.proposals(whole, [0], ranking.index(whole, "", ["Ruth Abelard", "室井 健"]), "role")
    assert {p.text: p.contact for p in found} == {"Ruth meet Editors Desk": 0.25, "室井料理長": 0.4}


def test_the_short_and_the_long_name_of_a_holding_are_one_and_the_long_one_is_shown() -> None:
    assert organization_key("東海リースHD") == organization_key("東海リースホールディングス株式会社")
    whole = box(
        "a@gmail.com", *(Name("organization", zone, "東海リースHD", 0.9) for zone in ("subject", "body")),
        Name("organization", "signature", "東海リースホールディングス", 0.3),
    )  # fmt: skip
    found = ranking.proposals(whole, [0], ranking.index(whole), "organization")
    assert [p.text for p in found] == ["東海リースホールディングス"]


def test_a_domain_that_takes_part_in_other_threads_is_known_to() -> None:
    whole = box("ann@staffwell.example")
    index = ranking.index(whole)
    assert index.threads == {"staffwell": frozenset({whole.thread[0]})}
    other = replace(index, threads={"staffwell": frozenset({whole.thread[0], "another"})})
    found = ranking.proposals(whole, [0], index, "organization")
    alone, crowded = (ranking.features(whole, [0], found, some, "organization")[0].tolist() for some in (index, other))
    assert [n for n, (a, b) in enumerate(zip(alone, crowded, strict=True)) if a != b]


def test_japanese_names_in_hiragana_are_found_where_somebody_introduces_themselves_or_is_sought() -> None:
    assert "うみかぜ" in {text for text, _, _ in japanese("うみかぜの長嶺です。")}
    assert "さざなみ食堂" in {text for text, _, _ in japanese("先日「さざなみ食堂」へ伺いました。")}
    assert "棚と帳簿をみる人" in {text for text, _, _ in japanese("棚と帳簿をみる人を探しています。")}
