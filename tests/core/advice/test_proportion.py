from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from advice_world import MONDAY, World, rejected

from goen.core.reasons import Reason
from goen.core.values import Introduction


def said(world: World) -> tuple[str, str | None, str | None]:
    advice = world.only()
    return advice.response, advice.size, advice.to


def codes(world: World) -> list[str]:
    return [r.code for r in world.only().reasons]


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        ("none", ("silence", None, None)),
        ("acquaintance", ("thanks", None, "dana")),
        ("warm", ("ask", "keep_in_mind", "dana")),
        ("champion", ("ask", "introduction", "dana")),
    ],
)
def test_the_best_tie_decides_the_response(tie: str, expected: tuple[str, str | None, str | None]) -> None:
    assert said(rejected(tie)) == expected


@pytest.mark.parametrize(
    ("tie", "days", "expected"),
    [
        ("champion", 120, ("ask", "introduction", "dana")),
        ("champion", 121, ("ask", "catch_up", "dana")),
        ("warm", 120, ("ask", "keep_in_mind", "dana")),
        ("warm", 121, ("silence", None, None)),
        ("acquaintance", 121, ("silence", None, None)),
    ],
)
def test_after_120_days_only_a_champion_is_written_to(tie: str, days: int, expected: tuple[str, str | None, str | None]) -> None:
    assert said(rejected(tie, days=days)) == expected


def test_a_form_letter_from_nobody_gets_silence_and_says_why() -> None:
    world = World()
    world.mail("no-reply@ats.example", "Unfortunately, we will not be moving forward.", "rejection")
    world.app()
    assert said(world) == ("silence", None, None)
    assert codes(world) == ["nobody"]


def test_who_can_not_be_written_to_gets_no_letter() -> None:
    world = World()
    world.person("lee", "acquaintance", emails=())
    world.mail("no-reply@ats.example", "Unfortunately, no.", "rejection")
    world.app()
    assert said(world) == ("silence", None, None)
    assert codes(world) == ["nobody-to-reach"]


def test_a_desk_without_a_name_is_nobody_to_thank() -> None:
    world = World()
    world.person("desk", "acquaintance", "Fernhill Editorial", emails=("editorial@fernhill.example",), organization="Fernhill Press")
    world.mail("desk", "The exercise is the same for everyone.", "conversation")
    world.mail("desk", "Unfortunately, no.", "rejection")
    world.app()
    assert said(world) == ("silence", None, None)


def test_applications_that_were_not_rejected_get_no_advice() -> None:
    for outcome in ("open", "offer", "accepted", "withdrawn", "silent"):
        world = World()
        world.person("dana", "champion")
        world.mail("dana", "Hello", "invitation")
        world.app(outcome=outcome)
        assert world.advice() == ()


@pytest.mark.parametrize("tie", ["warm", "champion"])
def test_while_the_same_person_decides_on_another_application_thanks_only(tie: str) -> None:
    world = rejected(tie)
    world.mail("dana", "The other post is still open.", "update", app="a2")
    world.app("a2", "open", role="Copy Editor")
    advice = world.advice()[0]
    assert (advice.response, advice.size, advice.to) == ("thanks", None, "dana")
    reason = next(r for r in advice.reasons if r.code == "deciding-elsewhere")
    assert dict(reason.arguments)["role"] == "Copy Editor"


def test_another_open_application_elsewhere_changes_nothing() -> None:
    world = rejected("warm")
    world.mail("no-reply@ats.example", "Received.", "acknowledgement", app="a2")
    world.app("a2", "open", people=(), organization="Archer Books")
    assert world.advice()[0].response == "ask"


def test_another_open_application_at_the_same_firm_is_taken_for_theirs() -> None:
    world = rejected("warm")
    world.mail("no-reply@ats.example", "Received.", "acknowledgement", app="a2")
    world.app("a2", "open", people=(), organization="FERNHILL PRESS, Inc.")
    assert world.advice()[0].response == "thanks"


