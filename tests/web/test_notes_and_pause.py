"""Notes written on the pages, and the pause of the search: over the same actions as the commands."""

from __future__ import annotations

import html
import random
import re
from datetime import timedelta

from django.test import Client

from goen import samples
from goen.actions import agenda, handmade, notes
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Note
from goen.say import voice
from goen.store import queries
from tests.web.test_today_and_letters import text

ROW = {"by": "", "words": "", "signal": ""}
CLOSE = {"en": "p4", "ja": "p3"}


def only() -> Note:
    (one,) = queries.notes()
    return one


def own_words(web: Client, address: str) -> str:
    return html.unescape(text(web.get(address)))


def test_a_note_is_written_on_the_page_of_its_application_and_taken_back_and_put_back(web: Client, language: str) -> None:
    say = voice(language)
    after = html.unescape(text(web.post("/notes/a5/", {"text": "An hour <on the phone>.", **ROW}, follow=True)))
    assert say("notes.kept") in after
    assert after.count("An hour <on the phone>.") == 2  # among the notes, and in the timeline
    undone = html.unescape(text(web.post("/notes/withdraw/", {"note": only().id, "back": "/applications/a5/"}, follow=True)))
    assert queries.notes() == ()
    assert "An hour" not in undone
    found = re.search(r'name="note" value="([^"]+)"', undone)
    assert found
    web.post("/notes/restore/", {"note": found[1], "back": "/applications/a5/"})
    assert "An hour <on the phone>." in own_words(web, "/applications/a5/")


def test_words_that_are_said_to_show_belief_count_for_whoever_said_them(web: Client, language: str) -> None:
    say = voice(language)
    person = next(p for p in understanding_of(web, language).people if p.tie == "acquaintance" and p.emails)
    short = number(web, language, person.id)
    words = {"en": "You belong in this trade.", "ja": "この仕事に向いている方だと思います。"}[language]
    web.post(f"/notes/{short}/", {"by": person.name, "words": words, "signal": "belief", "text": ""})
    said = only().said[0]
    assert (said.by, said.words, said.signal) == (person.name, words, "belief")
    shown = own_words(web, f"/people/{short}/")
    assert words in shown
    assert say("tie.acquaintance") not in shown.partition("<h1>")[2].partition("<section")[0]
    assert say("note.own-record") in shown


def test_words_without_number_leave_the_visitor_in(web: Client, language: str) -> None:
    """What the next page says is kept in a cookie, and a browser drops one over 4 kB with all that is in it."""
    draw = random.Random(5)
    words = ["".join(chr(draw.randrange(0x4E00, 0x9FFF)) for _ in range(150)) for _ in range(40)]
    web.post("/notes/a5/", {"by": ["Odile Ferrand"] * 40, "words": words, "signal": [""] * 40, "text": "x"})
    assert len(only().said) > 5
    assert 0 < len(web.cookies["goen"].OutputString()) < 4096


def understanding_of(web: Client, language: str):  # type: ignore[no-untyped-def]
    from goen import config

    return understanding(config.load(), as_of=samples.AS_OF[language])


def number(web: Client, language: str, ident: str) -> str:
    from goen.actions import numbers

    return numbers.short_ids(understanding_of(web, language))[ident]


def test_words_without_a_speaker_are_asked_for_and_what_was_typed_stays(web: Client, language: str) -> None:
    answer = web.post("/notes/a5/", {"by": "", "words": "the clearest of all", "signal": "", "text": "Typed already."})
    assert answer.status_code == 400
    shown = html.unescape(answer.content.decode())
    assert voice(language)("error.who-said") in shown
    assert "Typed already." in shown
    assert "the clearest of all" in shown
    assert queries.notes() == ()


def test_an_empty_note_is_none(web: Client, language: str) -> None:
    answer = web.post("/notes/a5/", {"text": " ", **ROW})
    assert answer.status_code == 400
    assert voice(language)("error.empty-note") in html.unescape(answer.content.decode())


def test_a_promise_with_its_day_is_on_today(web: Client, here: Config, language: str) -> None:
    day = samples.AS_OF[language] + timedelta(days=3)
    form = {"next": {"en": "send the sample", "ja": "見本をお送りする"}[language], "next_on": day.isoformat(), "mine": "1", "text": ""}
    web.post("/notes/a5/", {**form, **ROW})
    one = only()
    assert (one.next_on, one.next_by) == (day, "me")
    found = agenda.day(here, as_of=samples.AS_OF[language]).agenda
    assert any(t.code == "promised" and t.by == day for t in (*found.today, *found.ahead))
    assert form["next"] in own_words(web, "/")


def test_the_short_form_after_a_talk_keeps_who_was_there_and_what_they_thought(web: Client, language: str) -> None:
    page = own_words(web, "/notes/a5/?talk=1&on=2026-03-01")
    assert voice(language)("notes.talk-title") in page
    assert 'value="2026-03-01"' in page
    whole = {
        "present": "Dana Reyes, Lee Archer",
        "on": "2026-03-01",
        "talked": "1",
        "liked": "the outline",
        "worries": "the hours",
        "outcome": "open",
    }
    web.post("/notes/a5/", {**whole, "next": "", "text": "", **ROW})
    one = only()
    assert one.talked
    assert one.present == ("Dana Reyes", "Lee Archer")
    assert (one.liked, one.worries, one.outcome, one.on.isoformat()) == ("the outline", "the hours", "open", "2026-03-01")


