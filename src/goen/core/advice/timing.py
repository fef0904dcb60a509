"""When a letter may go: business days of the recipient, as far as their place is known.

Weekends everywhere, the public holidays of the country where it is known (`where`: its two letters, or "" for nowhere in particular); in
Japan also the turn of the year and お盆, when offices are closed.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

JAPAN = timezone(timedelta(hours=9))
COOL_OFF = timedelta(hours=24)  # a thank-you goes 24 to 48 hours after the rejection, never in the first hours (practice guides differ)
OWN_ASK_AFTER = 7  # days from a thank-you that has gone out to an ask of its own (one to two weeks)
REMIND_AFTER = 7  # business days from an ask to the one gentle reminder (five to seven)
OBON = ((8, 13), (8, 16))  # month and day; most Japanese offices close
CLOSE_AFTER = 20  # business days after which an ask without an answer is let go (our own figure)


def is_business_day(day: date, where: str) -> bool:
    """Whether offices are open. `where`: a country's two letters, or ""."""
    if day.weekday() >= 5 or (where and day in _holidays(where, day.year)):
        return False
    here = (day.month, day.day)
    return not (where == "JP" and (here >= (12, 29) or here <= (1, 3) or OBON[0] <= here <= OBON[1]))


@cache
def _holidays(where: str, year: int) -> frozenset[date]:
    """The public holidays of a country; none where the library does not know it."""
    import holidays  # a seventh of a second, and a board without rejections asks for none

    try:
        return frozenset(holidays.country_holidays(where, years=year))
    except NotImplementedError:
        return frozenset()


def on_business_day(day: date, where: str) -> date:
    """The day itself if offices are open, else the next day on which they are."""
    while not is_business_day(day, where):
        day += timedelta(days=1)
    return day


def business_days_between(start: date, end: date, where: str) -> int:
    """How many business days lie after `start`, up to and with `end`; 0 if `end` is not later."""
    return sum(is_business_day(start + timedelta(days=n), where) for n in range(1, (end - start).days + 1))


def local(moment: datetime, where: str) -> datetime:
    """`moment` (aware) in the recipient's zone: the one their mail was written in; a UTC time from Japan is turned into Japanese time."""
    if where == "JP" and not moment.utcoffset():
        return moment.astimezone(JAPAN)
    return moment


def thank_on(rejected_at: datetime, where: str) -> date:
    """The first day for a thank-you, with or without an ask: a day after the rejection, or the next business day (Japan: always that)."""
    there = local(rejected_at, where)
    day = there.date() + timedelta(days=1) if where == "JP" else (there + COOL_OFF).date()
    return on_business_day(day, where)


def ask_on(thanked: date, where: str) -> date:
    """The first day for an ask of its own, where the thanks have gone out already."""
    return on_business_day(thanked + timedelta(days=OWN_ASK_AFTER), where)


def catch_up_on(rejected_at: datetime, limit: int, where: str) -> date:
    """The first day on which the ask has become a catch-up: `limit` days are over."""
    return on_business_day(local(rejected_at, where).date() + timedelta(days=limit + 1), where)


MORNING = time(9)  # answers come fastest on weekday mornings (evidence.md, fact 30)


def send_at(day: date, where: str, zone: tzinfo, now: datetime | None = None) -> datetime:
    """The morning on which a letter is best sent, from this day on: a business day's, in the recipient's zone; after `now` (aware) where given."""
    found = datetime.combine(on_business_day(day, where), MORNING, zone)
    if now is None or found >= now:
        return found
    return datetime.combine(on_business_day(max(day, now.astimezone(zone).date()) + timedelta(days=1), where), MORNING, zone)
