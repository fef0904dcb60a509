"""A real browser on the real server, over a store into which a sample was read; whatever it complains of fails the test."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.screens import served
from goen import samples

WIDTHS = {390: 844, 1440: 900}
CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> str:
    """Each journey is made in both languages."""
    return str(request.param)


@pytest.fixture(params=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> int:
    """On a phone, and on a desk."""
    return int(request.param)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: while it is open an event loop runs in this thread, and Django refuses the tests beside it."""
    chromium = shutil.which("chromium") or CHROMIUM
    if not Path(chromium).exists():
        pytest.skip("needs Chromium, which is not there")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Homes into which the samples were read; look, don't touch. By processes of their own: this one runs the browser's event loop."""
    homes = {}
    for language in ("en", "ja"):
        homes[language] = tmp_path_factory.mktemp(language) / "home"
        command = [sys.executable, "-m", "goen", "scan", str(samples.mailbox(language)), "--as-of", samples.AS_OF[language].isoformat()]
        environment = {**os.environ, "GOEN_HOME": str(homes[language]), "GOEN_DATABASE_URL": "", "LC_ALL": "C.UTF-8"}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    return homes


@dataclass(frozen=True)
class Site:
    """A page that is in, and the address of the server. `troubles`: what the browser complained of."""

    page: Page
    base: str
    troubles: list[str]

    def go(self, address: str) -> Page:
        self.page.goto(self.base + address)
        return self.page


@pytest.fixture
def home(read: dict[str, Path], language: str, tmp_path: Path) -> Path:
    copy = tmp_path / "home"
    shutil.copytree(read[language], copy)
    return copy


@pytest.fixture
def site(browser: Browser, home: Path, language: str, width: int) -> Iterator[Site]:
    with served(language, home=home) as link:
        yield from enter(browser, link, language, width)


def enter(browser: Browser, link: str, language: str, width: int) -> Iterator[Site]:
    """Through the one-time link."""
    base = link.partition("/open/")[0]
    with watched(browser, base, language, width) as site:
        site.page.goto(link)
        site.page.wait_for_url(re.compile(rf"{re.escape(base)}/(welcome/)?$"))
        yield site


@contextmanager
def watched(browser: Browser, base: str, language: str, width: int, cookies: Any = None) -> Iterator[Site]:
    """A page whose complaints fail the test. `cookies`: the state of a context that is in already."""
    screen = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=screen, locale=language, reduced_motion="reduce", storage_state=cookies)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: troubles.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((base, "data:", "about:")) else troubles.append(request.url))
    yield Site(page, base, troubles)
    context.close()
    assert troubles == []


@pytest.fixture(scope="module")
def standing(
    browser: Browser, read: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], tuple[str, Any]]]:
    """One server for each language, for tests that only look: its address, and the state of a context that came through its link."""
    with ExitStack() as stack:

        @cache
        def of(language: str) -> tuple[str, Any]:
            home = tmp_path_factory.mktemp("standing") / "home"
            shutil.copytree(read[language], home)
            link = stack.enter_context(served(language, home=home))
            context = browser.new_context(locale=language)
            page = context.new_page()
            page.goto(link)
            page.wait_for_url(f"{link.partition('/open/')[0]}/")
            state = context.storage_state()
            context.close()
            return link.partition("/open/")[0], state

        yield of


@pytest.fixture
def look(browser: Browser, standing: Callable[[str], tuple[str, Any]], language: str, width: int) -> Iterator[Site]:
    """In, on a store that other tests look at too: change nothing."""
    base, cookies = standing(language)
    with watched(browser, base, language, width, cookies) as site:
        yield site


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Fails where axe finds something serious on a page."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        serious = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")]
        assert serious == []

    return check


MEANT = """
import sys
from datetime import datetime
from goen import config
from goen.actions import outward
about = {"about_one": "She edits a quarterly on rivers.", "about_other": "He looks for somebody who can edit."}
outward.bring_together(config.load(), sys.argv[1], sys.argv[2], at=datetime.fromisoformat(sys.argv[3]), **about)
"""


@pytest.fixture
def meant(home: Path, language: str) -> tuple[Path, date]:
    """A home on a day when two people are to be brought together: a letter of a task is due."""
    day = samples.AS_OF[language] + timedelta(days=10)
    environment = {**os.environ, "GOEN_HOME": str(home), "GOEN_DATABASE_URL": "", "LC_ALL": "C.UTF-8"}
    people = json.loads(_goen(["people", "--as-of", day.isoformat(), "--json"], environment))
    one, other = [p for tie in ("champion", "warm") for p in people if p["emails"] and p["tie"] == tie][:2]
    at = datetime.combine(day, time(9), UTC).isoformat()
    subprocess.run([sys.executable, "-c", MEANT, one["id"], other["id"], at], env=environment, check=True, capture_output=True)
    _goen(["next", "--as-of", day.isoformat()], environment)  # so that the pages find it understood
    return home, day


def _goen(line: list[str], environment: dict[str, str]) -> str:
    return subprocess.run([sys.executable, "-m", "goen", *line], env=environment, check=True, capture_output=True, text=True).stdout
