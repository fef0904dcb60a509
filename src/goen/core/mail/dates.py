"""Dates of headers, as aware datetimes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_RFC = re.compile(
    r"\s*(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?,?[\s-]+(\d{2,4}),?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?\s*([+-]\d{4}|[A-Za-z]{1,5})?"
)
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?")
# minutes east of Greenwich; letters that the standard leaves without meaning are read as UTC
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "jst": 540, "kst": 540, "bst": 60, "ist": 330, "cet": 60, "cest": 120, "met": 60, "mest": 120, "eet": 120, "eest": 180,
    "wet": 0, "west": 60, "msk": 180, "hst": -600, "akst": -540, "akdt": -480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "sgt": 480, "hkt": 480,
}  # fmt: skip


def parse(text: str) -> datetime | None:
    """The date of a header value such as "Tue, 3 Mar 2026 09:15:00 +0900", or None where none can be read."""
    found = _RFC.match(text)
    if found:
        day, month, year, hour, minute, second, zone = found.groups()
        number = _MONTHS.get(month.lower())
        if number:
            return _made(_year(int(year)), number, int(day), int(hour), int(minute), int(second or 0), _offset(zone))
    found = _ISO.match(text)
    if found:
        y, mo, d, h, mi, s, zone = found.groups()
        return _made(int(y), int(mo), int(d), int(h or 0), int(mi or 0), int(s or 0), _offset((zone or "").replace(":", "")))
    return _other(text)


def _year(year: int) -> int:
    if year < 70:
        return year + 2000
    return year + 1900 if year < 1000 else year


@lru_cache(maxsize=256)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _offset(zone: str | None) -> int:
    if not zone:
        return 0
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        if minutes > 14 * 60:
            return 0
        return -minutes if zone[0] == "-" else minutes
    return _ZONES.get(zone.lower(), 0)


def _made(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: int) -> datetime | None:
    if not 1970 <= year <= 2100:
        return None
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC if offset == 0 else _zone(offset))
    except ValueError:
        return None


def _other(text: str) -> datetime | None:
    """The standard library's tolerant reader, for the forms that the patterns leave."""
    try:
        parts = parsedate_tz(text[:200])
    except Exception:  # noqa: BLE001 - it raises many kinds on hostile input
        return None
    if not parts:
        return None
    offset = (parts[9] or 0) // 60
    return _made(_year(parts[0]), parts[1], parts[2], parts[3], parts[4], parts[5], offset if abs(offset) <= 14 * 60 else 0)
