"""`python -m benchmarks.pages`: how long the server takes for each page, with 10,000 applications and 50,000 kept messages.

Server time alone (the request handed to the program in this process), the 95th of a hundred after a first one, which is shown too, and of these the
processor's part, which is what counts where the machine is busy with something else; questions to the database; bytes. Then each page in Chromium on a server
of its own: until something stands on the screen. Then searches. Ends with 1 where anything is over its limit. `--home` keeps the store for the next time.
`--only` for one of the three. On PostgreSQL with GOEN_DATABASE_URL.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

AS_OF = "2026-11-01"  # made_up's day; that module can be imported only when the settings stand
ROUNDS = 40
P95, QUERIES, BYTES, SEARCH, PAINT = 100.0, 15, 200_000, 20.0, 1_000.0  # milliseconds, count, bytes, milliseconds, milliseconds
PAINTS = 5  # loads of a page after its first
WORDS = (
    "interview",
    "採用",
    "面接",
    "慎重に検討",
    "evening task",
    "Reference 77",
    "書類選考 結果",
    "Reyes",
    "conversation questions",
    "nothing-like-it",
)
PAGES = {
    "today": "/",
    "applications": "/applications/",
    "applications, page 50": "/applications/?page=50",
    "applications, found": "/applications/?q=harrow",
    "board": "/applications/?show=board",
    "application": "/applications/a5000/",
    "letter": "/letters/{due}/",
    "people": "/people/",
    "people, page 20": "/people/?tie=acquaintance&page=20",
    "person": "/people/p500/",
    "doors": "/doors/",
    "doors, one year": "/doors/?year=2025",
    "doors as SVG": "/doors.svg",
    "insights": "/insights/",
    "perhaps": "/perhaps/",
    "letter of a task": "/next/{task}/",
    "notes": "/notes/",
    "signs": "/signs/",
    "work": "/work/",
    "the week": "/week/",
    "short form": "/notes/a5000/?talk=1",
    "search": "/search/?q=面接",
    "palette": "/palette/?q=har",
    "message": "/messages/m20000/",
    "why, a message": "/why/m20000/",
    "why, an application": "/why/a5000/",
    "why, a person": "/why/p500/",
    "mailboxes": "/mailboxes/",
    "settings": "/settings/",
    "corrections": "/settings/corrections/",
    "keys": "/keys/",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applications", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--home", type=Path, help="where the store is, or is made and kept")
    parser.add_argument("--only", choices=["pages", "paint", "search"])
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="goen-pages-") as folder:
        home = arguments.home or Path(folder) / "home"
        client = _opened(home, arguments)
        over = 0
        if arguments.only in (None, "pages"):
            over += _pages(client, arguments.rounds)
        if arguments.only in (None, "paint"):
            over += _paints(client, home, arguments.chromium)
        if arguments.only in (None, "search"):
            over += _searches(arguments.rounds)
        print(f"\nOf {os.cpu_count()} cores; load while measured: {', '.join(f'{load:.1f}' for load in os.getloadavg())}.")
        from goen.store.connect import close_store

        close_store()
    return int(over > 0)


def _opened(home: Path, arguments: argparse.Namespace) -> Any:
    """A client that is in, on the store in `home`; it is made where it is not there."""
    os.environ |= {"GOEN_HOME": str(home), "GOEN_AS_OF": AS_OF, "GOEN_LANGUAGE": "en"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "goen.web.settings"
    from django.test import Client

    from benchmarks import made_up
    from goen import config
    from goen.actions import agenda, understanding
    from goen.store import derived
    from goen.store.connect import open_store
    from goen.web import links, wsgi  # noqa: F401 - Django is set up

    here = config.load()
    open_store(here)
    if derived.last() is None:
        started = time.perf_counter()
        made_up.build(here, arguments.applications, arguments.messages, doors=max(12, arguments.applications // 100))
        print(f"The store was made in {time.perf_counter() - started:.0f} s.")
    if agenda.kept(whole := understanding.understanding(here, as_of=date.fromisoformat(AS_OF))) is None:
        started = time.perf_counter()
        agenda.day(here, known=whole)  # as the background does
        print(f"What comes next was worked out in {time.perf_counter() - started:.0f} s.")
    links.make_key(here)
    client = Client(HTTP_HOST="127.0.0.1")
    client.get(f"/open/{links.make(here)}")
    return client


def _pages(client: Any, rounds: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    print(f"{'page':<24}{'first ms':>10}{'median':>8}{'p95':>8}{'cpu p95':>9}{'queries':>9}{'kB':>7}")
    over = 0
    for name, address in _addresses(client).items():
        started = time.perf_counter()
        client.get(address)
        first = (time.perf_counter() - started) * 1000
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        questions = len(asked)  # now: the next request begins the count anew
        times, work = _timed(lambda address=address: client.get(address), rounds)  # type: ignore[misc]
        p95, size = _p95(times), len(answer.content)
        late = p95 > P95 or questions > QUERIES or size > BYTES or answer.status_code != 200
        over += late
        mark = f"  over ({answer.status_code})" if late else ""
        print(
            f"{name:<24}{first:>10.0f}{statistics.median(times):>8.1f}{p95:>8.1f}{_p95(work):>9.1f}{questions:>9}{size / 1000:>7.0f}{mark}",
            flush=True,
        )
    return over


def _addresses(client: Any) -> dict[str, str]:
    """Of every page; a letter and a task are those that Today offers."""
    shown = client.get("/").content.decode()
    due, task = re.search(r"/letters/(a\d+)/", shown), re.search(r"/next/(p\d+)/", shown)
    return {n: page.replace("{due}", due[1] if due else "a1").replace("{task}", task[1] if task else "p1") for n, page in PAGES.items()}


def _paints(client: Any, home: Path, chromium: str) -> int:
    from benchmarks.paint import paints

    pages = {name: address for name, address in _addresses(client).items() if not address.endswith(".svg")}
    print(f"\n{'first paint':<24}{'first ms':>10}{'median':>8}{'slowest':>8}")
    over = 0
    for name, (first, later) in paints(home, pages, date.fromisoformat(AS_OF), chromium, PAINTS).items():
        late = max(first, *later) > PAINT
        over += late
        print(f"{name:<24}{first:>10.0f}{statistics.median(later):>8.0f}{max(later):>8.0f}{'  over' if late else ''}", flush=True)
    return over


def _searches(rounds: int) -> int:
    from goen.store import search

    print(f"\n{'search':<24}{'hits':>10}{'median':>8}{'p95':>8}{'cpu p95':>9}")
    every: list[float] = []
    works: list[float] = []
    for word in WORDS:
        times, work = _timed(lambda word=word: search.find(word, 0, 20), rounds)  # type: ignore[misc]
        every += times
        works += work
        print(
            f"{word:<24}{search.find(word, 0, 20).total:>10}{statistics.median(times):>8.1f}{_p95(times):>8.1f}{_p95(work):>9.1f}",
            flush=True,
        )
    print(f"{'all of them':<24}{'':>10}{statistics.median(every):>8.1f}{_p95(every):>8.1f}{_p95(works):>9.1f}")
    return int(_p95(every) > SEARCH)


def _timed(act: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each round: by the clock, and of this process's work."""
    gc.collect()
    times, work = [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        act()
        times.append((time.perf_counter() - started) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return times, work


def _p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


if __name__ == "__main__":
    sys.exit(main())
