"""`python -m benchmarks.halves MAILBOX`: one scan into an empty store in its two halves, intake and understanding, each with its cost.

Intake is all that grows with what arrives: listing, reading, the first look, the reader, writing. Understanding is all that is done anew with what
is kept. `benchmarks.ingest --halves` runs this; by itself it prints a table. With --intake the scan ends after the first half.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import Cost, look
from goen.config import Config

EVERY = 0.1  # seconds between two looks at the processes
NAMES = ("intake", "understanding")
WORK = Path(__file__).resolve().parents[1] / ".work"


def measured(mailbox: Path, home: Path, *, intake: bool = False) -> tuple[dict[str, Cost], int]:
    """The cost of each half of a scan in a session of its own, and how many messages were new."""
    command = [sys.executable, "-m", "benchmarks.halves", str(mailbox), "--home", str(home), *(["--intake"] if intake else [])]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, start_new_session=True).stdout)
    return {name: Cost(*told[name]) for name in NAMES if name in told}, told["messages"]


def scanned(mailbox: Path, home: Path, *, intake: bool) -> dict[str, object]:
    """In this process and its workers; the session is that of this process alone."""
    from goen.actions import intake as first
    from goen.actions import pool, settling, understanding
    from goen.actions.progress import Progress, silent
    from goen.sources import open_source
    from goen.store.connect import open_store
    from goen.store.ready import models

    cpu: dict[int, float] = {}
    memory: dict[int, float] = {}
    last = [0.0]
    out: dict[str, object] = {}

    def watch(progress: Progress | None = None) -> None:
        if progress is None or time.perf_counter() - last[0] > EVERY:
            look(os.getsid(0), cpu, memory)
            last[0] = time.perf_counter()

    @contextmanager
    def half(name: str) -> Iterator[None]:
        watch()
        wall, before = time.perf_counter(), sum(cpu.values())
        memory.clear()
        yield
        watch()
        out[name] = (time.perf_counter() - wall, sum(cpu.values()) - before, max(memory.values()))

    open_store(Config(home))
    workers = pool.processors()
    with open_source(mailbox) as source:
        row, _ = models.Source.objects.get_or_create(path=understanding.address(mailbox))
        with half("intake"):
            out["messages"] = first.take_in(source, row, workers, watch).new
        if not intake:
            with half("understanding"):
                settling.complete(source, row.path, workers, silent, None)
                settling.settle(understanding.today())
    return out


def table(halves: dict[str, Cost], messages: int) -> str:
    lines = ["| half | wall s | CPU ms a message | messages/s | largest process MB |", "|---|---|---|---|---|"]
    for name, cost in halves.items():
        lines.append(f"| {name} | {cost.wall:.2f} | {cost.cpu / messages * 1000:.2f} | {messages / cost.wall:.0f} | {cost.memory:.0f} |")
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("mailbox", type=Path)
    options.add_argument("--intake", action="store_true", help="the first half only")
    options.add_argument("--home", type=Path, help=argparse.SUPPRESS)  # the process that is measured
    given = options.parse_args()
    if given.home:
        print(json.dumps(scanned(given.mailbox, given.home, intake=given.intake)))
        return
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="goen-bench-", dir=WORK) as home:
        print(table(*measured(given.mailbox, Path(home), intake=given.intake)))


if __name__ == "__main__":
    main()
