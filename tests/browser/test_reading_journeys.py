"""Correct a reading and see the advice change; follow an introduction to an offer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.screens import served
from tests.browser.conftest import Site

BELIEVER = {"en": "Samuel Achterberg", "ja": "竹内 浩"}  # whose one sign carries the tie
WORD = {"en": "proposal", "ja": "面接"}


def test_correct_a_reading_and_see_the_advice_change(site: Site, language: str, accessible: Callable[[Page], None]) -> None:
    """Open why where the sign stands, say that it is courtesy, read what that changes, and take it back."""
    page = site.go("/people/")
    page.get_by_role("link", name=BELIEVER[language]).first.click()
    quotes = page.locator(".sign blockquote")
    before = quotes.count()
    page.locator(".sign a.why").first.click()
    part = page.locator(".why-here")
    expect(part).to_be_focused()
    accessible(page)
    part.locator('button[value="not-a-sign"]').first.click()
    said = page.locator(".notes")
    expect(said).to_contain_text(BELIEVER[language].split()[-1])
    assert page.locator(".sign blockquote").count() == before - 1 or page.locator(".sign").count() < before
    said.get_by_role("button").click()
    expect(page.locator(".notes")).to_be_visible()
    expect(page.locator(".sign blockquote")).to_have_count(before)


def test_follow_an_introduction_to_an_offer(look: Site, language: str) -> None:
    """From the picture's green ring to the person, and on to what came of it."""
    page = look.go("/doors/")
    ring = page.locator(".doors:visible a:has(.ring.opening)").first
    ring.focus()
    expect(page.locator(".doors-caption")).to_contain_text(str(ring.get_attribute("aria-label"))[:20])
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")
    page.locator('section[aria-labelledby="did"] a').first.click()
    page.wait_for_url("**/applications/*/")
    expect(page.locator("header .door")).to_be_visible()


def test_one_key_each_on_what_is_unsure(site: Site, language: str) -> None:
    page = site.go("/perhaps/")
    before = page.locator(".questions > li").count()
    total = page.locator("main").inner_text()
    page.keyboard.press("j")
    expect(page.locator(".questions > li.at")).to_have_count(1)
    with page.expect_navigation():
        page.keyboard.press("n")
    expect(page.locator(".notes")).to_be_visible()
    assert page.locator("main").inner_text() != total
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator(".questions > li")).to_have_count(before)
    page.keyboard.press("j")
    page.keyboard.press("c")
    choice = page.locator(".questions > li.at select")
    expect(choice).to_be_focused()
    choice.select_option("belief")
    choice.press("Enter")
    expect(page.locator(".notes button")).to_be_visible()


def test_the_palette_goes_anywhere(look: Site, language: str, accessible: Callable[[Page], None]) -> None:
    page = look.go("/insights/")
    page.keyboard.press("Control+k")
    box = page.locator("dialog.palette input")
    expect(box).to_be_focused()
    box.fill(BELIEVER[language].split()[0])
    expect(page.locator(".palette-results a.at")).to_contain_text(BELIEVER[language].split()[0])
    accessible(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette")).not_to_be_visible()


def test_the_original_opens_from_a_quote_and_stays_in_its_frame(look: Site, language: str) -> None:
    page = look.go("/people/")
    page.get_by_role("link", name=BELIEVER[language]).first.click()
    page.locator('.sign a[href$="#said"]').first.click()
    expect(page.locator("#said")).to_be_in_viewport()
    page.goto(page.url.partition("#")[0] + "?as=html")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("address", ["/applications/", "/applications/?show=board", "/people/", "/work/", "/doors/"])
def test_why_opens_and_closes_in_every_list(look: Site, address: str) -> None:
    page = look.go(address)
    link = page.locator("main a.why").first
    link.focus()
    page.keyboard.press("Enter")
    part = page.locator(".why-here")
    expect(part).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("Escape")
    expect(part).to_have_count(0)
    expect(link).to_be_focused()


ADDRESSES = (
    "/applications/",
    "/applications/?show=board",
    "/signs/",
    "/work/",
    "/week/",
    "/people/",
    "/people/p1/",
    "/doors/",
    "/insights/",
    "/perhaps/",
    "/search/?q={word}",
    "/messages/m1/",
    "/why/p1/",
    "/why/a1/",
    "/why/m1/",
)


def test_every_page_can_be_read_by_everybody(look: Site, language: str, accessible: Callable[[Page], None]) -> None:
    """In light and dark, with nothing wider than the screen."""
    for address in ADDRESSES:
        page = look.go(address.format(word=WORD[language]))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_reading_and_correcting_work_without_scripts(browser: Browser, home: Path, language: str) -> None:
    with served(language, home=home) as link:
        base = link.partition("/open/")[0]
        context = browser.new_context(java_script_enabled=False, locale=language)
        page = context.new_page()
        page.goto(link)
        page.wait_for_url(f"{base}/")
        page.goto(f"{base}/people/")
        page.get_by_role("link", name=BELIEVER[language]).first.click()
        page.locator(".sign a.why").first.click()
        page.wait_for_url("**/why/*/")
        page.locator('button[value="not-a-sign"]').first.click()
        expect(page.locator(".notes")).to_contain_text(BELIEVER[language].split()[-1])
        page.locator(".notes button").click()
        page.locator("header input[type=search]").fill(WORD[language])
        page.keyboard.press("Enter")
        expect(page.locator("mark").first).to_be_visible()
        context.close()


def test_the_picture_is_saved_as_svg_and_as_png(look: Site, language: str, tmp_path: Path) -> None:
    page = look.go("/doors/")
    for link, kind in (("a[download]", b"<svg"), ("[data-png]", b"\x89PNG")):
        for n in range(2):  # with names, and masked
            with page.expect_download() as saved:
                page.locator(link).nth(n).click()
            file = tmp_path / f"{n}{saved.value.suggested_filename}"
            saved.value.save_as(file)
            assert file.read_bytes().startswith(kind)
            assert file.stat().st_size > 1_000
