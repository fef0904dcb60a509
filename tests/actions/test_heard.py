"""An opening that somebody told of: noted, matched by hand, both asked first, introduced, and let go of."""

from __future__ import annotations

import email
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from goen.actions import agenda, heard
from goen.actions.scan import scan
from goen.config import Config
from goen.errors import GoenError
from goen.store import queries

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AMY, DANA, KIM = ("Amy Larkin <amy@larkin.example>", "Dana Stone <dana@fernhill.example>", "Kim Osei <kim@osei.example>")


@pytest.fixture
def box(here: Config, tmp_path: Path) -> Path:
    folder = tmp_path / "mail"
    folder.mkdir()
    put(
        folder,
        AMY,
        DANA,
        "Application: Staff Writer",
        "Dear Dana,\n\nI would like to apply for the Staff Writer position. My CV is attached.",
        0,
    )
    put(folder, DANA, AMY, "Re: Application", "Dear Amy,\n\nCould you come to an interview on Friday 6 March at 10 am?\n\nDana Stone", 1)
    put(folder, AMY, KIM, "Application: Editor", "Dear Kim,\n\nI would like to apply for the Editor position. My CV is attached.", 0)
    put(folder, KIM, AMY, "Re: Application", "Dear Amy,\n\nCould you come to an interview on Monday 9 March at 10 am?\n\nKim Osei", 1)
    return folder


def put(folder: Path, sender: str, to: str, subject: str, text: str, day: int) -> None:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    number = len(list(folder.iterdir())) + 1
    made["Date"] = format_datetime(START + timedelta(days=day, minutes=number))
    made["Message-ID"] = f"<m{number}@mail.example>"
    made.set_content(text + "\n")
    (folder / f"{number}.eml").write_bytes(bytes(made))
    assert email.message_from_bytes(bytes(made))


def due(here: Config, folder: Path, day: date) -> tuple[agenda.Day, list[tuple[str, str]]]:
    scan(here, folder, as_of=day, workers=0, owner=["amy@larkin.example"])
    whole = agenda.day(here, day)
    names = {p.id: p.emails[0].partition("@")[0] for p in whole.understanding.people if p.emails}
    return whole, [(t.code, names[t.person or ""]) for t in whole.agenda.today if t.code.startswith("introduce")]


def test_an_opening_goes_all_the_way_to_an_introduction(here: Config, box: Path) -> None:
    due(here, box, date(2026, 3, 4))
    at = START + timedelta(days=2)
    told = heard.hear(here, "an editor for two months, from May", "dana@fernhill.example", at=at)
    assert told.number == 1
    assert due(here, box, date(2026, 3, 4))[1] == []  # nothing is matched by itself
    heard.match(here, "o1", "kim@osei.example", "an editor who has run a fellowship", at=at)
    whole, tasks = due(here, box, date(2026, 3, 4))
    assert sorted(tasks) == [("introduce-ask", "dana"), ("introduce-ask", "kim")]
    bodies = {}
    for task in whole.agenda.today:
        if task.code == "introduce-ask":
            drafted, problems = whole.letter(task)
            assert drafted is not None
            assert problems == (), drafted.body
            bodies[drafted.to] = drafted.body
    assert "two months" in bodies["kim@osei.example"]
    assert "fellowship" in bodies["dana@fernhill.example"]
    assert "Dana" not in bodies["kim@osei.example"]
    assert "Kim" not in bodies["dana@fernhill.example"]
    put(box, AMY, DANA, "A thought", bodies["dana@fernhill.example"], 3)
    put(box, AMY, KIM, "A thought", bodies["kim@osei.example"], 3)
    assert due(here, box, date(2026, 3, 6))[1] == []  # both are asked, nobody twice
    put(box, DANA, AMY, "Re: A thought", "With pleasure.", 4)
    assert due(here, box, date(2026, 3, 6))[1] == []
    put(box, KIM, AMY, "Re: A thought", "Yes, gladly.", 4)
    whole, tasks = due(here, box, date(2026, 3, 7))
    assert [code for code, _ in tasks] == ["introduce"]
    drafted, problems = whole.letter(next(t for t in whole.agenda.today if t.code == "introduce"))
    assert drafted is not None
    assert problems == (), drafted.body
    assert "told me of the opening: an editor for two months" in drafted.body
    put(box, AMY, f"{KIM}, {DANA}", "An introduction", drafted.body, 6)
    assert due(here, box, date(2026, 3, 9))[1] == []


def test_an_opening_that_is_filled_asks_nobody_any_more(here: Config, box: Path) -> None:
    due(here, box, date(2026, 3, 4))
    heard.hear(here, "an editor for two months", "dana@fernhill.example", at=START)
    heard.match(here, "o1", "kim@osei.example", "an editor", at=START)
    heard.let_go(here, "o1")
    assert due(here, box, date(2026, 3, 4))[1] == []
    assert queries.heard() == ()
    assert heard.hear(here, "a proof reader", "dana@fernhill.example", at=START).number == 2


def test_what_cannot_be_noted_is_said_in_one_sentence(here: Config, box: Path) -> None:
    due(here, box, date(2026, 3, 4))
    for code, act in (
        ("opening-words", lambda: heard.hear(here, "  ", "dana@fernhill.example")),
        ("not-found", lambda: heard.hear(here, "an editor", "nobody@else.example")),
        ("no-opening", lambda: heard.match(here, "o7", "kim@osei.example", "an editor")),
    ):
        with pytest.raises(GoenError) as problem:
            act()
        assert problem.value.code == code
