"""`python -m benchmarks`, which is `make bench`: the measurements that take a minute or so; the long ones are named at the end."""

from __future__ import annotations

import subprocess
import sys

QUICK = ("reading", "advice", "selection", "quotes")
LONG = {
    "ingest": "goen scan against notmuch and mu, 50,000 messages (--n, --rounds)",
    "understand": "understanding kept mail anew (--n, --rounds)",
    "pages": "the server's time for each page and for searches, 10,000 applications, 50,000 messages (--home)",
    "screens": "every page as a picture, both languages, light and dark, phone and desk (--out)",
    "crash": "kill -9 at random moments of a scan",
}


def main() -> int:
    failed = 0
    for module in QUICK:
        print(f"\n## benchmarks.{module}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{module}"]).returncode != 0
    print("\n## Longer ones, each by itself")
    for module, what in LONG.items():
        print(f"python -m benchmarks.{module:<11} {what}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
