"""The header block: fields as bytes, values as text."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping

from goen.core.mail import charsets

MAX_BLOCK = 256 * 1024  # bytes of headers that are looked at
MAX_VALUE = 64 * 1024  # bytes of one value

Fields = Mapping[bytes, list[bytes]]

_FIELD_START = re.compile(rb"\n(?![ \t])")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?]|\?(?!=)){0,2000})\?=")
_NO_DIGIT = re.compile(rb"[^A-Za-z0-9+/]+")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def block(raw: bytes) -> tuple[bytes, int]:
    """The header block and where the body starts."""
    found = raw.find(b"\n\n")
    crlf = raw.find(b"\n\r\n", 0, found if found >= 0 else len(raw))
    if crlf >= 0:
        return raw[: min(crlf, MAX_BLOCK)], crlf + 3
    if found >= 0:
        return raw[: min(found, MAX_BLOCK)], found + 2
    return raw[:MAX_BLOCK], len(raw)


def fields(head: bytes) -> dict[bytes, list[bytes]]:
    """Header fields by lower-cased name, values as written (folded), in order; under b"" the lines that are none."""
    out: dict[bytes, list[bytes]] = {}
    for line in _FIELD_START.split(head):
        name, colon, value = line.partition(b":")
        if not colon:
            out.setdefault(b"", []).append(line)
            continue
        key = name.lower() if name.isalnum() else name.rstrip().lower()
        if key in out:
            out[key].append(value)
        else:
            out[key] = [value]
    return out


def unfolded(value: bytes) -> str:
    """A value as text with its encoded words still encoded: unfolded, raw 8-bit and raw ISO-2022-JP made text."""
    value = value[:MAX_VALUE]
    if b"\n" in value or b"\r" in value:
        value = value.replace(b"\r", b"").replace(b"\n", b"")
    value = value.strip()
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii")
    return charsets.guess(value)


def text(value: bytes) -> str:
    """A value as readable text, control characters out."""
    return tidy(words(unfolded(value)))


def tidy(value: str) -> str:
    if value.isprintable():
        return value.strip()
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in value).strip()


def words(value: str) -> str:
    """RFC 2047 encoded words decoded, leniently: spaces and split characters inside them, unknown charsets, bad base64."""
    if "=?" not in value:
        return value
    out: list[str] = []
    at = 0
    pending: list[tuple[str, str, str]] = []  # charset, encoding, text: adjacent words of one charset are decoded as one
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        if not pending or between.strip():
            out.append(_joined(pending))
            pending = []
            out.append(between)
        pending.append((found[1], found[2].lower(), found[3]))
        at = found.end()
    out.append(_joined(pending))
    out.append(value[at:])
    return "".join(out)


def _joined(pending: list[tuple[str, str, str]]) -> str:
    out: list[str] = []
    i = 0
    while i < len(pending):
        charset, kind, body = pending[i]
        charset = charset.partition("*")[0]  # RFC 2231 language tag
        data = b""
        carried = ""
        while i < len(pending) and pending[i][0].partition("*")[0].lower() == charset.lower():
            _, kind, body = pending[i]
            i += 1
            if kind == "q":
                data += unbase64(carried.encode("ascii", "ignore")) + _unquoted(body)
                carried = ""
            elif body.endswith("=") or len(carried + body) % 4 == 0:
                data += unbase64((carried + body).encode("ascii", "ignore"))
                carried = ""
            else:
                carried += body  # a quartet split over two words
        data += unbase64(carried.encode("ascii", "ignore"))
        out.append(charsets.decode(data, charset)[0])
    return "".join(out)


def _unquoted(body: str) -> bytes:
    data = body.replace("_", " ").encode("utf-8", "surrogateescape")
    return _HEX.sub(lambda m: bytes((int(m[1], 16),)), data)


def unbase64(body: bytes) -> bytes:
    """Base64, leniently: what is no digit of it is passed over, a half one at the end is dropped. Never fails."""
    if not body:
        return b""
    clean = _NO_DIGIT.sub(b"", body)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
