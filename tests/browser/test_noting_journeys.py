"""A note after a talk and what it changes; a promise; the pause; a letter of a task checked as one types; a correction taken back where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.screens import served
from goen import samples
from goen.say import voice
from tests.browser.conftest import WIDTHS, Site, enter

WORDS = {"en": "You belong in this trade.", "ja": "この仕事に向いている方だと思います。"}
PROMISE = {"en": "send the sample", "ja": "見本をお送りする"}
PERSON = {"en": "Ruth Ellery", "ja": "堀江 美里"}
PAGES = ("/notes/", "/notes/a5/", "/notes/a5/?talk=1", "/settings/", "/keys/")


def test_words_noted_after_a_talk_change_the_tie_and_are_taken_back(site: Site, language: str, accessible: Callable[[Page], None]) -> None:
    say, page = voice(language), site.page
    site.go("/people/")
    page.get_by_role("link", name=PERSON[language]).first.click()
    tie = page.locator(".tie-line")
    before = tie.inner_text()
    page.locator("details.write > summary").click()
    page.locator("details.write details > summary").first.click()
    accessible(page)
    page.locator("textarea[name=words]").fill(WORDS[language])
    page.locator("select[name=signal]").select_option("belief")
    page.get_by_role("button", name=say("notes.keep")).click()
    expect(page.locator(".notes")).to_contain_text(say("notes.kept"))
    expect(page.locator("blockquote").filter(has_text=WORDS[language])).to_be_visible()
    assert tie.inner_text() != before
    accessible(page)
    page.keyboard.press("u")
    expect(page.locator(".notes")).to_contain_text(say("notes.withdrawn"))
    assert tie.inner_text() == before
    expect(page.locator("blockquote").filter(has_text=WORDS[language])).to_have_count(0)


def test_the_short_form_keeps_a_promise_that_then_stands_on_today(site: Site, language: str) -> None:
    say, page = voice(language), site.page
    site.go("/applications/a5/")
    page.locator("details.write > summary").click()
    page.get_by_role("link", name=say("notes.after-talk")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(say("notes.talk-title"))
    page.locator("input[name=present]").fill(PERSON[language])
    page.locator("input[name=liked]").fill("the outline")
    page.locator("input[name=next]").fill(PROMISE[language])
    page.locator("input[name=next_on]").fill((samples.AS_OF[language] + timedelta(days=3)).isoformat())
    page.locator("input[name=mine]").check()
    page.get_by_role("button", name=say("notes.keep")).click()
    expect(page.locator("#noted ~ ul")).to_contain_text(PROMISE[language])
    page.get_by_role("link", name=say("notes.change")).first.click()
    expect(page.locator("input[name=next]")).to_have_value(PROMISE[language])
    site.go("/")
    expect(page.locator("main")).to_contain_text(PROMISE[language])
    site.go(f"/search/?q={PROMISE[language]}")
    expect(page.locator("main")).to_contain_text(PROMISE[language])


def test_the_search_rests_and_goes_on(site: Site, language: str) -> None:
    say, page = voice(language), site.page
    site.go("/")
    page.get_by_text(say("rest.summary")).click()
    page.get_by_role("button", name=say("rest.rest"), exact=True).click()
    expect(page.locator(".notes")).to_contain_text(say("rest.begun-rest"))
    expect(page.locator(".things")).to_have_count(0)
    page.get_by_role("button", name=say("rest.resume")).click()
    expect(page.locator(".notes")).to_contain_text(say("pause.resumed"))


def test_a_correction_is_taken_back_where_it_stands(site: Site, language: str) -> None:
    say, page = voice(language), site.page
    site.go("/applications/a5/")
    page.locator("header a.why").first.click()
    part = page.locator(".why-here")
    part.locator("select[name=outcome]").select_option("withdrawn")
    part.get_by_role("button", name=say("why.save")).first.click()
    expect(page.locator(".notes")).to_contain_text(say("correction.noted"))
    site.go("/people/")  # something else in between
    site.go("/applications/a5/")
    page.locator("header a.why").first.click()
    page.locator(".corrected").get_by_role("button", name=say("corrections.withdraw")).click()
    expect(page.locator(".notes")).to_contain_text(say("corrections.withdrawn"))
    expect(page.locator("header p").first).to_contain_text(say("result.rejected", date="").strip(" （），,")[:2])


@pytest.mark.parametrize("address", PAGES)
def test_the_new_pages_have_nothing_serious_and_do_not_overflow(look: Site, address: str, accessible: Callable[[Page], None]) -> None:
    look.go(address)
    accessible(look.page)
    assert look.page.evaluate("document.documentElement.scrollWidth") <= look.page.evaluate("window.innerWidth")


def test_a_note_is_kept_without_scripts(browser: Browser, home: Path, language: str) -> None:
    say = voice(language)
    with served(language, home=home) as link:
        context = browser.new_context(java_script_enabled=False, locale=language, viewport={"width": 390, "height": WIDTHS[390]})
        page = context.new_page()
        base = link.partition("/open/")[0]
        page.goto(link)
        page.wait_for_url(f"{base}/")
        page.goto(f"{base}/notes/a5/?talk=1")
        page.locator("textarea[name=text]").fill("By hand.")
        page.get_by_role("button", name=say("notes.keep")).click()
        expect(page.locator(".notes")).to_contain_text(say("notes.kept"))
        page.locator(".notes button").click()
        expect(page.locator(".notes")).to_contain_text(say("notes.withdrawn"))
        context.close()


def test_the_letter_of_a_task_is_checked_as_one_types(browser: Browser, language: str, width: int, meant: tuple[Path, date]) -> None:
    say = voice(language)
    home, day = meant
    with served(language, home=home, as_of=day) as link:
        for site in enter(browser, link, language, width):
            page = site.page
            page.locator('a[href^="/next/"]').first.click()
            check, text = page.locator("#check"), page.locator("#body")
            expect(check).to_contain_text(say("letter.checked"))
            whole = text.input_value()
            text.fill(whole[:12])
            expect(check).to_contain_text(say("letter.problems"))
            text.fill(whole)
            expect(check).to_contain_text(say("letter.checked"))
            with page.expect_download() as saved:
                page.get_by_role("button", name=say("letters.eml")).click()
            assert saved.value.suggested_filename.endswith(".eml")
            page.get_by_role("button", name=say("letters.mark")).click()
            expect(page.locator(".notes")).to_contain_text(say("letters.sent"))
