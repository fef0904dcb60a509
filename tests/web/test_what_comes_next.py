"""What comes next beside the rejections: on Today, on an application's page, in one store with what the commands keep."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from goen import samples
from goen.actions import agenda, background, letters, notes, outward, pause
from goen.actions.scan import scan
from goen.actions.understanding import understanding
from goen.config import Config
from goen.say import voice
from goen.store.connect import one_transaction
from goen.web.options import Options
from tests.scenarios.scenario import FOLDER, Scenario, load
from tests.web.conftest import enter
from tests.web.test_today_and_letters import field, text


def later(language: str) -> date:
    """A day when nobody was written to of late."""
    return samples.AS_OF[language] + timedelta(days=10)


@pytest.fixture
def introduced(empty: Config, language: str, settings: Any) -> tuple[Client, str]:
    """Two of the people are to be brought together, and the short id of the first."""
    day = later(language)
    settings.GOEN = Options(as_of=day, language=language)
    whole = scan(empty, samples.mailbox(language), as_of=day, workers=0).understanding
    one, other = sorted((p for p in whole.people if p.emails), key=lambda p: -len(p.signs))[:2]
    before = datetime.combine(day, time(9), UTC)
    outward.bring_together(empty, one.id, other.id, about_one="an editor", about_other="runs a programme", at=before)
    understanding(empty, as_of=day)
    web = enter(empty)
    found = re.search(r'href="/next/(p\d+)/"', text(web.get("/")))
    assert found
    return web, found[1]


def test_what_goen_next_lists_stands_on_today_with_its_draft(introduced: tuple[Client, str], empty: Config, language: str) -> None:
    web, short = introduced
    page = text(web.get(f"/next/{short}/"))
    here = agenda.day(empty, as_of=later(language))
    drafts = [here.letter(t)[0] for t in here.agenda.today if t.code == "introduce-ask"]
    assert html.unescape(field(page, "body")).strip() in [d.body.strip() for d in drafts if d]


def test_a_letter_of_today_is_kept_sent_and_taken_back(introduced: tuple[Client, str], language: str) -> None:
    web, short = introduced
    address = f"/next/{short}/"
    mine = {"subject": "Mine", "body": "My own words.", "do": "keep"}
    assert "My own words." in text(web.post(address, mine, follow=True))
    after = text(web.post(address, {**mine, "do": "sent", "day": later(language).isoformat()}, follow=True))
    assert voice(language)("letters.take-back") in after
    assert address not in text(web.get("/"))
    web.post(address, {"do": "take-back"})
    assert address in text(web.get("/"))
    assert "My own words." in text(web.get(address))


def test_a_letter_of_today_has_other_drafts_which_pass_the_check(introduced: tuple[Client, str], language: str) -> None:
    web, short = introduced
    usual, say = text(web.get(f"/next/{short}/")), voice(language)
    for manner in ("shorter", "warmer"):
        assert f'href="?manner={manner}"' in usual
        page = text(web.get(f"/next/{short}/?manner={manner}"))
        assert field(page, "body") != field(usual, "body")
        assert 'href="?fresh=1"' in page and say("letter.checked") in html.unescape(page)
    assert (len(field(text(web.get(f"/next/{short}/?manner=shorter")), "body"))) < len(field(usual, "body"))


def test_who_only_looks_saves_the_letter_of_today_as_a_file(introduced: tuple[Client, str], language: str, settings: Any) -> None:
    web, short = introduced
    settings.GOEN = Options(as_of=later(language), language=language, read_only=True)
    assert f'href="/next/{short}/eml/"' in text(web.get(f"/next/{short}/"))
    saved = message_from_bytes(web.get(f"/next/{short}/eml/").content, policy=policy.default)
    assert saved["To"] and saved.get_content()


def test_a_letter_of_today_is_checked_as_it_is_typed_and_saved_as_a_file(introduced: tuple[Client, str], language: str) -> None:
    web, short = introduced
    say, page = voice(language), text(web.get(f"/next/{short}/"))
    assert f'hx-post="/next/{short}/check/"' in page
    mine = {name: field(page, name) for name in ("to", "subject", "body")}
    part = {"HTTP_HX_REQUEST": "true"}
    assert say("letter.checked") in html.unescape(text(web.post(f"/next/{short}/check/", mine, **part)))
    worse = {
        **mine,
        "body": {"en": "Hi, you said “nobody is better” at 9,999 metres.", "ja": "九千人が「日本一だ」と言いました。"}[language],
    }
    found = html.unescape(text(web.post(f"/next/{short}/check/", worse, **part)))
    assert say("letter.problems") in found
    assert f'href="/next/{short}/"' in text(web.post(f"/next/{short}/check/", worse))  # a page by itself, with the way back
    assert web.post("/next/p999/check/", mine).status_code == 404
    saved = web.post(f"/next/{short}/", {**mine, "subject": "One\r\nBcc: two@example.org", "body": "As typed just now.", "do": "eml"})
    assert saved["Content-Disposition"] == f'attachment; filename="letter-{short}.eml"'
    letter = message_from_bytes(saved.content, policy=policy.default)
    assert letter["To"] == mine["to"]
    assert letter["Subject"] == "One Bcc: two@example.org"
    assert letter.get_content().strip() == "As typed just now."


def test_a_reminder_has_its_draft(empty: Config, settings: Any, tmp_path: Path) -> None:
    mailbox = tmp_path / "mail"
    mailbox.mkdir()
    story = Scenario(empty, mailbox, load(FOLDER / "asked_and_no_answer.toml"))
    for entry in story.data["day"]:
        if entry["on"] <= date(2026, 3, 26):
            story.live(entry)
    settings.GOEN = Options(as_of=date(2026, 3, 26), language="en")
    web = enter(empty)
    found = re.search(r'href="(/next/p\d+/)"', text(web.get("/")))
    assert found
    page = text(web.get(found[1]))
    assert "Dana" in field(page, "body")
    assert voice("en")("letter.checked") in html.unescape(page)


def test_what_comes_next_is_worked_out_in_the_background_where_there_is_much_mail(
    introduced: tuple[Client, str], empty: Config, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    web, short = introduced
    at_once = text(web.get("/"))
    with one_transaction():
        agenda.let_go()
    monkeypatch.setattr("goen.web.views.tasks.SOON", 0)
    monkeypatch.setattr("goen.web.book._BOOKS", {})
    started: list[date | None] = []
    monkeypatch.setattr("goen.actions.background.start", lambda config, as_of=None: started.append(as_of))
    waiting = html.unescape(text(web.get("/")))
    assert voice(language)("today.missing") in waiting
    assert f"/next/{short}/" not in waiting
    assert started == [later(language)]
    background.run(replace_job(empty, later(language)))
    after = text(web.get("/"))
    assert tokens(after) == tokens(at_once)
    assert field(text(web.get(f"/next/{short}/")), "body")


def replace_job(here: Config, day: date) -> Config:
    """As `start` leaves it for its process."""
    background._write(here, background.Job("refresh", as_of=day.isoformat(), phase="understand"))
    return here


def tokens(page: str) -> str:
    """A page without what differs each time."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', "", page)


