"""When a letter may go: business days of the recipient, as far as their place is known.

Weekends everywhere; in Japan also the turn of the year, 29 December to 3 January, when offices are closed. National
holidays are not known here yet, so a date may still fall on one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
COOL_OFF = timedelta(hours=24)  # a thank-you goes 24 to 48 hours after the rejection, never in the first hours (practice guides differ)
OWN_ASK_AFTER = 7  # days from a thank-you that has gone out to an ask of its own (one to two weeks)
REMIND_AFTER = 7  # business days from an ask to the one gentle reminder (five to seven)
CLOSE_AFTER = 20  # business days after which an ask without an answer is let go (our own figure)


def is_business_day(day: date, language: str) -> bool:
    """Whether offices are open: `language` "ja" stands for Japan."""
    if day.weekday() >= 5:
        return False
    return not (language == "ja" and ((day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)))


def on_business_day(day: date, language: str) -> date:
    """The day itself if offices are open, else the next day on which they are."""
    while not is_business_day(day, language):
        day += timedelta(days=1)
    return day


def business_days_between(start: date, end: date, language: str) -> int:
    """How many business days lie after `start`, up to and with `end`; 0 if `end` is not later."""
    return sum(is_business_day(start + timedelta(days=n), language) for n in range(1, (end - start).days + 1))


def local(moment: datetime, language: str) -> datetime:
    """`moment` (aware) in the recipient's zone: the one their mail was written in; a UTC time from Japan is turned into Japanese time."""
    if language == "ja" and not moment.utcoffset():
        return moment.astimezone(JAPAN)
    return moment


def thank_on(rejected_at: datetime, language: str) -> date:
    """The first day for a thank-you, with or without an ask: a day after the rejection, or the next business day (Japan: always that)."""
    there = local(rejected_at, language)
    day = there.date() + timedelta(days=1) if language == "ja" else (there + COOL_OFF).date()
    return on_business_day(day, language)


def ask_on(thanked: date, language: str) -> date:
    """The first day for an ask of its own, where the thanks have gone out already."""
    return on_business_day(thanked + timedelta(days=OWN_ASK_AFTER), language)


def catch_up_on(rejected_at: datetime, limit: int, language: str) -> date:
    """The first day on which the ask has become a catch-up: `limit` days are over."""
    return on_business_day(local(rejected_at, language).date() + timedelta(days=limit + 1), language)
