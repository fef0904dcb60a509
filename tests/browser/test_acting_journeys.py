"""From the first visit to the first advice; a letter written and marked as sent; an application added by hand; a person forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.screens import served
from goen import samples
from goen.say import voice
from tests.browser.conftest import Site, enter

READING = 60_000  # milliseconds that a sample may take to be read on a busy machine
PAGES = (
    "/",
    "/welcome/",
    "/applications/",
    "/applications/?show=board",
    "/applications/add/",
    "/mailboxes/",
    "/settings/",
    "/settings/corrections/",
    "/settings/second/",
    "/keys/",
    "/signs/",
    "/work/",
    "/week/",
    "/people/p1/introduce/",
)


@pytest.fixture
def new(browser: Browser, tmp_path: Path, language: str, width: int) -> Iterator[Site]:
    """In, and nothing was read yet."""
    home = tmp_path / "empty"
    home.mkdir()
    with served(language, home=home) as link:
        yield from enter(browser, link, language, width)


def test_from_the_first_visit_to_the_first_advice(new: Site, language: str, accessible: Callable[[Page], None]) -> None:
    say, page = voice(language), new.page
    expect(page.get_by_role("heading", level=1)).to_have_text(say("welcome.title"))
    accessible(page)
    page.locator("input[type=file]").set_input_files(samples.mailbox(language))
    page.locator("[data-drop] button.worth").click()
    page.wait_for_url("**/scanning/")
    expect(page.get_by_role("button", name=say("scanning.to-today"), exact=True)).to_be_visible(timeout=READING)
    accessible(page)
    page.get_by_role("button", name=say("scanning.to-today"), exact=True).click()
    expect(page.get_by_role("link", name=say("today.letter")).first).to_be_visible()
    accessible(page)


def test_the_sample_can_be_looked_at_and_left(new: Site, language: str) -> None:
    say, page = voice(language), new.page
    page.get_by_role("button", name=say(f"welcome.sample-{language}")).click()
    page.get_by_role("button", name=say("scanning.to-today"), exact=True).click(timeout=READING)
    expect(page.get_by_role("link", name=say("today.letter")).first).to_be_visible()
    page.get_by_role("button", name=say("nav.leave-sample")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("welcome.title"))


def test_a_letter_is_written_checked_and_marked_as_sent(site: Site, language: str, accessible: Callable[[Page], None]) -> None:
    say, page = voice(language), site.page
    page.get_by_role("link", name=say("today.letter")).first.click()
    accessible(page)
    check = page.locator("#check")
    expect(check).to_contain_text(say("letter.checked"))
    text = page.locator("#body")
    whole = text.input_value()
    text.fill(whole[:20])
    expect(check).to_contain_text(say("letter.problems"))
    text.fill(whole)
    expect(check).to_contain_text(say("letter.checked"))
    assert whole.replace("\n", "\r\n") in unquote(str(page.locator("[data-mailto]").get_attribute("href")))
    address = page.url
    page.get_by_role("button", name=say("letters.mark")).click()
    page.wait_for_url(f"{site.base}/")
    expect(page.locator(".notes")).to_contain_text(say("letters.sent"))
    expect(page.locator(f'.things a[href="{address.removeprefix(site.base)}"]')).to_have_count(0)


def test_an_application_is_added_by_hand(site: Site, language: str) -> None:
    say, page = voice(language), site.go("/applications/")
    page.get_by_role("link", name=say("applications.add")).click()
    page.get_by_label(say("by-hand.organization")).fill("Heron & Pike")
    page.get_by_label(say("by-hand.role")).fill("Archivist")
    page.get_by_role("button", name=say("by-hand.save")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Heron & Pike")
    site.go("/applications/")
    page.locator("#q").fill("heron")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert "q=heron" in page.url


def test_a_person_is_forgotten(site: Site, language: str) -> None:
    say, page = voice(language), site.go("/people/")
    link = page.locator(".people .who a").first
    name = link.inner_text()
    link.click()
    page.get_by_role("link", name=say("forgetting.person")).click()
    page.get_by_role("button", name=say("forgetting.do")).click()
    page.wait_for_url("**/people/")
    expect(page.locator(".notes")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name=name, exact=True)).to_have_count(0)


def test_the_keys_lead_everywhere(site: Site) -> None:
    page = site.page
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/applications/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.at")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/applications/a*/")
    page.keyboard.press("?")
    page.wait_for_url("**/keys/")


def test_every_page_of_doing_is_accessible_and_fits(site: Site, accessible: Callable[[Page], None]) -> None:
    page = site.go("/applications/")
    found = page.locator("tbody th a").first.get_attribute("href")
    for address in (*PAGES, str(found), f"{found}forget/"):
        site.go(address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_without_scripts_everything_can_be_read_and_done(browser: Browser, home: Path, language: str) -> None:
    say = voice(language)
    with served(language, home=home) as link:
        context = browser.new_context(java_script_enabled=False, locale=language)
        page = context.new_page()
        page.goto(link)
        page.wait_for_url(f"{link.partition('/open/')[0]}/")
        page.get_by_role("link", name=say("today.letter")).first.click()
        page.get_by_role("button", name=say("letters.mark")).click()
        expect(page.locator(".notes")).to_contain_text(say("letters.sent"))
        page.goto(f"{link.partition('/open/')[0]}/applications/")
        page.locator("#outcome").select_option("accepted")
        page.get_by_role("button", name=say("applications.apply")).click()
        expect(page.locator("tbody tr")).to_have_count(1)
        context.close()
