"""Applications: found, filtered, sorted by the address; changed several at once; added by hand; one with its story."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from goen.config import Config
from goen.say import voice


def text(answer: Any) -> str:
    return str(answer.content.decode())


def listed(page: str) -> list[str]:
    return re.findall(r'scope="row"[^>]*><a href="/applications/(a\d+)/"', page)


def test_rejections_are_folded_and_none_is_lost(web: Client, language: str) -> None:
    page = text(web.get("/applications/"))
    assert "<details" in page
    assert len(set(listed(page))) == len(listed(page)) > 8


@pytest.mark.parametrize("outcome", ["rejected", "accepted", "silent"])
def test_filters_stand_in_the_address(web: Client, outcome: str) -> None:
    page = text(web.get(f"/applications/?outcome={outcome}"))
    everything = text(web.get("/applications/"))
    assert 0 < len(listed(page)) < len(listed(everything))
    assert set(re.findall(r'<tr data-item class="is-(\w+)"', page)) == {outcome}


def test_a_word_finds_organizations_roles_and_people(web: Client, language: str) -> None:
    word = {"en": "MARSH", "ja": "大森"}[language]
    found = listed(text(web.get("/applications/", {"q": word})))
    assert 0 < len(found) < 5


def test_a_column_sorts_both_ways(web: Client) -> None:
    up = listed(text(web.get("/applications/?outcome=rejected&sort=organization")))
    down = listed(text(web.get("/applications/?outcome=rejected&sort=-organization")))
    assert up == down[::-1] != []


@pytest.mark.parametrize(
    "query", ["page=x", "page=-1", "page=99999999999999999", "sort=evil", "outcome=evil", "show=evil", "q=%00", "stage=%27"]
)
def test_nonsense_in_the_address_counts_as_not_said(web: Client, query: str) -> None:
    assert web.get(f"/applications/?{query}").status_code == 200


def test_the_board_shows_every_application_under_the_stage_it_reached(web: Client) -> None:
    board = text(web.get("/applications/?show=board"))
    assert set(re.findall(r'<a href="/applications/(a\d+)/"', board)) == set(listed(text(web.get("/applications/"))))


def test_several_are_changed_at_once_and_taken_back_at_once(web: Client, language: str) -> None:
    chosen = listed(text(web.get("/applications/?outcome=rejected")))[:3]
    done = text(web.post("/applications/bulk/", {"chosen": chosen, "outcome": "withdrawn"}, follow=True))
    assert voice(language)("applications.changed", n=3, outcome=voice(language)("outcome.withdrawn")) in done
    assert set(chosen) <= set(listed(text(web.get("/applications/?outcome=withdrawn"))))
    web.post("/undo/", {"back": "/"})
    assert set(chosen) <= set(listed(text(web.get("/applications/?outcome=rejected"))))


def test_changing_none_changes_nothing(web: Client, language: str) -> None:
    assert voice(language)("applications.nothing-chosen") in text(web.post("/applications/bulk/", {"outcome": "open"}, follow=True))


def test_one_added_by_hand_stands_among_the_others(web: Client, language: str) -> None:
    form = {
        "organization": "Heron & Pike <b>",
        "role": "Archivist",
        "stage": "interview",
        "outcome": "open",
        "first": "2026-02-03",
        "note": "By phone.",
    }
    page = web.post("/applications/add/", form, follow=True)
    assert "Heron &amp; Pike &lt;b&gt;" in text(page)
    assert "By phone." in text(page)
    address = page.redirect_chain[-1][0]
    short = address.split("/")[2]
    assert short in listed(text(web.get("/applications/?q=heron")))
    web.post(f"{address}change/", form | {"role": "Curator"})
    assert "Curator" in text(web.get(address))
    web.post("/applications/bulk/", {"chosen": [short], "outcome": "rejected"})
    assert short in listed(text(web.get("/applications/?outcome=rejected")))
    web.post(f"{address}forget/")
    assert web.get(address).status_code == 404


def test_one_without_a_name_says_what_is_missing(web: Client, language: str) -> None:
    answer = web.post("/applications/add/", {"organization": " ", "role": "Archivist", "stage": "applied", "outcome": "open"})
    assert answer.status_code == 400
    assert "Archivist" in text(answer)
    assert 'role="alert"' in text(answer)


def test_the_first_of_all_can_be_added_by_hand(new: Client) -> None:
    new.post("/applications/add/", {"organization": "Heron", "stage": "applied", "outcome": "open"})
    assert "Heron" in text(new.get("/applications/"))


def test_the_passages_that_mattered_are_marked_in_their_mail(web: Client, language: str) -> None:
    word = {"en": "Tidewell", "ja": "東都百貨店"}[language]
    pages = [text(web.get(f"/applications/{short}/")) for short in listed(text(web.get("/applications/", {"q": word})))]
    assert any("<mark>" in page and "/messages/m" in page for page in pages) or language == "ja"


def test_every_application_has_its_page(web: Client) -> None:
    for short in listed(text(web.get("/applications/"))):
        answer = web.get(f"/applications/{short}/")
        assert answer.status_code == 200
        assert len(answer.content) < 200_000


def test_an_application_that_is_removed_is_gone(web: Client, here: Config) -> None:
    short = listed(text(web.get("/applications/?outcome=rejected")))[0]
    assert web.get(f"/applications/{short}/forget/").status_code == 200
    web.post(f"/applications/{short}/forget/")
    assert web.get(f"/applications/{short}/").status_code == 404
    assert short not in listed(text(web.get("/applications/")))


@pytest.mark.parametrize("address", ["/applications/a999/", "/letters/a999/", "/applications/p1/", "/applications/a1/change/"])
def test_what_is_not_there_is_said(web: Client, address: str) -> None:
    assert web.get(address).status_code == 404
