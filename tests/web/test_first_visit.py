"""From an empty store to the first advice: hand mail in, name it, or look at the sample; stop, go on; nothing is lost."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goen import samples
from goen.actions import background, mailboxes
from goen.config import Config
from goen.say import voice


def text(answer: Any) -> str:
    return str(answer.content.decode())


def through(web: Client, config: Config) -> background.Job:
    """Wait for the reading that goes on in a process of its own."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        job = background.progress(config)
        if job is not None and job.state != "running":
            return job
        web.get("/scanning/", headers={"HX-Request": "true"})
    raise AssertionError("the reading did not end")


def test_an_empty_store_begins_with_the_welcome(new: Client, language: str) -> None:
    answer = new.get("/", follow=True)
    assert answer.redirect_chain == [("/welcome/", 302)]
    assert voice(language)("welcome.lead") in text(answer)


def test_a_mailbox_that_is_handed_in_leads_to_advice(new: Client, empty: Config, language: str) -> None:
    mail = SimpleUploadedFile("mail.mbox", samples.mailbox(language).read_bytes())
    answer = new.post("/welcome/hand-in/", {"mailbox": mail}, follow=True)
    assert answer.redirect_chain == [("/scanning/", 302)]
    job = through(new, empty)
    assert (job.state, job.problem.code) == ("done", "")
    assert job.new > 60
    result = text(new.get("/scanning/"))
    assert voice(language)("scanning.to-today") in result
    new.post("/scanning/dismiss/")
    today = text(new.get("/"))
    assert "/letters/a" in today
    assert voice(language)("board.silence") in today


def test_what_was_handed_in_is_kept_compressed_and_private_until_let_go(new: Client, empty: Config, language: str) -> None:
    raw = samples.mailbox(language).read_bytes()
    new.post("/welcome/hand-in/", {"mailbox": SimpleUploadedFile("my mail.mbox", raw)})
    through(new, empty)
    (kept,) = [one for one in mailboxes.listed(empty) if one.handed_in]
    assert Path(kept.path).stat().st_mode & 0o077 == 0
    assert Path(kept.path).stat().st_size < len(raw)
    with zipfile.ZipFile(kept.path) as archive:
        assert archive.read("my mail.mbox") == raw
    new.post("/mailboxes/let-go/", {"path": kept.path})
    assert not Path(kept.path).exists()
    assert "/applications/a" in text(new.get("/applications/"))


@pytest.mark.parametrize("ending", [".zip", ".gz"])
def test_a_packed_mailbox_is_kept_as_it_is(new: Client, empty: Config, language: str, ending: str) -> None:
    raw = samples.mailbox(language).read_bytes()
    packed = io.BytesIO()
    if ending == ".zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("Takeout/Mail/All mail.mbox", raw)
    else:
        packed.write(gzip.compress(raw))
    new.post("/welcome/hand-in/", {"mailbox": SimpleUploadedFile(f"takeout{ending}", packed.getvalue())})
    assert through(new, empty).state == "done"
    (kept,) = [one for one in mailboxes.listed(empty) if one.handed_in]
    assert Path(kept.path).read_bytes() == packed.getvalue()


def test_files_of_one_name_do_not_overwrite_one_another(new: Client, empty: Config) -> None:
    files = [SimpleUploadedFile("1.eml", f"From: a@b.example\nSubject: {n}\n\nHello {n}\n".encode()) for n in range(3)]
    new.post("/welcome/hand-in/", {"mailbox": files})
    assert through(new, empty).new == 3


def test_a_mailbox_can_be_named_by_its_place(new: Client, empty: Config, language: str) -> None:
    assert new.post("/welcome/path/", {"path": f'"{samples.mailbox(language)}"'}).status_code == 302
    assert through(new, empty).state == "done"
    assert not (empty.home / "mailboxes").exists()


