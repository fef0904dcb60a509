"""`python -m benchmarks.understand`: understanding kept mail anew, its readings cached.

Scans a generated mailbox of --n messages (as benchmarks.ingest makes them), then times only what comes after reading: the whole of
applications, people, signs and advice. Of mailboxes of different sizes the last column shows whether the time grows faster than they do.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.ingest import WORK, corpus
from goen.config import Config
from goen.core.mail.message import Message
from goen.core.owner import find_owner
from goen.core.reading.reader import RawReading
from goen.core.understand import understand
from goen.store.connect import open_store

AS_OF = date(2026, 6, 1)


def kept(home: Path) -> tuple[list[Message], dict[str, RawReading]]:
    """The kept messages of a store, oldest first, and their readings."""
    open_store(Config(home))
    from goen.store import queries  # the models may be imported only once a store is open

    messages, readings = [], {}
    for body in queries.kept():
        messages.append(body.message)
        readings[body.message.id] = RawReading.unpack(body.reading)
    return messages, readings


def timed(messages: Sequence[Message], readings: dict[str, RawReading], rounds: int) -> tuple[float, float]:
    """(wall, CPU) seconds of understanding these messages, medians."""
    owner = find_owner([m.envelope for m in messages])
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        understand(messages, readings, owner=owner, as_of=AS_OF)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls), statistics.median(cpus)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--n", type=int, default=13_500, help="messages to make; a little more than a third of them are kept")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    WORK.mkdir(exist_ok=True)
    mailbox = corpus(given.n) / "all.mbox"
    with tempfile.TemporaryDirectory(prefix="goen-bench-", dir=WORK) as home:
        command = [sys.executable, "-m", "goen", "scan", str(mailbox)]
        subprocess.run(command, env={**os.environ, "GOEN_HOME": home}, stdout=subprocess.DEVNULL, check=True)
        messages, readings = kept(Path(home))
        print("| kept messages | wall s | CPU s | CPU ms a message |\n|---|---|---|---|")
        for part in sorted({len(messages) // 4, len(messages) // 2, len(messages)}):
            wall, cpu = timed(messages[:part], readings, given.rounds)
            print(f"| {part} | {wall:.2f} | {cpu:.2f} | {cpu / max(1, part) * 1000:.2f} |", flush=True)


if __name__ == "__main__":
    main()
