"""The pages of what is followed: signs, work, the week, introductions outwards, the calendar at its secret address."""

from __future__ import annotations

import email
import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from goen import samples
from goen.actions import agenda, background, correct, notes, numbers, outward, secret
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.advice.strongest import strongest
from goen.core.values import Said, Understanding
from goen.say import voice
from goen.store import queries, state
from goen.store.connect import one_transaction, open_store


def text(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def whole(here: Config, language: str) -> Understanding:
    return understanding(here, as_of=samples.AS_OF[language])


def test_every_sign_stands_once_and_the_strongest_first(web: Client, here: Config, language: str) -> None:
    signs = strongest(whole(here, language))
    shown = text(web.get("/signs/"))
    quotes = [" ".join(q.split()) for q in re.findall(r'data-words="(.*?)" hidden', shown, re.S)]
    assert quotes == [" ".join(s.quote.split()) for s in signs][: len(quotes)]
    assert len(quotes) == min(len(signs), 30)


def test_the_time_that_was_given_stands_beside_the_words(web: Client, here: Config, language: str) -> None:
    from goen.core.advice.given import given

    signs, times = strongest(whole(here, language)), given(agenda.day(here, samples.AS_OF[language]).context)
    some = next(times[s.person] for s in signs if s.person in times)
    assert voice(language)("signs.rounds", n=some.rounds) in text(web.get("/signs/"))


def test_a_sign_is_added_marked_as_the_owners_own_and_dropped(web: Client, here: Config, language: str) -> None:
    day = samples.AS_OF[language].isoformat()
    form = {"person": "p1", "words": "You would be the first I call.", "signal": "belief", "on": day}
    shown = text(web.post("/signs/add/", form, follow=True))
    assert "You would be the first I call." in shown
    assert voice(language)("note.own-record") in shown
    note = next(n for n in queries.notes() if n.said)
    assert (
        form["words"] not in text(web.post("/signs/drop/", {"note": note.id, "words": form["words"]}, follow=True)).split("blockquote")[1]
    )
    assert queries.notes() == ()


@pytest.mark.parametrize("form", [{}, {"person": "p1", "words": " ", "signal": "belief"}, {"person": "p999", "words": "x", "signal": "belief"}, {"person": "p1", "words": "x", "signal": "love"}])  # fmt: skip
def test_half_a_sign_is_refused_in_a_sentence(web: Client, language: str, form: dict[str, str]) -> None:
    answer = web.post("/signs/add/", form)
    assert answer.status_code == 400
    assert voice(language)("signs.incomplete").replace("'", "’") in text(answer)


def test_dropping_words_leaves_the_rest_of_the_note(web: Client, here: Config, language: str) -> None:
    notes.take_note(here, "p1", notes.Form("An hour on the phone.", said=[Said("p1", "Call me.", "belief")]), on=samples.AS_OF[language])
    (note,) = queries.notes()
    web.post("/signs/drop/", {"note": note.id, "words": "Call me."})
    (left,) = queries.notes()
    assert (left.text, left.said) == ("An hour on the phone.", ())


def test_a_sign_of_the_mail_is_dropped_as_a_correction(web: Client, here: Config, language: str) -> None:
    shown = text(web.get("/signs/"))
    first = re.search(r'name="about" value="(m\d+)".*?name="quote" value="(.*?)"><input type="hidden" name="person" value="(p\d+)"', shown)
    assert first
    before = len(strongest(whole(here, language)))
    web.post("/correct/", {"verb": "not-a-sign", "about": first[1], "quote": first[2], "person": first[3], "back": "/signs/"})
    assert len(strongest(whole(here, language))) < before


def test_the_ledger_shows_each_task_with_its_words_and_whether_it_smells(web: Client, here: Config, language: str) -> None:
    works = agenda.day(here, samples.AS_OF[language]).agenda.works
    shown = text(web.get("/work/"))
    assert works
    say = voice(language)
    for work in works:
        assert " ".join(work.quote.split()) in " ".join(shown.split())
        assert say(f"work-outcome.{work.outcome}") in shown
    assert (say("ledger.smells") in shown) == any(w.smells for w in works)


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_a_task_that_smells_has_both_drafts_while_it_is_open(
    web: Client, here: Config, language: str, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    works = agenda.day(here, samples.AS_OF[language]).agenda.works
    smelly = next(w for w in works if w.smells)
    about = next(a for a in whole(here, language).applications if a.id == smelly.application)
    correct.correct(here, "outcome", about.messages[0], "open")  # how it is read on that day is another test's
    settings.GOEN = replace(settings.GOEN, as_of=smelly.asked)  # type: ignore[attr-defined]
    understanding(here, as_of=smelly.asked)
    shown = text(web.get("/work/"))
    for purpose in ("use-and-pay", "outline"):
        assert voice(language)(f"work.draft.{purpose}") in shown
    assert "mailto:" in shown
    monkeypatch.setattr("goen.web.views.tasks.SOON", 0)
    monkeypatch.setattr("goen.web.following.SOON", 0)
    monkeypatch.setattr("goen.web.book._BOOKS", {})
    assert _same(text(web.get("/work/"))) == _same(shown)  # of much mail too


def test_the_letters_that_applications_began_with_say_who_answered(web: Client, here: Config, language: str) -> None:
    found = agenda.day(here, samples.AS_OF[language]).agenda.openings
    shown = text(web.get("/work/"))
    answered = sum(o.answer == "person" for o in found)
    assert voice(language)("work.begun-said", n=len(found), answered=answered) in shown


def test_the_week_is_three_lines_and_a_draft_to_oneself(web: Client, here: Config, language: str) -> None:
    from goen.actions.records import week

    found = week(agenda.day(here, samples.AS_OF[language]))
    shown = text(web.get("/week/"))
    moved = voice(language)("week.moved", n=len(found.moved), open=found.open)
    assert moved in shown
    made = email.message_from_bytes(web.get("/week/eml/").content)
    assert made["X-Unsent"] == "1"
    assert made["To"] == whole(here, language).owner.emails[0]
    assert moved in made.get_payload(decode=True).decode()  # type: ignore[union-attr]


def test_an_introduction_is_begun_from_a_persons_page_and_let_go(web: Client, here: Config, language: str) -> None:
    assert "/people/p1/introduce/" in text(web.get("/people/p1/"))
    shown = text(
        web.post("/people/p1/introduce/", {"other": "p2", "about_one": "an editor", "about_other": "runs a programme"}, follow=True)
    )
    say = voice(language)
    assert say("outward.state.unasked") in shown
    (meant,) = queries.outward()
    assert meant.about_one == "an editor"
    asked = {t.person for t in agenda.day(here, samples.AS_OF[language]).agenda.today if t.code == "introduce-ask"}
    assert asked, "one letter at a time to a person: at least one of the two is asked now"
    web.post("/people/p1/introduce/let-go/", {"ident": meant.id})
    assert queries.outward() == ()


def test_an_opening_is_noted_where_it_was_told_and_matched_on_the_page_of_who_fits(web: Client, here: Config, language: str) -> None:
    say = voice(language)
    assert say("outward.heard-noted") in text(
        web.post("/people/p1/introduce/", {"do": "hear", "what": "an editor, two months"}, follow=True)
    )
    (told,) = queries.heard()
    assert "an editor, two months" in text(web.get("/people/p2/introduce/"))
    shown = web.post("/people/p2/introduce/", {"do": "match", "opening": told.id, "about": "writes well"}, follow=True)
    assert say("outward.state.unasked") in text(shown)
    (meant,) = queries.outward()
    assert (meant.about_one, meant.about_other, meant.opening) == ("writes well", told.what, told.id)
    assert web.post("/people/p1/introduce/", {"do": "hear", "what": " "}).status_code == 400
    web.post("/people/p1/introduce/close/", {"ident": told.id})
    assert (queries.heard(), queries.outward()) == ((), ())


def test_nobody_is_introduced_to_themselves(web: Client, language: str) -> None:
    answer = web.post("/people/p1/introduce/", {"other": "p1", "about_one": "x", "about_other": "y"})
    assert answer.status_code == 400
    assert voice(language)("error.same-person") in text(answer)


def test_nobody_is_named_for_want_of_other_words(web: Client, language: str) -> None:
    answer = web.post("/people/p1/introduce/", {"other": "p2", "about_one": "an editor"})
    assert answer.status_code == 400
    assert voice(language)("error.about-first") in text(answer)
    assert queries.outward() == ()


def test_one_who_is_known_already_by_outward_is_asked_once(web: Client, here: Config, language: str) -> None:
    outward.bring_together(here, "p1", "p2", about_one="an editor", about_other="runs a programme")
    whole(here, language)
    assert voice(language)("outward.meant") in text(web.get("/people/p2/introduce/"))


def test_the_calendar_is_off_until_it_is_made(stranger: Client, here: Config) -> None:
    assert secret.address(here) is None
    assert stranger.get("/calendar/x.ics").status_code == 403
    assert stranger.get("/calendar/.ics").status_code == 403


def test_the_address_gives_the_calendar_to_a_stranger_and_nothing_else(stranger: Client, here: Config, language: str) -> None:
    made = secret.renew(here, language)
    answer = stranger.get(f"/calendar/{made.token}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert not answer.cookies
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert events
    assert len({str(e["UID"]) for e in events}) == len(events)
    for address in (
        "/",
        "/settings/",
        f"/calendar/{made.token}",
        f"/calendar/{made.token}.ics/",
        f"/calendar/{made.token[:-1]}.ics",
        f"/people/{made.token}.ics",
    ):
        assert stranger.get(address).status_code == 403
    assert stranger.post(f"/calendar/{made.token}.ics").status_code == 403
    assert stranger.get(f"/calendar/{made.token}.ics", HTTP_HOST="evil.example").status_code == 403


def test_another_address_ends_the_one_before(stranger: Client, here: Config, language: str) -> None:
    first, second = secret.renew(here, language), secret.renew(here, language)
    assert stranger.get(f"/calendar/{first.token}.ics").status_code == 403
    assert stranger.get(f"/calendar/{second.token}.ics").status_code == 200
    assert (here.home / secret.FILE).stat().st_mode & 0o077 == 0
    secret.take_away(here)
    assert stranger.get(f"/calendar/{second.token}.ics").status_code == 403


def test_the_calendar_is_made_and_stopped_on_the_settings_page(web: Client, here: Config, language: str) -> None:
    shown = text(web.post("/settings/calendar/", {"do": "new"}, follow=True))
    made = secret.address(here)
    assert made is not None
    assert made.language == language
    assert f"/calendar/{made.token}.ics" in shown
    web.post("/settings/calendar/", {"do": "off"})
    assert secret.address(here) is None


def test_the_sample_has_no_address_of_its_own(web: Client, here: Config, language: str) -> None:
    web.post("/welcome/sample/", {"language": language})
    assert voice(language)("calendar.title") not in text(web.get("/settings/"))
    assert web.post("/settings/calendar/", {"do": "new"}).status_code == 404


def test_with_names_masked_the_calendar_masks_them_too(discreet: Client, here: Config, language: str) -> None:
    made = secret.renew(here, language)
    shown = Client(HTTP_HOST="127.0.0.1").get(f"/calendar/{made.token}.ics").content.decode()
    names = {p.name for p in whole(here, language).people if p.name}
    assert not [n for n in names if n in shown.replace("\r\n ", "")]


@pytest.mark.parametrize("change", ["a day", "a fact"])
def test_a_calendar_asked_for_before_all_is_understood_anew_leaves_nothing_behind(
    stranger: Client, here: Config, language: str, settings: Any, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    made, day = secret.renew(here, language), samples.AS_OF[language]
    monkeypatch.setattr(background, "start", lambda *_, **__: None)
    if change == "a day":
        day += timedelta(days=1)
        settings.GOEN = replace(settings.GOEN, as_of=day)
    else:
        open_store(here)
        state.changed()
    assert stranger.get(f"/calendar/{made.token}.ics").status_code == 200
    assert agenda.kept(understanding(here, as_of=day)) is None
    assert stranger.get(f"/calendar/{made.token}.ics").status_code == 200
    assert agenda.kept(understanding(here, as_of=day)) is not None


def test_whoever_only_looks_leaves_no_list_behind(read_only: Client, here: Config, language: str) -> None:
    made = secret.renew(here, language)
    assert Client(HTTP_HOST="127.0.0.1").get(f"/calendar/{made.token}.ics").status_code == 200
    assert read_only.get("/").status_code == 200
    assert agenda.kept(whole(here, language)) is None


def test_all_mail_is_read_once_for_a_calendar_that_is_asked_for_each_hour(
    stranger: Client, here: Config, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = secret.renew(here, language)
    first = stranger.get(f"/calendar/{made.token}.ics").content
    monkeypatch.setattr(agenda, "messages", lambda: pytest.fail("all mail was read again"))
    assert stranger.get(f"/calendar/{made.token}.ics").content == first


def test_a_persons_page_says_what_they_gave_and_whether_they_were_told(web: Client, here: Config, language: str) -> None:
    found = agenda.day(here, samples.AS_OF[language])
    credit = next(c for c in found.agenda.credits if c.introductions)
    shown = text(web.get(f"/people/{numbers.short_ids(found.understanding)[credit.person]}/"))
    say = voice(language)
    assert say("signs.did", acts=credit.acts, words=credit.words) in shown
    assert credit.told is None or say("credit.told" if credit.told else "credit.not-told") in shown


def test_of_much_mail_work_and_week_show_the_same(web: Client, here: Config, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They draw from what is kept, and where that is not there yet it is made in the background."""
    pages = ("/work/", "/week/", "/signs/", *(f"/people/{short}/" for short in _gave(here, language)))
    at_once = [text(web.get(page)) for page in pages]
    monkeypatch.setattr("goen.web.views.tasks.SOON", 0)
    monkeypatch.setattr("goen.web.following.SOON", 0)
    monkeypatch.setattr("goen.web.book._BOOKS", {})
    say = voice(language)
    with one_transaction():
        agenda.let_go()
    started: list[object] = []
    monkeypatch.setattr("goen.actions.background.start", lambda config, as_of=None: started.append(as_of))
    assert all(say("work.unread") in text(web.get(page)) for page in pages[:2])
    assert len(started) == 2
    agenda.day(here, samples.AS_OF[language])
    after = [text(web.get(page)) for page in pages]
    assert [_same(page) for page in after] == [_same(page) for page in at_once]
    assert after[2].count("<blockquote>") > 0


def _gave(here: Config, language: str) -> list[str]:
    """The short ids of people who gave time or did something."""
    found = agenda.day(here, samples.AS_OF[language])
    short = numbers.short_ids(found.understanding)
    return sorted({short[c.person] for c in found.agenda.credits if c.acts or c.introductions})


def _same(page: str) -> str:
    """A page without what differs each time."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', "", page)


def test_a_persons_page_says_nothing_twice(web: Client, here: Config, language: str) -> None:
    """A letter stands in the list of mail alone, an introduction in what they did, and what is to be written once."""
    known = whole(here, language)
    short, say = numbers.short_ids(known), voice(language)
    made = {i.introducer for i in known.introductions}
    for person in known.people:
        shown = text(web.get(f"/people/{short[person.id]}/"))
        mail = re.search(r'<ol class="mail">.*?</ol>', shown, re.S)
        listed = re.findall(r'href="(/messages?/[^"]+)"', mail[0]) if mail else []
        assert len(listed) == len(set(listed))
        assert say("people.you") not in shown or say("people.mail") not in shown
        assert shown.count(say("people.did")) + shown.count(say("signs.gave")) <= 1
        if person.id in made:
            assert say("people.did") in shown
            assert say("credit.introduced", n=1) not in shown
        do = re.findall(r'<p class="do">(.*?)</p>', shown, re.S)
        assert len(do) == len(set(do))