def test_a_place_with_no_mail_is_said_in_one_sentence(new: Client, language: str, tmp_path: Path) -> None:
    answer = new.post("/welcome/path/", {"path": str(tmp_path / "nowhere.mbox")})
    assert answer.status_code == 400
    assert "nowhere.mbox" in text(answer)
    assert {"en": "There is no file or folder", "ja": "というファイルやフォルダーはありません。"}[language] in text(answer)


def test_a_file_that_is_no_mailbox_is_said_with_a_way_on(new: Client, empty: Config, language: str) -> None:
    new.post("/welcome/hand-in/", {"mailbox": SimpleUploadedFile("photo.mbox", b"\x89PNG nothing of a mailbox")})
    assert through(new, empty).state == "problem"
    said = text(new.get("/scanning/"))
    assert voice(language)("scanning.problem") in said
    assert 'href="/welcome/"' in said


@pytest.mark.parametrize("name", ["IMG_1.jpg", "写真.jpg"])
def test_a_photograph_is_called_what_its_owner_calls_it(new: Client, empty: Config, language: str, name: str) -> None:
    new.post("/welcome/hand-in/", {"mailbox": SimpleUploadedFile(name, b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20)})
    assert through(new, empty).state == "problem"
    said = text(new.get("/scanning/"))
    assert name in said
    assert ".zip" not in said
    assert "mbox" in said
    assert "Gmail" not in said


def test_choosing_nothing_says_so(new: Client, language: str) -> None:
    assert voice(language)("welcome.nothing-chosen") in text(new.post("/welcome/hand-in/", follow=True))
    assert voice(language)("welcome.nothing-chosen") in text(new.post("/welcome/path/", {"path": " "}, follow=True))


def test_the_sample_is_read_and_left_without_a_trace(new: Client, empty: Config, language: str) -> None:
    new.post("/welcome/sample/", {"language": language})
    there = Config(empty.home / "sample")
    assert through(new, there).state == "done"
    shown = text(new.get("/"))
    assert voice(language)("nav.sample") in shown
    assert "/letters/a" in shown
    new.post("/welcome/sample/", {"language": language, "moment": "morning"})
    assert through(new, there).state == "done"
    morning = text(new.get("/"))
    assert voice(language)("nav.sample-end") in morning
    assert morning != shown
    new.post("/welcome/leave/")
    assert not there.home.exists()
    assert new.get("/", follow=True).redirect_chain == [("/welcome/", 302)]


def test_a_reading_whose_process_was_killed_goes_on(new: Client, empty: Config, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new.post("/welcome/path/", {"path": str(samples.mailbox(language))})
    while not (job := background.progress(empty)) or (job.state == "running" and not job.process):
        pass
    if job.state == "running":
        background.stop(empty)
    assert through(new, empty).state in ("stopped", "done")
    new.post("/scanning/resume/")
    assert through(new, empty).state == "done"
    assert "/letters/a" in text(new.get("/"))


def test_a_job_whose_process_is_gone_is_told_as_broken_off(new: Client, empty: Config, language: str) -> None:
    empty.home.mkdir(exist_ok=True)
    background._write(empty, background.Job("scan", paths=["/x"], process=1))
    assert voice(language)("scanning.broken") in text(new.get("/scanning/"))


def test_only_one_reading_at_a_time(new: Client, empty: Config, language: str) -> None:
    empty.home.mkdir(exist_ok=True)
    lock = background._lock(empty)
    assert lock is not None
    with lock:
        answer = new.post("/welcome/path/", {"path": str(samples.mailbox(language))})
    assert answer.status_code == 409


def test_without_scripts_the_progress_renews_itself(new: Client, empty: Config, language: str) -> None:
    empty.home.mkdir(exist_ok=True)
    lock = background._lock(empty)
    assert lock is not None
    with lock:
        background._write(empty, background.Job("scan", paths=["/x"], done=1200, rate=300.0, left=42.0, fraction=0.3))
        shown = text(new.get("/scanning/"))
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert "1,200" in shown
    assert voice(language)("scanning.left-seconds", n=42) in shown
