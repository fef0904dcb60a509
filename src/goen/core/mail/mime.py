"""The parts of a message: read by fast-mail-parser, or by the standard library where that refuses or sees nothing.

Both give the same tree of `Part`. Transfer encodings are undone here; charsets are not.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as StandardMessage
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from fast_mail_parser import ParseError, parse_email_tree

from goen.core.mail import charsets, headers

MAX_DEPTH = 40
MAX_PARTS = 2000
MAX_VALUE = 8192  # characters of a Content-Type
MAX_STANDARD = 8 * 1024 * 1024  # bytes given to the slow reader
MAX_WORK = 3_000_000  # lines times boundaries that the slow reader compares

_PARAMETER = re.compile(
    r";\s*([A-Za-z0-9_-]+)(\*\d{0,3}\*?|\*)?\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;\s]*(?:[ \t]+[^;=\s]+(?=[ \t]*(?:;|$)))*))"
)
_ENCODINGS = frozenset({"", "7bit", "8bit", "binary", "base64", "quoted-printable"})
_TYPE = re.compile(r"\s*([\w!#$&^.+-]+)\s*/\s*([\w!#$&^.+-]+)")


@dataclass(slots=True)
class Part:
    """One node. `read` gives the bytes of a leaf, transfer encoding undone."""

    type: str
    parameters: dict[str, str]
    disposition: str
    filename: str
    read: Callable[[], bytes]
    children: list[Part] = field(default_factory=list)
    is_message: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)

    def walk(self) -> Iterator[Part]:
        """This part and all below it, depth first."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))


class Unreadable(Exception):
    """A leaf's transfer encoding is broken; the slow reader has to have the message."""


def tree(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """The part tree of a whole message, and problem codes. Never raises for any bytes."""
    try:
        node = parse_email_tree(raw, mode="lazy")
        return _from_fast(node, 0), ()
    except ParseError:
        return standard(raw)


def standard(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """The same by the standard library: slower by a factor of ten, but it reads nearly anything."""
    limit = _readable(raw)
    problems = ("part-truncated",) if len(raw) > limit else ()
    try:
        message = message_from_bytes(raw[:limit])
        return _from_standard(message, 0), problems
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError, KeyError):
        _, start = headers.block(raw)
        return Part("text/plain", {}, "", "", lambda: raw[start:]), (*problems, "structure-unreadable")


def _readable(raw: bytes) -> int:
    """How many bytes the standard library may have: it looks at every line once for each boundary that is open."""
    limit = min(len(raw), MAX_STANDARD)
    boundaries = raw.count(b"boundary", 0, limit)
    if boundaries > MAX_DEPTH:
        lines = max(raw.count(b"\n", 0, limit), 1)
        limit = min(limit, limit * MAX_WORK // (lines * boundaries) + 1)
    return limit


def parameters(value: str) -> dict[str, str]:
    """The parameters of a Content-Type or Content-Disposition value, RFC 2231 pieces joined and decoded."""
    if ";" not in value:
        return {}
    value = value[:MAX_VALUE]
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, star, quoted, bare in _PARAMETER.findall(value):
        name = name.lower()
        text = quoted.replace('\\"', '"').replace("\\\\", "\\") if quoted else bare.strip()
        if not star:
            plain.setdefault(name, text)
        else:
            number = star.strip("*")
            pieces.setdefault(name, []).append((int(number) if number else 0, star.endswith("*"), text))
    for name, parts in pieces.items():
        parts.sort(key=lambda p: p[0])
        plain[name] = _rfc2231(parts)
    return plain


def _rfc2231(parts: list[tuple[int, bool, str]]) -> str:
    charset = ""
    data = b""
    for n, (_, encoded, text) in enumerate(parts):
        if encoded and n == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if encoded else text.encode("utf-8", "surrogateescape")
    return charsets.decode(data, charset)[0]


def _value(fields: dict[str, list[str]], name: str, lower: str) -> str:
    found = fields.get(name)
    if found is None:
        for key, values in fields.items():
            if len(key) == len(lower) and key.lower() == lower:
                found = values
                break
    return found[0] if found else ""


def _from_fast(node: Any, depth: int) -> Part:
    fields = cast("dict[str, list[str]]", node.headers)
    content_type = _value(fields, "Content-Type", "content-type")
    kind = cast(str, node.content_type)
    if "/" not in kind:
        kind = "text/plain"
    if depth > MAX_DEPTH:
        raise ParseError("nested too deeply")
    if node.is_message:
        children = [] if depth >= MAX_DEPTH else [_from_fast(child, depth + 1) for child in node.children]
    else:
        children = [_from_fast(child, depth + 1) for child in node.children[:MAX_PARTS]]
        if not children and kind.startswith("multipart/"):
            raise ParseError("a multipart without parts")
    given = _value(fields, "Content-Disposition", "content-disposition")
    encoding = _value(fields, "Content-Transfer-Encoding", "content-transfer-encoding").lower()
    values = parameters(content_type)
    return Part(
        kind,
        values,
        given.partition(";")[0].strip().lower(),
        _filename(given, values),
        lambda: _content(node, encoding),
        children,
        bool(node.is_message),
        fields=fields,
    )


def _content(node: Any, encoding: str) -> bytes:
    try:
        data = cast("bytes | None", node.content) or b""
    except ParseError as error:
        raise Unreadable from error
    return data if encoding in _ENCODINGS else undone(data, encoding)


def undone(data: bytes, encoding: str) -> bytes:
    """Undo a transfer encoding whose name the fast reader does not know ("quoted-printable ", "base-64 (mime)")."""
    encoding = encoding.strip()
    if "quoted" in encoding:
        return binascii.a2b_qp(data)
    if encoding.startswith(("base64", "base-64")):
        return headers.unbase64(data)
    return data


def _filename(disposition: str, type_parameters: dict[str, str]) -> str:
    name = parameters(disposition).get("filename") if disposition else None
    name = name or type_parameters.get("name", "")
    if not name:
        return ""
    if not name.isascii() and all(ord(c) < 256 for c in name):
        # raw 8-bit bytes that came as Latin-1
        name = charsets.guess(name.encode("latin-1"))
    return headers.tidy(headers.words(name[:MAX_VALUE]))


def _from_standard(message: StandardMessage, depth: int) -> Part:
    fields: dict[str, list[str]] = {}
    for name, value in message._headers:  # type: ignore[attr-defined]  # the raw pairs: reading them through the policy can raise
        fields.setdefault(str(name), []).append(headers.unfolded(str(value).encode("utf-8", "surrogateescape")))
    given = _value(fields, "Content-Disposition", "content-disposition")
    content_type = _value(fields, "Content-Type", "content-type")
    values = parameters(content_type)
    found = _TYPE.match(content_type)
    kind = f"{found[1]}/{found[2]}".lower() if found else message.get_default_type()
    payload = message._payload  # type: ignore[attr-defined]
    children: list[Part] = []
    if isinstance(payload, list):
        if depth < MAX_DEPTH:
            children = [_from_standard(child, depth + 1) for child in payload[:MAX_PARTS]]
    elif kind.startswith("multipart/"):
        kind = "text/plain"  # a multipart whose boundary never comes: what is there is text
    return Part(
        kind,
        values,
        given.partition(";")[0].strip().lower(),
        _filename(given, values),
        lambda: cast(bytes, message.get_payload(decode=True)) if not isinstance(payload, list) else b"",
        children,
        kind == "message/rfc822",
        fields=fields,
    )