def test_who_put_in_a_word_before_the_owner_applied_is_a_friend_outside() -> None:
    world = World()
    world.person("pat", "champion", "Pat Friend")
    world.person("dana", "warm", "Dana Stone")
    message = world.mail("pat", "I told Dana about you, apply by Friday.", "conversation", at=MONDAY - timedelta(days=30))
    world.sign("pat", "introduction", "I told Dana about you", message)
    world.mail("me", "I would like to apply.", "application", at=MONDAY - timedelta(days=29), to=("dana",))
    world.mail("dana", "The post has gone to somebody else.", "rejection")
    world.app()
    assert said(world) == ("ask", "keep_in_mind", "dana")
    world.mail("pat", "I am sorry, I argued for you.", "conversation", at=MONDAY + timedelta(hours=3))
    assert said(world) == ("ask", "introduction", "pat")


@pytest.mark.parametrize("tie", ["acquaintance", "warm", "champion"])
def test_an_ask_without_an_answer_bars_every_letter(tie: str) -> None:
    world = rejected(tie, days=20)
    world.mail("me", "Thank you. If anything else comes up, would you think of me?", "ask", "thanks", at=MONDAY + timedelta(days=1))
    assert said(world) == ("silence", None, None)
    reason = world.only().reasons[-1]
    assert reason == Reason("asked-unanswered", (("first", "2026-03-03"), ("last", "2026-03-03"), ("times", "1")))


def test_an_earlier_ask_that_was_answered_does_not_excuse_a_later_one_that_was_not() -> None:
    world = rejected("warm", days=20)
    world.mail("me", "Could we talk about your work some day?", "ask", app=None, at=MONDAY - timedelta(days=40))
    world.mail("dana", "Gladly, come by on Friday.", "conversation", app=None, at=MONDAY - timedelta(days=39))
    assert said(world) == ("ask", "keep_in_mind", "dana")
    world.mail("me", "Might another team need somebody?", "ask", at=MONDAY + timedelta(days=2))
    assert said(world) == ("silence", None, None)


def test_an_ask_that_was_answered_kindly_leaves_the_judgement_of_the_tie() -> None:
    world = rejected("champion", days=10)
    world.mail("me", "If anything comes up, would you think of me?", "ask", at=MONDAY + timedelta(days=1))
    world.mail("dana", "Of course, I'll keep you in mind.", "conversation", at=MONDAY + timedelta(days=2))
    assert said(world) == ("ask", "introduction", "dana")
    assert world.only().since == ("asked", "answered")


def test_an_automatic_answer_is_no_answer() -> None:
    world = rejected("champion", days=10)
    world.mail("me", "If anything comes up, would you think of me?", "ask", at=MONDAY + timedelta(days=1))
    world.mail(
        "dana", "I am out of the office until Monday.", "other", app=None, at=MONDAY + timedelta(days=1, hours=1), marks=frozenset({"auto"})
    )
    assert said(world) == ("silence", None, None)


@pytest.mark.parametrize(
    "answer",
    [
        "No, I am afraid. We don't discuss individual files.",
        "I'm afraid I can't help with that.",
        "Sorry, I don't know anyone in that field.",
        "Unfortunately we are not able to give feedback on interviews.",
        "It is against company policy to share the scores.",
        "恐れ入りますが、個別のお問い合わせにはお答えできません。",
        "あいにく、ご紹介できる者がおりません。",
        "ご希望に沿うのは難しい状況です。ご紹介は難しいです。",
    ],
)
def test_a_no_to_one_question_is_a_no_to_asking(answer: str) -> None:
    world = rejected("champion", days=10)
    world.mail("me", "Could you tell me more about the panel's remarks?", "ask", at=MONDAY + timedelta(days=1))
    message = world.mail("dana", answer, "conversation", at=MONDAY + timedelta(days=2))
    assert said(world) == ("silence", None, None)
    reason = world.only().reasons[-1]
    assert (reason.code, reason.message) == ("said-no", message)
    assert reason.quote in answer and reason.quote


@pytest.mark.parametrize(
    "answer",
    [
        "No problem at all, I'll ask around.",
        "I don't know anyone right now, but I'll keep you in mind.",
        "Unfortunately nothing today. Happy to introduce you to Lee, though.",
        "今のところ心当たりはありませんが、何かあればお声がけします。",
        "喜んでご紹介します。",
    ],
)
def test_a_no_that_is_a_yes_is_no_bar(answer: str) -> None:
    world = rejected("champion", days=10)
    world.mail("me", "Do you know of anybody I could talk to?", "ask", at=MONDAY + timedelta(days=1))
    world.mail("dana", answer, "conversation", at=MONDAY + timedelta(days=2))
    assert said(world) == ("ask", "introduction", "dana")