def test_a_note_can_be_changed_and_stays_one(web: Client, language: str) -> None:
    web.post("/notes/a5/", {"text": "First words.", "by": ["Dana"], "words": ["Well done"], "signal": ["praise"]})
    address = f"/notes/change/?note={only().id}"
    page = own_words(web, address)
    assert all(words in page for words in ("First words.", "Dana", "Well done"))
    web.post(
        "/notes/change/",
        {"note": only().id, "text": "Other words.", "by": ["Dana", ""], "words": ["Well done", ""], "signal": ["praise", ""]},
    )
    assert only().text == "Other words."
    assert only().said[0].signal == "praise"


def test_a_note_about_a_firm_that_no_mail_knows_waits_in_the_list_of_all(web: Client, language: str) -> None:
    assert web.post("/notes/", {"about": "", "text": "x", **ROW}).status_code == 400
    after = html.unescape(text(web.post("/notes/", {"about": "Quillon Baths", "text": "They may hire in May.", **ROW}, follow=True)))
    assert "They may hire in May." in after
    assert "Quillon Baths" in own_words(web, "/notes/")


def test_what_was_added_by_hand_has_notes_too_and_takes_them_with_it(web: Client, here: Config, language: str) -> None:
    ident = handmade.add(here, organization="Ferry Office", role="", stage="applied", outcome="open", first=samples.AS_OF[language])
    short = re.search(r'href="/applications/(a\d+)/">Ferry Office', text(web.get("/applications/")))
    assert short
    assert "By word of mouth." in html.unescape(text(web.post(f"/notes/{short[1]}/", {"text": "By word of mouth.", **ROW}, follow=True)))
    web.post(f"/applications/{short[1]}/forget/")
    assert all(n.about != ident for n in queries.notes())


def test_a_note_to_oneself_is_shown_and_changed_in_the_mail_alone(web: Client, here: Config) -> None:
    web.post("/notes/a5/", {"text": "Mine.", **ROW})
    assert web.get("/notes/change/?note=note:nothing").status_code == 404
    assert web.get("/notes/a999/").status_code == 404
    assert notes.withdraw(here, "note:nothing") is None


def test_the_search_rests_and_goes_on_from_the_pages(web: Client, here: Config, language: str) -> None:
    say, day = voice(language), samples.AS_OF[language]
    for address in ("/", "/settings/"):
        assert say("rest.job") in own_words(web, address)
    after = html.unescape(text(web.post("/pause/", {"why": "rest", "since": day.isoformat(), "back": "/"}, follow=True)))
    assert say("rest.begun-rest") in after
    assert say("rest.resume") in after
    assert "/letters/" not in after.partition("<aside>")[0]
    after = html.unescape(text(web.post("/pause/end/", {"back": "/settings/"}, follow=True)))
    assert say("pause.resumed") in after
    assert queries.pause() is None


def test_a_job_is_taken_with_its_name_and_no_day_is_still_to_come(web: Client, language: str) -> None:
    day = samples.AS_OF[language]
    web.post("/pause/", {"why": "job", "organization": " Quillon  Baths ", "since": (day + timedelta(days=30)).isoformat(), "back": "/"})
    made = queries.pause()
    assert made is not None
    assert (made.why, made.organization, made.since) == ("job", "Quillon Baths", day)
    assert "Quillon Baths" in own_words(web, "/")
    assert web.post("/pause/", {"why": "whim", "back": "/"}).status_code == 400


def test_the_pages_say_which_application_became_the_job(web: Client, language: str) -> None:
    say, day = voice(language), samples.AS_OF[language]
    one = next(a for a in understanding_of(web, language).applications if a.outcome == "rejected" and a.organization)
    form = {"why": "job", "since": day.isoformat(), "back": "/"}
    after = html.unescape(text(web.post("/pause/", {**form, "organization": one.organization}, follow=True)))
    assert say("rest.job-is", application="…").partition("…")[2] in after
    assert next(a.outcome for a in understanding_of(web, language).applications if a.id == one.id) == "accepted"
    after = html.unescape(text(web.post("/pause/", {**form, "organization": "Quillon Baths"}, follow=True)))
    assert say("rest.job-nowhere", organization="Quillon Baths", names="…").partition("…")[0][:30] in after


def test_whoever_only_looks_writes_no_note(web: Client, settings, language: str) -> None:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    settings.GOEN = replace(settings.GOEN, read_only=True)
    assert web.post("/notes/a5/", {"text": "x", **ROW}).status_code == 403
    assert web.post("/pause/", {"why": "rest"}).status_code == 403
    assert voice(language)("notes.keep") not in own_words(web, "/applications/a5/")
