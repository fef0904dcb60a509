"""`python -m benchmarks.selection [FOLDER …]`: which of the labelled messages a scan keeps.

Of those that belong to an application the share kept (goal 0.99), and of `alert` and `other` outside any application (goal under 0.05),
in the labelled mailboxes beside this file or those named. Kept is what has its body in the store when the scan has ended.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent / "mailboxes"
NOISE = ("alert", "other")


def kept(mailbox: Path, as_of: str) -> set[str]:
    """The ids of the messages that a scan into an empty store keeps, without angle brackets."""
    with tempfile.TemporaryDirectory(prefix="goen-bench-") as home:
        command = [sys.executable, "-m", "goen", "scan", str(mailbox), "--as-of", as_of]
        subprocess.run(command, env={**os.environ, "GOEN_HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        store = sqlite3.connect(Path(home) / "goen.sqlite3")
        try:
            rows = store.execute("SELECT m.message_id FROM goen_kept k JOIN goen_message m ON m.id = k.message_id").fetchall()
        finally:
            store.close()
    return {row[0].strip("<>") for row in rows}


def counts(folder: Path) -> tuple[list[str], int, int, int]:
    """(labels of messages that were lost, of how many that belong, noise kept, of how much noise)."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    ids = json.loads((folder / "message_ids.json").read_text("utf-8"))
    found = kept(folder / "mailbox.mbox", gold["as_of"])
    belong = [label for label, one in gold["messages"].items() if one["application"]]
    noise = [label for label, one in gold["messages"].items() if not one["application"] and one["kind"] in NOISE]
    lost = [label for label in belong if ids[label].strip("<>") not in found]
    return lost, len(belong), sum(ids[label].strip("<>") in found for label in noise), len(noise)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path)
    folders = options.parse_args().folders or sorted(p for p in HERE.iterdir() if (p / "gold.json").exists())
    print("| mailbox | belong | kept of them | noise | kept of it | lost |\n|---|---|---|---|---|---|")
    totals = [0, 0, 0, 0]
    for folder in folders:
        lost, belong, noisy, noise = counts(folder)
        totals = [a + b for a, b in zip(totals, (belong - len(lost), belong, noisy, noise), strict=True)]
        shares = ((belong - len(lost)) / max(1, belong), noisy / max(1, noise))
        print(f"| {folder.name} | {belong} | {shares[0]:.3f} | {noise} | {shares[1]:.3f} | {' '.join(lost)} |", flush=True)
    print(f"| all | {totals[1]} | {totals[0] / max(1, totals[1]):.3f} | {totals[3]} | {totals[2] / max(1, totals[3]):.3f} | |")


if __name__ == "__main__":
    main()
