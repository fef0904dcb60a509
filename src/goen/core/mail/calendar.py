"""Calendar parts as events."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from goen.core.mail.message import Event

MAX_EVENTS = 20
MAX_CALENDAR = 200 * 1024  # characters


def events(text: str, method: str = "") -> tuple[Event, ...]:
    """The events of an iCalendar text; an empty tuple where none can be read. Times without a zone are UTC, all-day events start at midnight UTC."""
    if "BEGIN:VEVENT" not in text.upper():
        return ()
    # half of the mail holds no invitation, and the library takes 0.15 s to load
    from icalendar import Calendar

    if len(text) > MAX_CALENDAR:
        text = text[: text.upper().rfind("END:VEVENT", 0, MAX_CALENDAR) + len("END:VEVENT")] + "\r\nEND:VCALENDAR\r\n"
    out: list[Event] = []
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception:  # noqa: BLE001 - the library raises many kinds on broken input
        return ()
    for calendar in calendars:
        said = str(calendar.get("METHOD", method)).upper()
        for item in calendar.walk("VEVENT"):
            try:
                made = _event(item, said)
            except Exception:  # noqa: BLE001 - one broken event hides no other
                continue
            if made is not None:
                out.append(made)
            if len(out) >= MAX_EVENTS:
                return tuple(out)
    return tuple(out)


def _event(item: Any, method: str) -> Event | None:
    start = _moment(item, "DTSTART")
    if start is None:
        return None
    end = _moment(item, "DTEND")
    if end is None and "DURATION" in item:
        end = start + item.decoded("DURATION")
    if str(item.get("STATUS", "")).upper() == "CANCELLED":
        method = "CANCEL"
    attendees = item.get("ATTENDEE", [])
    if not isinstance(attendees, list):
        attendees = [attendees]
    return Event(
        summary=" ".join(str(item.get("SUMMARY", "")).split()),
        start=start,
        end=end,
        organizer=_address(item.get("ORGANIZER", "")),
        attendees=tuple(a for a in map(_address, attendees[:500]) if a),
        method=method if method.isalpha() else "",
    )


def _moment(item: Any, name: str) -> datetime | None:
    if name not in item:
        return None
    value = item.decoded(name)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), tzinfo=UTC)
    return None


def _address(value: Any) -> str:
    text = str(value).strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    return text.lower() if "@" in text else ""
