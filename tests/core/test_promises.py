"""Days in mail are real days, and a promise says whose it is and by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.hiring.dates import days
from goen.core.hiring.promises import DUE, MINE, SILENCE, THEIRS, promises

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("We'll let you know by Friday.", THEIRS, "2026-03-06"),
        ("You should hear from us within two weeks.", THEIRS, "2026-03-18"),
        ("We expect to make a decision early next week.", THEIRS, "2026-03-10"),
        ("We will be in touch in the next few days.", THEIRS, "2026-03-08"),
        ("I hope to have news for you next Tuesday.", THEIRS, "2026-03-10"),
        ("You will hear from us by the end of the month.", THEIRS, "2026-03-31"),
        ("We will get back to you within five business days.", THEIRS, "2026-03-11"),
        ("Please send your proposal by 12 March.", DUE, "2026-03-12"),
        ("Could you let me know by the end of the week?", DUE, "2026-03-06"),
        ("Please reply no later than March 9th.", DUE, "2026-03-09"),
        ("If you don't hear from us by 20 March, consider your application unsuccessful.", SILENCE, "2026-03-20"),
        ("Should you not hear from us within 21 days, kindly consider your application unsuccessful.", SILENCE, "2026-03-25"),
        ("Kindly answer the three screening questions by March 25.", DUE, "2026-03-25"),
        ("お返事は3月19日までお待ちします。", DUE, "2026-03-19"),
        ("専務が戻りましたら書類を見ますので、3月末まで待ってください。", THEIRS, "2026-03-31"),
        ("来週中にご連絡いたします。", THEIRS, "2026-03-13"),
        ("結果は一週間以内にメールにてお知らせいたします。", THEIRS, "2026-03-11"),
        ("週明けにご連絡差し上げます。", THEIRS, "2026-03-09"),
        ("来月上旬までに結果をお知らせいたします。", THEIRS, "2026-04-10"),
        ("合否は5営業日以内にご連絡いたします。", THEIRS, "2026-03-11"),
        ("3月12日(木)までに課題をご提出ください。", DUE, "2026-03-12"),
        ("３月１０日（火）17時までにご返信いただけますと幸いです。", DUE, "2026-03-10"),
        ("3月末までにご連絡がない場合は、不合格とご理解ください。", SILENCE, "2026-03-31"),
    ],
)
def test_what_they_promise_or_ask_has_its_day(text: str, kind: str, by: str) -> None:
    (found,) = promises(text, WEDNESDAY, mine=False)
    assert (found.kind, found.by, found.quote) == (kind, date.fromisoformat(by), text)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("I'll send it by Monday.", "2026-03-09"),
        ("You will have it by tomorrow.", "2026-03-05"),
        ("金曜日までにお送りいたします。", "2026-03-06"),
    ],
)
def test_the_owners_own_word_is_theirs_to_keep(text: str, by: str) -> None:
    (found,) = promises(text, WEDNESDAY, mine=True)
    assert (found.kind, found.by) == (MINE, date.fromisoformat(by))


@pytest.mark.parametrize(
    "text",
    [
        "I met you on 3 March.",
        "Best of luck for next week.",
        "Could you come in on Thursday at 1 pm?",
        "Please join us for an interview on Monday, March 9 at 3:00.",
        "We will not be able to take you.",
        "Friday 6 March at 10 am is good; I'll be by the phone.",
        "19日（火）10時に工場までお越しいただけますか。",
        "The closing date is 21 March.",
        "Thursday 10:30, I'll call your cell.",
        "I can confirm 13 March at 10.45, no adjustments needed.",
        "明日の資料をお送りします。",
        "またの機会がございましたら幸いです。",
    ],
)
def test_a_time_to_meet_a_wish_and_the_past_promise_nothing(text: str) -> None:
    assert promises(text, WEDNESDAY, mine=False) == ()
    assert promises(text, WEDNESDAY, mine=True) == ()


def test_a_year_that_is_not_said_is_the_nearest() -> None:
    assert [d.day for d in days("by 10 January", date(2026, 12, 20))] == [date(2027, 1, 10)]
    assert [d.day for d in days("1月10日までに", date(2026, 12, 20))] == [date(2027, 1, 10)]
    assert [d.day for d in days("on 20 December", date(2027, 1, 5))] == [date(2026, 12, 20)]


@given(st.text(max_size=200), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_text_is_too_strange(text: str, on: date) -> None:
    for found in days(text, on):
        assert text[found.start : found.end]
    for promise in promises(text, on, mine=False):
        assert promise.by >= on
        assert promise.quote in text


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["Friday", "next week", "tomorrow", "来週中", "金曜日", "週明け", "今月末"]),
)
def test_what_is_near_is_never_past_nor_far(on: date, words: str) -> None:
    (found,) = days(words, on)
    assert timedelta(0) <= found.day - on <= timedelta(days=31)


def test_what_they_do_today_is_no_promise_and_what_the_owner_says_for_today_is_one() -> None:
    assert promises("マツヤマ建託様へ本日お送りいたします。", WEDNESDAY, mine=False) == ()
    assert [p.kind for p in promises("本日中にお送りいたします。", WEDNESDAY, mine=True)] == [MINE]
