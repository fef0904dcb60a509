"""Bytes to a Message. Whatever the bytes are, a Message comes of them."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import blake2b

from goen.core.mail import addresses, body, charsets, dates, headers, mime, words
from goen.core.mail.message import Address, Envelope, Message

MAX_BYTES = 64 * 1024 * 1024  # of one message; the rest is not read
MAX_REFERENCES = 100
MAX_PROBLEMS = 20

NOBODY = Address("", "")

_ID = re.compile(r"<([^<>]{1,500})>")
_SPACED_SEPARATOR = re.compile(rb"\n[ \t]+\r?\n(?![!-9;-~]+:)(?![ \t]+[^ \t\r\n])")
_BULK = frozenset({"bulk", "list", "junk"})
# the folders and labels in which mail programs keep what the owner sent, in the languages that they speak
_SENT = frozenset({
    "sent", "sent mail", "sent items", "sent messages", "sent-mail", "[gmail]/sent mail", "送信済み", "送信済みメール", "送信済みアイテム", "送信済",
    "送信トレイ", "送信箱", "gesendet", "gesendete elemente", "gesendete objekte", "gesendete nachrichten", "envoyés", "messages envoyés",
    "éléments envoyés", "enviados", "elementos enviados", "mensajes enviados", "itens enviados", "e-mails enviados", "posta inviata", "inviata",
    "inviati", "verzonden", "verzonden items", "verzonden berichten", "skickat", "sendt", "wysłane", "отправленные", "已发送", "寄件備份", "보낸편지함",
})  # fmt: skip
_SPAM = frozenset({
    "spam", "junk", "junk e-mail", "junk email", "bulk mail", "[gmail]/spam", "迷惑メール", "スパム", "spamverdacht", "junk-e-mail", "courrier indésirable",
    "indésirables", "correo no deseado", "lixo eletrônico", "posta indesiderata", "ongewenst", "спам", "垃圾邮件", "垃圾郵件", "스팸함",
})  # fmt: skip
_FORWARDED = re.compile(
    r"^(?:-{3,} ?(?:Forwarded message|Forwarded by|転送メッセージ|転送されたメッセージ|Weitergeleitete Nachricht|Message transféré)|Begin forwarded message:|-{2,} ?Original Message ?-{2,})",
    re.M | re.I,
)


def parse(raw: bytes, *, labels: tuple[str, ...] = ()) -> Message:
    """The message in `raw`. Never raises: what can't be read is left empty, and `problems` names it.

    `labels` are the folder names that the source knows; Gmail's labels in the headers are added.
    """
    problems: list[str] = []
    digest = blake2b(raw, digest_size=16).hexdigest()
    size = len(raw)
    raw = _prepared(raw, problems)
    head, start = headers.block(raw)
    fields = headers.fields(head)
    if b"" in fields and (separator := _SPACED_SEPARATOR.search(head)):
        # the line between headers and body is not quite empty
        raw = raw[: separator.start()] + b"\n\n" + raw[separator.end() :]
        head, start = headers.block(raw)
        fields = headers.fields(head)
    read = _body(raw, start, problems)
    new, signature, _ = words.split(read.text)
    envelope = _envelope(fields, digest, size, labels, read, problems)
    return Message(
        envelope=envelope,
        text=read.text,
        new=new,
        signature=signature,
        events=tuple(read.events),
        attachments=tuple(read.attachments),
        problems=tuple(dict.fromkeys(problems))[:MAX_PROBLEMS],
    )


def _prepared(raw: bytes, problems: list[str]) -> bytes:
    """What stands before the headers goes; odd line ends and encodings of the whole file become the usual ones."""
    if len(raw) > MAX_BYTES:
        raw = raw[:MAX_BYTES]
        problems.append("message-truncated")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw = raw.decode("utf-16", "replace").encode("utf-8")
    if raw[:3] == b"\xef\xbb\xbf":
        raw = raw[3:]
    if raw[:1] in b"\r\n \t":
        raw = raw.lstrip(b"\r\n \t")
    if b"\n" not in raw[:10_000] and b"\r" in raw[:10_000]:
        raw = raw.replace(b"\r", b"\n")
    while raw[:5] == b"From " or raw[:6] == b">From ":
        _, newline, rest = raw.partition(b"\n")
        raw = rest if newline else b""
    if not raw:
        problems.append("empty")
    return raw


def _body(raw: bytes, start: int, problems: list[str]) -> body.Body:
    root, found = mime.tree(raw)
    try:
        read = body.read(root)
        doubtful = _doubtful(root, read, raw, start)
    except mime.Unreadable:
        problems.append("transfer-encoding-broken")
        doubtful = True
    if doubtful:
        root, found = mime.standard(raw)
        read = body.read(root)
        if not read.text and not read.attachments and not read.events and raw[start : start + 10_000].strip():
            read.text = charsets.guess(raw[start : start + body.MAX_TEXT]).replace("\0", "").strip()
            read.problems.append("structure-unreadable")
    problems.extend(found)
    problems.extend(read.problems)
    return read


def _doubtful(root: mime.Part, read: body.Body, raw: bytes, start: int) -> bool:
    """Whether the fast reader may have missed something: nothing at all was found, or a boundary line stands in the text."""
    if not read.text and not read.attachments and not read.events:
        return bool(raw[start : start + 10_000].strip())
    if not root.children:
        return False
    boundaries = [part.parameters.get("boundary", "") for part in root.walk() if part.children]
    return any(len(boundary) > 1 and f"--{boundary}" in read.text for boundary in boundaries)


def _envelope(fields: headers.Fields, digest: str, size: int, labels: tuple[str, ...], read: body.Body, problems: list[str]) -> Envelope:
    sender = next(
        (a for name in (b"from", b"sender", b"return-path") for a in addresses.parse(fields.get(name, [])[:1]) if a.email), NOBODY
    )
    if sender is NOBODY:
        problems.append("sender-missing")
    all_labels = labels + tuple(label for label in _gmail_labels(fields) if label not in labels)
    return Envelope(
        id=_id(fields, digest, problems),
        digest=digest,
        date=_date(fields, problems),
        sender=sender,
        to=addresses.parse(fields.get(b"to", [])),
        cc=addresses.parse(fields.get(b"cc", [])),
        reply_to=addresses.parse(fields.get(b"reply-to", [])[:1]),
        subject=headers.text(fields[b"subject"][0]) if b"subject" in fields else "",
        references=_references(fields),
        marks=_marks(fields, all_labels, read, sender),
        labels=all_labels,
        size=size,
    )


def _id(fields: headers.Fields, digest: str, problems: list[str]) -> str:
    for value in fields.get(b"message-id", []):
        text = headers.unfolded(value)
        found = _ID.search(text)
        if found:
            return f"<{''.join(found[1].split())}>"
        text = "".join(text.split())[:500].strip("<>")
        if text:
            return f"<{text}>"
    problems.append("id-missing")
    return f"<{digest}@goen.invalid>"


def _references(fields: headers.Fields) -> tuple[str, ...]:
    found = [f"<{''.join(i.split())}>" for value in fields.get(b"references", []) for i in _ID.findall(headers.unfolded(value))]
    parents = [
        f"<{''.join(i.split())}>" for value in fields.get(b"in-reply-to", [])[:1] for i in _ID.findall(headers.unfolded(value)) if "@" in i
    ]
    if parents and parents[0] not in found:
        found.append(parents[0])
    out = tuple(dict.fromkeys(found))
    return out if len(out) <= MAX_REFERENCES else out[: MAX_REFERENCES // 2] + out[-MAX_REFERENCES // 2 :]


def _date(fields: headers.Fields, problems: list[str]) -> datetime:
    if b"date" in fields:
        found = dates.parse(headers.unfolded(fields[b"date"][0]))
        if found is not None:
            return found
        problems.append("date-unreadable")
    else:
        problems.append("date-missing")
    for value in fields.get(b"received", [])[:3]:
        found = dates.parse(headers.unfolded(value).rpartition(";")[2])
        if found is not None:
            return found
    return dates.EPOCH


def _gmail_labels(fields: headers.Fields) -> tuple[str, ...]:
    """Google Takeout's labels: one list, commas between, quoted where a label holds a comma."""
    out: list[str] = []
    for value in fields.get(b"x-gmail-labels", []):
        text = headers.text(value)
        if '"' not in text:
            out.extend(text.split(","))
        else:
            out.extend(quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|([^,"]+)', text))
    return tuple(dict.fromkeys(label.strip() for label in out if label.strip()))


def _first(fields: headers.Fields, name: bytes) -> str:
    values = fields.get(name)
    return values[0].strip().lower().decode("ascii", "replace") if values else ""


def _marks(fields: headers.Fields, labels: tuple[str, ...], read: body.Body, sender: Address) -> frozenset[str]:
    marks: set[str] = set()
    if b"list-id" in fields or b"list-unsubscribe" in fields:
        marks.add("list")
    if b"precedence" in fields and _first(fields, b"precedence") in _BULK:
        marks.add("bulk")
    auto = _first(fields, b"auto-submitted")
    if (
        (auto and not auto.startswith("no"))
        or b"x-auto-response-suppress" in fields
        or b"x-autoreply" in fields
        or b"x-autorespond" in fields
    ):
        marks.add("auto")
    if read.is_report or (sender.email.startswith(("mailer-daemon", "postmaster@")) and _first(fields, b"return-path") == "<>"):
        marks.add("bounce")
    if read.has_calendar:
        marks.add("calendar")
    if read.has_html and not read.has_plain:
        marks.add("html-only")
    if read.has_message or _FORWARDED.search(read.text):
        marks.add("forwarded")
    if labels:
        lower = {label.lower() for label in labels}
        lower |= {label.rpartition("/")[2] for label in lower}
        if not _SENT.isdisjoint(lower):
            marks.add("sent")
        if not _SPAM.isdisjoint(lower):
            marks.add("spam")
    return frozenset(marks)
