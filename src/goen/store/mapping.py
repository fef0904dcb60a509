"""Row to value and value to row. No Django here: the processes that read mail make rows too.

The columns of a row are named beside the function that makes it, and stand in that order everywhere.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from goen.core.mail.message import Address, Attachment, Envelope, Event, Message
from goen.store import codec

Row = tuple[object, ...]

ENVELOPE = (
    "hash",
    "content",
    "message_id",
    "digest",
    "date",
    "offset",
    "sender_name",
    "sender",
    "recipients",
    "copied",
    "answers_to",
    "subject",
    "references",
    "marks",
    "labels",
    "size",
    "candidate",
    "seed",
    "kind",
)
BODY = ("text", "parts", "raw", "version", "reading")

# PostgreSQL's text holds no NUL, no database holds half a surrogate pair, and a tab or line end would break the packed lists.
_UNSAFE = {0: " ", 9: " ", 10: " ", 13: " ", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_UNSAFE_TEXT = {code: mark for code, mark in _UNSAFE.items() if code not in (9, 10, 13)}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def clean(text: str) -> str:
    """One line that any database takes, free of the separators below."""
    return text if text.isprintable() else text.translate(_UNSAFE)


def clean_text(text: str) -> str:
    """Text of many lines that any database takes."""
    if text.isascii():
        return text.replace("\x00", " ") if "\x00" in text else text
    return text.translate(_UNSAFE_TEXT) if _breaks(text) else text


def _breaks(text: str) -> bool:
    if "\x00" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def hash64(*parts: str) -> int:
    """A signed 64-bit hash: small keys, equal in every process and on every machine."""
    hasher = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return int.from_bytes(hasher.digest(), "big", signed=True)


def identity(message: Message) -> tuple[int, int]:
    """Hashes of the Message-ID and of the content.

    Copies of one mail in two mailboxes differ in transport headers, so bytes don't tell; two mails with one Message-ID (broken
    programs send them) differ in who, when or what. Same hashes: one message.
    """
    envelope = message.envelope
    when = envelope.date.astimezone(UTC).isoformat()
    return hash64(envelope.id), hash64(when, envelope.sender.email, envelope.subject, " ".join(message.text.split()))


def distinct(message_id: str, content: int) -> str:
    """The id of a second, different message that came with the Message-ID of another."""
    return f"{message_id.removesuffix('>')}~{content & 0xFFFFFFFF:08x}>"


def hashes(message_id: str) -> tuple[int, ...]:
    """What `hash` may be in the row of this id: that of the id, or of the one that it was told from by `distinct`."""
    shared = re.fullmatch(r"(.*)~[0-9a-f]{8}>", message_id, re.DOTALL)
    own = hash64(message_id)
    return (own, hash64(f"{shared[1]}>"), hash64(shared[1])) if shared else (own,)


def envelope_row(message: Message, *, candidate: bool, seed: bool, kind: str) -> Row:
    """The columns of ENVELOPE."""
    envelope = message.envelope
    offset = envelope.date.utcoffset() or timedelta()
    return (
        *identity(message),
        clean(envelope.id),
        envelope.digest,
        (envelope.date - EPOCH) // timedelta(seconds=1),
        offset // timedelta(minutes=1),
        clean(envelope.sender.name),
        clean(envelope.sender.email),
        _packed_addresses(envelope.to),
        _packed_addresses(envelope.cc),
        _packed_addresses(envelope.reply_to),
        clean(envelope.subject),
        "\n".join(map(clean, envelope.references)),
        "\n".join(sorted(envelope.marks)),
        "\n".join(map(clean, envelope.labels)),
        envelope.size,
        candidate,
        seed,
        kind,
    )


def envelope(row: Sequence[Any]) -> Envelope:
    """The value of a row with the columns of ENVELOPE from `message_id` to `size`."""
    (id_, digest, date, offset, name, email, to, cc, reply_to, subject, references, marks, labels, size) = row
    return Envelope(
        id=id_,
        digest=digest,
        date=datetime.fromtimestamp(date, _zone(offset)),
        sender=_address(email, name),
        to=_addresses(to) if to else (),
        cc=_addresses(cc) if cc else (),
        reply_to=_addresses(reply_to) if reply_to else (),
        subject=subject,
        references=tuple(references.split("\n")) if references else (),
        marks=_marks(marks),
        labels=_labels(labels),
        size=size,
    )


def _packed_addresses(addresses: tuple[Address, ...]) -> str:
    return "\n".join(f"{clean(address.email)}\t{clean(address.name)}" for address in addresses)


@lru_cache(maxsize=20_000)
def _addresses(packed: str) -> tuple[Address, ...]:
    pairs = (line.partition("\t") for line in packed.split("\n"))
    return tuple(_address(email, name) for email, _, name in pairs)


@lru_cache(maxsize=20_000)
def _address(email: str, name: str) -> Address:
    return Address(name=name, email=email)


@lru_cache(maxsize=1_000)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=1_000)
def _marks(packed: str) -> frozenset[str]:
    return frozenset(packed.split("\n")) if packed else frozenset()


@lru_cache(maxsize=1_000)
def _labels(packed: str) -> tuple[str, ...]:
    return tuple(packed.split("\n")) if packed else ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rest of a message: `new` as its span in the text where it is one (most are), else in full."""

    span: tuple[int, int] | None = None
    new: str = ""
    signature: str = ""
    events: tuple[Event, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[str, ...] = ()


def body_row(message: Message, raw: bytes, *, version: str, reading: bytes) -> Row:
    """The columns of BODY. The raw message is kept in zlib's format, by a library that makes it seven times as fast as zlib's level 1."""
    from isal import isal_zlib  # here, since only a scan needs it

    text, new = clean_text(message.text), clean_text(message.new)
    start = text.find(new)
    parts = _Parts(
        span=(start, start + len(new)) if start >= 0 else None,
        new="" if start >= 0 else new,
        signature=clean_text(message.signature),
        events=message.events,
        attachments=message.attachments,
        problems=message.problems,
    )
    return text, clean_text(codec.dumps(parts)), isal_zlib.compress(raw, 1), version, reading


def message(envelope: Envelope, text: str, parts: str) -> Message:
    """The message of an envelope and its body's `text` and `parts`."""
    rest = codec.loads(_Parts, parts)
    return Message(
        envelope=envelope,
        text=text,
        new=text[slice(*rest.span)] if rest.span else rest.new,
        signature=rest.signature,
        events=rest.events,
        attachments=rest.attachments,
        problems=rest.problems,
    )


def raw_bytes(packed: bytes) -> bytes:
    return zlib.decompress(packed)


def key(*parts: str) -> str:
    """The stable key of a derived row."""
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
