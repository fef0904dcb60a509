"""`python -m benchmarks.screens`: every page as a picture, English and Japanese, light and dark, on a phone and on a desk.

Reads the two sample mailboxes (or `--mailbox FILE`), serves them, and writes OUT/LANGUAGE-SCHEME-WIDTH-PAGE.png. Says what a browser's console
or a request elsewhere would be, and ends with 1 where there was one.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from goen import samples

WIDTHS = {390: 844, 1440: 900}
SCHEMES = ("light", "dark")
PAGES = {
    "today": "/",
    "welcome": "/welcome/",
    "applications": "/applications/",
    "board": "/applications/?show=board",
    "application": "/applications/{rejected}/",
    "letter": "/letters/{rejected}/",
    "task": "/next/{task}/",
    "prepare": "/applications/{talk}/",
    "people": "/people/",
    "person": "/people/{champion}/",
    "signs": "/signs/",
    "introduce": "/people/{champion}/introduce/",
    "work": "/work/",
    "week": "/week/",
    "doors": "/doors/",
    "insights": "/insights/",
    "perhaps": "/perhaps/",
    "search": "/search/?q={word}",
    "message": "/messages/{message}/",
    "why": "/why/{message}/",
    "notes": "/notes/",
    "talk": "/notes/{rejected}/?talk=1",
    "mailboxes": "/mailboxes/",
    "settings": "/settings/",
    "second": "/settings/second/",
    "corrections": "/settings/corrections/",
    "add": "/applications/add/",
    "forget": "/people/{champion}/forget/",
    "missing": "/nothing-here/",
    "keys": "/keys/",
}
WORD = {"en": "proposal", "ja": "面接"}


def main() -> int:
    arguments = _parser().parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    troubles: list[str] = []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox", "--disable-background-networking"])
        for language in arguments.language:
            with served(language, arguments.mailbox, arguments.as_of) as link:
                troubles += _take(browser, link, language, arguments)
        browser.close()
    for trouble in troubles:
        print(trouble)
    return int(bool(troubles))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("screens"))
    parser.add_argument("--page", nargs="*", default=list(PAGES), choices=list(PAGES), metavar="PAGE", help=", ".join(PAGES))
    parser.add_argument("--language", nargs="*", default=["en", "ja"], choices=["en", "ja"])
    parser.add_argument("--scheme", nargs="*", default=list(SCHEMES), choices=SCHEMES)
    parser.add_argument("--width", nargs="*", type=int, default=list(WIDTHS), choices=list(WIDTHS))
    parser.add_argument("--mailbox", type=Path, help="another mailbox than the samples")
    parser.add_argument("--as-of", type=date.fromisoformat, help="the day from which to judge")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser


@contextmanager
def served(language: str, mailbox: Path | None = None, as_of: date | None = None, home: Path | None = None) -> Iterator[str]:
    """The one-time link to pages over a mailbox that was just read, or over the store in `home`."""
    day = (as_of or samples.AS_OF[language]).isoformat()
    with tempfile.TemporaryDirectory(prefix="goen-pages-") as folder:
        environment = {**os.environ, "GOEN_HOME": str(home or Path(folder) / "home"), "GOEN_DATABASE_URL": "", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "goen"]
        if home is None:
            scanned = [*command, "scan", str(mailbox or samples.mailbox(language)), "--as-of", day]
            subprocess.run(scanned, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        serving = [*command, "serve", "--no-browser", "--as-of", day, "--lang", language, "--port", str(_free_port())]
        with subprocess.Popen(serving, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                yield _link(server)
            finally:
                server.terminate()


def _free_port() -> int:
    """Of this machine's choosing, so that nobody else who serves pages just now is met."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _link(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise SystemExit("The server ended before it said where it is.")


def _examples(tab: Any, base: str) -> dict[str, str]:
    """Of what there may be many, the one that is most worth looking at: what Today offers, who is closest, what ended it."""

    def first(pattern: str, *addresses: str) -> str:
        for address in addresses:
            tab.goto(base + address)
            if found := re.search(pattern, tab.content()):
                return found[1]
        return ""

    rejected = first(r'href="/letters/(a\d+)/"', "/") or first(
        r'href="/applications/(a\d+)/"', "/applications/?outcome=rejected", "/applications/"
    )
    return {
        "rejected": rejected,
        "champion": first(r'href="/people/(p\d+)/"', "/people/"),
        "message": first(r'href="/messages?/(m\d+)/"', f"/applications/{rejected}/"),
        "task": first(r'href="/next/(p\d+)/"', "/"),
        "talk": first(r'href="/applications/(a\d+)/#prepare"', "/"),
    }


def _take(browser: Any, link: str, language: str, arguments: argparse.Namespace) -> list[str]:
    troubles: list[str] = []
    base = link.partition("/open/")[0]
    context = browser.new_context(locale=language)
    tab = context.new_page()
    tab.on(
        "console",
        lambda message: (
            troubles.append(f"console: {message.text}") if message.type in ("error", "warning") and "404" not in message.text else None
        ),
    )
    tab.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    tab.on(
        "request",
        lambda request: troubles.append(f"elsewhere: {request.url}") if not request.url.startswith((base, "data:", "about:")) else None,
    )
    tab.goto(link)
    tab.wait_for_url(f"{base}/")
    examples = {"word": WORD[language], **_examples(tab, base)}
    for name in arguments.page:
        if missing := [part for part in re.findall(r"{(\w+)}", PAGES[name]) if not examples[part]]:
            print(f"{language} {name}: this mailbox has no {missing[0]} on that day.")
            continue
        address = base + PAGES[name].format(**examples)
        for width in arguments.width:
            tab.set_viewport_size({"width": width, "height": WIDTHS[width]})
            for scheme in arguments.scheme:
                tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                answer = tab.goto(address)
                if answer.status >= 400 and name != "missing":
                    troubles.append(f"{language} {name}: {answer.status}")
                tab.screenshot(path=str(arguments.out / f"{language}-{scheme}-{width}-{name}.png"), full_page=True)
    context.close()
    return troubles


if __name__ == "__main__":
    sys.exit(main())