def test_a_letter_that_a_command_marked_is_done_on_today_and_can_be_taken_back_there(web: Client, here: Config, language: str) -> None:
    found = re.search(r'href="/letters/(a\d+)/"', text(web.get("/")))
    assert found
    letters.mark(here, letters.due(here, found[1], on=samples.AS_OF[language]), samples.AS_OF[language])
    assert f'class="button worth" href="/letters/{found[1]}/"' not in text(web.get("/"))
    assert voice(language)("letters.take-back") in text(web.get(f"/letters/{found[1]}/"))
    web.post(f"/letters/{found[1]}/", {"do": "take-back"})
    assert f'href="/letters/{found[1]}/"' in text(web.get("/"))


def test_a_letter_that_a_page_marked_is_on_its_way_for_the_commands(web: Client, here: Config, language: str) -> None:
    found = re.search(r'href="(/letters/(a\d+)/)"', text(web.get("/")))
    assert found
    page = text(web.get(found[1]))
    mine = {name: field(page, name) for name in ("to", "subject", "body")}
    web.post(found[1], {**mine, "do": "sent", "day": samples.AS_OF[language].isoformat()})
    after = agenda.day(here, as_of=samples.AS_OF[language])
    assert "sent" in [one.state for one in after.agenda.letters]
    assert after.task_for(found[2]) is None


