"""The commands of the daily loop: every one speaks in both languages and in JSON."""

from __future__ import annotations

import email
import json
import plistlib
import re
import subprocess
from pathlib import Path

import pytest
from conftest import Goen
from icalendar import Calendar

DAY = ("--as-of", "2026-03-19")


def test_a_note_is_heard_and_shown(goen: Goen, home: Path) -> None:
    told = goen(home, "note", "Tidewell", "A long call.", "--with", "Gideon Marsh", "--said", "Gideon: I have never read a letter like yours",
                "--sign", "praise", "--liked", "the letter", "--next", "He writes on Friday", "--on", "2026-02-06")  # fmt: skip
    assert told.code == 0, told.err
    assert "Noted, about Tidewell" in told.out
    shown = goen(home, "why", "Tidewell", *DAY).out
    assert "A long call." in shown
    assert "never read a letter like yours" in shown
    assert "your own record" in goen(home, "why", "Gideon Marsh", *DAY).out
    known = json.loads(goen(home, "why", "Gideon Marsh", *DAY, "--json").out)
    assert known["notes"][0]["on"] == "2026-02-06"
    assert "heard" in [e.get("record") for e in known["evidence"]]
    assert "Taken back: A long call." in goen(home, "note", "--undo").out
    assert "no note to take back" in goen(home, "note", "--undo").out


def test_words_that_may_be_courtesy_are_left_to_the_owner(goen: Goen, home: Path) -> None:
    told = goen(home, "note", "Tidewell", "--said", "Gideon: Thank you for coming")
    assert "is yours to say" in told.out


@pytest.mark.parametrize("arguments", [("note",), ("note", "Tidewell", "--said", "no colon"), ("note", "Tidewell", "x", "--sign", "love"), ("note", "Tidewell", "x", "--on", "Friday")])  # fmt: skip
def test_a_note_that_cannot_be_understood_is_refused_in_one_sentence(goen: Goen, home: Path, arguments: tuple[str, ...]) -> None:
    answer = goen(home, *arguments)
    assert answer.code in (1, 2)
    assert "Traceback" not in answer.err
    assert answer.err.strip()


def test_next_says_what_is_due_with_a_draft_for_it(goen: Goen, home: Path) -> None:
    told = goen(home, "next", *DAY)
    assert "19 March 2026" in told.out
    known = json.loads(goen(home, "next", *DAY, "--json").out)
    task = next(t for t in known["today"] if t["letter"])
    assert task["problems"] == []
    assert {"promises", "letters", "introductions", "ahead"} <= set(known)
    japanese = goen(home, "next", *DAY, "--lang", "ja").out
    assert "2026年3月19日" in japanese
    assert "draft" not in japanese


def test_a_letter_that_was_sent_elsewhere_is_marked(goen: Goen, home: Path) -> None:
    known = json.loads(goen(home, "next", *DAY, "--json").out)
    task = next(t for t in known["today"] if t["letter"] and t["code"] == "rejection")
    told = goen(home, "sent", task["person"], "--on", "2026-03-19")
    assert "went out on 19 March" in told.out
    after = json.loads(goen(home, "next", *DAY, "--json").out)
    assert task["reason"] not in [t["reason"] for t in after["today"]]


def test_the_search_rests_and_goes_on(goen: Goen, home: Path) -> None:
    assert "Nothing is due" in goen(home, "pause", "--since", "2026-03-19").out
    assert "goen resume" in goen(home, "next", *DAY).out
    assert json.loads(goen(home, "next", *DAY, "--json").out)["today"] == []
    assert "goes on" in goen(home, "resume").out
    assert "does not rest" in goen(home, "resume").out
    assert json.loads(goen(home, "pause", "--job", "Fieldhouse", "--json").out)["why"] == "job"
    assert "Fieldhouse" in goen(home, "next").out


def test_the_ledger_shows_signs_of_free_work_with_their_words(goen: Goen, scanned: Path) -> None:
    told = goen(scanned, "ledger", *DAY).out
    assert "smells of free work" in told
    assert "As much detail as you can" in told
    works = json.loads(goen(scanned, "ledger", *DAY, "--json").out)
    assert [w["smells"] for w in works if w["early"] == 1] == [True]


