"""Which parts are the readable text, which are attachments, which are events."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from goen.core.mail import calendar, charsets, headers, html, mime
from goen.core.mail.message import Attachment, Event

MAX_TEXT = 1_000_000  # characters of readable text that are kept
MAX_PART = 4 * 1024 * 1024  # bytes of a text part that are read
MAX_EMBEDDED = 5  # messages within messages whose text is shown
MAX_STUB = 400  # characters of a plain part that may be no more than a pointer to the HTML

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_LOOKS_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<div|<table|<meta)\b", re.I)
# a plain part that only says where the real one is
_STUB = re.compile(
    r"(?:view|read|see|open)[^.\n]{0,40}(?:in (?:your|a|the) (?:web )?browser|online|html version)|(?:does not|doesn't|cannot|can't|unable to) (?:support|display|read|view|render)[^.\n]{0,40}html"
    r"|html[- ](?:capable|enabled|compatible|compliant)|this (?:message|e-?mail|is an?) (?:is |was |contains |message )?(?:in |sent in )?html|html\s?(?:形式|対応|メール)",
    re.I,
)
_TAG = re.compile(r"<[^<>]{0,300}>")


@dataclass(slots=True)
class Body:
    text: str = ""
    events: list[Event] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    has_plain: bool = False
    has_html: bool = False
    has_calendar: bool = False
    has_message: bool = False
    is_report: bool = False


@dataclass(slots=True)
class _Piece:
    """Text that may be shown. HTML is decoded and rendered only when it is: beside a plain part it mostly is not."""

    plain: str | None  # None for HTML
    part: mime.Part | None = None
    rendered: str | None = None

    @property
    def is_html(self) -> bool:
        return self.plain is None

    def text(self, body: Body) -> str:
        if self.plain is not None:
            return self.plain
        if self.rendered is None:
            self.rendered = html.to_text(_decoded(self.part, body)) if self.part is not None else ""
        return self.rendered


_NOT_READ = frozenset(
    {
        "text/x-amp-html",
        "text/watch-html",
        "text/rtf",
        "text/x-vcard",
        "text/vcard",
        "text/directory",
        "text/csv",
        "text/rfc822-headers",
        "text/css",
    }
)
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_CALENDARS = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})


def read(root: mime.Part) -> Body:
    """The body of a part tree. Raises mime.Unreadable where a transfer encoding is broken (the message has to be read the slow way then)."""
    body = Body()
    body.text = _as_text(_collect(root, body, 0, top=True), body)
    return body


def _collect(part: mime.Part, body: Body, embedded: int, *, top: bool = False) -> list[_Piece]:
    kind = part.type
    if part.is_message:
        return _message(part, body, embedded)
    if part.children:
        return _multipart(part, body, embedded)
    if kind in _CALENDARS or part.filename[-4:].lower() == ".ics":
        return _calendar(part, body)
    if kind in _REPORTS:
        body.is_report = True
        return []
    if kind.startswith("text/") and kind not in _NOT_READ:
        attached = part.disposition == "attachment" or (part.filename and part.disposition != "inline")
        if top or not attached:
            return _text(part, body)
    if kind.startswith("multipart/"):
        return []
    body.attachments.append(Attachment(part.filename, kind, len(part.read())))
    return []


def _multipart(part: mime.Part, body: Body, embedded: int) -> list[_Piece]:
    kind = part.type
    if kind == "multipart/report" and "delivery" in part.parameters.get("report-type", ""):
        body.is_report = True
    each = [_collect(child, body, embedded) for child in part.children[: mime.MAX_PARTS]]
    if kind == "multipart/alternative":
        return _preferred(each, body)
    pieces = [piece for some in each for piece in some]
    if len(pieces) == 2 and pieces[1].is_html and pieces[0].plain is not None and _same(pieces[0].plain, pieces[1].text(body)):
        return pieces[:1]  # alternatives that were sent as a mixture
    return pieces


def _preferred(each: list[list[_Piece]], body: Body) -> list[_Piece]:
    """Of alternatives the plain one, unless it is empty or only says that the real one is elsewhere."""
    plain = next((some for some in each if any(p.plain and p.plain.strip() for p in some) and not any(p.is_html for p in some)), None)
    rich = next((some for some in each if any(p.is_html for p in some)), None)
    if plain is None:
        return rich or next((some for some in each if some), [])
    if rich is None:
        return plain
    text = "\n".join(p.plain or "" for p in plain).strip()
    if len(text) >= MAX_STUB or not (_STUB.search(text) or len(text) < 80):
        return plain
    shown = sum(len(p.text(body)) for p in rich)
    return rich if shown > (len(text) if _STUB.search(text) else 8 * len(text)) else plain


def laid_out(root: mime.Part) -> str | None:
    """The HTML part that is the message as its author laid it out; None where it has none."""
    part = next((p for p in root.walk() if p.type in ("text/html", "text/xhtml") and p.disposition != "attachment"), None)
    return _decoded(part, Body()) if part is not None else None


def _same(plain: str, rich: str) -> bool:
    return "".join(plain.split())[:60] in "".join(rich[:2000].split())


def _decoded(part: mime.Part, body: Body) -> str:
    data = part.read()
    if len(data) > MAX_PART:
        data = data[: data.rfind(b"\n", MAX_PART // 2, MAX_PART)]
        body.problems.append("part-truncated")
    label = part.parameters.get("charset", "")
    if not label and part.type != "text/plain":
        found = _META_CHARSET.search(data, 0, 2048)
        if found:
            label = found[1].decode("ascii", "replace")
    text, problem = charsets.decode(data, label)
    if problem:
        body.problems.append(problem)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _text(part: mime.Part, body: Body) -> list[_Piece]:
    if part.type in ("text/html", "text/xhtml"):
        body.has_html = True
        return [_Piece(None, part)]
    text = _decoded(part, body)
    if text[:1] in "<\n \t" and "</" in text and _LOOKS_HTML.match(text):
        body.has_html = True
        return [_Piece(None, part)]
    if "\0" in text:
        text = text.replace("\0", "")
    if part.type in ("text/enriched", "text/richtext"):
        text = _TAG.sub("", text)
    elif part.parameters.get("format", "").lower() == "flowed":
        text = _unflowed(text, part.parameters.get("delsp", "").lower() == "yes")
    body.has_plain = body.has_plain or bool(text.strip())
    return [_Piece(text)]


def _unflowed(text: str, delete_space: bool) -> str:
    """RFC 3676: lines that end in a space go on in the next line of the same quote depth."""
    if " \n" not in text:
        return text.replace("\n ", "\n")
    out: list[str] = []
    flowing = -1  # quote depth of the open paragraph, -1 for none
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        if content.startswith(" "):
            content = content[1:]
        if flowing == depth and content != "-- ":
            out[-1] += content
        else:
            out.append(f"{'>' * depth} {content}" if depth else content)
        if content.endswith(" ") and content != "-- ":
            flowing = depth
            if delete_space:
                out[-1] = out[-1][:-1]
        else:
            flowing = -1
    return "\n".join(out)


def _calendar(part: mime.Part, body: Body) -> list[_Piece]:
    data = part.read()
    text, _ = charsets.decode(data, part.parameters.get("charset", "utf-8"))
    found = calendar.events(text, part.parameters.get("method", ""))
    body.has_calendar = True
    for event in found:
        if event not in body.events:  # the same invitation is often there twice: inline and as invite.ics
            body.events.append(event)
    if not found:
        body.problems.append("calendar-unreadable")
    if part.filename or part.disposition == "attachment":
        body.attachments.append(Attachment(part.filename, part.type, len(data)))
    return []


def _message(part: mime.Part, body: Body, embedded: int) -> list[_Piece]:
    """A message in the message: its text under a line that says so, as mail programs write it."""
    body.has_message = True
    if not part.children or embedded >= MAX_EMBEDDED:
        return []
    inner = part.children[0]
    subject, sender, date, to = (_header(inner, name) for name in ("subject", "from", "date", "to"))
    body.attachments.append(Attachment(part.filename or subject, part.type, len(part.read())))
    if body.is_report:
        return []  # what bounced is the owner's own
    inside = Body()
    text = _as_text(_collect(inner, inside, embedded + 1, top=True), inside)
    body.attachments.extend(inside.attachments)
    body.problems.extend(inside.problems)
    head = "\n".join(f"{name}: {value}" for name, value in (("From", sender), ("Date", date), ("Subject", subject), ("To", to)) if value)
    return [_Piece(f"---------- Forwarded message ----------\n{head}\n\n{text}")]


def _header(part: mime.Part, name: str) -> str:
    for key, values in part.fields.items():
        if key.lower() == name and values:
            return headers.tidy(headers.words(values[0]))
    return ""


def _as_text(pieces: list[_Piece], body: Body) -> str:
    out: list[str] = []
    size = 0
    for piece in pieces:
        text = piece.text(body).strip("\n").rstrip()
        if not text.strip():
            continue
        if size + len(text) > MAX_TEXT:
            out.append(text[: MAX_TEXT - size])
            body.problems.append("text-truncated")
            break
        size += len(text)
        out.append(text)
    return "\n\n".join(out)
