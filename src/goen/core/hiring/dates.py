"""Days as people write them in mail, in both languages, made real by the day on which they were written.

Every expression is read as the last day that it covers: "next week" is its Friday, 今月中 the last day of the month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KANJI_DAYS = "月火水木金土日"
COUNTED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14,
}  # fmt: skip
NUMBERS = {"a": 1, "an": 1, **COUNTED, "couple of": 2, "few": 4}
FAR = 300  # days ahead: a date without a year that would be further off was meant as a past one

_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY = r"(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_COUNT = rf"(\d{{1,2}}|an?|{'|'.join(COUNTED)}|(?:a )?couple of|(?:a )?few)"
EN = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?:{_DAY}[,\s]+(?:the\s)?)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{_MONTH})\b\.?(?:,?\s(?P<y1>20\d\d))?
    | (?:{_DAY}[,\s]+)?(?P<m2>{_MONTH})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y2>20\d\d))?
    | (?P<span>(?:with)?in\s(?:the\s)?(?:next\s|coming\s|about\s|around\s)?)(?:{_COUNT}(?:\s?(?:to|or|-|–)\s?{_COUNT})?\s(?:\(\d{{1,2}}\)\s)?(?P<working>working\s|business\s)?(?P<unit>day|week|month)s?)
    | (?P<weeknext>(?:(?:the\s)?(?P<part>end|middle|beginning|start|early|late|mid)[\s-](?:of\s)?)?(?P<which>this|next|the\s(?:coming|following)|the)\sweek)\b(?!\s(?:of|after))
    | (?:(?:the\s)?(?P<mpart>end|middle|beginning|start)\sof\s)(?P<mwhich>this\smonth|next\smonth|the\smonth|{_MONTH})
    | (?P<relative>tomorrow|today|tonight|end\sof\s(?:the\s)?day|day\safter\stomorrow)
    | (?:(?:this\s(?:coming\s)?|next\s|coming\s)?{_DAY},?\s\(?)?the\s(?P<dayonly>\d{{1,2}})(?:st|nd|rd|th)\b
    | (?P<wwhich>this\scoming\s|this\s|next\s|coming\s|a\sweek\son\s)?(?P<weekday>{_DAY})\b(?:\s(?P<after>week|next\sweek))?
    )""",
    re.I | re.X,
)
_N = r"[0-9一二三四五六七八九十]{1,3}"
JA = re.compile(
    rf"""(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?:(?P<y>20\d\d)年)?(?P<m>{_N})月(?P<d>{_N})日
    | (?P<sm>\d{{1,2}})/(?P<sd>\d{{1,2}})(?!\d|/)
    | (?P<which>今週|来週|再来週|翌週)(?:の?(?P<wday>[月火水木金土日])曜?日?)?(?P<wpart>前半|半ば|中頃|後半|末|明け|初め|中)?
    | (?P<monthly>今月|来月|翌月|(?P<mm>{_N})月)の?(?P<mpart>上旬|初旬|中旬|下旬|末|中|いっぱい|前半|後半)
    | (?P<span>{_N})(?:[〜~・、-]|から)?(?P<span2>{_N})?(?P<unit>営業日|日|週間|週|[かヶカケ箇]月)(?:以内|ほど|程度|くらい|ぐらい|間?のうち|後|中|前後|で(?=[。、\s]|お願い|ご?提出|仕上|$))
    | (?P<few>数日|二三日|2、3日|両日)(?:中|以内|のうち|ほど)?
    | (?P<relative>本日|今日|明日|明後日|あさって|あす|翌日|週明け|週末|月末|年内|年明け)
    | (?P<weekday>[月火水木金土日])曜日?
    | (?P<dayonly>{_N})日(?=[(（まに中])
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class Day:
    """An expression of time: the last day that it covers, and where it stands in the text that was given."""

    day: date
    start: int
    end: int
    exact: bool  # one day was named, rather than a span of them


def days(text: str, on: date) -> Iterator[Day]:
    """The days that a text speaks of, in order, `on` being the day on which it was written. What is no day of the calendar is left out."""
    folded = _folded(text)
    japanese = bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text))
    for found in JA.finditer(folded) if japanese else EN.finditer(folded):
        try:
            day, exact = _japanese(found, on) if japanese else _english(found, on)
        except (ValueError, OverflowError):
            continue
        yield Day(day, found.start(), found.end(), exact)


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _folded(text: str) -> str:
    """Full-width digits and signs as plain ones; every character stays in its place."""
    return text if text.isascii() else text.translate(FULL_WIDTH)


def _english(found: re.Match[str], on: date) -> tuple[date, bool]:
    part = found.groupdict()
    if part["iso"]:
        return date.fromisoformat(part["iso"]), True
    for n in "12":
        if part[f"d{n}"]:
            year = part[f"y{n}"]
            return _dated(on, MONTHS.index(part[f"m{n}"][:3].lower()) + 1, int(part[f"d{n}"]), int(year) if year else None), True
    if part["span"]:
        count = _count(re.findall(rf"\b{_COUNT}\b", found.group()[len(part["span"]) :], re.I)[-1])
        return _after(on, count, part["unit"].lower(), working=bool(part["working"])), False
    if part["weeknext"]:
        which = part["which"].lower()
        monday = on - timedelta(days=on.weekday())
        if which in ("next", "the following", "the coming"):
            monday += timedelta(days=7)
        offset = {"beginning": 1, "start": 1, "early": 1, "middle": 2, "mid": 2}.get((part["part"] or "").lower(), 4)
        friday = monday + timedelta(days=offset)
        return (friday if friday >= on else friday + timedelta(days=7)), False
    if part["mpart"]:
        return _part_of_month(part["mpart"].lower(), part["mwhich"].lower(), on), False
    if part["relative"]:
        word = part["relative"].lower()
        return on + timedelta(days=2 if word.startswith("day after") else 1 if word == "tomorrow" else 0), True
    if part["weekday"]:
        return _weekday(on, DAYS.index(part["weekday"][:3].lower()), (part["wwhich"] or "").strip().lower(), bool(part["after"])), True
    return _day_only(on, int(part["dayonly"])), True


def _japanese(found: re.Match[str], on: date) -> tuple[date, bool]:
    part = found.groupdict()
    if part["iso"]:
        return date.fromisoformat(part["iso"]), True
    if part["d"]:
        return _dated(on, _number(part["m"]), _number(part["d"]), int(part["y"]) if part["y"] else None), True
    if part["sd"]:
        return _dated(on, int(part["sm"]), int(part["sd"]), None), True
    monday = on - timedelta(days=on.weekday())
    if part["which"]:
        monday += timedelta(weeks={"今週": 0, "来週": 1, "翌週": 1, "再来週": 2}[part["which"]])
        if part["wday"]:
            return monday + timedelta(days=KANJI_DAYS.index(part["wday"])), True
        return monday + timedelta(days={"前半": 2, "半ば": 2, "中頃": 2, "明け": 0, "初め": 1}.get(part["wpart"] or "", 4)), False
    if part["mpart"]:
        return _part_of_month_ja(part["mpart"], part["monthly"], part["mm"], on), False
    if part["span"]:
        count = _number(part["span2"] or part["span"])
        unit = {"営業日": "day", "日": "day", "週間": "week", "週": "week"}.get(part["unit"], "month")
        return _after(on, count, unit, working=part["unit"] == "営業日"), False
    if part["few"]:
        return on + timedelta(days=4), False
    if part["relative"]:
        word = part["relative"]
        near = {"本日": 0, "今日": 0, "明日": 1, "あす": 1, "翌日": 1, "明後日": 2, "あさって": 2}
        if word in near:
            return on + timedelta(days=near[word]), True
        if word in ("週明け", "週末"):
            return monday + timedelta(days=7 if word == "週明け" else 4 if on.weekday() < 5 else 6), False
        if word == "月末":
            return date(on.year, on.month, monthrange(on.year, on.month)[1]), False
        return (date(on.year, 12, 28) if word == "年内" else date(on.year + 1, 1, 10)), False
    if part["weekday"]:
        return _weekday(on, KANJI_DAYS.index(part["weekday"]), "", False), True
    return _day_only(on, _number(part["dayonly"])), True


def _dated(on: date, month: int, day: int, year: int | None) -> date:
    """The year that is not said: this one, or the next where the day would be long past."""
    if year:
        return date(year, month, day)
    here = date(on.year, month, day)
    if (on - here).days > 365 - FAR:
        return date(on.year + 1, month, day)
    return date(on.year - 1, month, day) if (here - on).days > FAR else here


def _day_only(on: date, day: int) -> date:
    if day >= on.day:
        return on.replace(day=day)
    month, year = (on.month % 12 + 1, on.year + (on.month == 12))
    return date(year, month, day)


def _after(on: date, count: int, unit: str, *, working: bool) -> date:
    if unit == "month":
        month = on.month - 1 + count
        year, month = on.year + month // 12, month % 12 + 1
        return date(year, month, min(on.day, monthrange(year, month)[1]))
    if working:
        day = on
        while count:
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day
    return on + timedelta(days=count * (7 if unit == "week" else 1))


def _weekday(on: date, wanted: int, which: str, after: bool) -> date:
    """The next such day; "next Friday" is that of next week, as most mean it."""
    ahead = (wanted - on.weekday()) % 7
    if which == "next":
        monday = on - timedelta(days=on.weekday()) + timedelta(days=7)
        return monday + timedelta(days=wanted)
    if ahead == 0 and which not in ("this",):
        ahead = 7
    return on + timedelta(days=ahead + (7 if after or which == "a week on" else 0))


def _part_of_month(part: str, which: str, on: date) -> date:
    first = on.replace(day=1)
    if which.startswith("next"):
        first = (first + timedelta(days=32)).replace(day=1)
    elif which[:3] in MONTHS:
        first = _dated(on, MONTHS.index(which[:3]) + 1, min(on.day, 28), None).replace(day=1)
    last = monthrange(first.year, first.month)[1]
    return first.replace(day={"beginning": 7, "start": 7, "middle": 17}.get(part, last))


def _part_of_month_ja(part: str, which: str, named: str | None, on: date) -> date:
    first = on.replace(day=1)
    if which in ("来月", "翌月"):
        first = (first + timedelta(days=32)).replace(day=1)
    elif named:
        first = _dated(on, _number(named), min(on.day, 28), None).replace(day=1)
    last = monthrange(first.year, first.month)[1]
    return first.replace(day={"上旬": 10, "初旬": 10, "前半": 15, "中旬": 20}.get(part, last))


def _count(word: str) -> int:
    bare = word.lower().removeprefix("a ")
    return int(bare) if bare.isdigit() else NUMBERS[bare]


def _number(text: str) -> int:
    """12, or 十二."""
    if text.isdigit() and text.isascii():
        return int(text)
    digits = "〇一二三四五六七八九"
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(digits.index(c)) for c in text))
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)