def test_the_calendar_goes_to_a_file_or_to_standard_output(goen: Goen, scanned: Path, tmp_path: Path) -> None:
    file = tmp_path / "goen.ics"
    assert goen(scanned, "ics", file, *DAY).code == 0
    assert file.read_text("utf-8").splitlines() == goen(scanned, "ics", *DAY).out.splitlines()
    assert Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    nowhere = goen(scanned, "ics", tmp_path / "no" / "such.ics", *DAY)
    assert nowhere.code == 1
    assert "can't be written" in nowhere.err


def test_the_week_has_three_lines(goen: Goen, scanned: Path) -> None:
    assert len(goen(scanned, "week", *DAY).out.splitlines()) == 4
    assert "一週間" in goen(scanned, "week", *DAY, "--lang", "ja").out
    assert len(json.loads(goen(scanned, "week", *DAY, "--json").out)["lines"]) == 4


def test_the_record_of_applications_prints_in_both_languages(goen: Goen, scanned: Path, tmp_path: Path) -> None:
    for language, title in (("en", "Record of applications"), ("ja", "応募状況の記録")):
        file = tmp_path / f"{language}.html"
        assert goen(scanned, "proof", file, *DAY, "--lang", language).code == 0
        page = file.read_text("utf-8")
        assert title in page
        assert "Northgate Press" in page
        assert "Cobalt &amp; Finch" in page
    assert "applications." in goen(scanned, "proof", *DAY).out
    dates = [row["date"] for row in json.loads(goen(scanned, "proof", *DAY, "--start", "2026-03-01", "--json").out)]
    assert dates
    assert min(dates) >= "2026-03-01"


def test_the_table_is_csv(goen: Goen, scanned: Path) -> None:
    lines = goen(scanned, "export", "--csv", *DAY).out.splitlines()
    assert lines[0].startswith("id,organization,role")
    assert lines[1].startswith("a1,")


def test_the_week_is_a_draft_to_oneself(goen: Goen, scanned: Path, tmp_path: Path) -> None:
    file = tmp_path / "week.eml"
    assert goen(scanned, "week", "--eml", file, *DAY).code == 0
    made = email.message_from_bytes(file.read_bytes())
    assert made["X-Unsent"] == "1"
    assert made["To"] == "maren.tolliver@postbox.example"
    assert len(str(made.get_payload()).splitlines()) == 3


def test_the_calendars_address_is_made_shown_and_taken_away(goen: Goen, home: Path) -> None:
    assert "has no address" in goen(home, "ics", "--address").err
    first = goen(home, "ics", "--new-address").out.strip()
    assert first.startswith("http://127.0.0.1:4636/calendar/")
    assert goen(home, "ics", "--address").out.strip() == first
    assert goen(home, "ics", "--new-address").out.strip() != first
    assert json.loads(goen(home, "ics", "--no-address", "--json").out) == {"address": None}
    assert json.loads(goen(home, "ics", "--address", "--json").out) == {"address": None}


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a notifier that stands in for the desktop's writes what it was told to show; nothing else is on the path."""
    tools = tmp_path / "tools"
    tools.mkdir()
    heard = tmp_path / "heard"
    notifier = tools / "notify-send"
    notifier.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{heard}"\n')
    notifier.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr("sys.platform", "linux")
    return heard


def test_nothing_is_shown_until_it_was_switched_on(goen: Goen, scanned: Path, shown: Path) -> None:
    assert "goen remind on" in goen(scanned, "remind", *DAY).out
    assert not shown.exists()


def test_a_reminder_says_how_many_and_names_nobody(goen: Goen, home: Path, shown: Path) -> None:
    told = goen(home, "remind", "on")
    assert "0 9 * * 1-5" in told.out
    assert "remind" in told.out.splitlines()[-1]
    assert goen(home, "remind", *DAY).out == ""
    assert shown.read_text("utf-8").splitlines()[-1].endswith("due today.")
    known = json.loads(goen(home, "next", *DAY, "--json").out)["today"]
    assert str(len(known)) in shown.read_text("utf-8") or len(known) == 1
    assert "goen remind on" in goen(home, "remind", "off").out + goen(home, "remind").out


def test_names_are_shown_only_where_they_were_allowed(goen: Goen, home: Path, shown: Path) -> None:
    goen(home, "remind", "on", "--names")
    goen(home, "remind", *DAY)
    first = next(t for t in json.loads(goen(home, "next", *DAY, "--json").out)["today"])
    name = next(p["name"] for p in json.loads(goen(home, "people", "--json").out) if p["id"] == first["person"])
    assert name.split()[0] in shown.read_text("utf-8")
    goen(home, "remind", "on")
    goen(home, "remind", *DAY, "--lang", "ja")
    assert name.split()[0] not in shown.read_text("utf-8")
    assert "件あります" in shown.read_text("utf-8")


