"""`python -m benchmarks.found FOLDER`: what a scan says of found mail: texts that others published, labelled one by one, and broken mail.

FOLDER holds `open/` (JSON Lines with label_norm, and subject, from, date, company where they are known) and `torture/` (message files); it is no
part of this repository, since most of it may not be passed on, so you name it. Without it this says so and ends. Each set is read as one mailbox of its own
by `goen scan --json`. Most rows are bodies alone, so sender, day and addresses are made up (nothing in them tells the label), and many rows of one
set are strangers to each other: that is harder than a mailbox, and says nothing of threads, people or ties.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

ME = "Sam Applicant <applicant@owner.example>"
NOISE = frozenset({"alert", "other"})
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
# What each label may be read as, by the reading guide; labels that are not here are not about a job seeker's mail, or not about a message's kind.
RIGHT: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("rejection", "rejection_form", "rejection_warm", "rejection_other_role", "rejection_with_feedback"), frozenset({"rejection"})
    ),
    **dict.fromkeys(("ack", "assessment_ack"), frozenset({"acknowledgement"})),
    **dict.fromkeys(("result_in_portal", "hold", "status_update"), frozenset({"update"})),
    "interview_invite": frozenset({"invitation"}),
    **dict.fromkeys(("interview_confirm", "interview_prep", "reschedule"), frozenset({"scheduling"})),
    **dict.fromkeys(("assessment", "proposal_request"), frozenset({"assignment"})),
    "sample_request": frozenset({"request", "assignment"}),
    "info_request": frozenset({"request"}),
    "offer": frozenset({"offer"}),
    "recruiter_outreach": frozenset({"outreach", "alert"}),  # the label does not tell an individual approach from a bulk one
    "reapproach_other_role": frozenset({"outreach", "invitation"}),
    **dict.fromkeys(
        (
            "job_alert", "job_alert_or_recruiter_blast", "job_description", "newsletter", "career_newsletter", "irrelevant_newsletter", "event_invite",
            "irrelevant", "account_or_otp", "not_an_application",
        ),
        NOISE,
    ),
}  # fmt: skip
Row = dict[str, Any]


def mailbox(rows: Sequence[Row], folder: Path) -> list[Row]:
    """Write the rows that have a text and a label as .eml files; gives these, each with the id of its message."""
    used: list[Row] = []
    for n, row in enumerate(rows):
        body = str(row.get("body") or "").strip()
        if not body or row.get("label_norm") not in RIGHT:
            continue
        made = EmailMessage()
        made["From"], made["To"] = _sender(row, n), ME
        made["Subject"] = " ".join(str(row.get("subject") or "").split())
        made["Date"] = format_datetime(_day(row, n))
        made["Message-ID"] = ident = f"<{len(used)}@found.example>"
        made.set_content(body.encode("utf-8", "replace").decode() + "\n")
        (folder / f"{n:05}.eml").write_bytes(bytes(made))
        used.append(row | {"message": ident})
    return used


def _sender(row: Row, n: int) -> str:
    address = parseaddr(str(row.get("from") or ""))[1]
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", address, re.ASCII):
        return address
    firm = re.sub(r"[^a-z0-9]", "", str(row.get("company") or "").lower())
    return f"jobs@{firm or f'sender{n}'}.example"


def _day(row: Row, n: int) -> datetime:
    """The row's own day; else one in the order of the file."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(str(row.get("date")))
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return START + timedelta(hours=3 * n)


def scanned(folder: Path) -> tuple[dict[str, Any], float]:
    """What `goen scan` says of a folder of .eml files, and how long it took, in seconds."""
    with tempfile.TemporaryDirectory(prefix="goen-found-") as home:
        command = [sys.executable, "-m", "goen", "scan", str(folder), "--owner", "applicant@owner.example", "--json"]
        started = time.monotonic()
        done = subprocess.run(command, env={**os.environ, "GOEN_HOME": home}, capture_output=True, check=False)
        if done.returncode:
            raise SystemExit(f"The scan of {folder} ended with {done.returncode}: {done.stderr.decode().strip()}")
        return json.loads(done.stdout), time.monotonic() - started


def share(some: Iterable[bool]) -> str:
    found = list(some)
    return f"{sum(found)}/{len(found)} ({sum(found) / len(found):.2f})" if found else "-"


