"""Facts that no mail holds: applications added by hand, letters as the owner left them, mailboxes that were handed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goen import samples
from goen.actions import correct, forget, handmade, letters, mailboxes
from goen.actions.scan import scan
from goen.actions.understanding import last, understanding
from goen.config import Config
from goen.core.values import Letter, Understanding
from goen.errors import GoenError
from goen.store import queries
from goen.store.connect import open_store


def read(here: Config) -> Understanding:
    return scan(here, samples.mailbox("en"), as_of=samples.AS_OF["en"], workers=0).understanding


def test_one_added_by_hand_stands_among_the_others_in_order(here: Config) -> None:
    read(here)
    ident = handmade.add(
        here, organization=" Heron  & Pike ", role="Archivist", stage="interview", outcome="rejected", first=date(2026, 2, 2)
    )
    whole = understanding(here, as_of=samples.AS_OF["en"])
    made = next(a for a in whole.applications if a.id == ident)
    assert (made.organization, made.furthest_stage, made.outcome) == ("Heron & Pike", "interview", "rejected")
    assert [a.first for a in whole.applications] == sorted(a.first for a in whole.applications)
    assert all(a.application != ident for a in whole.advice)
    handmade.change(
        here, ident, organization="Heron", role="", stage="offer", outcome="accepted", first=date(2026, 2, 2), last=date(2026, 1, 1)
    )
    changed = next(a for a in understanding(here, as_of=samples.AS_OF["en"]).applications if a.id == ident)
    assert (changed.outcome, changed.last.date()) == ("accepted", date(2026, 2, 2))
    handmade.remove(here, ident)
    assert len(understanding(here, as_of=samples.AS_OF["en"]).applications) == len(whole.applications) - 1


@pytest.mark.parametrize(
    ("organization", "stage", "outcome"), [(" ", "applied", "open"), ("Heron", "x", "open"), ("Heron", "applied", "x")]
)
def test_what_makes_no_sense_is_refused(here: Config, organization: str, stage: str, outcome: str) -> None:
    with pytest.raises(GoenError):
        handmade.add(here, organization=organization, role="", stage=stage, outcome=outcome, first=date(2026, 2, 2))


def test_a_letter_is_kept_and_marked_with_the_mail_it_answers(here: Config) -> None:
    whole = read(here)
    one = next(a for a in whole.applications if a.outcome == "rejected")
    written = letters.keep(here, letters.after(one, Letter("Re:  x", "Dear\r\nA", "a@b.example", None, "en"), "thanks"))
    letters.mark(here, written, date(2026, 4, 1))
    kept = letters.last(one)
    assert kept is not None
    assert (kept.subject, kept.body, kept.sent_on) == ("Re: x", "Dear\nA", date(2026, 4, 1))
    assert letters.sent(whole.applications) == {one.id: date(2026, 4, 1)}
    letters.mark(here, kept, None)
    assert letters.sent(whole.applications) == {}
    letters.withdraw(here, kept)
    assert letters.last(one) is None


def test_what_is_forgotten_takes_its_letter_along(here: Config) -> None:
    one = next(a for a in read(here).applications if a.outcome == "rejected")
    letters.keep(here, letters.after(one, Letter("x", "y", "a@b.example", None, "en"), "thanks"))
    forget.application(here, one)
    assert letters.last(one) is None


def test_several_corrections_are_taken_back_as_one_and_each_by_itself(here: Config) -> None:
    whole = read(here)
    first, second, third = [a.messages[0] for a in whole.applications][:3]
    correct.correct_all(here, [("outcome", first, "withdrawn"), ("outcome", second, "withdrawn")])
    assert correct.undo(here) is not None
    assert queries.corrections() == ()
    correct.correct_all(here, [("role", first, "A"), ("role", third, "B")])
    row = next(one.id for one in queries.correction_log() if one.value == "A")
    correct.withdraw(here, row)
    assert [c.value for c in queries.corrections()] == ["B"]
    assert len(queries.correction_log()) == 4


def test_the_understanding_of_yesterday_is_there_at_once(here: Config) -> None:
    assert_same = read(here)
    correct.correct(here, "role", assert_same.applications[0].messages[0], "Keeper")
    known = last()
    assert known is not None
    assert known.applications == assert_same.applications


def test_a_mailbox_that_was_handed_in_gets_a_name_of_its_own(here: Config) -> None:
    open_store(here)
    folder = here.home / mailboxes.FOLDER
    folder.mkdir()
    names = []
    for n in range(2):
        part = folder / f".{n}.part"
        part.write_bytes(b"x")
        names.append(mailboxes.keep(here, part, "../../we ird/na:me.mbox", ".zip").name)
    assert names == ["na_me.zip", "na_me 2.zip"]
    assert [(one.messages, one.handed_in) for one in mailboxes.listed(here)] == [(None, True), (None, True)]
    mailboxes.let_go(here, str((folder / "na_me.zip").resolve()))
    assert [Path(one.path).name for one in mailboxes.listed(here)] == ["na_me 2.zip"]
    forget.everything(here)
    assert not folder.exists()
