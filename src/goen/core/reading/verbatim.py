"""Words that somebody says stand in a text: found where they stand, or not at all."""

from __future__ import annotations

import re
import unicodedata

# Marks that programs set one way and models write another. Letters are never exchanged.
MARKS = str.maketrans({
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "〜": "~",
})  # fmt: skip
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
AROUND = " \t\r\n\u3000\"'“”‘’「」『』…"
# What joins the character before it when a text is normalised: combining marks, half-width voicing marks, Hangul vowels and finals.
CLUSTER = re.compile(
    r".[\u0300-\u036f\u0591-\u07fd\u0816-\u0fff\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f\uff9e\uff9f]*",
    re.S,
)


def find(text: str, words: str) -> tuple[int, int] | None:
    """The span of `words` in `text`, or None where they don't stand there.

    Compared are the texts in Unicode's NFKC form, without spaces and line ends, and with typographic marks as plain ones; the span is of the
    original. A word in Latin letters or digits is found whole only: "now" does not stand in "know".
    """
    folded, places = _folded(text)
    for wanted in dict.fromkeys((words, words.strip(AROUND))):
        key, _ = _folded(wanted)
        at = folded.find(key) if key else -1
        while at >= 0:
            start, end = places[at][0], places[at + len(key) - 1][1]
            if _whole(text, start, end):
                return start, end
            at = folded.find(key, at + 1)
    return None


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is compared, and for each of its characters the span that it came from."""
    if text.isascii():
        kept = [i for i, c in enumerate(text) if not c.isspace()]
        return "".join(text[i] for i in kept), [(i, i + 1) for i in kept]
    out: list[str] = []
    places: list[tuple[int, int]] = []
    for found in CLUSTER.finditer(text):
        for c in unicodedata.normalize("NFKC", found.group()).translate(MARKS):
            if not c.isspace() and c not in INVISIBLE:
                out.append(c)
                places.append(found.span())
    return "".join(out), places


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word of Latin letters or digits is cut at either end."""
    return not (_cuts(text, start) or _cuts(text, end))


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and _plain(text[at - 1]) and _plain(text[at])


def _plain(c: str) -> bool:
    return c.isalnum() and c < "\u0250"