def score(rows: Sequence[Row], said: Mapping[str, Row]) -> tuple[list[str], Counter[tuple[str, str]]]:
    """(the cells of one set, how often which label was read as what it is not). said: by message id, the readings."""
    kinds = [(str(r["label_norm"]), said[r["message"]]["kind"], set(said[r["message"]]["also"])) for r in rows]
    right = [kind in RIGHT[label] for label, kind, _ in kinds]
    process = [kind in RIGHT[label] for label, kind, _ in kinds if not RIGHT[label] <= NOISE]
    refused = [(RIGHT[label] == {"rejection"}, kind == "rejection" or "rejection" in also) for label, kind, also in kinds]
    taken = [kind not in NOISE for label, kind, _ in kinds if RIGHT[label] <= NOISE]
    misses = Counter((label, kind) for label, kind, _ in kinds if kind not in RIGHT[label])
    cells = [
        share(right),
        share(process),
        share(told for gold, told in refused if gold),
        share(gold for gold, told in refused if told),
        share(taken),
    ]
    return cells, misses


def processes(rows: Sequence[Row], document: Row) -> str:
    """Of rows that name their firm and how it ended: whether each firm's mail is one application, alone, and rightly named and ended."""
    of = {m["message_id"]: m["application"] for m in document["messages"]}
    about = {a["id"]: a for a in document["applications"]}
    firms: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get("company") and row.get("steps"):
            firms[row["company"]].append(row)
    if not firms:
        return ""
    whole, named, ended = [], [], []
    for firm, some in firms.items():
        found = {of[r["message"]] for r in some if of[r["message"]]}
        whole.append(len(found) == 1)
        best = Counter(of[r["message"]] for r in some if of[r["message"]]).most_common(1)
        one = about.get(best[0][0]) if best else None
        named.append(one is not None and _plain(firm) in _plain(one["organization"]))
        ended.append(one is not None and (one["outcome"] == "rejected") == (some[0]["outcome"] == "rejected"))
    return f"{len(firms)} processes: in one piece {share(whole)}, organization {share(named)}, rejected or not {share(ended)}"


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name.lower())


def broken(folder: Path) -> str:
    """One scan over all message files there, each as a mail of its own."""
    with tempfile.TemporaryDirectory(prefix="goen-found-") as tmp:
        files = [
            p
            for p in sorted(folder.rglob("*"))
            if p.is_file() and p.suffix not in (".json", ".xml", ".out", ".html", ".pdf", ".csv", ".ics")
        ]
        for n, path in enumerate(files):
            (Path(tmp) / f"{n:05}.eml").write_bytes(path.read_bytes())
        document, seconds = scanned(Path(tmp))
    kept = [m for m in document["messages"] if m["kind"] not in NOISE]
    return (
        f"{len(files)} files, {len(document['messages'])} different messages in {seconds:.0f} s; {len(kept)} read as more than noise, "
        f"{len(document['applications'])} applications, {sum(bool(p['evidence']) for p in document['people'])} people with signs"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, metavar="FOLDER")
    options.add_argument("--only", help="sets whose name holds this")
    chosen = options.parse_args()
    if not (chosen.folder / "open").is_dir():
        print(f"There is no found mail in {chosen.folder}, so nothing is measured. It is no part of this repository.")
        return
    print(
        "| set | labelled | kind | kind, without noise | rejections found | of those said | noise taken for more |\n|---|---|---|---|---|---|---|"
    )
    every: Counter[tuple[str, str]] = Counter()
    said_of_processes = []
    for path in sorted((chosen.folder / "open").rglob("*.jsonl")):
        if chosen.only and chosen.only not in path.stem:
            continue
        with tempfile.TemporaryDirectory(prefix="goen-found-") as tmp:
            rows = mailbox([json.loads(line) for line in path.read_text("utf-8").splitlines()], Path(tmp))
            if not rows:
                continue
            document, _ = scanned(Path(tmp))
        said = {m["message_id"]: m for m in document["messages"]}
        cells, misses = score(rows, said)
        every += misses
        print(f"| {path.stem} | {len(rows)} | {' | '.join(cells)} |", flush=True)
        if more := processes(rows, document):
            said_of_processes.append(f"{path.stem}, {more}")
    print("\n" + "\n".join(said_of_processes))
    print("\nRead as what it is not, most often first:")
    for (label, kind), count in every.most_common(20):
        print(f"  {count:4}  {label} as {kind}")
    if not chosen.only and (chosen.folder / "torture").is_dir():
        print(f"\nBroken mail: {broken(chosen.folder / 'torture')}")


if __name__ == "__main__":
    main()
