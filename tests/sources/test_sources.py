"""One contract for every source: what is there, handed over whole, by workers too, and again only what is new."""

from __future__ import annotations

import gzip
import mailbox
import os
import pickle
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from goen.core.mail.parse import parse
from goen.sources import Memory, Source, SourceError, open_source
from goen.sources.base import unreadable


def raw(n: int) -> bytes:
    return f"From: Dana <dana@arbor.example>\nTo: alex@moor.example\nSubject: letter {n}\nMessage-ID: <{n}@arbor.example>\n\nFrom now on, letter {n}.\n\nFrom here it goes on.\n>From there too.\n".encode()


def make_memory(folder: Path, numbers: list[int]) -> Source:
    return Memory([raw(n) for n in numbers])


def make_mbox(folder: Path, numbers: list[int]) -> Source:
    path = folder / "mail.mbox"
    _append(path, numbers)
    return open_source(path)


def make_takeout(folder: Path, numbers: list[int]) -> Source:
    path = folder / "Sent.mbox"
    with path.open("ab") as file:
        for n in numbers:
            file.write(f"From 17{n}@xxx Mon Oct 16 01:29:30 +0000 2023\r\n".encode() + _escaped(raw(n)).replace(b"\n", b"\r\n") + b"\r\n")
    return open_source(path)


def make_gz(folder: Path, numbers: list[int]) -> Source:
    _append(folder / "plain", numbers)
    (folder / "mail.mbox.gz").write_bytes(gzip.compress((folder / "plain").read_bytes()))
    return open_source(folder / "mail.mbox.gz")


def make_zip_of_mboxes(folder: Path, numbers: list[int]) -> Source:
    for n in numbers:
        _append(folder / f"Takeout{n % 2}.mbox", [n])
    with zipfile.ZipFile(folder / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.glob("*.mbox")):
            archive.write(file, f"Takeout/Mail/{file.name}")
        archive.writestr("Takeout/archive_browser.html", "<html></html>")
    return open_source(folder / "takeout.zip")


def make_maildir(folder: Path, numbers: list[int]) -> Source:
    path = folder / "Maildir"
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True, exist_ok=True)
    for n in numbers:
        (path / "cur" / f"16{n:08}.M1P1.host:2,S").write_bytes(raw(n))
        os.utime(path / "cur", (1.7e9 + n, 1.7e9 + n))
    return open_source(path)


def make_eml_folder(folder: Path, numbers: list[int]) -> Source:
    path = folder / "letters"
    path.mkdir(exist_ok=True)
    for n in numbers:
        (path / f"{n:04}.eml").write_bytes(raw(n))
    return open_source(path)


def make_mh(folder: Path, numbers: list[int]) -> Source:
    path = folder / "mh"
    path.mkdir(exist_ok=True)
    for n in numbers:
        (path / str(n)).write_bytes(raw(n))
    return open_source(path)


