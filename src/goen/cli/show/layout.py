"""Text in a fixed width where Japanese characters take two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

NOT_FIRST = "、。，．,.!?！？:;：；」』）】〉》〕)]}’”ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥・"
NOT_LAST = "「『（【〈《〔([{‘“"
_WIDE_RUN = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]"
)


def width(text: str) -> int:
    """Columns that `text` takes."""
    return len(text) if text.isascii() else sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`; words whole where they fit, Japanese broken between characters, no 。 or 」 at the head of a line."""
    if width(text) <= columns:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if width(line + piece.rstrip()) <= columns:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while width(line) > columns:
            cut = _fitting(line, columns)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """What may not be broken: a word with the space after it, a wide character with the marks that cling to it."""
    pieces: list[str] = []
    for token in re.findall(r"\S+\s*|\s+", text):
        start = len(pieces)
        for c in token:
            clings = len(pieces) > start and (
                c in NOT_FIRST or c.isspace() or pieces[-1][-1] in NOT_LAST or not (_WIDE_RUN.match(c) or _WIDE_RUN.match(pieces[-1][-1]))
            )
            if clings:
                pieces[-1] += c
            else:
                pieces.append(c)
    return pieces


def _fitting(line: str, columns: int) -> int:
    taken = 0
    for n, c in enumerate(line):
        taken += width(c)
        if taken > columns:
            return max(n, 1)
    return len(line)


def pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def row(cells: Sequence[str], widths: Sequence[int], gap: int = 2) -> list[str]:
    """The lines of one row of a table; each cell wrapped in its own width."""
    wrapped = [wrap(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    return [
        (" " * gap).join(pad(lines[n] if n < len(lines) else "", columns) for lines, columns in zip(wrapped, widths, strict=True)).rstrip()
        for n in range(height)
    ]
