"""Scanning: everything once, only what is new, and the same whatever happened on the way."""

from __future__ import annotations

import mailbox
import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path

import pytest

from goen.actions import pool, work
from goen.actions.job import Job
from goen.actions.lock import only_writer
from goen.actions.progress import Progress
from goen.actions.scan import Scan, scan
from goen.actions.understanding import listing, understanding
from goen.config import Config
from goen.errors import GoenError
from goen.samples import mailbox as sample
from goen.sources import open_source
from goen.store import queries
from goen.store.connect import close_store
from goen.store.mapping import ENVELOPE
from goen.store.ready import models

DAY = date(2026, 6, 1)
FACTS = ("hash", "content", "message_id", "digest", "date", "sender", "subject", "candidate", "seed", "kind")


def letter(n: int, text: str = "", *, ident: str = "") -> bytes:
    ident = ident or f"<{n}@arbor.example>"
    words = text or f"Dear Alex, thank you for your application as a designer. This is letter {n}. We will be in touch. Dana"
    head = f"From: Dana Reed <dana@arbor.example>\nTo: alex@moor.example\nSubject: Your application {n}\nMessage-ID: {ident}\n"
    return f"{head}Date: Mon, 5 Jan 2026 10:{n % 60:02}:00 +0000\n\n{words}\n".encode()


def mbox(path: Path, letters: list[bytes]) -> Path:
    with path.open("ab") as file:
        for one in letters:
            file.write(b"From dana@arbor.example Mon Jan  5 10:00:00 2026\n" + one + b"\n")
    return path


def maildir(path: Path, letters: list[bytes]) -> Path:
    for one in letters:
        mailbox.Maildir(path).add(one)
    return path


def state() -> tuple[object, ...]:
    """All facts that two scans with the same result have in common."""
    messages = list(models.Message.objects.order_by("id").values_list(*FACTS))
    kept = [(body.message, body.version, body.reading) for body in queries.kept()]
    places = sorted(models.Place.objects.values_list("source__path", "ref", "message__message_id"))
    return messages, kept, places


def test_a_mailbox_is_read_whole_and_again_costs_nothing(here: Config) -> None:
    first = scan(here, sample("en"), as_of=DAY)
    facts = state()
    again = scan(here, sample("en"), as_of=DAY)
    assert first.intake.new == first.messages > 50
    third = scan(here, sample("en"), as_of=DAY)
    assert again.intake == third.intake == type(again.intake)()
    assert (again.understanding, state()) == (first.understanding, facts)
    assert first.understanding.applications and first.understanding.people


def test_the_understanding_is_the_stored_one_and_equals_one_made_anew(here: Config) -> None:
    made = scan(here, sample("ja"), as_of=DAY).understanding
    stored = understanding(here, as_of=DAY)
    models.State.objects.filter(name="understood").delete()
    assert made == stored == understanding(here, as_of=DAY)


def test_every_message_is_told_of_kept_or_not(here: Config) -> None:
    done = scan(here, sample("en"), as_of=DAY)
    told = [one.message for one in done.understanding.readings] + [ident for ident, _ in listing(done.understanding)]
    assert sorted(told) == sorted(models.Message.objects.values_list("message_id", flat=True))
    assert {kind for _, kind in listing(done.understanding)} <= {"alert", "other"}