def make_eml_zip(folder: Path, numbers: list[int]) -> Source:
    make_eml_folder(folder, numbers)
    with zipfile.ZipFile(folder / "letters.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((folder / "letters").iterdir()):
            archive.write(file, f"letters/{file.name}")
    return open_source(folder / "letters.zip")


def make_mbox_folder(folder: Path, numbers: list[int]) -> Source:
    path = folder / "boxes"
    path.mkdir(exist_ok=True)
    for n in numbers:
        _append(path / ("Inbox" if n % 2 else "Sent"), [n])
    return open_source(path)


def _escaped(message: bytes) -> bytes:
    return message.replace(b"\n>From ", b"\n>>From ").replace(b"\nFrom ", b"\n>From ")


def _append(path: Path, numbers: list[int]) -> None:
    with path.open("ab") as file:
        for n in numbers:
            file.write(b"From dana@arbor.example Tue Mar  3 09:15:00 2026\n" + _escaped(raw(n)) + b"\n")


Make = Callable[[Path, list[int]], Source]
ALL: list[Make] = [
    make_memory,
    make_mbox,
    make_takeout,
    make_gz,
    make_zip_of_mboxes,
    make_maildir,
    make_eml_folder,
    make_mh,
    make_eml_zip,
    make_mbox_folder,
]
GROWING: list[Make] = [
    make_mbox,
    make_takeout,
    make_gz,
    make_zip_of_mboxes,
    make_maildir,
    make_eml_folder,
    make_mh,
    make_eml_zip,
    make_mbox_folder,
]


@pytest.fixture(params=ALL, ids=lambda make: make.__name__.removeprefix("make_"))
def make(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


def ids(source: Source, since: str = "") -> list[str]:
    return [parse(message, labels=labels).id for _, message, labels in source.fetch(source.list(since))]


def test_every_message_is_handed_over_whole(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        got = {message.replace(b"\r\n", b"\n") for _, message, _ in source.fetch(source.list())}
        assert got == {raw(1), raw(2), raw(3)}


def test_a_copy_in_a_worker_fetches_by_ref(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        refs = list(source.list())
        copy = pickle.loads(pickle.dumps(source))
        again = pickle.loads(pickle.dumps(refs[::-1]))
        assert [m for _, m, _ in copy.fetch(again)] == [m for _, m, _ in source.fetch(refs)][::-1]
        copy.close()
        assert len(list(source.fetch(refs))) == 3, "the copy must not remove what was unpacked"
        assert all(len(pickle.dumps(ref)) < 400 for ref in refs)


def test_keys_are_stable_and_distinct(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        keys = [ref.key for ref in source.list()]
        assert len(set(keys)) == 3 and keys == [ref.key for ref in source.list()]


def test_steps_fill_the_extent(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        done = sum(source.step(ref) for ref in source.list())
        assert 0.8 * source.extent <= done <= source.extent


def test_after_a_mark_nothing_is_listed_again(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        assert len(list(source.list())) == 3
        mark = source.mark()
        assert list(source.list(mark)) == []
        assert list(source.list(source.mark())) == [], "a scan that found nothing new loses nothing"


def test_a_mark_that_does_not_fit_lists_everything(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        for mark in ("nonsense", "{}", "[1]", '{"last": [0, 10, "x"], "head": "y"}', '{"keys": 3}'):
            assert len(list(source.list(mark))) == 3


def test_no_verb_writes(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1]) as source:
        verbs = {name for name in dir(source) if not name.startswith("_")}
        assert verbs <= {"name", "extent", "step", "list", "fetch", "mark", "close", "path", "only", "labels", "member"}


@pytest.mark.parametrize("make", GROWING, ids=lambda make: make.__name__.removeprefix("make_"))
def test_what_is_added_is_all_that_costs(make: Make, tmp_path: Path) -> None:
    with make(tmp_path, [1, 2, 3]) as source:
        list(source.list())
        mark = source.mark()
        keys = {ref.key for ref in source.list()}
    with make(tmp_path, [4, 5]) as source:
        assert sorted(ids(source, mark)) == ["<4@arbor.example>", "<5@arbor.example>"]
        assert keys < {ref.key for ref in source.list()}


def test_an_mbox_goes_on_after_any_ref(tmp_path: Path) -> None:
    source = make_mbox(tmp_path, [1, 2, 3])
    refs = list(source.list())
    assert list(source.list(source.mark(refs[0]))) == refs[1:]


def test_an_mbox_that_was_rewritten_is_read_anew(tmp_path: Path) -> None:
    source = make_mbox(tmp_path, [1, 2, 3])
    list(source.list())
    mark = source.mark()
    (tmp_path / "mail.mbox").unlink()
    _append(tmp_path / "mail.mbox", [7, 2, 3, 4])
    assert len(list(source.list(mark))) == 4


def test_a_message_that_was_still_being_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    _append(path, [1, 2])
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    source = open_source(path)
    list(source.list())
    mark = source.mark()
    path.write_bytes(whole)
    assert ids(source, mark) == ["<2@arbor.example>"]


def test_python_reads_the_same_mbox(tmp_path: Path) -> None:
    source = make_mbox(tmp_path, list(range(30)))
    theirs = mailbox.mbox(tmp_path / "mail.mbox")
    assert len(list(source.list())) == len(theirs) == 30
    theirs.close()


def test_messages_across_windows_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goen.sources import mbox

    source = make_mbox(tmp_path, list(range(200)))
    whole = list(source.list())
    for window in (1100, 1500, 4096):
        monkeypatch.setattr(mbox, "WINDOW", window)
        assert list(source.list()) == whole


def test_a_line_that_begins_with_from_opens_no_message(tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    path.write_bytes(
        b"From - Tue Mar  3 09:15:00 2026\nFrom: a@b.example\nSubject: x\n\nHello.\n\nFrom 2026 on, at 09:15, we meet here.\nAll the best\n"
    )
    assert len(list(open_source(path).list())) == 1


def test_a_maildir_message_that_moved_or_went_is_still_accounted_for(tmp_path: Path) -> None:
    source = make_maildir(tmp_path, [1, 2])
    refs = list(source.list())
    cur = tmp_path / "Maildir" / "cur"
    files = sorted(cur.iterdir())
    files[0].rename(cur / files[0].name.replace(":2,S", ":2,RS"))
    files[1].unlink()
    assert [message for _, message, _ in source.fetch(refs)] == [raw(1), b""]


def test_maildir_folders_are_labels(tmp_path: Path) -> None:
    make_maildir(tmp_path, [1])
    for name in (".Sent", ".Archive.2026", "Spam"):
        for box in ("cur", "new", "tmp"):
            (tmp_path / "Maildir" / name / box).mkdir(parents=True)
        (tmp_path / "Maildir" / name / "new" / "1.host").write_bytes(raw(2))
    source = open_source(tmp_path / "Maildir")
    assert sorted(labels for _, _, labels in source.fetch(source.list())) == [(), ("Archive/2026",), ("Sent",), ("Spam",)]


def test_labels_come_with_a_folder_of_mboxes(tmp_path: Path) -> None:
    with make_mbox_folder(tmp_path, [1, 2]) as source:
        assert {parse(m).id: labels for _, m, labels in source.fetch(source.list())} == {
            "<1@arbor.example>": ("Inbox",),
            "<2@arbor.example>": ("Sent",),
        }


def test_one_eml_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(raw(1))
    assert ids(open_source(tmp_path / "one.eml")) == ["<1@arbor.example>"]


def test_apple_mail_files_are_read_without_their_property_list(tmp_path: Path) -> None:
    (tmp_path / "1.emlx").write_bytes(str(len(raw(1))).encode() + b"\n" + raw(1) + b"<?xml version='1.0'?><plist></plist>")
    source = open_source(tmp_path)
    assert [m for _, m, _ in source.fetch(source.list())] == [raw(1)]


def test_what_was_unpacked_is_gone_after_use(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    make_gz(tmp_path, [1])
    source = open_source(tmp_path / "mail.mbox.gz", scratch=scratch)
    inside = list(scratch.iterdir())
    assert len(inside) == 1 and inside[0].stat().st_mode & 0o077 == 0
    source.close()
    assert not list(scratch.iterdir())


def bad(path: Path, kind: str) -> Path:
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "photograph":
        path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 10)
    elif kind == "prose":
        path.write_text("Dear diary,\n\nFrom now on I shall write every day.\n")
    elif kind == "photographs":
        path.mkdir()
        for n in range(3):
            (path / f"{n}.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    elif kind == "empty folder":
        path.mkdir()
    elif kind == "broken gz":
        path.write_bytes(gzip.compress(b"From x" * 1000)[:50])
    elif kind == "broken zip":
        path.write_bytes(b"PK\x03\x04" + bytes(100))
    elif kind == "zip of photographs":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.jpg", b"\xff\xd8\xff\xe0")
    elif kind == "outlook":
        path.write_bytes(b"!BDN" + bytes(100))
    return path


@pytest.mark.parametrize(
    "kind",
    ["missing", "empty", "photograph", "prose", "photographs", "empty folder", "broken gz", "broken zip", "zip of photographs", "outlook"],
)
def test_no_mailbox_gets_one_clear_sentence(kind: str, tmp_path: Path) -> None:
    path = bad(tmp_path / "thing", kind)
    with pytest.raises(SourceError) as caught:
        list(open_source(path).list())
    sentence = str(caught.value)
    assert str(path) in sentence and sentence.endswith(".") and "\n" not in sentence
    assert caught.value.code.startswith("source-")


def test_a_bomb_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goen.sources import archive

    monkeypatch.setattr(archive, "FREE_RATIO", 1_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"From a@b.example Tue Mar  3 09:15:00 2026\nFrom: a@b.example\nTo: c\n\n" + b"0" * 30_000_000))
    with pytest.raises(SourceError, match="far more than mail does"):
        open_source(path, scratch=tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["bomb.gz"]


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.eml", raw(1))
        archive.writestr("/root.eml", raw(2))
    scratch = tmp_path / "in" / "side"
    scratch.mkdir(parents=True)
    with open_source(path, scratch=scratch) as source:
        assert len(ids(source)) == 2
        assert {p.name for p in tmp_path.iterdir()} == {"evil.zip", "in"}


def test_a_file_without_permission_gets_one_clear_sentence() -> None:
    assert str(unreadable("mail.mbox", PermissionError(13, "Permission denied"))) == "mail.mbox can't be opened: permission denied."


def test_a_mailbox_that_goes_while_it_is_read_gets_one_clear_sentence(tmp_path: Path) -> None:
    source = make_mbox(tmp_path, [1])
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    with pytest.raises(SourceError, match="There is no file or folder"):
        list(source.list())