def test_the_rejection_itself_is_no_answer_to_an_earlier_ask() -> None:
    world = World()
    world.person("dana", "warm", "Dana Stone")
    world.mail("me", "Might I visit you some day?", "ask", at=MONDAY - timedelta(days=40))
    world.mail("dana", "Of course, come on Friday.", "invitation", at=MONDAY - timedelta(days=39))
    world.mail("dana", "Amy, unfortunately we cannot give you the post.", "rejection")
    world.app()
    assert said(world) == ("ask", "keep_in_mind", "dana")


def test_a_no_months_after_the_ask_is_about_something_else() -> None:
    world = rejected("champion", days=119)
    world.mail("me", "Would you think of me?", "ask", at=MONDAY + timedelta(days=1))
    world.mail("dana", "Gladly, I'll keep you in mind.", "conversation", at=MONDAY + timedelta(days=2))
    world.mail("dana", "I can't make coffee on Friday, the trains are down.", "conversation", at=MONDAY + timedelta(days=100))
    assert said(world) == ("ask", "introduction", "dana")


def test_an_introduction_lifts_an_earlier_no() -> None:
    world = rejected("champion", days=30)
    world.mail("me", "Could I have feedback?", "ask", at=MONDAY + timedelta(days=1))
    world.mail("dana", "No, we don't give feedback.", "conversation", at=MONDAY + timedelta(days=2))
    assert said(world)[0] == "silence"
    world.mail("dana", "Lee, meet Amy.", "introduction", at=MONDAY + timedelta(days=9), to=("lee@other.example", "me"))
    assert said(world) == ("ask", "introduction", "dana")


@pytest.mark.parametrize(
    "words",
    [
        "I must ask you not to write again about this call.",
        "Please do not contact me further.",
        "Kindly refrain from contacting us about this.",
        "We cannot enter into any further correspondence.",
        "今後は、私宛のご連絡はお控えくださいますようお願いいたします。",
        "恐れ入りますが、ご返信はご遠慮くださいませ。",
        "こちらも忙しいので、以後の連絡は不要です。",
        "今後のことも含めて、お手紙は控えてください。",
        "As a matter of policy we don't give feedback or keep in contact with candidates.",
    ],
)
def test_no_contact_please_is_silence_whatever_the_tie(words: str) -> None:
    world = rejected("champion", text=f"Dear Amy,\n\nThe post is filled. {words}\n\nDana")
    assert said(world) == ("silence", None, None)
    assert world.only().reasons[-1].code == "no-contact"
    assert words.split("。")[0] in world.only().reasons[-1].quote or world.only().reasons[-1].quote in words


@pytest.mark.parametrize(
    "words",
    [
        "Don't hesitate to contact me.",
        "Feel free to write to me any time.",
        "ご返信には及びません。",
        "いつでもご連絡ください。",
        "選考の内容に関するお問い合わせはご遠慮ください。",
        "I could not stop writing down what you said.",
    ],
)
def test_kind_words_about_writing_are_no_ban(words: str) -> None:
    assert said(rejected("warm", text=f"Dear Amy,\n\nThe post is filled. {words}\n\nDana")) == ("ask", "keep_in_mind", "dana")


def test_among_equals_who_acted_comes_first() -> None:
    world = rejected("warm")
    world.person("lee", "warm", "Lee Archer")
    message = world.mail("lee", "I have passed your letter to the editor.", "conversation", at=MONDAY - timedelta(days=5))
    world.sign("lee", "initiative", "I have passed your letter to the editor.", message)
    world.applications.clear()
    world.app()
    assert said(world) == ("ask", "keep_in_mind", "lee")


def test_among_equals_without_an_act_the_writer_of_the_rejection_comes_first() -> None:
    world = rejected("warm")
    world.person("lee", "warm", "Lee Archer")
    for day in (9, 8, 7, 6):
        message = world.mail("lee", "Your essay was a pleasure to read.", "conversation", at=MONDAY - timedelta(days=day))
        world.sign("lee", "praise", "Your essay was a pleasure to read.", message)
    world.applications.clear()
    world.app()
    assert said(world) == ("ask", "keep_in_mind", "dana")
    assert "wrote-the-rejection" in codes(world)


