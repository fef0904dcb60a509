"""Notes, letters and pauses are facts: kept, followed, taken back, and gone when the owner removes what they are about."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from goen.actions import agenda, forget, letters, noted, notes, pause
from goen.actions.feed import calendar
from goen.actions.records import records, table, week
from goen.actions.scan import scan
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Said
from goen.errors import GoenError
from goen.samples import mailbox as sample
from goen.store import queries, state
from goen.store.ready import models

DAY = date(2026, 3, 19)
AT = datetime(2026, 3, 19, 20, tzinfo=UTC)
SAID = Said("Gideon Marsh", "I have never read a letter like yours", "praise")


def test_a_note_is_kept_counts_and_can_be_taken_back(here: Config) -> None:
    before = scan(here, sample("en"), as_of=DAY).understanding
    made = notes.take_note(here, "Tidewell", notes.Form("A long call.", said=[SAID]), at=AT)
    after = understanding(here, as_of=DAY)
    assert [r.note for r in after.notes] == [made]
    assert after.notes[0].application in {a.id for a in after.applications if a.organization == "Tidewell"}
    assert SAID.words in [s.quote for p in after.people for s in p.signs]
    assert scan(here, sample("en"), as_of=DAY).understanding == after
    assert notes.withdraw_note(here) == made
    assert understanding(here, as_of=DAY) == before
    assert notes.withdraw_note(here) is None


def test_the_last_note_about_something_can_be_taken_back(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    first = notes.take_note(here, "Tidewell", notes.Form("A long call."), at=AT)
    notes.take_note(here, "Brambleway", notes.Form("Another matter."), at=AT)
    assert notes.withdraw_note(here, "Tidewell") == first
    assert notes.withdraw_note(here, "Tidewell") is None
    assert [n.text for n in queries.notes()] == ["Another matter."]


def test_an_empty_note_is_refused(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    with pytest.raises(GoenError, match="nothing in this note"):
        notes.take_note(here, "Tidewell", notes.Form("  "), at=AT)


def test_what_was_noted_of_a_forgotten_person_is_gone(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    notes.take_note(here, "Tidewell", notes.Form(said=[SAID]), at=AT)
    notes.take_note(here, "Brambleway", notes.Form("Quite another matter."), at=AT)
    gideon = next(p for p in understanding(here, as_of=DAY).people if p.name == "Gideon Marsh")
    letters.keep(here, replace(letters.due(here, gideon.emails[0], at=AT), body="Dear Gideon, …"))
    forget.person(here, gideon)
    assert [n.text for n in queries.notes()] == ["Quite another matter."]
    assert queries.letters() == ()


def test_the_list_is_the_same_judged_anew_or_kept_and_keeps_nothing_of_the_forgotten(here: Config) -> None:
    whole = scan(here, sample("en"), as_of=DAY).understanding
    made = agenda.day(here, DAY)
    kept = agenda.day(here, DAY)
    assert kept.agenda == made.agenda
    assert [kept.letter(t) for t in kept.agenda.today] == [made.letter(t) for t in made.agenda.today]
    assert agenda.day(here, date(2026, 3, 26)).agenda != made.agenda
    agenda.day(here, DAY)
    curtis = next(p for p in whole.people if p.name == "Curtis Vane")
    forget.person(here, curtis)
    assert "As much detail as you can" not in state.get("agenda")
    assert not [w for w in agenda.day(here, DAY).agenda.works if w.by == curtis.id]


def test_what_was_noted_of_a_forgotten_application_is_gone(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    notes.take_note(here, "Brambleway", notes.Form("Gone with it."), at=AT)
    one = next(a for a in understanding(here, as_of=DAY).applications if a.organization == "Brambleway")
    forget.application(here, one)
    assert queries.notes() == ()
    forget.everything(here)
    assert here.database_url or not here.database.exists()


def test_a_draft_is_kept_changed_and_marked(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    task = next(t for t in agenda.day(here, DAY).agenda.today if t.letter == "advice")
    person = str(task.person)
    first = letters.keep(here, replace(letters.due(here, person, at=AT), body="A first version."), AT)
    second = letters.keep(here, replace(letters.due(here, person, at=AT), body="A better version."), AT)
    assert (first.id, second.body, len(queries.letters())) == (second.id, "A better version.", 1)
    sent = letters.mark(here, letters.due(here, person, on=DAY, at=AT), DAY)
    assert (sent.id, sent.sent_on, sent.purpose) == (first.id, DAY, "thanks")
    assert task.key not in {t.key for t in agenda.day(here, DAY).agenda.today}
    noted.withdraw(here, "letter", sent.id)
    assert task.key in {t.key for t in agenda.day(here, DAY).agenda.today}


def test_nobody_is_no_receiver(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    with pytest.raises(GoenError, match="no nobody@nowhere.example"):
        letters.due(here, "nobody@nowhere.example", on=DAY, at=AT)


def test_a_rest_silences_everything_and_resuming_brings_it_back(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    before = agenda.day(here, DAY).agenda
    assert before.today
    pause.pause(here, "rest", since=DAY, at=AT)
    assert agenda.day(here, DAY).agenda.today == ()
    assert pause.resume(here) is not None
    assert agenda.day(here, DAY).agenda == before
    assert pause.resume(here) is None


def test_the_calendar_is_read_by_a_real_parser_and_the_same_every_time(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    found = agenda.day(here, DAY)
    text, count = calendar(found, lambda entry: f"{entry.kind} «,;\n»", "Goen")
    assert calendar(agenda.day(here, DAY), lambda entry: f"{entry.kind} «,;\n»", "Goen") == (text, count)
    parsed = Calendar.from_ical(text)
    events = parsed.walk("VEVENT")
    assert len(events) == count > 3
    assert len({str(e["UID"]) for e in events}) == count
    assert all(e["DTEND"].dt > e["DTSTART"].dt for e in events)
    assert b"\r\n" in text


def test_the_table_has_its_history_and_no_formulas(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    found = agenda.day(here, DAY)
    rows = records(found, date.min, DAY)
    parsed = list(csv.DictReader(io.StringIO(table(found, rows, {}))))
    assert [r["organization"] for r in parsed] == [r.application.organization for r in rows]
    northgate = next(r for r in parsed if r["organization"] == "Northgate Press")
    assert northgate["history"].startswith("2026-01-08 applied; 2026-01-08 received")
    assert not [cell for r in parsed for cell in r.values() if cell[:1] in "=+-@" and cell]
    of_march = records(found, date(2026, 3, 1), DAY)
    assert {r.application.id for r in of_march} < {r.application.id for r in rows}


def test_the_week_counts_what_moved(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    found = week(agenda.day(here, DAY))
    assert found.moved
    assert found.signs
    assert week(agenda.day(here, date(2026, 12, 1))).moved == ()


def test_a_fact_that_was_withdrawn_is_still_known_to_have_been(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    notes.take_note(here, "Tidewell", notes.Form("A long call."), at=AT)
    notes.withdraw_note(here)
    assert models.Noted.objects.count() == 1


def write(folder: Path, number: int, sender: str, to: str, subject: str, text: str, day: int) -> None:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = format_datetime(datetime(2026, 3, day, 9, tzinfo=UTC))
    made["Message-ID"] = f"<n{number}@mail.example>"
    made.set_content(text)
    (folder / f"{number}.eml").write_bytes(bytes(made))


def test_a_mail_to_oneself_is_brought_in_as_a_note(here: Config, tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    amy, dana = "Amy Larkin <amy@larkin.example>", "Dana Stone <dana@fernhill.example>"
    write(
        box,
        1,
        amy,
        dana,
        "Application: Staff Writer",
        "Dear Dana,\n\nI would like to apply for the Staff Writer position at Fernhill Press. My resume is attached.\n\nAmy Larkin",
        2,
    )
    write(
        box,
        2,
        dana,
        amy,
        "Re: Application: Staff Writer",
        "Dear Amy,\n\nI'd like to invite you to an interview on Friday 6 March at 10 am.\n\nDana Stone\nFernhill Press",
        3,
    )
    write(box, 3, amy, amy, "Note: Fernhill", 'With: Dana Stone\nPraise: Dana: "the clearest of all"\nNext: she decides by 20 March', 6)
    write(box, 4, amy, amy, "shopping", "milk, eggs", 6)
    write(box, 5, "News <news@paper.example>", amy, "Today's headlines", "Rain in the north.", 6)
    for _ in range(2):  # again: nothing new, nothing lost
        found = scan(here, box, owner=["amy@larkin.example"], as_of=date(2026, 3, 7)).understanding
        (recorded,) = found.notes
        assert recorded.application == found.applications[0].id
        assert [s.quote for p in found.people for s in p.signs if s.record] == ["the clearest of all"]
        promised = [(p.kind, p.by) for p in agenda.day(here, date(2026, 3, 7)).agenda.pledges]
        assert ("theirs", date(2026, 3, 20)) in promised
    assert "<n3@mail.example>" in queries.kept_ids()
    assert "<n4@mail.example>" not in queries.kept_ids()


def test_nothing_is_due_where_there_is_no_mail(here: Config) -> None:
    found = agenda.day(here, DAY)
    assert found.agenda.today == found.agenda.ahead == ()
    text, count = calendar(found, lambda entry: entry.kind, "Goen")
    assert count == 0
    assert Calendar.from_ical(text)
    assert notes.take_note(here, "Nowhere Ltd", notes.Form("Heard of an opening."), at=AT).about == "Nowhere Ltd"


def test_a_letter_that_went_out_early_is_not_proposed_again(here: Config) -> None:
    scan(here, sample("en"), as_of=date(2026, 3, 21))
    early = date(2026, 3, 21)
    kept = letters.mark(here, letters.due(here, "s.achterberg@parishlowe.example", on=early), early)
    application = next(a for a in understanding(here, as_of=date(2026, 3, 21)).applications if kept.about in a.messages)
    assert application.organization == "Parish & Lowe"
    assert agenda.day(here, as_of=date(2026, 3, 24)).task_for(application.id) is None
