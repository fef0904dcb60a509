"""The words that spoke for a reading, as somebody can read them: whole words of the mail in place of the pieces that are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST = 4  # letters of a word that says anything by itself; "has" and "re" would only puzzle
WHOLE = r"[一-龯々〆ヶァ-ヴーＡ-Ｚａ-ｚA-Za-z]"


def clues(pieces: Iterable[str], text: str) -> list[str]:
    """The words in which these pieces stand in the text, each once, in the order given; pieces that say nothing are left out.

    A piece is a word, the beginning of one ("interv*"), two words, or two to four Japanese characters out of a longer word.
    """
    line = " ".join(text.split())
    found = (_japanese(piece, line) if not piece.isascii() else _words(piece, line) for piece in pieces)
    return [word for word in dict.fromkeys(found) if word]


def _words(piece: str, line: str) -> str:
    """As it is written in the mail; figures were made alike for counting, so a piece with one is none of its words."""
    bare = piece.strip(" *…")
    lengths = [len(word) for word in bare.split()]
    if any(c.isdigit() for c in bare) or max(lengths, default=0) < SHORTEST or min(lengths) < SHORTEST - 1:
        return ""
    pattern = r"\W+".join(map(re.escape, bare.split()))
    match = re.search(rf"\b{pattern}\w*" if piece.endswith("*") else rf"\b{pattern}\b", line, re.I)
    return match.group().lower() if match else ""


def _japanese(piece: str, line: str) -> str:
    """The whole word, without the endings around it."""
    core = max(re.findall(rf"{WHOLE}+", piece.strip("…")), key=len, default="")
    match = re.search(rf"{WHOLE}*{re.escape(core)}{WHOLE}*", line) if core else None
    word = match.group() if match else ""
    return word if len(word) > 1 else ""