def test_workers_give_what_one_process_gives(tmp_path: Path, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    path = mbox(tmp_path / "mail.mbox", [letter(n) for n in range(900)])
    results = []
    with django_db_blocker.unblock():
        for workers in (0, 2):
            done = scan(Config(tmp_path / f"home{workers}"), path, as_of=DAY, workers=workers)
            results.append((done.intake, done.understanding, state()))
            close_store()
    assert results[0] == results[1]
    assert results[0][0].new == 900


@pytest.mark.parametrize("make", [mbox, maildir])
def test_what_is_added_is_all_that_is_read(make, here: Config, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = make(tmp_path / "mail", [letter(n) for n in range(10)])
    scan(here, path, as_of=DAY)
    make(path, [letter(10), letter(11)])
    done = scan(here, path, as_of=DAY)
    assert (done.intake.new, done.intake.known, done.messages) == (2, 0, 12)
    for _ in range(2):
        assert scan(here, path, as_of=DAY).intake == type(done.intake)()


def test_a_mailbox_grown_in_steps_is_understood_as_one_read_at_once(here: Config, tmp_path: Path) -> None:
    with open_source(sample("en")) as source:
        letters = [raw for _, raw, _ in source.fetch(source.list())]
    path = mbox(tmp_path / "mail.mbox", letters[: len(letters) // 2])
    scan(here, path, as_of=DAY)
    mbox(path, letters[len(letters) // 2 :])
    grown = scan(here, path, as_of=DAY)
    other = Config(tmp_path / "other")
    whole = scan(other, path, as_of=DAY)
    assert grown.understanding.applications == whole.understanding.applications
    assert grown.understanding.people == whole.understanding.people
    assert grown.understanding.advice == whole.understanding.advice


def test_one_mail_in_two_mailboxes_is_one_message_with_two_places(here: Config, tmp_path: Path) -> None:
    scan(here, mbox(tmp_path / "mail.mbox", [letter(1), letter(2)]), as_of=DAY)
    done = scan(here, maildir(tmp_path / "Maildir", [b"Received: by elsewhere\n" + letter(1), letter(3)]), as_of=DAY)
    assert (done.intake.new, done.intake.known) == (1, 1)
    assert models.Message.objects.count() == 3
    assert models.Place.objects.count() == 4


def test_two_mails_with_one_message_id_are_both_kept(here: Config, tmp_path: Path) -> None:
    path = mbox(tmp_path / "mail.mbox", [letter(1), letter(1, "Something else altogether, about Friday.")])
    done = scan(here, path, as_of=DAY)
    ids = list(models.Message.objects.order_by("id").values_list("message_id", flat=True))
    assert done.intake.new == 2 and ids[0] == "<1@arbor.example>" and ids[1].startswith("<1@arbor.example~")
    assert [row.subject for row in queries.find(ids[1])] == ["Your application 1"]
    assert scan(here, path, as_of=DAY).intake.new == 0


def test_one_mailbox_among_several_is_understood_alone(here: Config, tmp_path: Path) -> None:
    alone = scan(Config(tmp_path / "alone"), sample("en"), as_of=DAY).understanding
    close_store()
    scan(here, sample("ja"), as_of=DAY)
    both = scan(here, sample("en"), as_of=DAY).understanding
    only = understanding(here, source=sample("en"), as_of=DAY)
    assert len(both.applications) > len(only.applications)
    assert only.applications == alone.applications
    assert only.advice == alone.advice


def test_a_mailbox_that_had_mail_and_has_none_is_refused(here: Config, tmp_path: Path) -> None:
    path = mbox(tmp_path / "mail.mbox", [letter(1)])
    scan(here, path, as_of=DAY)
    path.write_bytes(b"")
    with pytest.raises(GoenError) as refused:
        scan(here, path, as_of=DAY)
    assert refused.value.code == "source-empty"
    assert models.Message.objects.count() == 1


def test_a_mailbox_rewritten_from_its_beginning_is_read_again_without_doubles(here: Config, tmp_path: Path) -> None:
    path = mbox(tmp_path / "mail.mbox", [letter(n) for n in range(5)])
    scan(here, path, as_of=DAY)
    path.unlink()
    mbox(path, [letter(n) for n in (9, 3, 4)])
    done = scan(here, path, as_of=DAY)
    assert (done.intake.new, done.intake.known, done.messages) == (1, 2, 3)
    assert models.Message.objects.count() == 6


def test_a_scan_while_another_is_at_work_is_refused(here: Config) -> None:
    scan(here, sample("en"), as_of=DAY)
    with only_writer(here), pytest.raises(GoenError) as refused:
        scan(here, sample("en"), as_of=DAY)
    assert refused.value.code == "busy"
    assert understanding(here, as_of=DAY).readings


def test_a_scan_broken_off_goes_on_from_the_last_chunk(here: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goen.actions.intake.CHUNK", 10)
    for path in (
        mbox(tmp_path / "mail.mbox", [letter(n) for n in range(60)]),
        maildir(tmp_path / "M", [letter(n) for n in range(60, 120)]),
    ):

        def stop(progress: Progress) -> None:
            if progress.done >= 30:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            scan(here, path, as_of=DAY, report=stop, workers=0)
        done = scan(here, path, as_of=DAY)
        assert (done.intake.new, done.intake.known, done.messages) == (30, 0, 60)


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def test_a_worker_that_dies_costs_its_job_only() -> None:
    results = list(pool.in_order(die_at_seven, iter(range(20)), 2))
    assert results == [(n, None if n == 7 else n * 2) for n in range(20)]


def fail(number: int) -> int:
    raise ValueError(number)


def test_what_the_work_raises_is_raised_and_no_process_stays() -> None:
    with pytest.raises(ValueError, match="0"):
        list(pool.in_order(fail, iter(range(5)), 2))
    assert not multiprocessing.active_children()


def test_the_headers_of_a_message_that_kills_its_reader_are_still_indexed(tmp_path: Path) -> None:
    with open_source(mbox(tmp_path / "mail.mbox", [letter(1)])) as source:
        batch = work.look(Job(source, tuple(source.list()), head=True))
    row = dict(zip(ENVELOPE, batch.arrivals[0].envelope, strict=True))
    assert (row["message_id"], row["subject"]) == ("<1@arbor.example>", "Your application 1")


def test_progress_says_how_long_it_will_take() -> None:
    progress = Progress("read", 50, None, 500, 2_000, 10.0)
    assert (progress.rate, progress.fraction, progress.left) == (5.0, 0.25, 30.0)


def test_the_owner_that_was_named_is_remembered(here: Config) -> None:
    done: Scan = scan(here, sample("en"), owner=["Me@Moor.example"], as_of=DAY)
    assert done.understanding.owner.emails == ("me@moor.example",)
    assert understanding(here, as_of=DAY).owner.emails == ("me@moor.example",)
