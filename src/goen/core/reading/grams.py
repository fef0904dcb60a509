"""Text to hashed n-grams: words in scripts with spaces, characters in Japanese. One way for training and reading."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

TOKEN = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+(?:'[a-z]+)?|\d+|[\u3040-\u30ff\u3400-\u9fff々ー]+|[?!]")
LIMIT = (
    1500  # characters of a message's new text that are read; no message of the corpus is longer than 1,000, and mail says early what it is
)
STEM = 5  # letters: longer words also count by their beginning, so that inflected forms share weight


def normal(text: str) -> str:
    """Width, case and apostrophes made one, so that "Ｉ’ｍ" and "i'm" are the same words."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2018", "'")
    return text.lower()


def grams(text: str, prefix: str = "") -> set[str]:
    """The n-grams of a normalised text: words, word pairs, stems; of Japanese runs two to four characters."""
    out: set[str] = set()
    before = ""
    for token in TOKEN.findall(text):
        first = token[0]
        if "\u3040" <= first <= "\u9fff":
            end = len(token)
            for i in range(end):
                out.add(prefix + token[i : i + 2])
                out.add(prefix + token[i : i + 3])
                out.add(prefix + token[i : i + 4])
            before = ""
            continue
        if first.isdigit():
            token = "0" * min(len(token), 4)
        out.add(prefix + token)
        if before:
            out.add(f"{prefix}{before} {token}")
        if len(token) > STEM + 1:
            out.add(f"{prefix}{token[:STEM]}*")
        before = token
    return out


_codes: dict[str, int] = {}  # tokens come back again and again; the table is emptied when it grows too large
TABLE = 100_000


def hashed(tokens: set[str]) -> NDArray[np.uint32]:
    """Tokens as sorted 32-bit hashes (CRC-32: the same in every run and on every machine)."""
    codes = np.array([_codes[t] if t in _codes else code(t) for t in tokens], np.uint32)
    codes.sort()
    return codes


def code(token: str) -> int:
    """The hash of one token."""
    found = _codes.get(token)
    if found is None:
        if len(_codes) > TABLE:
            _codes.clear()
        found = _codes[token] = crc32(token.encode("utf-8", "surrogatepass"))
    return found
