"""Mailboxes, what is kept, export, backup, corrections, forgetting."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

from django.test import Client

from goen import samples
from goen.actions import correct, forget, numbers
from goen.actions.scan import scan
from goen.actions.understanding import last
from goen.config import Config
from goen.core.values import Understanding
from goen.say import voice
from goen.store.connect import open_store


def text(answer: Any) -> str:
    return str(answer.content.decode())


def understood(config: Config) -> Understanding:
    open_store(config)
    whole = last()
    assert whole is not None
    return whole


def test_each_mailbox_says_in_words_how_it_was_read(web: Client, language: str) -> None:
    shown = text(web.get("/mailboxes/"))
    assert f"{language}.mbox" in shown
    assert re.search({"en": r"7\d messages, read to the end", "ja": r"7\d通、最後まで"}[language], shown)


def test_a_mailbox_that_nobody_listed_is_not_read(web: Client) -> None:
    assert web.post("/mailboxes/read/", {"path": "/etc/passwd"}).status_code == 404
    assert web.post("/mailboxes/let-go/", {"path": "/etc/passwd"}).status_code == 404
    assert Path("/etc/passwd").exists()


def test_a_mailbox_that_was_only_named_cannot_be_let_go(web: Client, language: str) -> None:
    shown = text(web.get("/mailboxes/"))
    named = re.search(r'name="path" value="([^"]+)"', shown)
    assert named
    assert web.post("/mailboxes/let-go/", {"path": named[1]}).status_code == 404
    assert Path(named[1]).exists()


def test_the_export_is_the_whole(web: Client) -> None:
    whole = json.loads(web.get("/settings/export/").content)
    assert whole["schema"] == 1
    assert len(whole["applications"]) > 8


def test_a_backup_is_a_database_that_is_whole(web: Client, here: Config, tmp_path: Path) -> None:
    answer = web.get("/settings/backup/")
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(b"".join(answer.streaming_content))
    answer.close()
    opened = sqlite3.connect(copy)
    assert opened.execute("SELECT count(*) FROM goen_kept").fetchone()[0] > 50
    assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    opened.close()
    assert list(here.home.glob(".backup-*")) == []


def test_every_correction_stands_in_the_log_and_is_taken_back_by_itself(web: Client, here: Config, language: str) -> None:
    whole = understood(here)
    first, second = [a for a in whole.applications if a.outcome == "rejected"][:2]
    correct.correct(here, "outcome", first.messages[0], "withdrawn")
    correct.correct(here, "role", second.messages[0], "Lighthouse keeper")
    shown = text(web.get("/settings/corrections/"))
    assert "Lighthouse keeper" in shown
    rows = in_force(shown)
    assert len(rows) == 2
    web.post("/settings/corrections/withdraw/", {"row": rows[1]})
    shown = text(web.get("/settings/corrections/"))
    assert in_force(shown) == rows[:1]
    assert voice(language)("corrections.was-withdrawn") in shown
    fresh = understood(here)
    assert next(a for a in fresh.applications if a.id == first.id).outcome == "rejected"
    web.post("/settings/corrections/again/", {"row": rows[1]})
    assert in_force(text(web.get("/settings/corrections/"))) == rows


def in_force(page: str) -> list[str]:
    """The rows that can be taken back."""
    return re.findall(r'action="/settings/corrections/withdraw/">.*?name="row" value="(\d+)"', page)


def test_a_correction_is_taken_back_where_it_stands_and_says_what_that_changes(web: Client, here: Config, language: str) -> None:
    say, whole = voice(language), understood(here)
    first, second = [a for a in whole.applications if a.outcome == "rejected"][:2]
    ids = numbers.short_ids(whole)
    short = ids[first.id]
    web.post("/correct/", {"verb": "outcome", "about": short, "outcome": "withdrawn"})
    web.post("/correct/", {"verb": "role", "about": ids[second.id], "value": "Lighthouse keeper"})
    why = text(web.get(f"/why/{short}/"))
    assert say("corrections.you") in why
    (row,) = in_force(why)
    after = text(web.post("/settings/corrections/withdraw/", {"row": row, "back": f"/applications/{short}/"}, follow=True))
    assert say("corrections.withdrawn") in after
    assert 'action="/settings/corrections/again/"' in after  # the way back
    assert after.partition('class="notes"')[2].partition("</div>")[0].count("<p>") > 1  # and what it changed
    assert len(in_force(text(web.get("/settings/corrections/")))) == 1


def test_a_person_that_is_removed_is_gone(web: Client, here: Config) -> None:
    short = next(iter(re.findall(r'href="/people/(p\d+)/"', text(web.get("/")) + text(web.get("/people/")))))
    page = text(web.get(f"/people/{short}/"))
    person = next(p for p in understood(here).people if p.signs and f"<h1>{p.name}" in page)
    assert web.get(f"/people/{short}/forget/").status_code == 200
    web.post(f"/people/{short}/forget/")
    assert web.get(f"/people/{short}/").status_code == 404
    # a mail to several people stays: who was copied there is still a name, and no more
    assert not any(p.signs for p in understood(here).people if p.id == person.id)


def test_everything_removed_leaves_nothing(web: Client, here: Config, language: str) -> None:
    web.post("/settings/forget/")
    assert not here.database.exists() or here.database.stat().st_size < 500_000
    assert voice(language)("welcome.lead") in text(web.get("/", follow=True))


def test_another_store_in_the_same_place_is_not_shown_as_the_old_one(web: Client, here: Config, language: str) -> None:
    """Everything is removed and the other sample read by another process, which may have counted as many changes."""
    other = "ja" if language == "en" else "en"
    before = text(web.get("/applications/"))
    forget.everything(here)
    scan(here, samples.mailbox(other), as_of=samples.AS_OF[language], workers=0)
    assert not set(re.findall(r"<th scope=\"row\".*?</th>", before)) & set(
        re.findall(r"<th scope=\"row\".*?</th>", text(web.get("/applications/")))
    )
