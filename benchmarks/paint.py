"""How long it takes until something stands on the screen: Chromium's own paint timing, from the click on. Used by `python -m benchmarks.pages`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from benchmarks.screens import served

PAINTED = """() => new Promise(done => {
  const seen = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  if (seen()) return done(seen());
  new PerformanceObserver(() => { if (seen()) done(seen()); }).observe({type: "paint", buffered: true});
})"""


def paints(home: Path, addresses: Mapping[str, str], day: date, chromium: str, rounds: int) -> dict[str, tuple[float, list[float]]]:
    """By page the first paint in milliseconds with nothing in the browser's cache, and those of the next rounds, as somebody has it who is there already.

    The server is one of its own, over the store in `home`; the first page of all also waits until the store is read.
    """
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as playwright, served("en", as_of=day, home=home) as link:
        base = link.partition("/open/")[0]
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        first = browser.new_context()
        entrance = first.new_page()
        entrance.goto(link)
        cookies = first.cookies()
        for name, address in addresses.items():
            context = browser.new_context()
            context.add_cookies(cookies)  # type: ignore[arg-type]
            tab = context.new_page()
            times = []
            for _ in range(rounds + 1):
                tab.goto(base + address, wait_until="commit")
                times.append(float(tab.evaluate(PAINTED)))
            found[name] = (times[0], times[1:])
            context.close()
        browser.close()
    return found
