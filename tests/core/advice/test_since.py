from __future__ import annotations

from datetime import timedelta

from advice_world import MONDAY, World, rejected

from goen.core.advice import next_step
from goen.core.values import Introduction


def step(world: World) -> tuple[str, dict[str, str]]:
    reason = next_step(world.advice()[0], as_of=world.as_of)
    return reason.code, dict(reason.arguments)


def test_nothing_has_happened_yet() -> None:
    world = rejected("warm")
    assert world.only().since == ()
    assert step(world) == ("ask", {"person": "dana", "size": "keep_in_mind", "on": "2026-03-03"})
    assert step(rejected("acquaintance"))[0] == "thank"
    assert step(rejected("champion", days=150))[0] == "catch-up"
    assert step(rejected("none")) == ("nobody-to-write-to", {"why": "nobody"})
    assert step(rejected("warm", days=150)) == ("let-go", {"person": "dana", "why": "old"})


def test_an_answer_that_was_given_is_not_proposed_again() -> None:
    world = rejected("acquaintance")
    world.mail("me", "Thank you for telling me, Dana.", "thanks", at=MONDAY + timedelta(days=1))
    assert world.only().since == ("thanked",)
    assert world.only().response == "thanks"
    assert step(world) == ("done", {"person": "dana", "why": "thanked"})


def test_thanks_said_in_a_conversation_count_and_in_scheduling_do_not() -> None:
    world = rejected("acquaintance")
    world.mail("me", "Thank you! Tuesday at ten is fine.", "scheduling", app="a2", at=MONDAY + timedelta(days=1))
    assert world.only().since == ()
    world.mail("me", "That is kind of you, thank you for writing yourself.", "conversation", at=MONDAY + timedelta(days=1))
    assert world.only().since == ("thanked",)


def test_thanks_before_the_rejection_are_not_thanks_for_it() -> None:
    world = rejected("acquaintance")
    world.mail("me", "Thank you for the interview.", "thanks", at=MONDAY - timedelta(days=5))
    assert world.only().since == ()


def test_after_the_thanks_an_ask_stands_alone() -> None:
    world = rejected("warm", days=9)
    world.mail("me", "Thank you for telling me.", "thanks", at=MONDAY + timedelta(days=1))
    assert step(world) == ("ask-alone", {"person": "dana", "size": "keep_in_mind", "on": "2026-03-10"})


def test_a_thank_you_that_is_late_is_only_welcome() -> None:
    assert rejected("acquaintance", days=21).only().since == ()
    late = rejected("acquaintance", days=22)
    assert late.only().since == ("too_late",)
    assert step(late)[0] == "thank-if-you-like"
    assert rejected("warm", days=22).only().since == ()


def asked(days: int, *, times: int = 1, tie: str = "warm") -> World:
    world = rejected(tie, days=days)
    for n in range(times):
        world.mail("me", "Thank you. Would you think of me?", "ask", "thanks", at=MONDAY + timedelta(days=1 + 10 * n))
    return world


def test_an_ask_on_its_way_is_waited_for_then_one_reminder_then_let_go() -> None:
    assert step(asked(5)) == ("wait", {"person": "dana", "why": "asked"})
    assert step(asked(14)) == ("remind", {"person": "dana"})
    assert step(asked(40)) == ("let-go", {"person": "dana", "why": "asked-unanswered"})
    assert step(asked(25, times=2)) == ("let-go", {"person": "dana", "why": "asked-unanswered"})
    assert step(asked(14, tie="acquaintance"))[0] == "let-go"
    assert asked(14).only().since == ("thanked", "asked")


def test_an_ask_that_was_answered_is_not_made_again() -> None:
    world = asked(30)
    world.mail("dana", "Of course, I'll keep you in mind.", "conversation", at=MONDAY + timedelta(days=2))
    assert world.only().since == ("thanked", "asked", "answered")
    assert step(world) == ("done", {"person": "dana", "why": "answered"})


def introduced(days: int = 40) -> World:
    world = rejected("champion", days=days)
    world.person("lee", "none", "Lee Archer", organization="Archer Books")
    message = world.mail("dana", "Lee, meet Amy.", "introduction", app="a2", at=MONDAY + timedelta(days=5), to=("lee", "me"))
    world.introductions.append(Introduction("dana", "lee", message, "a1", "a2"))
    return world


