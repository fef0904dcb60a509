"""The ledger of work: what is work at all, which sentence asks, by when, how large, paid or not; an answer about a task is no other task."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from advice_world import World

from goen.core.advice.agenda import of
from goen.core.advice.context import gather
from goen.core.advice.entries import entries
from goen.core.advice.ledger import Work

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def asked(text: str, kind: str = "assignment", *, sender: str = "dana") -> World:
    world = World(as_of=date(2026, 3, 30))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail(sender, text, kind, at=START, to=("me",))
    world.app(outcome="open")
    return world


def works(world: World) -> tuple[Work, ...]:
    return of(gather(world.understanding(), world.messages)).works


@pytest.mark.parametrize(
    "text",
    [
        "You have been invited to take an assessment for the post. It is open until 10 March.",
        "Your online test is ready: complete it by 10 March.",
        "WEBテスト（言語・非言語）を3月10日までに受検してください。",
        "3月10日（火）までに適性検査をお受けください。",
    ],
)
def test_a_test_on_a_site_is_no_work_that_is_handed_in(text: str) -> None:
    assert works(asked(text)) == ()


def test_a_machine_asks_for_work_only_in_words_that_name_it() -> None:
    assert works(asked("Your meeting starts in 10 minutes. You can join it here.", sender="no-reply@rooms.example")) == ()
    assert len(works(asked("Please send your writing sample by 10 March.", sender="no-reply@rooms.example"))) == 1


def test_an_answer_about_the_task_is_no_other_task() -> None:
    world = asked("Please edit chapter 3 and send the exercise back within ten days.")
    question = world.mail("me", "Is the whole chapter meant?", "conversation", at=START + timedelta(days=1))
    world.mail("dana", "The exercise is the same for everyone. You may do less.", "assignment", at=START + timedelta(days=2))
    answer = world.messages[-1]
    world.messages[-1] = replace(answer, envelope=replace(answer.envelope, references=(question,)))
    world.mail("me", "Here it is.", "submission", at=START + timedelta(days=8))
    (work,) = works(world)
    assert (work.asked, work.due, work.handed_in, work.early) == (date(2026, 3, 2), date(2026, 3, 12), date(2026, 3, 10), 2)


def test_what_was_handed_in_last_counts_where_an_outline_went_before() -> None:
    world = asked("Please write a proposal by 20 March.")
    for day in (3, 10):
        world.mail("me", "Here you are.", "submission", at=START + timedelta(days=day))
        answer = world.mail("dana", "Thank you, go on like that.", "conversation", at=START + timedelta(days=day + 1))
        assert answer
    world.readings[2] = replace(world.readings[2], kind="assignment")  # misread
    world.messages[2] = replace(world.messages[2], envelope=replace(world.messages[2].envelope, references=(world.messages[1].id,)))
    (work,) = works(world)
    assert work.handed_in == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "You were the first in three weeks to laugh. We ask the last four to write something: six hundred words, by the 17th.",
            "We ask the last four to write something: six hundred words, by the 17th.",
        ),
        ("We test by doing. Please build a small tool that sorts our mail.", "Please build a small tool that sorts our mail."),
        ("昨日はありがとうございました。企画書をA4二枚でお送りください。", "企画書をA4二枚でお送りください。"),
    ],
)
def test_the_sentence_that_asks_is_quoted(text: str, quote: str) -> None:
    assert works(asked(text))[0].quote == quote


def test_the_day_that_is_set_beats_a_day_that_is_named() -> None:
    text = "We hope to decide in six weeks. Please send the proposal by 10 March."
    assert works(asked(text))[0].due == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "paid", "hours"),
    [
        ("Please write the brief. We regret we cannot pay for exercises.", False, None),
        ("Please build the invoice module as a test. Our client needs it.", None, None),
        ("Please write the brief, and send us an invoice for it.", True, None),
        ("Please write the plan; it's like 2 days.", None, 16.0),
        ("Please write the plan within 7 days.", None, None),
    ],
)
def test_pay_and_size_are_what_they_said(text: str, paid: bool | None, hours: float | None) -> None:
    work = works(asked(text))[0]
    assert (work.paid, work.hours) == (paid, hours)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Please edit the chapter, so that the file may go straight to the typesetter.", "open-ended"),
        ("Please build a dashboard my investors can click on, as a test.", "for-their-client"),
        ("原稿を、公開できる状態まで編集してください。", "open-ended"),
    ],
)
def test_work_that_is_used_as_it_is_smells(text: str, sign: str) -> None:
    assert sign in [s.code for s in works(asked(text))[0].signs]


def test_a_submission_that_nobody_asked_for_is_no_task() -> None:
    world = asked("The post goes on our site on Monday. There are two lists, and I sit on both.", "conversation")
    world.mail("me", "My form is in.", "submission", at=START + timedelta(days=3))
    assert works(world) == ()


def test_work_with_a_day_is_due_once_and_stands_in_the_calendar() -> None:
    for text in ("Six hundred words on any one line, please. By the 17th?", "Please send your proposal by 17 March."):
        world = replace(asked(text), as_of=date(2026, 3, 12))
        context = gather(world.understanding(), world.messages)
        found = of(context)
        assert [(t.code, t.by) for t in found.today if t.code == "due"] == [("due", date(2026, 3, 17))], text
        assert [e.day for e in entries(context, found) if e.kind == "due"] == [date(2026, 3, 17)]
        world.mail("me", "Here it is.", "submission", at=START + timedelta(days=4))
        assert "due" not in [t.code for t in of(gather(world.understanding(), world.messages)).today]