def test_a_note_stands_on_the_page_of_its_application(web: Client, here: Config, language: str) -> None:
    notes.take_note(here, "a5", notes.Form("An hour by telephone.", liked="<the plan>"), on=samples.AS_OF[language])
    understanding(here, as_of=samples.AS_OF[language])
    shown = text(web.get("/applications/a5/"))
    assert voice(language)("note.heading") in shown
    assert "An hour by telephone." in shown
    assert "&lt;the plan&gt;" in shown


def test_a_letter_to_somebody_with_nothing_due_is_not_there(web: Client) -> None:
    assert web.get("/next/p1/").status_code == 404
    assert web.get("/next/p999/").status_code == 404


def test_a_search_that_rests_is_said_once(web: Client, here: Config, language: str) -> None:
    pause.pause(here, "rest", since=samples.AS_OF[language])
    understanding(here, as_of=samples.AS_OF[language])
    shown = text(web.get("/"))
    say = voice(language)
    assert shown.count(say("rest.rests", date=say.day(samples.AS_OF[language], samples.AS_OF[language]))) == 1
    assert shown.count(say("step.wait-resting")) <= 1  # in Japanese the sentence about it holds that one
    assert say("today.nothing") not in shown


def test_before_a_talk_its_application_tells_who_will_be_there(empty: Config, settings: Any, tmp_path: Path, language: str) -> None:
    mailbox = tmp_path / "mail"
    mailbox.mkdir()
    told = Scenario(empty, mailbox, load(FOLDER / f"story_{language}.toml"))
    day = max(entry["on"] for entry in told.data["day"] if any(t.startswith("prepare") for t in entry.get("today", ())))
    for entry in told.data["day"]:
        if entry["on"] <= day:
            told.live(entry)
    settings.GOEN = Options(as_of=day, language=language)
    web = enter(empty)
    found = re.search(r'href="(/applications/a\d+/)#prepare"', text(web.get("/")))
    assert found
    page = html.unescape(text(web.get(found[1])))
    part = page[page.index('id="prepare"') :]
    part = part[: part.index("</section>")]
    assert voice(language)("prepare.heading") in part
    assert re.search(r'href="/people/p\d+/"', part)


@pytest.mark.parametrize("language", ["en"])
def test_each_answer_to_an_offer_has_its_draft_beside_the_others(empty: Config, tmp_path: Path, settings: Any) -> None:
    day = date(2026, 3, 4)
    settings.GOEN = Options(as_of=day, language="en")
    folder = tmp_path / "offered"
    folder.mkdir()
    people = {"dana": "Dana Stone <dana@fernhill.example>"}
    life = Scenario(empty, folder, {"owner": "Amy Larkin <amy@larkin.example>", "people": people})
    mine = "I would like to apply for the Staff Writer position at Fernhill Press. My resume is attached."
    theirs = "We are delighted to offer you the position of Staff Writer at Fernhill Press. Please let us know your decision by 12 March."
    life.live(
        {"on": date(2026, 3, 2), "mail": [{"is": "application", "from": "me", "to": "dana", "subject": "Staff Writer", "text": mine}]}
    )
    life.live({"on": day, "mail": [{"is": "offer", "from": "dana", "re": 1, "text": theirs}]})
    web = enter(empty)
    found = re.search(r'href="/next/(p\d+)/"', text(web.get("/")))
    assert found
    address = f"/next/{found[1]}/"
    first = html.unescape(text(web.get(address)))
    assert "19 March" in field(first, "body")
    assert "?purpose=offer-no" in first
    no = html.unescape(text(web.get(address + "?purpose=offer-no")))
    assert "decided not to take it" in field(no, "body")
    web.post(address, {"purpose": "offer-no", "subject": "No", "body": "Thank you, no.", "do": "keep"})
    assert field(text(web.get(address)), "body").strip() == "Thank you, no."
    web.post(address, {"purpose": "offer-no", "subject": "No", "body": "Thank you, no.", "do": "sent", "day": "2026-03-04"})
    assert "offer" not in [t.code for t in agenda.day(empty, as_of=day).agenda.today]
