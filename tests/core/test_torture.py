"""The broken mail that other mail programs test themselves with: nothing crashes, hangs or is lost, and headers and texts are as expected there."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import agreement
import pytest

from goen.core.mail.parse import parse
from goen.sources import open_source


@pytest.fixture(scope="session")
def torture(shared: Path) -> Path:
    return shared / "data" / "torture"


def test_every_file_becomes_a_message_in_no_time(torture: Path) -> None:
    files = [path for path in sorted(torture.rglob("*")) if path.is_file()]
    assert len(files) > 2000
    parse(b"warm up")
    for path in files:
        raw = path.read_bytes()
        start = time.process_time()
        message = parse(raw)
        spent = time.process_time() - start
        assert spent < 2, f"{path} took {spent:.1f} s"
        assert message.envelope.size == len(raw)
        if message.envelope.sender.email and raw.strip() and message.envelope.subject:
            assert message.text or message.attachments or message.events or not _has_body(raw), path


def _has_body(raw: bytes) -> bool:
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return bool(body.strip()) and b"multipart" not in head.lower()


@pytest.mark.parametrize(
    ("what", "least"),
    [
        # of stalwart's expectations the misses are: a raw Latin-1 letter that it leaves unread and we read, nested boundaries that begin alike,
        # text hidden behind two contradicting Content-Types, a date with seconds without a colon
        ("from", 1.0),
        ("to", 1.0),
        ("subject", 0.93),
        ("date", 0.98),
        ("id", 1.0),
        ("text", 0.9),
    ],
)
def test_it_agrees_with_stalwart(torture: Path, what: str, least: float) -> None:
    good, total, misses = agreement.stalwart(torture, what)
    assert total > 50 and good >= least * total, misses


@pytest.mark.parametrize(("what", "least"), [("from", 0.99), ("to", 0.99), ("subject", 1.0), ("id", 1.0)])
def test_it_agrees_with_mailcore(torture: Path, what: str, least: float) -> None:
    good, total, misses = agreement.mailcore(torture, what)
    assert total > 100 and good >= least * total, misses


def test_it_agrees_with_mailcore_on_dates(torture: Path) -> None:
    # mailcore reads the year 91 as 2091, and gives 2001 where there is no date
    good, total, misses = agreement.mailcore(torture, "date")
    wrong = [miss for miss in misses if "(209" not in miss and "(2001, 1, 1" not in miss]
    assert good + len(misses) - len(wrong) >= 0.99 * total, wrong


def test_texts_in_hard_charsets_are_read(torture: Path) -> None:
    good, total, misses = agreement.mailcore_summaries(torture)
    assert good >= 0.8 * total, misses  # the rest differ in what is shown of links and attachments


def test_no_text_part_of_mime4j_is_lost(torture: Path) -> None:
    good, total, misses = agreement.mime4j(torture)
    assert good >= 0.88 * total, misses  # the rest is HTML, which we render, and parts beside a plain alternative


MBOXES: list[tuple[str, Callable[[int], bool]]] = [("enron.mbox.gz", lambda n: n == 11952)]


@pytest.mark.parametrize(("name", "right"), MBOXES)
def test_a_large_real_mbox_is_read_whole(shared: Path, name: str, right: Callable[[int], bool]) -> None:
    problems: Counter[str] = Counter()
    with open_source(shared / "data" / name) as source:
        messages = [parse(raw, labels=labels) for _, raw, labels in source.fetch(source.list())]
    assert right(len(messages)) and len({m.id for m in messages}) > 0.99 * len(messages)
    for message in messages:
        problems.update(message.problems)
    assert sum(problems.values()) < 0.01 * len(messages), problems


def test_the_new_text_of_the_labelled_mailboxes_is_what_their_authors_wrote(shared: Path) -> None:
    import json

    same = exact = total = 0
    for folder in sorted((shared / "reading" / "open").iterdir()):
        ids = json.loads((folder / "message_ids.json").read_text("utf-8"))
        rows = map(json.loads, (folder / "messages.jsonl").read_text("utf-8").splitlines())
        bodies = {ids[row["id"]]: row for row in rows}
        with open_source(folder / "mailbox.mbox") as source:
            for _, raw, _ in source.fetch(source.list()):
                message = parse(raw)
                row = bodies[message.id]
                if row.get("format") == "html":
                    continue  # what a system's page adds around the text is not in the labels
                total += 1
                # the labels count a footer ("do not reply to this address") as text; we don't
                same += "".join(row["body"].split()).startswith("".join((message.new + message.signature).split()))
                exact += "".join((message.new + message.signature).split()) == "".join(row["body"].split())
    assert total > 500 and same >= 0.99 * total and exact >= 0.93 * total
