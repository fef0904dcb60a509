"""People, doors, insights, perhaps, search, messages, why, and correcting: each page through the door, in both languages."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from goen import samples
from goen.actions import handmade
from goen.config import Config
from goen.core.unsure import unsure
from goen.store import queries
from goen.store.connect import open_store
from goen.web.book import Book, book

CHAMPION = {"en": "Gideon Marsh", "ja": "大森 恭平"}
WORD = {"en": "proposal", "ja": "企画"}
RING = {"en": "Achterberg", "ja": "竹内 浩"}  # whose one sign carries the tie


def known(here: Config, language: str) -> Book:
    open_store(here)
    return book(here, samples.AS_OF[language])


def number(at: Book, name: str) -> str:
    return at.short[next(p.id for p in at.understanding.people if name in p.name)]


def text(web: Client, address: str) -> str:
    answer = web.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_people_stand_by_their_ties_with_their_best_words(web: Client, here: Config, language: str) -> None:
    shown = text(web, "/people/")
    at = known(here, language)
    for person in at.understanding.people:
        assert (f"/people/{at.short[person.id]}/" in shown) == (person.tie != "none")
    assert all(f"/people/{at.short[p.id]}/" in text(web, "/people/?tie=none") for p in at.understanding.people if p.tie == "none")


def test_a_person_has_every_sign_with_the_mail_behind_it(web: Client, here: Config, language: str) -> None:
    at = known(here, language)
    short = number(at, CHAMPION[language])
    shown = text(web, f"/people/{short}/")
    person = at.people[at.idents[short]]
    assert person.signs
    for sign in person.signs:
        assert " ".join(sign.quote.split())[:30] in shown.replace("&#x27;", "'")
    for address in set(re.findall(r'href="(/messages/m\d+/)#said"', shown)):
        assert "<mark" in text(web, address)


def test_whoever_has_no_page_is_not_found(web: Client) -> None:
    for address in ("/people/p999/", "/people/a1/", "/why/a999/", "/why/x/", "/why/p999/", "/messages/m999999/"):
        assert web.get(address).status_code == 404


def test_doors_tells_the_same_as_picture_and_as_list(web: Client, here: Config, language: str) -> None:
    shown = text(web, "/doors/")
    at = known(here, language)
    picture, _, listed = shown.partition("</svg>")
    for application in at.understanding.applications:
        assert picture.count(f'href="/applications/{at.short[application.id]}/"') == 1
    for introduction in at.understanding.introductions:
        assert f"/people/{at.short[introduction.introducer]}/" in picture
        assert f"/people/{at.short[introduction.introducer]}/" in listed


def test_the_picture_is_saved_with_names_or_without(web: Client, language: str) -> None:
    named, masked = web.get("/doors.svg?save=1"), web.get("/doors.svg?save=1&masked=1")
    assert named["Content-Type"].startswith("image/svg+xml")
    assert "attachment" in named["Content-Disposition"]
    family = CHAMPION[language].split()[0]
    assert family in named.content.decode()
    assert family not in masked.content.decode()
    assert "<a " not in masked.content.decode()


def test_insights_stand_with_their_numbers(web: Client, here: Config, language: str) -> None:
    shown = text(web, "/insights/")
    assert f'<span class="count">{len(known(here, language).understanding.applications)}</span>' in shown
    assert "%" not in re.sub(r"<svg.*?</svg>|<head>.*?</head>", "", shown, flags=re.S)


def test_search_finds_people_applications_and_mail(web: Client, here: Config, language: str) -> None:
    at = known(here, language)
    by_word = text(web, f"/search/?q={WORD[language]}")
    assert re.search(r"/messages/m\d+/", by_word)
    assert "<mark>" in by_word
    by_name = text(web, f"/search/?q={CHAMPION[language].split()[0]}")
    assert f"/people/{number(at, CHAMPION[language])}/" in by_name
    assert "&lt;script&gt;" in text(web, "/search/?q=<script>")
    assert "/people/" in text(web, f"/palette/?q={CHAMPION[language].split()[0]}")


def test_a_message_opens_as_text_or_in_a_frame_that_can_do_nothing(web: Client, here: Config, language: str) -> None:
    at = known(here, language)
    short = {ident: f"/messages/m{row}/" for ident, row in queries.row_ids(at.readings).items()}
    for address in list(short.values())[:12]:
        assert 'class="letter-text"' in text(web, address)
        laid_out = text(web, address + "?as=html")
        if "<iframe" in laid_out:
            assert re.search(r"<iframe [^>]*sandbox title", laid_out)
            assert "allow-" not in laid_out


@pytest.mark.parametrize("part", [True, False])
def test_why_is_a_part_in_place_or_a_page(web: Client, here: Config, language: str, part: bool) -> None:
    at = known(here, language)
    headers = {"HX-Request": "true"} if part else {}
    message = next(iter(queries.row_ids([next(iter(at.readings))]).values()))
    for short in (number(at, CHAMPION[language]), "a1", f"m{message}"):
        shown = web.get(f"/why/{short}/", headers=headers).content.decode()
        assert ("<html" in shown) != part
        assert 'action="/correct/"' in shown


def correct(web: Client, back: str = "/people/", **form: str) -> str:
    answer = web.post("/correct/", {"back": back, **form}, follow=True)
    assert answer.redirect_chain[-1][0] == back
    return str(answer.content.decode())


def test_a_tie_that_is_corrected_shows_its_effect_and_is_taken_back(web: Client, here: Config, language: str) -> None:
    at = known(here, language)
    short = number(at, RING[language])
    before = at.people[at.idents[short]].tie
    shown = correct(web, verb="tie", about=short, tie="acquaintance")
    say = at.view
    assert known(here, language).people[at.idents[short]].tie == "acquaintance"
    assert 'action="/undo/"' in shown
    assert RING[language].split()[-1] in re.search(r'<div class="notes".*?</div>', shown, re.S)[0]  # type: ignore[index]
    web.post("/undo/", {"back": "/people/"})
    assert known(here, language).people[at.idents[short]].tie == before
    assert say


def test_a_sign_that_is_refused_changes_tie_and_advice(web: Client, here: Config, language: str) -> None:
    at = known(here, language)
    person = at.people[at.idents[number(at, RING[language])]]
    row = queries.row_ids([person.signs[0].message])[person.signs[0].message]
    correct(web, verb="not-a-sign", about=f"m{row}", quote=person.signs[0].quote)
    now = known(here, language)
    assert now.people[person.id].tie != "warm"
    rejected = [a for a in now.understanding.applications if person.id in a.people and a.outcome == "rejected"]
    assert all(now.advice[a.id].response != "ask" for a in rejected)


def test_what_the_owner_answered_is_not_asked_again(web: Client, here: Config, language: str) -> None:
    at = known(here, language)
    questions = unsure(at.understanding, queries.corrections())
    sign = next(q.sign for q in questions if q.sign and at.people[q.sign.person].emails)
    short = f"m{queries.row_ids([sign.message])[sign.message]}"
    correct(web, "/perhaps/", verb="sign", about=short, quote=sign.quote, signal=sign.signal, person=at.short[sign.person])
    now = known(here, language)
    assert any(s.quote == sign.quote for s in now.people[sign.person].signs)
    assert all(q.sign is None or q.sign.quote != sign.quote for q in unsure(now.understanding, queries.corrections()))


@pytest.mark.parametrize(
    "form",
    [
        {"verb": "nonsense", "about": "m1"},
        {"verb": "kind", "about": "m1", "kind": "nonsense"},
        {"verb": "kind", "about": "m999999", "kind": "rejection"},
        {"verb": "tie", "about": "p999", "tie": "warm"},
        {"verb": "not-a-sign", "about": "m1", "quote": "words that never stood there"},
        {"verb": "organization", "about": "a1", "value": "  "},
        {"verb": "same", "about": "p1", "value": "p1"},
        {},
    ],
)
def test_a_form_that_no_page_made_changes_nothing(web: Client, form: dict[str, str]) -> None:
    assert web.post("/correct/", form).status_code in (400, 404)
    assert queries.corrections() == ()


def test_nobody_is_sent_elsewhere(web: Client) -> None:
    for back in ("https://evil.example/x", "//evil.example", "javascript:alert(1)", ""):
        answer = web.post("/undo/", {"back": back})
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith("//")


def test_names_are_masked_on_a_shared_screen(discreet: Client, here: Config, language: str) -> None:
    at = known(here, language)
    short = number(at, CHAMPION[language])
    family = CHAMPION[language].split()[0]
    for address in (
        "/people/",
        f"/people/{short}/",
        "/doors/",
        "/doors.svg",
        "/perhaps/",
        f"/why/{short}/",
        f"/search/?q={WORD[language]}",
    ):
        shown = re.sub(r'<input type="hidden"[^>]*>', "", text(discreet, address))  # what a form sends back is on no screen
        assert family not in shown, address


def test_looking_only_offers_no_forms_that_change(read_only: Client, here: Config, language: str) -> None:
    for address in ("/why/a1/", "/why/p1/", "/why/m1/", "/perhaps/", "/people/p1/"):
        assert 'action="/correct/"' not in text(read_only, address)
    assert read_only.post("/correct/", {"verb": "tie", "about": "p1", "tie": "none"}).status_code == 403


def test_with_no_mail_yet_each_page_says_so(new: Client) -> None:
    for address in ("/people/", "/doors/", "/insights/", "/perhaps/", "/search/", "/search/?q=a", "/palette/", "/doors.svg"):
        assert new.get(address).status_code == 200


def test_what_was_added_by_hand_stands_in_doors_and_is_found_by_its_note(web: Client, here: Config, language: str) -> None:
    open_store(here)
    day = samples.AS_OF[language]
    handmade.add(
        here, organization="Linden Trust", role="Editor", stage="interview", outcome="rejected", first=day, note="喫茶店で Wanda に会う"
    )
    assert "Linden Trust" in text(web, "/doors/")
    assert "Linden Trust" in text(web, "/search/?q=喫茶")
    at = known(here, language)
    short = at.short[next(a.id for a in at.understanding.applications if a.organization == "Linden Trust")]
    assert 'action="/correct/"' not in text(web, f"/why/{short}/")


def test_long_names_in_a_note_do_not_lose_the_session(web: Client, here: Config, language: str) -> None:
    """The session is a cookie; what a stranger wrote must not make it too big to keep."""
    for n in range(4):
        correct(web, verb="organization", about=f"a{n + 1}", value="".join(chr(0x4E00 + (i * 7919 + n) % 20000) for i in range(900)))
    answer = web.post("/correct/", {"verb": "outcome", "about": "a1", "outcome": "offer", "back": "/people/"})
    assert len(answer.cookies["goen"].value) < 3_500
    assert web.get("/people/").status_code == 200


def test_what_a_stranger_wrote_is_never_markup(web: Client) -> None:
    evil = "<img src=x onerror=alert(1)>\"'</svg><script>alert(1)</script>"
    for verb in ("organization", "role"):
        correct(web, verb=verb, about="a5", value=evil)
    addresses = (
        "/people/",
        "/people/p1/",
        "/doors/",
        "/doors.svg",
        "/doors.svg?masked=1",
        "/why/a5/",
        "/why/m1/",
        "/perhaps/",
        "/palette/?q=img",
        "/search/?q=img",
    )
    for address in addresses:
        shown = text(web, address)
        assert "<img src=x" not in shown
        assert "<script>alert" not in shown
