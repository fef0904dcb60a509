"""The labelled mailboxes as the program sees them: built as mbox, read with Goen's own parser, joined with their labels."""

from __future__ import annotations

import json
import pathlib
import tempfile
from dataclasses import dataclass
from typing import Any

from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.owner import find_owner
from goen.core.values import Owner
from training import build_mailbox, corpus, domains


@dataclass(frozen=True)
class Mailbox:
    """One labelled mailbox. `gold` is as in gold.json, with Message-IDs in the place of its own ids."""

    name: str
    writer: str
    language: str
    style: str  # hard, ordinary
    messages: tuple[Message, ...]  # oldest first
    owner: Owner
    gold: dict[str, Any]


def from_folder(folder: pathlib.Path, *, name: str = "", writer: str = "", style: str = "") -> Mailbox:
    """A folder with mailbox.mbox, gold.json and message_ids.json."""
    import mailbox

    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    ids = {k: v.strip() for k, v in json.loads((folder / "message_ids.json").read_text("utf-8")).items()}
    box = mailbox.mbox(folder / "mailbox.mbox", create=False)
    try:
        messages = sorted((parse(box.get_bytes(key)) for key in box.keys()), key=lambda m: (m.envelope.date, m.id))  # noqa: SIM118
    finally:
        box.close()
    gold["messages"] = {ids[k]: v for k, v in gold["messages"].items()}
    for person in gold["people"].values():
        for sign in person["evidence"]:
            sign["message"] = ids[sign["message"]]
    for sign in gold.get("courtesies", ()):
        sign["message"] = ids[sign["message"]]
    for intro in gold["introductions"]:
        intro["message"] = ids[intro["message"]]
    language = gold["owner"].get("language", "en")
    name = name or folder.name
    owner = find_owner([m.envelope for m in messages], tuple(gold["owner"]["emails"]))
    return Mailbox(
        name, writer or name, language, style or gold.get("style", "ordinary" if "-o" in name else "hard"), tuple(messages), owner, gold
    )


def write(path: pathlib.Path, out: pathlib.Path) -> pathlib.Path:
    """Build one corpus file as a folder under `out`, with realistic domains; the folder."""
    messages, gold = corpus.read(path)
    folder = out / path.stem
    folder.mkdir(exist_ok=True)
    lines = "".join(json.dumps(m, ensure_ascii=False) + "\n" for m in messages)
    (folder / "messages.jsonl").write_text(domains.realistic(lines), "utf-8")
    (folder / "gold.json").write_text(domains.realistic(json.dumps(gold, ensure_ascii=False)), "utf-8")
    build_mailbox.build(folder, quiet=True)  # type: ignore[no-untyped-call]
    return folder


def load(paths: list[pathlib.Path] | None = None) -> list[Mailbox]:
    """Every mailbox of the corpus, in a fixed order."""
    out = []
    with tempfile.TemporaryDirectory() as tmp:
        for path in paths or corpus.files():
            folder = write(path, pathlib.Path(tmp))
            out.append(from_folder(folder, name=path.stem, writer=path.stem.partition("-")[0]))
    return out
