"""What is worth doing, and the letter for it."""

from __future__ import annotations

import email
import re
from email.policy import default
from typing import Any

import pytest
from django.test import Client

from goen.config import Config
from goen.say import voice


def text(answer: Any) -> str:
    return str(answer.content.decode())


def first_letter(web: Client) -> str:
    """The address of the first letter that Today offers."""
    found = re.search(r'href="(/letters/a\d+/)"', text(web.get("/")))
    assert found
    return found[1]


def field(page: str, name: str) -> str:
    import html

    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)<', page
    )
    assert found
    return html.unescape(found[1])


def test_each_thing_has_its_reason_and_one_way_to_do_it(web: Client, language: str) -> None:
    shown = text(web.get("/"))
    due, beside = shown.split("<aside>")
    assert due.count('class="button worth"') == 1
    assert "/why/a" in due
    assert "<blockquote>" in due
    assert "worth" not in beside
    assert voice(language)("today.welcome") in beside


def test_what_to_leave_alone_says_why(web: Client, language: str) -> None:
    assert voice(language)("step.nobody-form") in text(web.get("/"))


def test_a_letter_is_checked_as_it_is_typed(web: Client, language: str) -> None:
    address = first_letter(web)
    page = text(web.get(address))
    typed = {name: field(page, name) for name in ("to", "subject", "body", "language")}
    good = text(web.post(f"{address}check/", typed, headers={"HX-Request": "true"}))
    assert voice(language)("letter.checked") in good
    typed["body"] = "x"
    bad = text(web.post(f"{address}check/", typed, headers={"HX-Request": "true"}))
    assert voice(language)("check.too-short") in bad
    assert "<html" not in bad


def test_what_the_owner_wrote_is_kept(web: Client) -> None:
    address = first_letter(web)
    page = text(web.get(address))
    mine = {name: field(page, name) for name in ("to", "subject", "body")} | {"do": "keep"}
    mine["body"] += "\nP.S. Mine."
    assert "P.S. Mine." in text(web.post(address, mine, follow=True))
    assert "P.S. Mine." in text(web.get(address))
    assert "P.S. Mine." not in text(web.get(f"{address}?fresh=1"))


def test_marked_as_sent_it_is_no_longer_due_and_can_be_taken_back(web: Client, language: str) -> None:
    address = first_letter(web)
    page = text(web.get(address))
    mine = {name: field(page, name) for name in ("to", "subject", "body")} | {"do": "sent", "day": "2026-04-01"}
    today = text(web.post(address, mine, follow=True))
    assert f'class="button worth" href="{address}"' not in today
    assert voice(language)("today.resting") in today
    web.post(address, {"do": "take-back"})
    assert first_letter(web) == address


def test_the_file_opens_as_a_draft_that_answers_the_mail(web: Client) -> None:
    address = first_letter(web)
    page = text(web.get(address))
    answer = web.get(f"{address}eml/")
    message = email.message_from_bytes(answer.content, policy=default)
    assert message["To"] == field(page, "to")
    assert message["X-Unsent"] == "1"
    assert message["In-Reply-To"].startswith("<")
    assert message.get_content().split() == field(page, "body").split()
    assert "attachment" in answer["Content-Disposition"]


def test_other_drafts_are_other_and_pass_the_check(web: Client, language: str) -> None:
    found = set(re.findall(r'href="(/letters/a\d+/)"', text(web.get("/"))))
    lengths: dict[str, list[int]] = {"shorter": [], "warmer": []}
    for address in found:
        usual = field(text(web.get(address)), "body")
        for manner in lengths:
            page = text(web.get(f"{address}?manner={manner}"))
            assert voice(language)("letter.checked") in page
            lengths[manner].append(len(field(page, "body")) - len(usual))
    assert min(lengths["shorter"]) < 0
    assert max(lengths["shorter"]) <= 0
    assert max(lengths["warmer"]) > 0


def test_where_silence_is_advised_there_is_no_letter(web: Client, language: str) -> None:
    quiet = re.search(r'class="quiet small names"><a href="/applications/(a\d+)/"', text(web.get("/")))
    assert quiet
    shown = text(web.get(f"/letters/{quiet[1]}/"))
    assert "<textarea" not in shown
    assert voice(language)("step.nobody-form") in shown
    assert web.get(f"/letters/{quiet[1]}/eml/").status_code == 404


def test_a_meeting_that_is_to_come_stands_on_today(web: Client, language: str, settings: Any) -> None:
    from dataclasses import replace
    from datetime import date

    settings.GOEN = replace(settings.GOEN, as_of=date(2026, 2, 1))
    shown = text(web.get("/"))
    assert voice(language)("today.coming") in shown


@pytest.mark.parametrize(
    "address",
    ["/", "/applications/", "/applications/?show=board", "/applications/a5/", "/letters/a9/", "/people/", "/settings/", "/mailboxes/"],
)
def test_masked_names_stand_nowhere(discreet: Client, here: Config, address: str) -> None:
    from goen.actions.understanding import last

    shown = re.sub(r"<[^>]*>", " ", text(discreet.get(address)))
    whole = last()
    assert whole is not None
    assert [p.name for p in whole.people if len(p.name) > 3 and p.name in shown] == []


def test_what_is_not_due_yet_is_not_pressed(web: Client, language: str, settings: Any) -> None:
    """On the day of the rejection an ask would be too soon: it stands under what is still to come, and its letter can be looked at."""
    from dataclasses import replace
    from datetime import date

    settings.GOEN = replace(settings.GOEN, as_of=date(2026, 2, 1))
    shown = text(web.get("/"))
    assert voice(language)("today.later") in shown or voice(language)("today.welcome") in shown
    assert voice(language)("today.nothing") in shown
