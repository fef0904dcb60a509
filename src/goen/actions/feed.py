"""The calendar as iCalendar text, for a file or an address: any calendar program takes it in, and nothing in it needs an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from goen import __version__
from goen.actions.agenda import Day
from goen.core.advice.entries import Entry, entries

ALARM = timedelta(days=-1)
HOUR = timedelta(hours=1)


def calendar(here: Day, words: Callable[[Entry], str], name: str, quoted: Callable[[str], str] = str) -> tuple[bytes, int]:
    """(the calendar, how many entries). `words` gives an entry's title in the owner's language, `name` the calendar's; `quoted` words of the mail
    as they may be shown.

    The same day's facts give the same bytes: the stamp is that of the day.
    """
    from icalendar import Alarm, Calendar, Event

    made = Calendar()
    made.add("prodid", f"-//Goen//goen {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-published-ttl", "PT1H")
    stamp = datetime.combine(here.understanding.as_of, time(), UTC)
    found = entries(here.context, here.agenda)
    for entry in found:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("summary", words(entry))
        if entry.start is not None:
            event.add("dtstart", entry.start.astimezone(UTC))
            event.add("dtend", (entry.end or entry.start + HOUR).astimezone(UTC))
        else:
            event.add("dtstart", entry.day)
            event.add("dtend", entry.day + timedelta(days=1))
            event.add("transp", "TRANSPARENT")
        if entry.quote:
            event.add("description", quoted(entry.quote))
        if entry.remind and _ahead(entry.day, here.understanding.as_of):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", words(entry))
            alarm.add("trigger", ALARM if entry.start is None else -HOUR)
            event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical()), len(found)


def _ahead(day: date, today: date) -> bool:
    return day >= today
