"""A letter that accepts or declines settles its application, as the mail itself would."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib import resources
from mailbox import mbox

from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.owner import find_owner
from goen.core.reading import reader
from goen.core.reading.reader import RawReading
from goen.core.understand import understand
from goen.core.values import Application, Correction, KeptLetter, Note, Owner

AS_OF = date(2026, 4, 20)
NEW_YORK = timezone(timedelta(hours=-4))


@cache
def offered() -> tuple[tuple[Message, ...], dict[str, RawReading], Owner]:
    """The English sample without the owner's last word to Fieldhouse, which accepts."""
    with resources.as_file(resources.files("goen.samples") / "en.mbox") as path:
        box = mbox(path, create=False)
        messages = [parse(box.get_bytes(key)) for key in list(box.keys())]
        box.close()
    readings = {m.id: reader.read(m) for m in messages}
    owner = find_owner([m.envelope for m in messages])
    whole = understand(messages, readings, owner=owner, as_of=AS_OF)
    yes = next(r.message for r in whole.readings if r.kind == "acceptance")
    return tuple(m for m in messages if m.id != yes), readings, owner


def at(
    firm: str, *letters: KeptLetter, notes: tuple[Note, ...] = (), corrections: tuple[Correction, ...] = (), as_of: date = AS_OF
) -> Application:
    messages, readings, owner = offered()
    whole = understand(messages, readings, owner=owner, as_of=as_of, letters=letters, notes=notes, corrections=corrections)
    return next(a for a in whole.applications if a.organization.startswith(firm))


def letter(firm: str, purpose: str, on: date, *, marked: bool = True) -> KeptLetter:
    about = at(firm).messages[0]
    kept = datetime(on.year, on.month, on.day, 9, tzinfo=NEW_YORK)
    body = "Dear June, about this I have thought for a week, and here is what I have to say."
    return KeptLetter(f"letter:{on}", kept, "june@nowhere.example", about, purpose, "Re", body, "en", sent_on=on if marked else None)


def test_a_letter_that_was_sent_accepts_or_declines_the_offer() -> None:
    before = at("Fieldhouse")
    assert before.outcome == "offer"
    yes = at("Fieldhouse", letter("Fieldhouse", "offer-yes", date(2026, 3, 26)))
    assert (yes.outcome, yes.last.date()) == ("accepted", date(2026, 3, 26))
    assert [(r.code, r.arguments) for r in yes.reasons if r.code == "answer-sent"] == [("answer-sent", (("date", "2026-03-26"),))]
    assert at("Fieldhouse", letter("Fieldhouse", "offer-no", date(2026, 3, 26))).outcome == "withdrawn"
    assert at("Fieldhouse", letter("Fieldhouse", "offer-time", date(2026, 3, 26))) == before


def test_a_letter_that_is_only_kept_or_sent_after_the_day_settles_nothing() -> None:
    before = at("Fieldhouse")
    assert at("Fieldhouse", letter("Fieldhouse", "offer-yes", date(2026, 3, 26), marked=False)) == before
    assert at("Fieldhouse", letter("Fieldhouse", "offer-yes", AS_OF + timedelta(1))) == before


def test_the_later_letter_holds() -> None:
    first, second = date(2026, 3, 26), date(2026, 3, 28)
    assert at("Fieldhouse", letter("Fieldhouse", "offer-no", second), letter("Fieldhouse", "offer-yes", first)).outcome == "withdrawn"
    assert at("Fieldhouse", letter("Fieldhouse", "offer-no", first), letter("Fieldhouse", "offer-yes", second)).outcome == "accepted"


def test_a_no_after_the_rejection_leaves_it_rejected_and_one_before_it_was_a_withdrawal() -> None:
    rejected = at("Northgate")
    assert rejected.rejected_at is not None
    there = rejected.rejected_at.date()
    assert at("Northgate", letter("Northgate", "withdraw", there + timedelta(2))) == rejected
    withdrawn = at("Northgate", letter("Northgate", "withdraw", there - timedelta(2)))
    assert (withdrawn.outcome, withdrawn.rejection, withdrawn.rejected_at) == ("withdrawn", None, None)


def test_a_later_note_and_a_correction_hold_against_the_letter() -> None:
    yes = letter("Fieldhouse", "offer-yes", date(2026, 3, 26))
    noted_at = datetime(2026, 3, 30, 9, tzinfo=NEW_YORK)
    note = Note("note:1", noted_at, date(2026, 3, 30), "Fieldhouse Editorial", outcome="withdrawn")
    assert at("Fieldhouse", yes, notes=(note,)).outcome == "withdrawn"
    said = Correction("outcome", at("Fieldhouse").messages[0], "rejected", noted_at)
    assert at("Fieldhouse", yes, corrections=(said,)).outcome == "rejected"
