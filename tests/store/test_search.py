"""What is in a kept mail is found: by any English word of it, by any two characters of its Japanese; and what is gone is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goen.config import Config
from goen.core.mail.message import Address, Envelope, Message
from goen.store import mapping, search, state, writing
from goen.store.arrival import Arrival
from goen.store.connect import close_store, one_transaction, open_store
from goen.store.ready import models
from goen.store.words import phrases, words

START = datetime(2026, 3, 1, tzinfo=UTC)
TEXTS = (
    "Dear Maren, your proposal was the one we kept coming back to. Interviews resume on Monday.",
    "一次面接のご案内を申し上げます。エントリーシートは５月に。",
    "内定のお知らせ。SPIの結果も添えます。",
    "The ferry makes it a long day; naïve café.",
)


def keep(texts: list[str], first: int = 1) -> None:
    """Kept messages with these texts, each a day after the other."""
    arrivals = []
    for n, text in enumerate(texts):
        me = Address("Maren Tolliver", "maren@example.org")
        envelope = Envelope(f"<{first + n}@example.com>", "", START + timedelta(days=n), Address("高瀬 花", "takase@example.com"), (me,), (), (), f"件名{n}", (), frozenset(), (), len(text))  # fmt: skip
        message = Message(envelope, text, text, "")
        row = mapping.envelope_row(message, candidate=True, seed=True, kind="")
        arrivals.append(Arrival(str(n), row, mapping.body_row(message, text.encode("utf-8", "replace"), version="1", reading=b"")))
    with one_transaction():
        source, _ = models.Source.objects.get_or_create(path="made up")
        writing.add(source.pk, arrivals, writing.next_id())
        state.changed()


@pytest.fixture
def store(here: Config) -> Config:
    open_store(here)
    keep(list(TEXTS))
    search.catch_up()
    return here


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("proposal", {1}),
        ("PROPOSAL monday", {1}),
        ("proposal mond", {1}),
        ("propos monday", set()),
        ("interview", {1}),
        ("terview", set()),
        ("面接", {2}),
        ("一次面接", {2}),
        ("次面", {2}),
        ("面次", set()),
        ("エントリー", {2}),
        ("ｴﾝﾄﾘｰ", {2}),
        ("5月", {2}),
        ("内定 spi", {3}),
        ("定", {3}),
        ("ferry 面接", set()),
        ("café", {4}),
        ("高瀬", {1, 2, 3, 4}),
        ("件名", {1, 2, 3, 4}),
        ("takase", {1, 2, 3, 4}),
        ("!?", set()),
        ("", set()),
        ("'\"*)", set()),
    ],
)
def test_mail_is_found_by_its_words(store: Config, query: str, found: set[int]) -> None:
    answer = search.find(query, 0, 20)
    assert {int(ident.strip("<").partition("@")[0]) for ident in answer.ids} == found
    assert answer.total == len(found)


def test_the_newest_comes_first_and_pages_go_on(store: Config) -> None:
    assert search.find("高瀬", 0, 3).ids == ("<4@example.com>", "<3@example.com>", "<2@example.com>")
    assert search.find("高瀬", 3, 3).ids == ("<1@example.com>",)
    assert search.find("高瀬", 0, 3).total == 4


def test_what_is_gone_is_not_found(store: Config) -> None:
    row = models.Message.objects.get(message_id="<2@example.com>").pk
    with one_transaction():
        writing.drop({row: "other"}, "1")
        state.changed()
    search.catch_up()
    search.sweep()
    assert search.find("面接", 0, 20).total == 0


def test_a_body_that_was_read_anew_is_found_by_its_new_words(store: Config) -> None:
    row = models.Message.objects.get(message_id="<2@example.com>").pk
    with one_transaction():
        writing.replace_bodies([(row, ("最終面談", "{}", b"", "2", b""))])
        state.changed()
    search.catch_up()
    assert (search.find("最終", 0, 9).total, search.find("一次", 0, 9).total) == (1, 0)


def test_catching_up_goes_on_where_it_stopped(here: Config) -> None:
    open_store(here)
    keep([f"letter number{n}" for n in range(7)])
    assert search.catch_up(most=3) == 4
    assert search.find("letter", 0, 9).total == 3
    assert search.catch_up() == 0
    assert search.find("letter", 0, 9).total == 7


JAPANESE = st.text(
    st.characters(min_codepoint=0x3041, max_codepoint=0x3096) | st.sampled_from("面接内定採用選考見送御縁応募々ー"), min_size=2, max_size=30
)
ENGLISH = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789"), min_size=1, max_size=12)
LETTER = st.lists(JAPANESE | ENGLISH | st.sampled_from(["。", "、", "!", "\n", "“", "-", "🙂"]), max_size=20)


@given(LETTER)
@settings(max_examples=300)
def test_whatever_stands_in_a_text_is_looked_for_in_the_same_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    known = words(text)
    for wanted in _asked(pieces):
        assert all(_stands(phrase.words, phrase.open, known) for phrase in phrases(wanted)), wanted


@given(st.lists(LETTER, min_size=1, max_size=3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_mail_is_found_by_any_of_its_words(here: Config, letters: list[list[str]]) -> None:
    open_store(here)
    models.Kept.objects.all().delete()
    models.Place.objects.all().delete()
    models.Message.objects.all().delete()
    keep([" ".join(pieces) for pieces in letters])
    search.catch_up()
    for n, pieces in enumerate(letters, 1):
        for wanted in _asked(pieces)[:12]:
            assert f"<{n}@example.com>" in search.find(wanted, 0, 9).ids, wanted


def _asked(pieces: list[str]) -> list[str]:
    """Every whole English word and every two characters of the Japanese."""
    asked = []
    for piece in pieces:
        if re.fullmatch(r"[a-zA-Z0-9]+", piece):
            asked.append(piece)
        elif len(piece) > 1:
            asked += [piece[n : n + 2] for n in range(len(piece) - 1)]
    return asked


def _stands(wanted: tuple[str, ...], is_open: bool, known: list[str]) -> bool:
    def fits(n: int) -> bool:
        part = known[n : n + len(wanted)]
        return part == list(wanted) or (is_open and part[:-1] == list(wanted[:-1]) and part[-1:] != [] and part[-1].startswith(wanted[-1]))

    return any(fits(n) for n in range(len(known)))


def test_no_word_of_a_removed_message_stays_in_the_file(tmp_path: Path, django_db_blocker: Any) -> None:
    here = Config(tmp_path / "home")
    with django_db_blocker.unblock():
        open_store(here)
        connection.cursor().execute("PRAGMA secure_delete = ON")
        keep([f"letter number{n} of zyzzyva{n}" for n in range(40)])
        search.catch_up()
        row = models.Message.objects.get(message_id="<7@example.com>").pk
        for table, column in (("goen_place", "message_id"), ("goen_kept", "message_id"), ("goen_message", "id")):
            writing.delete(table, column, [row])
        search.sweep()
        connection.cursor().execute("VACUUM")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert search.find("zyzzyva5", 0, 9).total == 1
        close_store()
    written = b"".join(path.read_bytes() for path in here.home.iterdir())
    assert b"zyzzyva6" not in written