def test_who_introduced_the_owner_is_owed_a_report_and_not_an_ask() -> None:
    world = introduced()
    assert world.advice()[0].response == "ask"
    assert world.advice()[0].since == ("introduced",)
    assert step(world) == ("report", {"person": "dana", "about": "introduction"})


def test_news_of_months_ago_is_welcome_and_no_longer_owed() -> None:
    world = introduced(days=90)
    assert step(world) == ("report-if-you-like", {"person": "dana", "about": "introduction"})
    world.mail("lee", "We chose somebody else.", "rejection", app="a2", at=MONDAY + timedelta(days=80))
    world.app("a2", "rejected", people=("lee",))
    assert step(world)[0] == "report"


def test_a_thank_you_on_the_thread_with_the_new_contact_is_no_report() -> None:
    world = introduced()
    world.mail(
        "me", "Thank you, Dana! Lee, shall we talk on Friday?", "conversation", app="a2", at=MONDAY + timedelta(days=6), to=("lee", "dana")
    )
    assert step(world)[0] == "report"


def test_a_report_is_owed_again_when_there_is_news() -> None:
    world = introduced()
    world.mail(
        "me", "Dana, Lee and I talked for an hour. Thank you.", "conversation", app=None, at=MONDAY + timedelta(days=8), to=("dana",)
    )
    assert world.advice()[0].since == ("thanked", "introduced", "reported_back")
    assert step(world) == ("done", {"person": "dana", "why": "reported"})
    world.mail("lee", "We chose somebody else.", "rejection", app="a2", at=MONDAY + timedelta(days=20))
    world.app("a2", "rejected", people=("lee",))
    assert step(world) == ("report", {"person": "dana", "about": "introduction"})


def test_a_report_is_owed_even_where_asking_is_over() -> None:
    world = introduced()
    world.mail("me", "Would you think of me again?", "ask", at=MONDAY + timedelta(days=30), to=("dana",))
    assert world.advice()[0].response == "silence"
    assert step(world) == ("report", {"person": "dana", "about": "introduction"})


def test_no_contact_please_ends_reports_too() -> None:
    world = introduced()
    world.mail("dana", "Please do not write to me again.", "conversation", app=None, at=MONDAY + timedelta(days=9))
    assert step(world) == ("let-go", {"why": "no-contact"})


def taken(world: World, *, day: int = 10) -> None:
    world.mail("boss@newfirm.example", "We would like to offer you the job.", "offer", app="a9", at=MONDAY + timedelta(days=day - 1))
    world.mail("me", "I accept with pleasure.", "acceptance", app="a9", at=MONDAY + timedelta(days=day), to=("boss@newfirm.example",))
    world.app("a9", "accepted", people=(), organization="Newfirm")


def test_after_a_new_job_asks_become_reports() -> None:
    world = rejected("warm", days=20)
    taken(world)
    assert world.advice()[0].response == "ask"
    assert world.advice()[0].since == ("search_over",)
    assert step(world) == ("report", {"person": "dana", "about": "new-job"})
    world.mail("me", "Dana, I start at Newfirm in May. Thank you for everything.", "conversation", app=None, at=MONDAY + timedelta(days=12))
    assert step(world) == ("done", {"person": "dana", "why": "reported"})


def test_a_job_that_was_followed_by_new_applications_did_not_end_the_search() -> None:
    world = rejected("warm", days=40)
    taken(world)
    world.mail("me", "I would like to apply.", "application", app="a10", at=MONDAY + timedelta(days=30), to=("jobs@elsewhere.example",))
    assert world.advice()[0].since == ()


def test_a_job_taken_before_this_search_began_is_none_of_its_business() -> None:
    world = rejected("warm", days=5)
    taken(world, day=-300)
    assert world.advice()[0].since == ()


def test_a_yes_to_an_offered_introduction_waits_for_it() -> None:
    world = rejected("champion", days=9)
    world.mail(
        "dana",
        "I'd be happy to introduce you to Lee Archer. Shall I?",
        "conversation",
        "introduction_offer",
        at=MONDAY + timedelta(hours=2),
    )
    assert step(world)[0] == "ask"
    world.mail("me", "Yes, please do! Thank you, Dana.", "conversation", at=MONDAY + timedelta(days=1))
    assert step(world) == ("wait", {"person": "dana", "why": "offer-accepted"})
    world.as_of = MONDAY.date() + timedelta(days=50)
    assert step(world)[0] == "ask-alone"
