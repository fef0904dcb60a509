"""`python -m benchmarks.crash`: kill -9 at random moments of a scan, scan again, and compare with a scan that nobody disturbed.

Each of the --kills kills hits a scan into an empty store or one that was killed before, until a scan gets through; then the messages,
the kept bodies and what was understood must be the same as in the undisturbed store. Exits with 1 if they are not, ever.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.ingest import WORK, corpus

SAME = {
    "goen_message": "hash, content, message_id, digest, date, sender, recipients, subject, candidate, seed, kind",
    "goen_kept": "text, parts, raw, version, reading",
    "goen_place": "ref",
    "goen_reading": "key, position, value",
    "goen_application": "key, position, value",
    "goen_person": "key, position, value",
    "goen_advice": "key, position, value",
    "goen_introduction": "key, position, value",
}


def start(mailbox: Path, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "goen", "scan", str(mailbox), "--as-of", "2026-01-01"]
    return subprocess.Popen(
        command, env={**os.environ, "GOEN_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def content(home: Path) -> dict[str, Counter[str]]:
    """The rows of each table, whatever their order."""
    found = {}
    with sqlite3.connect(home / "goen.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table, columns in SAME.items():
            found[table] = Counter(map(repr, database.execute(f"SELECT {columns} FROM {table}")))  # noqa: S608
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--n", type=int, default=2_000, help="messages in the mailbox")
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--maildir", action="store_true", help="a Maildir instead of an mbox")
    given = options.parse_args()
    WORK.mkdir(exist_ok=True)
    mailbox = corpus(given.n) / ("Maildir" if given.maildir else "all.mbox")
    chance = random.Random(given.seed)
    kills = compared = wrong = 0
    with tempfile.TemporaryDirectory(prefix="goen-crash-", dir=WORK) as folder:
        began = time.perf_counter()
        if start(mailbox, Path(folder) / "calm").wait():
            raise SystemExit("the undisturbed scan failed")
        length = time.perf_counter() - began
        calm = content(Path(folder) / "calm")
        while kills < given.kills:
            home = Path(folder) / f"store-{compared}"
            done = False
            while not done:
                scan = start(mailbox, home)
                try:
                    done = scan.wait(chance.uniform(0.05, length)) == 0 if kills < given.kills else scan.wait() == 0
                    if not done:
                        raise SystemExit("a scan after a kill failed")
                except subprocess.TimeoutExpired:
                    os.kill(scan.pid, signal.SIGKILL)
                    scan.wait()
                    kills += 1
            compared += 1
            found = content(home)
            differ = [
                f"{table} (+{(found[table] - calm[table]).total()} -{(calm[table] - found[table]).total()})"
                for table in SAME
                if found[table] != calm[table]
            ]
            wrong += bool(differ)
            print(
                f"{kills} kills, {compared} stores compared: {'the same' if not differ else 'different: ' + ', '.join(differ)}", flush=True
            )
    print(
        f"{kills} kills over scans of {given.n} messages; {compared} stores compared, {wrong} different; an undisturbed scan took {length:.1f} s"
    )
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
