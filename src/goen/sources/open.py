"""What a path is, and the source for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from goen.sources import archive
from goen.sources.base import Source, SourceError, unreadable
from goen.sources.eml import DEPTH, Folder, holds_messages, is_message
from goen.sources.maildir import Maildir, is_maildir
from goen.sources.mbox import Mbox, is_mbox
from goen.sources.several import Several

START = 16 * 1024
MAX_MEMBERS = 5000  # mbox files of one source

# never opened in search of mail
_OTHER = frozenset({
    ".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".tif", ".tiff", ".bmp", ".svg", ".mp3", ".mp4", ".mov", ".avi", ".mkv",
    ".wav", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".gz", ".html", ".htm", ".css", ".js", ".json",
    ".csv", ".xml", ".msf", ".dat", ".sqlite", ".db", ".py", ".exe", ".dll", ".so", ".ics", ".vcf",
})  # fmt: skip
_KNOWN_FOLDERS = frozenset({"sent", "sent items", "sent mail", "sent messages", "spam", "junk", "送信済み", "送信済みメール", "gesendet"})


def open_source(path: Path, *, scratch: Path | None = None) -> Source:
    """The source for an mbox (also .gz or in a zip), a Maildir, a folder or zip of .eml files or mboxes, or one .eml.

    `scratch` is where compressed mail is unpacked while it is read. Raises SourceError, one sentence, where there is no mail.
    """
    name = str(path)
    try:
        if path.is_dir():
            return _folder(path, name)
        with path.open("rb") as file:
            start = file.read(START)
    except OSError as error:
        raise unreadable(name, error) from error
    packed = archive.kind(start)
    if packed:
        return archive.unpack(path, packed, scratch, lambda folder: _unpacked(folder, name))
    return _file(path, start, name)


def _file(path: Path, start: bytes, name: str) -> Source:
    if not start.strip():
        raise SourceError(f"{name} is empty.", code="source-empty", path=name)
    if is_mbox(start):
        stem = path.stem.lower()
        return Mbox(path, name=name, labels=(path.stem,) if stem in _KNOWN_FOLDERS else ())
    if is_message(start):
        return Folder(path.parent, only=path.name, name=name)
    if start[:4] == b"!BDN":
        raise SourceError(
            f"{name} is an Outlook data file, which Goen can't read; please export the mail as .eml files or as an mbox.",
            code="source-unknown",
            path=name,
        )
    raise SourceError(
        f"{name} is no mailbox: Goen reads mbox files, Maildirs, and .eml files, also zipped.", code="source-unknown", path=name
    )


def _folder(path: Path, name: str) -> Source:
    if is_maildir(path):
        return Maildir(path, name=name)
    members: dict[str, Source] = {}
    if holds_messages(path):
        members["."] = Folder(path, name=name)
    for file in _mboxes(path, "", 0):
        members[file] = Mbox(path / file, name=name, member=file, labels=(Path(file).stem,))
        if len(members) > MAX_MEMBERS:
            break
    if not members:
        raise SourceError(
            f"There is no mail in {name}: Goen reads mbox files, Maildirs, and .eml files, also zipped.", code="source-empty", path=name
        )
    return members["."] if list(members) == ["."] else Several(name, members)


def _unpacked(folder: Path, name: str) -> Source:
    """What an archive held: one file alone is that file."""
    inside = list(os.scandir(folder))
    if len(inside) == 1 and inside[0].is_file():
        path = folder / inside[0].name
        with path.open("rb") as file:
            return _file(path, file.read(START), name)
    return _folder(folder, name)


def _mboxes(path: Path, inside: str, depth: int) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = f"{inside}/{entry.name}" if inside else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < DEPTH:
                yield from _mboxes(path / entry.name, name, depth + 1)
        elif entry.is_file() and Path(entry.name).suffix.lower() not in _OTHER:
            try:
                with Path(entry.path).open("rb") as file:
                    start = file.read(START)
            except OSError:
                continue
            if is_mbox(start):
                yield name
