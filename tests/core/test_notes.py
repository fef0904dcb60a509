"""What the owner notes counts: marked as theirs, weighed by what it holds, beaten by corrections alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from goen.core.mail.message import Address, Envelope, Message
from goen.core.reading import reader
from goen.core.reading.notes import from_mail, from_text, is_note, names
from goen.core.ties.strength import tie
from goen.core.understand import understand
from goen.core.values import Correction, Note, Owner, Said, Sign, Understanding

AMY = Owner("Amy Larkin", ("amy@larkin.example",), "en")
AT = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)


def message(ident: str, sender: str, to: str, subject: str, text: str, at: datetime) -> Message:
    envelope = Envelope(
        ident,
        ident,
        at,
        Address("" if sender in AMY.emails else "Dana Stone", sender),
        (Address("", to),),
        (),
        (),
        subject,
        (),
        frozenset(),
        (),
        len(text),
    )
    return Message(envelope, text, text, "")


MAIL = [
    message("<1@x>", AMY.emails[0], "dana@fernhill.example", "Application: Staff Writer", "Dear Dana,\n\nI would like to apply for the Staff Writer position at Fernhill Press. My resume is attached.\n\nAmy Larkin", datetime(2026, 3, 2, 9, tzinfo=UTC)),
    message("<2@x>", "dana@fernhill.example", AMY.emails[0], "Re: Application: Staff Writer", "Dear Amy,\n\nThank you for your application for the Staff Writer position. I'd like to invite you to an interview on Friday 6 March at 10 am.\n\nDana Stone\nFernhill Press", datetime(2026, 3, 3, 9, tzinfo=UTC)),
]  # fmt: skip


def understood(*notes: Note, corrections: tuple[Correction, ...] = (), mail: list[Message] = MAIL) -> Understanding:
    readings = {m.id: reader.read(m) for m in mail}
    return understand(mail, readings, owner=AMY, as_of=date(2026, 3, 10), notes=notes, corrections=corrections)


def note(**parts: object) -> Note:
    return Note(**({"id": "note:1", "at": AT, "on": AT.date(), "about": "<1@x>"} | parts))  # type: ignore[arg-type]


def test_words_that_the_owner_says_are_a_sign_are_one_and_marked_as_their_record() -> None:
    result = understood(note(said=(Said("Dana Stone", "You were the clearest of all", "praise"),)))
    person = next(p for p in result.people if "dana@fernhill.example" in p.emails)
    (sign,) = person.signs
    assert (sign.signal, sign.quote, sign.record, sign.message) == ("praise", "You were the clearest of all", "heard", "note:1")
    assert person.tie == "warm"


def test_courtesies_that_were_heard_stay_courtesies() -> None:
    result = understood(note(said=(Said("Dana Stone", "Thank you for coming in"), Said("Dana Stone", "Best of luck with your search"))))
    assert all(not p.signs for p in result.people)


def test_an_impression_alone_makes_nobody_warm() -> None:
    result = understood(note(present=("Dana Stone",), talked=True, liked="the outline"))
    person = next(p for p in result.people if "dana@fernhill.example" in p.emails)
    assert (person.tie, [s.record for s in person.signs]) == ("acquaintance", ["felt"])


def test_an_impression_counts_half_beside_words() -> None:
    felt = Sign("note:1", "p", "praise", "the outline", 1.0, AT, record="felt")
    weak = Sign("<m>", "p", "open_door", "I hope our paths cross again", 0.9, AT)
    strong = Sign("<m>", "p", "belief", "I have no doubt", 0.9, AT)
    assert tie([felt, felt], True)[0] == "acquaintance"
    assert tie([felt, weak], True)[0] == "warm"
    assert tie([felt, strong], True)[0] == "warm"  # a belief and an impression make no champion
    assert tie([weak, strong, felt], True)[0] == "champion"


def test_whoever_is_only_named_in_a_note_is_a_person_of_the_process() -> None:
    result = understood(note(present=("Lee Archer",), talked=True))
    lee = next(p for p in result.people if p.name == "Lee Archer")
    assert (lee.tie, lee.organization) == ("acquaintance", result.applications[0].organization)
    assert lee.id in result.applications[0].people


def test_a_note_before_the_first_mail_finds_its_place_later() -> None:
    early = note(about="Fernhill", text="An opening, heard of from Kim.")
    assert understood(early, mail=[]).notes[0].application is None
    result = understood(early)
    assert result.notes[0].application == result.applications[0].id


def test_what_was_said_by_mouth_holds_and_only_a_correction_beats_it() -> None:
    told = note(outcome="rejected", present=("Dana Stone",))
    assert understood(told).applications[0].outcome == "rejected"
    assert understood(told).applications[0].rejected_by is not None
    right = Correction("outcome", "<1@x>", "open", AT)
    assert understood(told, corrections=(right,)).applications[0].outcome == "open"


def test_a_sign_of_a_note_can_be_taken_back() -> None:
    kept = note(said=(Said("Dana Stone", "You were the clearest of all", "praise"),))
    refused = Correction("not-a-sign", "note:1", "clearest of all", AT)
    assert all(not p.signs for p in understood(kept, corrections=(refused,)).people)


def test_a_mail_to_oneself_is_a_note_and_no_mail_of_a_process() -> None:
    own = message(
        "<3@x>",
        AMY.emails[0],
        AMY.emails[0],
        "Note: Fernhill",
        'With: Dana Stone\nPraise: Dana: "You were the clearest of all"\nNext: she decides by Friday',
        AT,
    )
    assert is_note(own.envelope, AMY.emails)
    result = understood(mail=[*MAIL, own])
    (recorded,) = result.notes
    assert (recorded.note.message, recorded.application) == ("<3@x>", result.applications[0].id)
    assert own.id not in result.applications[0].messages
    assert [s.quote for p in result.people for s in p.signs] == ["You were the clearest of all"]


def test_other_mail_to_oneself_is_none() -> None:
    own = message("<3@x>", AMY.emails[0], AMY.emails[0], "shopping", "milk", AT)
    assert not is_note(own.envelope, AMY.emails)
    assert understood(mail=[*MAIL, own]).notes == ()


@pytest.mark.parametrize(
    ("text", "said", "present"),
    [
        ('Dana said "You were the clearest of everyone we met."', [("Dana", "You were the clearest of everyone we met.")], ()),
        ("同席: 宮永さん、高瀬部長\n宮永さん「企画書を四回読みました」", [("宮永", "企画書を四回読みました")], ("宮永", "高瀬部長")),
        (
            'With: Dana Stone and Lee Archer\nSaid: Lee: "I\'d hire you twice"',
            [("Lee", "I'd hire you twice")],
            ("Dana Stone", "Lee Archer"),
        ),
    ],
)
def test_the_form_is_read_in_both_languages(text: str, said: list[tuple[str, str]], present: tuple[str, ...]) -> None:
    made = from_text(text, about="Fernhill", at=AT, on=AT.date(), ident="note:1")
    assert [(s.by, s.words) for s in made.said] == said
    assert made.present == present


def test_names_come_without_their_titles() -> None:
    assert names("宮永さん、高瀬様と森先生") == ["宮永", "高瀬", "森"]


def test_a_japanese_note_to_oneself() -> None:
    own = message("<4@x>", AMY.emails[0], AMY.emails[0], "メモ：青葉出版", "同席：宮永さん\n次：来週中に連絡", AT)
    made = from_mail(own)
    assert (made.about, made.present, made.next) == ("青葉出版", ("宮永",), "来週中に連絡")