def test_nothing_due_is_no_reminder(goen: Goen, home: Path, shown: Path) -> None:
    goen(home, "remind", "on")
    goen(home, "pause")
    assert json.loads(goen(home, "remind", *DAY, "--json").out)["shown"] == ""
    assert not shown.exists()


def test_without_a_desktop_a_reminder_says_so_in_a_sentence(
    goen: Goen, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    goen(home, "remind", "on")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    answer = goen(home, "remind", *DAY)
    assert answer.code == 1
    assert "notify-send" in answer.err
    assert "お知らせ" in goen(home, "remind", *DAY, "--lang", "ja").err


def test_the_line_for_each_system_is_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goen.actions.notify import line
    from goen.config import Config

    monkeypatch.setenv("GOEN_HOME", str(home))
    kind, text = line(Config(home), "/opt/a b/goen", "darwin")
    assert kind == "launchd"
    assert plistlib.loads(text.encode())["ProgramArguments"][-1] == "remind"
    assert len(plistlib.loads(text.encode())["StartCalendarInterval"]) == 5
    kind, text = line(Config(home), "/opt/goen", "linux")
    assert (kind, text.split(" ", 5)[:5]) == ("cron", ["0", "9", "*", "*", "1-5"])
    assert text.endswith("/opt/goen remind")
    assert f"GOEN_HOME={home}" in text


def test_work_that_nothing_named_as_such_is_found_by_its_day(goen: Goen, scanned: Path) -> None:
    works = json.loads(goen(scanned, "ledger", "--as-of", "2026-04-17", "--json").out)
    asked = next(w for w in works if w["asked"] == "2026-02-11")
    assert (asked["due"], asked["handed_in"], asked["early"], asked["outcome"]) == ("2026-02-25", "2026-02-17", 8, "invited")


def test_whoever_is_called_in_the_morning_finds_the_same_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from goen import config
    from goen.actions import notify

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOEN_HOME", "50% mine")
    monkeypatch.setenv("GOEN_DATABASE_URL", "postgresql://me:a%40b@db.example/goen")
    here = config.load()
    where = {"GOEN_HOME": str(tmp_path / "50% mine"), "GOEN_DATABASE_URL": "postgresql://me:a%40b@db.example/goen"}
    _, text = notify.line(here, "/opt/goen", "darwin")
    assert plistlib.loads(text.encode())["EnvironmentVariables"] == where
    _, text = notify.line(here, "/opt/goen", "linux")
    variable, command = text.split("\n")
    assert variable == f'GOEN_DATABASE_URL="{where["GOEN_DATABASE_URL"]}"'
    assert "a%40b" not in command  # a command's words are in the list of processes
    assert re.findall(r"(?<!\\)%", command) == []
    ran = subprocess.run(
        ["/bin/sh", "-c", command.split(" ", 5)[5].replace("\\%", "%").replace("/opt/goen remind", "printenv GOEN_HOME")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.strip() == where["GOEN_HOME"]


def test_the_job_that_was_taken_is_one_of_the_applications(goen: Goen, home: Path) -> None:
    known = json.loads(goen(home, "applications", *DAY, "--json").out)
    name = next(a["organization"] for a in known if a["outcome"] == "open")
    told = goen(home, "pause", "--job", name.split()[0], "--since", "2026-03-18")
    assert "counts as accepted" in told.out
    assert name in told.out
    after = json.loads(goen(home, "applications", *DAY, "--json").out)
    assert [a["organization"] for a, b in zip(after, known, strict=True) if a["outcome"] != b["outcome"]] == [name]
    assert next(a for a in after if a["organization"] == name)["outcome"] == "accepted"
    assert "You said that you took this job." in goen(home, "why", name, *DAY).out
    goen(home, "resume")
    assert json.loads(goen(home, "applications", *DAY, "--json").out) == known
    assert "No application here is called Nowhere" in goen(home, "pause", "--job", "Nowhere").out


def test_a_mark_that_is_taken_back_leaves_everything_as_it_was(goen: Goen, home: Path) -> None:
    known = goen(home, "next", *DAY).out
    task = next(t for t in json.loads(goen(home, "next", *DAY, "--json").out)["today"] if t["letter"])
    goen(home, "sent", task["person"], "--on", "2026-03-19")
    assert "Give it a week" in goen(home, "next", *DAY).out or "It needs no answer" in goen(home, "next", *DAY).out
    goen(home, "sent", "--take-back")
    assert goen(home, "next", *DAY).out == known


def test_a_letter_that_asks_nothing_waits_for_no_answer(goen: Goen, home: Path) -> None:
    person = json.loads(goen(home, "people", *DAY, "--json").out)[0]["id"]
    goen(home, "sent", person, "--on", "2026-03-19", "--purpose", "thanks")
    told = " ".join(goen(home, "next", *DAY).out.split())
    assert "It needs no answer." in told
    assert "Give it a week" not in told


def test_a_note_about_a_firm_goes_to_the_open_application_and_the_others_are_named(goen: Goen, home: Path) -> None:
    known = json.loads(goen(home, "applications", *DAY, "--json").out)
    open_one = next(a for a in known if a["outcome"] == "open")
    rejected = next(a for a in known if a["outcome"] == "rejected" and a["first"] > open_one["first"])
    goen(home, "correct", "organization", rejected["id"], open_one["organization"])
    told = goen(home, "note", open_one["organization"], "They rang.", "--on", "2026-03-19", "--json").out
    assert json.loads(told)["application"] == open_one["id"]
    told = goen(home, "note", open_one["organization"], "They rang again.", "--on", "2026-03-19").out
    assert "If you meant another" in told


def test_the_age_of_a_rejection_is_its_own_and_a_record_has_no_message(goen: Goen, home: Path) -> None:
    known = json.loads(goen(home, "applications", *DAY, "--json").out)
    one = next(a for a in known if a["outcome"] == "rejected")
    goen(home, "note", "Tidewell", "--with", "Gideon Marsh", "--said", "Gideon: I have never read a letter like yours", "--sign", "praise", "--on", "2026-02-06")  # fmt: skip
    told = " ".join(goen(home, "why", "Gideon Marsh", *DAY).out.split())
    assert "(, " not in told
    reasons = " ".join(goen(home, "why", one["id"], "--as-of", "2027-03-19").out.split())
    assert "rejection is 120 days old" not in reasons


def test_whoever_is_removed_takes_a_whole_application_along_only_with_a_word(goen: Goen, home: Path) -> None:
    def standing() -> dict[str, set[str]]:
        whole = json.loads(goen(home, "export", *DAY).out)
        mail: dict[str, set[str]] = {a["organization"]: set() for a in whole["applications"]}
        names = {a["id"]: a["organization"] for a in whole["applications"]}
        for m in whole["messages"]:
            if m["application"]:
                mail[names[m["application"]]].add(m["message_id"])
        return mail

    words = []
    for person in json.loads(goen(home, "people", *DAY, "--json").out)[:5]:
        before = standing()
        words.append(goen(home, "forget", person["id"], "--yes").out)
        left = set().union(*standing().values())
        gone = [name for name, mail in before.items() if left.isdisjoint(mail)]
        assert all(name in words[-1] for name in gone)
        assert bool(gone) <= ("Gone with it" in words[-1])
    assert any("Gone with it" in said for said in words)


def test_an_opening_is_noted_listed_matched_and_let_go(goen: Goen, home: Path) -> None:
    assert "No openings are noted" in goen(home, "opening").out
    assert "Noted as o1" in goen(home, "opening", "an editor for two months", "--from", "Gideon Marsh").out
    told = goen(home, "opening")
    assert "an editor for two months" in told.out
    assert "Gideon Marsh told you of it" in told.out
    assert goen(home, "introduce", "Ines Calder", "--for", "o1", "--about", "an editor who writes").code == 0
    stands = goen(home, "opening").out
    assert "Ines Calder: not asked yet." in stands
    assert goen(home, "introduce", "Ines Calder", "Gideon Marsh", "--for", "o1").code == 2
    assert goen(home, "opening", "a proof reader").code == 2
    assert "o1 is let go of" in goen(home, "opening", "--close", "o1").out
    assert json.loads(goen(home, "opening", "--json").out) == []
    refused = goen(home, "introduce", "Ines Calder", "--for", "o1", "--about", "x")
    assert (refused.code, refused.err.strip()) == (1, "No opening is noted as o1; goen opening lists them.")
