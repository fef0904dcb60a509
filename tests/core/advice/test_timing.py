from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from advice_world import HANA, JST, MONDAY, World, rejected
from hypothesis import given
from hypothesis import strategies as st

from goen.core.advice import places, timing
from goen.core.advice.correspondence import correspondence

EARLY, LATE = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2000, 2060))


@pytest.mark.parametrize(
    ("moment", "language", "day"),
    [
        (datetime(2026, 3, 2, 10, tzinfo=UTC), "", date(2026, 3, 3)),  # Monday -> Tuesday
        (datetime(2026, 3, 5, 23, tzinfo=UTC), "", date(2026, 3, 6)),
        (datetime(2026, 3, 6, 9, tzinfo=UTC), "", date(2026, 3, 9)),  # Friday -> Monday
        (datetime(2026, 3, 7, 9, tzinfo=UTC), "", date(2026, 3, 9)),
        (datetime(2026, 3, 2, 10, tzinfo=JST), "JP", date(2026, 3, 3)),
        (datetime(2026, 3, 6, 10, tzinfo=JST), "JP", date(2026, 3, 9)),
        (datetime(2025, 12, 26, 18, tzinfo=JST), "JP", date(2026, 1, 5)),  # the turn of the year is over on 4 January, a Sunday
        (datetime(2025, 12, 28, 18, tzinfo=JST), "JP", date(2026, 1, 5)),
        (datetime(2024, 12, 28, 18, tzinfo=JST), "JP", date(2025, 1, 6)),
        (datetime(2025, 12, 29, 9, tzinfo=UTC), "", date(2025, 12, 30)),
    ],
)
def test_a_thank_you_goes_a_day_later_and_on_a_business_day(moment: datetime, language: str, day: date) -> None:
    assert timing.thank_on(moment, language) == day


def test_the_day_is_the_recipients() -> None:
    evening_in_vancouver = datetime(2026, 3, 5, 20, tzinfo=timezone(timedelta(hours=-8)))
    assert timing.thank_on(evening_in_vancouver, "") == date(2026, 3, 6)
    assert timing.thank_on(evening_in_vancouver.astimezone(UTC), "") == date(2026, 3, 9)  # Friday morning UTC, a day later is Saturday
    assert timing.thank_on(datetime(2026, 3, 4, 16, tzinfo=UTC), "JP") == date(2026, 3, 6)  # already the 5th in Japan


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.sampled_from(["", "JP"]))
def test_the_next_business_day_is_never_far_and_always_open(day: date, language: str) -> None:
    found = timing.on_business_day(day, language)
    assert timing.is_business_day(found, language)
    assert timedelta(0) <= found - day <= timedelta(days=11)  # Japan, May 2019


@given(st.datetimes(EARLY, LATE, timezones=st.just(UTC)), st.sampled_from(["", "JP"]))
def test_a_letter_never_goes_on_the_day_of_the_rejection(moment: datetime, language: str) -> None:
    assert timing.thank_on(moment, language) > timing.local(moment, language).date()


def test_thanks_and_ask_go_in_one_letter_unless_the_thanks_are_out() -> None:
    world = rejected("warm", days=20)
    assert world.only().not_before == date(2026, 3, 3)
    world.mail("me", "Dear Dana,\n\nThank you for telling me.\n\nAmy", "thanks", at=MONDAY + timedelta(days=1))
    assert world.only().not_before == date(2026, 3, 10)  # a week after the thanks


def test_a_catch_up_waits_until_the_120_days_are_over() -> None:
    assert rejected("champion", days=200).only().not_before == date(2026, 7, 1)


def test_in_japan_weekends_and_the_turn_of_the_year_pass_first() -> None:
    world = World(owner=HANA, as_of=date(2026, 1, 3))
    world.person("taka", "acquaintance", "高瀬 直子", organization="株式会社ふもと書房")
    world.mail("taka", "花田様\n\n今回は見送りとなりました。\n\n高瀬", "rejection", at=datetime(2025, 12, 26, 17, tzinfo=JST))
    world.app()
    assert world.only().not_before == date(2026, 1, 5)


def test_business_days_between() -> None:
    assert timing.business_days_between(date(2026, 3, 6), date(2026, 3, 9), "") == 1
    assert timing.business_days_between(date(2026, 3, 9), date(2026, 3, 6), "") == 0
    assert timing.business_days_between(date(2025, 12, 26), date(2026, 1, 5), "JP") == 1


def test_public_holidays_and_obon_are_no_business_days() -> None:
    assert not timing.is_business_day(date(2026, 5, 4), "JP")
    assert not timing.is_business_day(date(2026, 8, 14), "JP")
    assert timing.is_business_day(date(2026, 8, 14), "US")
    assert not timing.is_business_day(date(2026, 7, 3), "US")  # the 4th is a Saturday
    assert timing.is_business_day(date(2026, 7, 3), "")
    assert timing.is_business_day(date(2026, 7, 3), "XX")  # a country that nobody knows has only weekends


def test_a_letter_is_best_sent_on_a_business_morning_by_their_clock() -> None:
    friday = datetime(2026, 3, 6, 16, 0, tzinfo=JST)
    assert timing.send_at(friday.date(), "JP", JST, friday) == datetime(2026, 3, 9, 9, 0, tzinfo=JST), "this morning is over"
    assert timing.send_at(friday.date(), "JP", JST, friday.replace(hour=8)) == friday.replace(hour=9)
    found = timing.send_at(date(2026, 5, 2), "JP", JST)
    assert found == datetime(2026, 5, 7, 9, tzinfo=JST)  # a Saturday before the holidays


def test_where_somebody_is_follows_from_their_mail() -> None:
    world = World()
    dana = world.person("dana", "warm", emails=("dana@fernhill.co.uk",))
    assert places.country(dana) == "GB"
    kim = world.person("kim", "warm", emails=("kim@fernhill.example",))
    assert places.country(kim) == ""
    eastern = timezone(timedelta(hours=-5))
    world.mail("kim", "Hello.", "conversation", at=datetime(2026, 3, 2, 10, tzinfo=eastern))
    mails = correspondence(world.people, world.messages, world.readings, owner=world.owner, as_of=world.as_of)
    assert places.country(kim, mails["kim"]) == "US"
    assert places.zone(kim, mails["kim"]) == eastern
    assert places.country(replace(kim, language="ja")) == "JP"
