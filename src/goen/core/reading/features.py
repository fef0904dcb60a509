"""What a message's form says, before its words: numbers for the network and marks for the n-gram scorer."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from goen.core.mail.message import Message
from goen.core.mail.people import is_machine
from goen.core.mail.senders import is_freemail, system
from goen.core.reading.grams import grams, normal

SHAPE = (
    "machine", "list", "bulk", "auto", "bounce", "calendar", "html-only", "forwarded", "sent", "spam",
    "ats", "board", "scout", "agent", "assessment", "scheduler", "alert", "noise", "freemail",
    "reply", "re", "recipients", "cc", "attachments", "pdf", "events",
    "length", "lines", "questions", "exclamations", "urls", "money", "times", "dates", "weekdays", "deadline",
    "japanese", "names-owner", "signature", "numbers", "unsubscribe", "noreply-notice", "you", "we", "i", "short",
)  # fmt: skip

# Looked for in lower-case text. An expression begins, where it can, with what is seldom there, and says afterwards what must stand before
# it: that is how a search is fast. What holds a number is looked for around numbers only.
URL = re.compile(r"https?://|www\.")
MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?(?:円|万円|k\b|usd|eur|gbp)|\d,\d{3}")
TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(?:am|pm|a\.m|p\.m)\b|\d{1,2}時")
CLOCK = re.compile(r"o'clock(?<=\bo'clock)\b|noon(?<=\bnoon)\b")
DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}|\d{1,2}月\d{1,2}日|\b\d{1,2}/\d{1,2}\b|\d{4}-\d{2}-\d{2}"
)
WEEKDAY = re.compile(r"day(?:(?<=\bmonday)|(?<=\btuesday)|(?<=\bwednesday)|(?<=\bthursday)|(?<=\bfriday)|(?<=\bsaturday)|(?<=\bsunday))\b")
WEEKDAY_JA = re.compile(r"[月火水木金土日](?:曜|(?<=[(（].)[)）])")
DEADLINES = ("by", "before", "until", "deadline", "due", "no later than", "expire", "expires")
DEADLINE = {word: re.compile(rf"{word}(?<=\b{word})\b") for word in DEADLINES}
DEADLINE_JA = ("締切", "締め切り", "期限", "まで")
UNSUBSCRIBE = (
    "unsubscribe", "opt out", "opt-out", "optout", "manage preferences", "manage alerts", "manage subscription", "manage your preferences",
    "manage your alerts", "manage your subscription", "配信停止", "配信解除", "メルマガ", "購読",
)  # fmt: skip
NOREPLY = (
    "do not reply", "don't reply", "unmonitored", "not monitored", "noreply", "no-reply", "automated", "automatic", "送信専用", "自動送信", "自動配信",
    "返信できません", "返信いただいても",
)  # fmt: skip
RE = re.compile(r"\s*(?:re|aw|sv|antw)\s*[:：]|返信", re.I)
ASKS = re.compile(r"か(?<=でしょうか)|か(?<=ますか)|か(?<=ですか)")
NUMBER = re.compile(r"\d+")
PLAIN_NUMBER = re.compile(r"[0-9]+")  # the same in ASCII
NEAR = 16  # characters on both sides of a number, wider than any of the expressions
JAPANESE = re.compile(r"[\u3040-\u30ff]")


def near_numbers(text: str) -> tuple[str, int]:
    """The stretches of a text around its numbers, and how many numbers there are."""
    out: list[str] = []
    start = end = count = 0
    for found in (PLAIN_NUMBER if text.isascii() else NUMBER).finditer(text):
        count += 1
        if found.start() - NEAR > end or not out:
            out.append(text[start:end])
            start = max(found.start() - NEAR, 0)
        end = found.end() + NEAR
    out.append(text[start:end])
    return "\n\n".join(out), count


def shape(message: Message) -> list[float]:
    """The numbers of SHAPE, in its order, each about 0 to 1 (counts are log-scaled)."""
    e = message.envelope
    text = message.new
    low = text[:3000]
    sys = system(e.sender.domain)
    kind = sys.kind if sys else ""
    words = max(1, len(low.split()))
    plain = low.isascii()
    ja = bool(not plain and JAPANESE.search(low)) or bool(not e.subject.isascii() and JAPANESE.search(e.subject))
    lower = low.lower()
    first = f" {lower} "
    near, numbers = near_numbers(lower)
    tail = message.text[-1500:].lower()
    values = {
        "machine": is_machine(e.sender.email, e.sender.name, e.marks),
        "freemail": is_freemail(e.sender.domain),
        "reply": bool(e.references),
        "re": bool(RE.match(e.subject)),
        "recipients": math.log1p(len(e.to)) / 2,
        "cc": math.log1p(len(e.cc)),
        "attachments": math.log1p(len(message.attachments)),
        "pdf": any(a.name.lower().endswith((".pdf", ".doc", ".docx", ".xlsx", ".pptx")) for a in message.attachments),
        "events": math.log1p(len(message.events)),
        "length": math.log1p(len(low)) / 8,
        "lines": math.log1p(low.count("\n")) / 4,
        "questions": math.log1p(low.count("?") + low.count("？") + (len(ASKS.findall(low)) if ja else 0)),
        "exclamations": math.log1p(low.count("!") + low.count("！")),
        "urls": math.log1p(len(URL.findall(low))),
        "money": bool(MONEY.search(near)),
        "times": math.log1p(len(TIME.findall(near)) + (len(CLOCK.findall(lower)) if "noon" in lower or "o'clock" in lower else 0)),
        "dates": math.log1p(len(DATE.findall(near))),
        "weekdays": math.log1p(len(WEEKDAY.findall(lower)) + (0 if plain else len(WEEKDAY_JA.findall(low)))),
        "deadline": _has_deadline(lower),
        "japanese": ja,
        "names-owner": any(a.name and a.name.split()[0].lower() in first[:80] for a in e.to[:1]),
        "signature": bool(message.signature),
        "numbers": math.log1p(numbers) / 3,
        "unsubscribe": any(words in tail for words in UNSUBSCRIBE),
        "noreply-notice": any(words in tail for words in NOREPLY),
        "you": (first.count(" you ") + first.count(" your ")) / words * 5,
        "we": (first.count(" we ") + first.count(" our ") + first.count("弊社") + first.count("当社")) / words * 5,
        "i": (first.count(" i ") + first.count(" my ") + first.count("私")) / words * 5,
        "short": len(low) < 80,
    }
    out = [float(values.get(name, 0.0)) for name in SHAPE]
    for name in (*e.marks, kind):
        if name in PLACE and name not in values:
            out[PLACE[name]] = 1.0
    return out


PLACE = {name: n for n, name in enumerate(SHAPE)}


def _has_deadline(text: str) -> bool:
    return any(word in text and DEADLINE[word].search(text) for word in DEADLINES) or (
        not text.isascii() and any(word in text for word in DEADLINE_JA)
    )


# how long and how neatly somebody writes says who they are, not what they mean: left to the network, kept from the n-gram scorer
MANNER = frozenset(
    {
        "lines",
        "length",
        "signature",
        "names-owner",
        "short",
        "numbers",
        "you",
        "we",
        "i",
        "exclamations",
        "questions",
        "html-only",
        "recipients",
        "re",
    }
)


@lru_cache(10_000)
def sender(name: str, address: str) -> frozenset[str]:
    """What a machine's name and address say of what it sends ("Shorefield Jobs", alerts@…), as tokens for the n-gram scorers.

    For machines and lists only: what is in a person's name or firm is no sign of what they write.
    """
    out = grams(normal(name), "f:")
    local, _, domain = address.partition("@")
    for part, prefix in ((local, "l:"), (domain, "d:")):
        for word in LETTERS.findall(part):
            out.add(prefix + word)
            out.update("c:" + word[i : i + n] for n in (4, 5) for i in range(len(word) - n + 1))
    return frozenset(out)


LETTERS = re.compile(r"[a-z]{2,}")


def marks(numbers: list[float]) -> set[str]:
    """The shape as tokens for the n-gram scorer, manner aside."""
    return {f"#{name}" for name, value in zip(SHAPE, numbers, strict=True) if value > 0.3 and name not in MANNER}