def test_a_champion_beats_a_warm_writer_of_the_rejection() -> None:
    world = rejected("warm")
    world.person("lee", "champion", "Lee Archer")
    world.mail("lee", "Hello", "conversation", at=MONDAY - timedelta(days=9))
    world.applications.clear()
    world.app()
    assert said(world) == ("ask", "introduction", "lee")


def agency(employer_tie: str, *, employer_writes: bool) -> World:
    world = World()
    world.person("gil", "acquaintance", "Gil Marsh", organization="Marsh Recruiting")
    world.person("vera", employer_tie, "Vera Holm")
    world.mail("gil", "They would like to see you on Friday for an interview.", "invitation", at=MONDAY - timedelta(days=9))
    if employer_writes:
        world.mail("vera", "Thank you for coming.", "conversation", at=MONDAY - timedelta(days=5))
    world.mail("gil", "They have chosen somebody else.", "rejection")
    world.app(agents=("gil",))
    return world


def test_through_an_agency_the_thanks_go_to_the_agent() -> None:
    world = agency("acquaintance", employer_writes=False)
    assert said(world) == ("thanks", None, "gil")
    assert "agent-between" in codes(world)


def test_through_an_agency_the_employer_is_thanked_if_they_wrote_directly() -> None:
    assert said(agency("acquaintance", employer_writes=True)) == ("thanks", None, "vera")


def test_a_warm_employer_who_never_wrote_is_not_asked_past_the_agent() -> None:
    assert said(agency("warm", employer_writes=False)) == ("thanks", None, "gil")


def test_a_warm_agent_is_asked() -> None:
    world = agency("none", employer_writes=False)
    world.people = [replace(p, tie="warm") if p.id == "gil" else p for p in world.people]
    assert said(world) == ("ask", "keep_in_mind", "gil")


def test_a_friend_who_only_brought_them_together_is_not_in_the_process() -> None:
    world = World()
    world.person("pat", "champion", "Pat Friend")
    world.person("dana", "acquaintance", "Dana Stone")
    message = world.mail("pat", "Dana, meet Amy.", "introduction", at=MONDAY - timedelta(days=30), to=("dana", "me"))
    world.mail("dana", "Come in on Friday for an interview.", "invitation", at=MONDAY - timedelta(days=20))
    world.mail("dana", "The post has gone to somebody else.", "rejection")
    world.introductions.append(Introduction("pat", "dana", message, None, "a1"))
    world.app()
    assert said(world) == ("thanks", None, "dana")


def test_the_age_counts_from_the_rejection_that_ended_the_process() -> None:
    world = World(as_of=MONDAY.date() + timedelta(days=3))
    world.person("dana", "warm", "Dana Stone")
    world.mail("dana", "Not that role, but would you talk about this one?", "invitation", "rejection", at=MONDAY - timedelta(days=200))
    world.mail("dana", "In the end we could not make it work.", "rejection")
    world.app()
    assert said(world) == ("ask", "keep_in_mind", "dana")


def test_mail_after_as_of_is_not_looked_at() -> None:
    world = rejected("warm", days=2)
    before = world.only()
    world.mail("me", "Would you think of me?", "ask", at=MONDAY + timedelta(days=5))
    world.mail("dana", "Please do not contact me again.", "conversation", at=MONDAY + timedelta(days=6))
    assert world.only() == before


def test_the_strongest_sign_is_quoted() -> None:
    world = rejected("champion")
    first = world.messages[0].id
    world.sign("dana", "open_door", "I hope our paths cross again.", first)
    world.sign("dana", "introduction", "I'd like you to meet Lee.", first)
    world.sign("dana", "praise", "Your essay was the best.", first)
    reason = next(r for r in world.only().reasons if r.code == "sign")
    assert (reason.quote, reason.message) == ("I'd like you to meet Lee.", first)


def test_the_letter_answers_their_rejection() -> None:
    world = rejected("warm")
    assert world.only().in_reply_to == world.applications[0].rejection
