"""`python -m benchmarks.ingest`: `goen scan` against `notmuch new` and `mu index` on the same mail, in turn in one run.

Makes a mailbox of --n messages (gen_corpus.py, once, under .work/), reads it as mbox and as Maildir with Goen and as Maildir with the
two indexers (apt install notmuch maildir-utils; left out where they are not), --rounds times in turn, and prints medians.
Every program starts with an empty database. With --mbox FILE that mailbox is read instead, by Goen alone. The last table has the two halves of
a scan of the mbox apart: intake, which is to be compared with the indexers, and understanding, which they don't do.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from benchmarks import halves
from benchmarks.processes import Cost, run
from goen.sources import open_source

WORK = halves.WORK


def corpus(n: int) -> Path:
    """The folder with all.mbox and Maildir/."""
    folder = WORK / f"corpus-{n}"
    if not (folder / "labels.tsv").exists() or not (folder / "all.mbox").exists():
        subprocess.run([sys.executable, Path(__file__).with_name("gen_corpus.py"), "--out", folder, "--n", str(n)], check=True)
    return folder


def goen(mailbox: Path, home: Path) -> Cost:
    return run([sys.executable, "-m", "goen", "scan", mailbox], {"GOEN_HOME": str(home)})


def notmuch(maildir: Path, home: Path) -> Cost:
    settings = home / "config"
    settings.write_text(f"[database]\npath={maildir}\nmail_root={maildir}\n[new]\ntags=new\n[user]\nprimary_email=a@b.example\n")
    shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
    try:
        return run(["notmuch", "new", "--quiet"], {"NOTMUCH_CONFIG": str(settings)})
    finally:
        shutil.rmtree(maildir / ".notmuch", ignore_errors=True)


def mu(maildir: Path, home: Path) -> Cost:
    database = f"--muhome={home}"
    subprocess.run(["mu", "init", database, f"--maildir={maildir}", "--my-address=a@b.example", "--quiet"], check=True)
    return run(["mu", "index", database, "--quiet"])


def measure(contenders: dict[str, Callable[[Path], Cost]], rounds: int) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = defaultdict(list)
    for number in range(rounds):
        for name, contender in contenders.items():
            with tempfile.TemporaryDirectory(prefix="goen-bench-", dir=WORK) as home:
                costs[name].append(contender(Path(home)))
            print(f"round {number + 1}: {name} {costs[name][-1].wall:.1f} s", file=sys.stderr)
    return costs


def again(mailbox: Path) -> Callable[[Path], Cost]:
    """A second scan, of a mailbox with nothing new."""

    def twice(home: Path) -> Cost:
        goen(mailbox, home)
        return goen(mailbox, home)

    return twice


def table(costs: dict[str, list[Cost]], n: int, megabytes: float) -> str:
    lines = [
        "| command | wall s, median (min-max) | CPU ms a message | messages/s | MB/s | largest process MB | x notmuch | x mu |",
        "|---|---|---|---|---|---|---|---|",
    ]
    middle = {name: statistics.median(one.wall for one in all_) for name, all_ in costs.items()}
    for name, all_ in costs.items():
        walls = [one.wall for one in all_]
        ratios = [f"{middle[peer] / middle[name]:.2f}" if peer in middle else "" for peer in ("notmuch new", "mu index")]
        cells = [
            name,
            f"{middle[name]:.2f} ({min(walls):.2f}-{max(walls):.2f})",
            f"{statistics.median(one.cpu for one in all_) / n * 1000:.2f}",
            f"{n / middle[name]:.0f}",
            f"{megabytes / middle[name]:.1f}",
            f"{max(one.memory for one in all_):.0f}",
            *ratios,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def apart(mailbox: Path) -> str:
    """The table of the two halves."""
    with tempfile.TemporaryDirectory(prefix="goen-bench-", dir=WORK) as home:
        return halves.table(*halves.measured(mailbox, Path(home)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--n", type=int, default=50_000, help="messages to make")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--mbox", type=Path, help="read this mailbox instead, with Goen alone")
    given = options.parse_args()
    WORK.mkdir(exist_ok=True)
    if given.mbox:
        with open_source(given.mbox) as source:
            n = sum(1 for _ in source.list())
        print(table(measure({"goen scan": lambda home: goen(given.mbox, home)}, given.rounds), n, given.mbox.stat().st_size / 1e6))
        print(apart(given.mbox))
        return
    folder = corpus(given.n)
    mbox, maildir = folder / "all.mbox", folder / "Maildir"
    contenders: dict[str, Callable[[Path], Cost]] = {
        "goen scan, mbox": lambda home: goen(mbox, home),
        "goen scan, Maildir": lambda home: goen(maildir, home),
    }
    if shutil.which("notmuch"):
        contenders["notmuch new"] = lambda home: notmuch(maildir, home)
    if shutil.which("mu"):
        contenders["mu index"] = lambda home: mu(maildir, home)
    costs = measure(contenders, given.rounds)
    costs |= measure({"goen scan, mbox, nothing new": again(mbox), "goen scan, Maildir, nothing new": again(maildir)}, 1)
    print(table(costs, given.n, mbox.stat().st_size / 1e6))
    print(apart(mbox))


if __name__ == "__main__":
    main()
