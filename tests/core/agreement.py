"""How far the parser agrees with what other libraries' own test suites expect of broken mail. Each function gives (agreeing, compared, misses)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from goen.core.mail.message import Message
from goen.core.mail.parse import parse

Tally = tuple[int, int, list[str]]


def squeezed(text: str) -> str:
    """Letters and digits only: white space, quote marks and punctuation are each library's own matter."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _tally(pairs: Iterator[tuple[str, bool, object, object]]) -> Tally:
    good = total = 0
    misses: list[str] = []
    for name, same, expected, got in pairs:
        total += 1
        good += same
        if not same:
            misses.append(f"{name}: expected {expected!r:.300}, got {got!r:.300}")
    return good, total, misses


def stalwart(torture: Path, what: str) -> Tally:
    """stalwart's JSON beside its .eml: `what` is from, to, cc, subject, date, id, references, text or attachments."""
    return _tally(_stalwart(torture / "stalwart-mail-parser" / "resources" / "eml", what))


def _stalwart(root: Path, what: str) -> Iterator[tuple[str, bool, object, object]]:
    for file in sorted(root.rglob("*.json")):
        if file.name.endswith(".crlf.json"):
            continue
        message = parse(file.with_suffix(".eml").read_bytes())
        given = json.loads(file.read_text("utf-8"))
        head = {h["name"]: h["value"] for h in given["parts"][0]["headers"] if isinstance(h["name"], str)} if given["parts"] else {}
        expected, got = _stalwart_pair(given, head, message, what)
        if expected is not None:
            same = squeezed(str(expected)) in squeezed(str(got)) if what == "text" else expected == got
            yield f"{file.parent.name}/{file.stem}", same, expected, got


def _stalwart_pair(given: dict[str, Any], head: dict[str, Any], message: Message, what: str) -> tuple[object, object]:
    e = message.envelope
    value = head.get({"id": "message_id"}.get(what, what))
    if what in ("from", "to", "cc"):
        if not isinstance(value, dict) or "Address" not in value:
            return None, None
        got = {"from": (e.sender,), "to": e.to, "cc": e.cc}[what]
        expected = _addresses(value["Address"])
        if what == "from":
            expected = expected[:1]
        return (expected or None), [a.email for a in got]
    if what == "subject":
        return (value["Text"].strip() if isinstance(value, dict) and "Text" in value else None), e.subject
    if what == "id":
        return ("<" + value["Text"] + ">" if isinstance(value, dict) and "Text" in value else None), e.id
    if what == "references":
        return ([f"<{i}>" for i in value["TextList"]] if isinstance(value, dict) and "TextList" in value else None), list(e.references)
    if what == "date":
        d = value["DateTime"] if isinstance(value, dict) and "DateTime" in value else None
        return (_moment(d) if d else None), e.date
    if what == "attachments":
        return len(given["attachments"]), len(message.attachments)
    parts = [given["parts"][i]["body"] for i in given["text_body"]]
    texts = [part["Text"] for part in parts if isinstance(part, dict) and "Text" in part]
    return ("".join(texts) if texts and len(texts) == len(parts) else None), message.text


def _addresses(value: dict[str, Any]) -> list[str]:
    found = [a for group in value["Group"] for a in group["addresses"]] if "Group" in value else value.get("List", [])
    return [a["address"].lower() for a in found if a.get("address") and "@" in a["address"]]


def _moment(d: dict[str, Any]) -> datetime | None:
    shift = timedelta(hours=d["tz_hour"], minutes=d["tz_minute"])
    try:
        return datetime(
            d["year"], d["month"], d["day"], d["hour"], d["minute"], d["second"], tzinfo=timezone(-shift if d["tz_before_gmt"] else shift)
        )
    except ValueError:
        return None


def mailcore(torture: Path, what: str) -> Tally:
    """mailcore2's parsed header of jwz's torture mbox: `what` is from, to, subject, id or date."""
    return _tally(_mailcore(torture / "mailcore2" / "unittest" / "data" / "parser", what))


def _mailcore(root: Path, what: str) -> Iterator[tuple[str, bool, object, object]]:
    for file in sorted((root / "input").rglob("*")):
        out = root / "output" / file.relative_to(root / "input")
        if not file.is_file() or not out.is_file():
            continue
        header = json.loads(out.read_text("utf-8"))["header"]
        e = parse(file.read_bytes()).envelope
        expected: object
        got: object
        if what == "from":
            expected, got = header.get("from", {}).get("mailbox"), e.sender.email
            expected = expected.lower() if expected and "@" in expected else None
        elif what == "to":
            expected = [i["mailbox"].lower() for i in header.get("to", {}).get("items", []) if "@" in i.get("mailbox", "")] or None
            got = [a.email for a in e.to]
        elif what == "subject":
            expected, got = header.get("subject"), e.subject
            expected = " ".join(expected.split()) if expected else None
            got = " ".join(e.subject.split())
        elif what == "id":
            expected, got = header.get("messageID"), e.id.strip("<>")
            expected = None if header.get("messageIDAutoGenerated") or "id-missing" in parse(file.read_bytes()).problems else expected
        else:
            expected = datetime.fromtimestamp(int(header["date"]), UTC) if "date" in header else None
            got = e.date
        if expected is not None:
            yield file.name, expected == got, expected, got


def mailcore_summaries(torture: Path) -> Tally:
    """mailcore2's one-paragraph summaries of messages in hard charsets: its first words are in our text."""
    return _tally(_summaries(torture / "mailcore2" / "unittest" / "data" / "summary"))


def _summaries(root: Path) -> Iterator[tuple[str, bool, object, object]]:
    for out in sorted((root / "output").iterdir()):
        source = next((f for f in (root / "input").iterdir() if f.stem == out.stem), None)
        lines = out.read_text("utf-8", "replace").split("\n\n", 1)
        if source is None or len(lines) < 2 or not squeezed(lines[1]):
            continue
        message = parse(source.read_bytes())
        # the summary goes on with attachments and quotes that we leave out
        expected = squeezed(lines[1])[:60]
        yield out.name, expected in squeezed(message.text), expected, squeezed(message.text)[:100]


def mime4j(torture: Path) -> Tally:
    """mime4j's decoded text parts: each is in our text, or it is an attachment, or the HTML beside a plain text."""
    return _tally(_mime4j(torture / "mime4j" / "core" / "src" / "test" / "resources"))


def _mime4j(root: Path) -> Iterator[tuple[str, bool, object, object]]:
    for file in sorted(root.rglob("*.msg")):
        message = parse(file.read_bytes())
        text = squeezed(message.text)
        for part in sorted(file.parent.glob(f"{file.stem}_decoded_*.txt")):
            raw = part.read_bytes()
            expected = squeezed(raw.decode("utf-8") if _is_utf8(raw) else raw.decode("latin-1"))
            if not expected or re.match(rb"\s*<(?:!doctype|html)", raw, re.I):
                continue
            attached = any(a.size == len(raw) or abs(a.size - len(raw)) <= raw.count(b"\n") + 2 for a in message.attachments)
            yield part.name, expected[:200] in text or attached, expected[:100], text[:100]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
