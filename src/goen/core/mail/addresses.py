"""Address headers: names, addresses, groups, and what mail programs make of them."""

from __future__ import annotations

import re

from goen.core.mail import headers
from goen.core.mail.message import Address

MAX_ADDRESSES = 1000
MAX_PIECE = 1000  # characters of one mailbox

_ONE = re.compile(r'\s*(?:"([^"\\]*)"|([^<>,;:"()@\\]*?))\s*<\s*([^<>\s,;:"()\\]+@[^<>\s,;:"()\\]+)\s*>\s*')
_BARE = re.compile(r"[^<>\s,;:\"()\\@]+@[^<>\s,;:\"()\\@]+")
_SPECIAL = re.compile(r'[,;:<>"()\\]')
_ANGLE = re.compile(r"<([^<>]*)>?")
_COMMENT = re.compile(r"\(((?:[^()\\]|\\.)*)\)")
_QUOTED_PAIR = re.compile(r"\\(.)")
_FIND = re.compile(r"[^\s<>,;:\"'()\[\]\\@]+@[^\s<>,;:\"'()\\@]+")


def parse(values: list[bytes]) -> tuple[Address, ...]:
    """The mailboxes of the header values, in order; groups give their members, an empty group nobody."""
    found: list[Address] = []
    for value in values:
        text = headers.unfolded(value)
        one = _ONE.fullmatch(text) if len(text) < MAX_PIECE else None
        if one:
            found.append(_address(one[1] if one[1] is not None else one[2], one[3]))
        elif len(text) < MAX_PIECE and _BARE.fullmatch(text):
            found.append(_address("", text))
        else:
            found.extend(_parse_list(text))
        if len(found) >= MAX_ADDRESSES:
            return tuple(found[:MAX_ADDRESSES])
    return tuple(found)


def _address(name: str, email: str) -> Address:
    if name:
        name = headers.tidy(headers.words(name))
        if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
            name = name[1:-1].strip()
    email = email.strip().strip("'.").lower()
    if email.startswith("mailto:"):
        email = email[7:]
    return Address("" if name.lower() == email else name, email)


def _parse_list(text: str) -> list[Address]:
    out: list[Address] = []
    waiting = ""  # an unquoted "Family," before "Given <address>"
    for piece in _pieces(text):
        address = _mailbox(piece)
        if address is None:
            waiting = f"{waiting}, {piece}" if waiting else piece
            continue
        if waiting and "<" in piece:
            name = headers.tidy(headers.words(waiting))
            address = Address(f"{name}, {address.name}" if address.name else name, address.email)
        waiting = ""
        out.append(address)
        if len(out) >= MAX_ADDRESSES:
            break
    if not out and waiting and "=?" in waiting:
        # some programs encode the whole mailbox, address and all
        decoded = headers.tidy(headers.words(waiting))
        if "@" in decoded and "=?" not in decoded:
            return _parse_list(decoded)
    if not out and waiting and re.fullmatch(r"[\w.+-]+", waiting):
        out.append(Address("", waiting.lower()))  # a local name: "root", "MAILER-DAEMON"
    return out


def _pieces(text: str) -> list[str]:
    """Split at commas and semicolons outside quotes, comments and angle brackets; group names are dropped."""
    out: list[str] = []
    start = 0
    depth = 0
    quoted = angle = False
    i = 0
    while True:
        found = _SPECIAL.search(text, i)
        if not found:
            break
        c, at = found[0], found.start()
        i = at + 1
        if c == "\\":
            i += 1
        elif quoted:
            quoted = c != '"'
        elif c == '"':
            # an opening quote that is never closed is a plain character
            quoted = text.find('"', i) >= 0
        elif depth:
            depth += (c == "(") - (c == ")")
        elif c == "(":
            depth = 1 if text.find(")", i) >= 0 else 0
        elif c == "<":
            angle = text.find(">", i) >= 0
        elif c == ">":
            angle = False
        elif angle:
            continue
        elif c == ":":
            if "@" not in text[start:at]:
                start = i
        elif c in ",;":
            out.append(text[start:at])
            start = i
    out.append(text[start:])
    return [piece.strip() for piece in out if piece.strip()]


def _mailbox(piece: str) -> Address | None:
    """One mailbox, or None where the piece holds no address."""
    if len(piece) > MAX_PIECE or ("@" not in piece and "<" not in piece):
        return None
    angle = _ANGLE.search(piece)
    if angle and ("@" in angle[1] or angle[1].strip()):
        name = piece[: angle.start()].strip() or piece[angle.end() :].strip()
        email = re.sub(r"\s+", "", angle[1]).rpartition(":")[2]  # a source route ends in ":"
        return _address(_unquote(name), email.strip('"'))
    bare = _COMMENT.sub(" ", piece)
    found = _FIND.search(bare)
    if not found:
        return None
    comment = _COMMENT.search(piece)
    rest = (bare[: found.start()] + bare[found.end() :]).strip(" \t\"'<>")
    return _address(_unquote(comment[1]) if comment else _unquote(rest), found[0])


def _unquote(name: str) -> str:
    name = name.strip()
    if '"' in name:
        name = name.replace('\\"', "\0").replace('"', "").replace("\0", '"')
    return _QUOTED_PAIR.sub(r"\1", name) if "\\" in name else name
