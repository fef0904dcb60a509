"""On a shared screen nobody and no firm is named, whatever page is opened."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from goen import samples
from goen.actions import handmade, notes, pause, secret
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Said
from goen.web.book import book
from goen.web.masking import LEGAL, Mask, initials
from tests.web.conftest import enter

PAGES = (
    "/", "/applications/", "/applications/?show=board", "/applications/add/", "/people/", "/people/?tie=none", "/doors/", "/doors.svg", "/insights/",
    "/perhaps/", "/mailboxes/", "/settings/", "/settings/corrections/", "/notes/", "/search/?q=a", "/palette/?q=a", "/keys/", "/welcome/", "/signs/", "/work/", "/week/",
    "/settings/second/", "/settings/second/words/",
)  # fmt: skip
LINK = re.compile(r'href="(/(?:applications|people|letters|next|messages|why|notes)/[amp]\d+/[^"#]*)"')


@pytest.fixture
def shared(here: Config, language: str, settings: Any) -> Client:
    """A shared screen over the sample, with a note, a pause and something added by hand."""
    settings.GOEN = replace(settings.GOEN, discreet=True)
    day = samples.AS_OF[language]
    notes.take_note(
        here, "a5", notes.Form("Odile Ferrand was kind.", present=["Odile Ferrand"], said=[Said("Odile Ferrand", "Well done")]), on=day
    )
    notes.take_note(here, "Quillon Baths", notes.Form("They hire in May."), on=day)
    handmade.add(here, organization="Zephyrine Ferries", role="", stage="applied", outcome="open", first=day)
    pause.pause(here, "job", since=day, organization="Quillon Baths")
    understanding(here, as_of=day)
    return enter(here)


def shown(answer: Any) -> str:
    """What can be seen of a page: hidden fields and addresses of pages are not."""
    page = re.sub(r'<input type="hidden"[^>]*>|(?:href|action|hx-[a-z]+)="[^"]*"', "", answer.content.decode())
    return html.unescape(page)


def test_no_page_names_anybody_or_any_firm(shared: Client, here: Config, language: str) -> None:
    known = book(here, samples.AS_OF[language]).understanding
    people = [known.owner, *known.people]
    names = {p.name for p in people if len(p.name) > 2} | {e for p in people for e in p.emails}
    firms = {LEGAL.sub("", a.organization).strip() for a in known.applications} | {p.organization for p in known.people}
    hidden = {n for n in (names | firms | {"Odile Ferrand", "Quillon Baths", "Zephyrine Ferries"}) if len(n) > 2}
    waiting, seen, leaks = list(PAGES), set(PAGES), []
    while waiting:
        address = waiting.pop()
        answer = shared.get(address)
        assert answer.status_code in (200, 302, 403, 404), address
        page = shown(answer)
        leaks += [(address, name) for name in hidden if re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", page)]
        fresh = {html.unescape(link) for link in LINK.findall(answer.content.decode())} - seen
        seen |= fresh
        waiting += fresh
    assert len(seen) > 60
    assert "\n".join(map(str, leaks)) == ""


def test_no_form_offers_initials_to_be_kept(shared: Client) -> None:
    shared.post("/pause/end/")
    pages = ["/", "/settings/", "/notes/", "/notes/a1/?talk=1", "/notes/a5/", "/notes/p1/"]
    for address in pages:
        answer = shared.get(address)
        assert answer.status_code == 200
        offered = re.findall(r'<option value="([^"]*)">(?=<option|</datalist)', answer.content.decode())
        assert offered == [], address


def test_the_calendars_address_is_not_for_everybody_to_see(shared: Client, here: Config, language: str, settings: Any) -> None:
    token = secret.renew(here, language).token
    assert token not in shared.get("/settings/").content.decode()
    settings.GOEN = replace(settings.GOEN, discreet=False)
    assert token in shared.get("/settings/").content.decode()


def test_a_form_that_would_save_initials_is_not_shown(shared: Client, here: Config) -> None:
    mine = next(r.note for r in book(here, samples.AS_OF["en"]).understanding.notes if r.note.text.startswith("Odile"))
    assert shared.get(f"/notes/change/?note={mine.id}").status_code == 403


def test_a_name_inside_a_word_is_not_one() -> None:
    mask = Mask(["Dana", "Dana Reyes", "高瀬", "Ann"])
    assert mask("Dana Reyes and Dana met Annabel.") == "D. R. and D. met Annabel."
    assert mask("高瀬様、ありがとうございます。") == "高〇様、ありがとうございます。"
    assert mask("write to dana@reyes.example or see https://reyes.example/x") == "write to d…@… or see …"


@given(st.text(max_size=60), st.lists(st.text(min_size=3, max_size=8), max_size=4))
def test_a_mask_takes_any_text_and_any_names(text: str, names: list[str]) -> None:
    Mask(names)(text)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), min_size=1, max_size=4))
def test_initials_are_the_first_letter_of_each_word_and_nothing_else(words: list[str]) -> None:
    shown = initials(" ".join(words)).split()
    assert [part[:1] for part in shown] == [word[:1] for word in words]
    assert {part[1:] for part in shown} <= {".", "〇"}


@given(st.text("abcdefgh高瀬吉井", min_size=3, max_size=12))
def test_a_name_is_masked_wherever_it_stands_by_itself(name: str) -> None:
    assert Mask([name])(f"({name}) {name}, {name}") == "({0}) {0}, {0}".format(initials(name))  # noqa: UP032


def test_of_an_address_one_letter_is_left() -> None:
    assert initials("dana.reyes@arbor.example") == "d…@…"
