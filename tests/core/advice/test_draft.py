from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from advice_world import HANA, JST, MONDAY, World, rejected

from goen.core.advice import check, draft
from goen.core.values import Introduction, Letter, Pause

PRAISE = "Your proposal was the sharpest we read"


def write(world: World) -> Letter:
    u = world.understanding()
    letter = draft(u.advice[0], u, world.messages)
    assert letter is not None
    assert check(letter, u.advice[0], u, world.messages) == ()
    return letter


def words(letter: Letter) -> int:
    return len(letter.body.split())


def praised(tie: str, **options: object) -> World:
    world = rejected(
        tie, text=f"Amy,\n\nWe have gone with somebody in-house. {PRAISE}, and I'd hire you for the next one.\n\nDana", **options
    )  # type: ignore[arg-type]
    world.sign("dana", "praise", PRAISE, world.messages[-1].id)
    return world


def test_where_the_advice_is_silence_there_is_no_letter() -> None:
    world = rejected("none")
    u = world.understanding()
    assert draft(u.advice[0], u, world.messages) is None


def test_a_plain_thank_you_names_the_opening_and_asks_nothing() -> None:
    letter = write(rejected("acquaintance"))
    assert letter.subject == "Re: The post"
    assert letter.to == "dana@fernhill.example"
    assert letter.body.startswith("Dear Dana,\n\n")
    assert letter.body.endswith("\nAmy")
    assert "Staff Writer" in letter.body
    assert "?" not in letter.body
    assert 50 <= words(letter) <= 125


def test_an_ask_names_the_work_that_was_praised_and_asks_to_be_kept_in_mind() -> None:
    letter = write(praised("warm"))
    assert "my proposal" in letter.body
    assert "kept me in mind" in letter.body or "thought of me" in letter.body
    assert letter.in_reply_to is not None


def test_a_champion_is_asked_for_a_name() -> None:
    letter = write(praised("champion"))
    assert "glad of a name" in letter.body or "grateful for an introduction" in letter.body


def test_an_introduction_that_was_offered_is_taken_up() -> None:
    world = praised("champion")
    world.mail(
        "dana", "I could introduce you to Lee Archer, say the word.", "conversation", "introduction_offer", at=MONDAY + timedelta(hours=1)
    )
    assert "take you up on it" in write(world).body


def test_when_the_thanks_are_out_the_letter_is_another() -> None:
    world = praised("warm", days=10)
    first = write(world).body
    world.mail("me", "Dear Dana,\n\nThank you for telling me.\n\nAmy", "thanks", at=MONDAY + timedelta(days=1))
    second = write(world).body
    assert first != second
    assert "again" in second


def test_the_same_mail_gives_the_same_letter() -> None:
    assert write(praised("warm")) == write(praised("warm"))


def test_reply_subjects_do_not_pile_up() -> None:
    world = rejected("acquaintance")
    world.messages[-1] = replace(world.messages[-1], envelope=replace(world.messages[-1].envelope, subject="RE: Re: Staff Writer"))
    assert write(world).subject == "Re: Staff Writer"


@pytest.mark.parametrize(
    ("theirs", "mine", "greeting", "signed"),
    [
        ("Hi Amy,\n\nThe post is filled.\n\nDana", "Hi Dana,\n\nYes.\n\nAmy", "Hi Dana,", "Amy"),
        ("Dear Ms Larkin,\n\nThe post is filled.\n\nDana Stone", "Good.", "Dear Dana Stone,", "Amy Larkin"),
        ("Dear Ms Larkin,\n\nThe post is filled.\n\nD. Stone", "Dear Dr Stone,\n\nYes.\n\nAmy Larkin", "Dear Dr Stone,", "Amy Larkin"),
        ("Amy, the post is filled.\n\nD.", "Yes.", "Dear Dana,", "Amy"),
        ("Hey Amy! The post is filled.\n\nDana", "Yes.", "Hi Dana,", "Amy"),
        ("The post is filled.\n\nKind regards,\nDana Stone\nEditor, Fernhill Press", "Yes.", "Dear Dana Stone,", "Amy Larkin"),
    ],
)
def test_people_are_addressed_as_they_address_one_another(theirs: str, mine: str, greeting: str, signed: str) -> None:
    world = World()
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", "Come for an interview.", "invitation", at=MONDAY - timedelta(days=9))
    world.mail("me", mine, "scheduling", at=MONDAY - timedelta(days=8))
    world.mail("dana", theirs, "rejection")
    world.app()
    letter = write(world)
    assert letter.body.split("\n")[0] == greeting
    assert letter.body.split("\n")[-1] == signed


def test_without_any_sign_of_a_work_the_handed_in_one_is_named() -> None:
    world = rejected("acquaintance")
    world.mail("dana", "Please write a case study of one page.", "assignment", at=MONDAY - timedelta(days=10))
    world.mail("me", "Here is the case study.", "submission", at=MONDAY - timedelta(days=9))
    world.applications.clear()
    world.app()
    assert "the case study" in write(world).body


def test_words_said_to_a_third_person_are_not_quoted_back() -> None:
    world = rejected("champion")
    message = world.mail(
        "dana", "Lee, your luck: you should hire her work.", "introduction", at=MONDAY - timedelta(days=1), to=("lee@other.example", "me")
    )
    world.sign("dana", "praise", "you should hire her work", message)
    assert "you should hire" not in write(world).body


def test_agents_are_thanked_for_putting_the_owner_forward() -> None:
    world = World()
    world.person("gil", "acquaintance", "Gil Marsh", organization="Marsh Recruiting")
    world.mail("gil", "Hi Amy, they have chosen somebody else.\n\nGil", "rejection")
    world.app(agents=("gil",))
    body = write(world).body
    assert "putting me forward" in body and "Fernhill Press" in body


@pytest.mark.parametrize(
    ("role", "part"),
    [
        ("Freelance Editor", "freelance or part-time"),
        ("Postdoctoral researcher", "post"),
        ("Graduate Trainee", "with you or elsewhere"),
        ("Welder (nights)", "in your shop"),
        ("Long-Term Fellowship", "the Long-Term Fellowship"),
        ("Data Analyst II (Ref 4410)", "the Data Analyst II role"),
    ],
)
def test_the_words_fit_the_opening(role: str, part: str) -> None:
    world = rejected("warm")
    world.applications.clear()
    world.app(role=role)
    assert part in write(world).body


def led_to(outcome: str, kind: str) -> World:
    world = rejected("champion", days=40)
    world.person("lee", "none", "Lee Archer", organization="Archer Books")
    message = world.mail("dana", "Lee, meet Amy.", "introduction", app="a2", at=MONDAY + timedelta(days=5), to=("lee", "me"))
    world.mail("lee", "About the job.", kind, app="a2", at=MONDAY + timedelta(days=20))
    if outcome == "accepted":
        world.mail("me", "I accept.", "acceptance", app="a2", at=MONDAY + timedelta(days=21), to=("lee",))
    world.introductions.append(Introduction("dana", "lee", message, "a1", "a2"))
    world.app("a2", outcome, people=("lee",), organization="Archer Books")
    return world


@pytest.mark.parametrize(
    ("outcome", "kind", "words"),
    [
        ("accepted", "offer", "I've accepted the job at Archer Books"),
        ("rejected", "rejection", "It ended without a job at Archer Books"),
        ("offer", "offer", "has made me an offer"),
        ("open", "invitation", "still open"),
        ("silent", "invitation", "haven't heard from Archer Books"),
        ("withdrawn", "invitation", "I withdrew"),
    ],
)
def test_an_introducer_is_told_what_came_of_it_also_when_it_ended_badly(outcome: str, kind: str, words: str) -> None:
    letter = write(led_to(outcome, kind))
    assert words in letter.body
    assert "introducing me to Lee" in letter.body
    assert letter.subject == "Re: The post"


def test_after_a_new_job_the_letter_is_news() -> None:
    world = praised("warm", days=20)
    world.mail("me", "I accept.", "acceptance", app="a9", at=MONDAY + timedelta(days=10), to=("boss@newfirm.example",))
    world.app("a9", "accepted", people=(), organization="Newfirm")
    body = write(world).body
    assert "I've accepted a job at Newfirm" in body
    assert "mind" not in body


def process_ja(
    tie: str,
    quote: str = "",
    *,
    days: int = 3,
    person: str = "高瀬 直子",
    organization: str = "株式会社ふもと書房",
    position: str = "編集長",
) -> World:
    world = World(owner=HANA)
    at = datetime(2026, 3, 2, 10, tzinfo=JST)
    world.as_of = at.date() + timedelta(days=days)
    world.person("taka", tie, person, organization=organization, position=position)
    world.mail("taka", "花田様\n\n面接にお越しいただけますか。\n\n高瀬", "invitation", at=at - timedelta(days=14), subject="面接のご案内")
    world.mail(
        "me",
        "高瀬様\n\nお世話になっております。みなと大学の花田文です。\n\n伺います。\n\n花田 文",
        "scheduling",
        at=at - timedelta(days=13),
        subject="Re: 面接のご案内",
    )
    world.mail(
        "taka", f"花田様\n\n今回は別の方にお願いすることになりました。\n{quote}\n\n高瀬直子", "rejection", at=at, subject="選考の結果"
    )
    if quote:
        world.sign("taka", "praise", quote, world.messages[-1].id)
    world.app(role="編集者(業務委託)", organization=organization)
    return world


def length(letter: Letter) -> int:
    return len("".join(letter.body.split()))


@pytest.mark.parametrize("tie", ["acquaintance", "warm", "champion"])
def test_日本語の手紙は400字以内で宛名と名乗りがある(tie: str) -> None:
    letter = write(process_ja(tie, "作文「祖母の前掛け」は、編集部で回し読みしました。"))
    assert letter.language == "ja"
    assert letter.subject == "Re: 選考の結果"
    assert letter.body.startswith("株式会社ふもと書房\n高瀬直子様\n\nお世話になっております。みなと大学の花田文です。")
    assert "作文「祖母の前掛け」" in letter.body
    assert 220 <= length(letter) <= 400


def test_日本語の御礼には質問も相談もない() -> None:
    body = write(process_ja("acquaintance")).body
    assert "ご相談" not in body and "でしょうか" not in body


def test_日本語のお願いはご相談で逃げ道がある() -> None:
    for tie in ("warm", "champion"):
        body = write(process_ja(tie)).body
        assert body.count("ご相談") == 1
        assert "ご放念" in body or "十分でございます" in body or "ご無理のない" in body
        assert "求人" not in body and "採用して" not in body


def test_日本語の久しぶりの便り() -> None:
    letter = write(process_ja("champion", days=150))
    assert "ご無沙汰しております" in letter.body
    assert 220 <= length(letter) <= 400


def test_先生は先生と呼ぶ() -> None:
    world = process_ja("acquaintance", organization="みなと大学", position="教授")
    assert write(world).body.split("\n")[1] == "高瀬先生"


def test_株は書き下す() -> None:
    assert write(process_ja("warm", organization="㈱ふもと書房")).body.startswith("株式会社ふもと書房\n")


@pytest.mark.parametrize("outcome", ["accepted", "offer", "rejected", "open", "silent", "withdrawn"])
def test_日本語の報告(outcome: str) -> None:
    world = process_ja("champion", days=60)
    world.person("eto", "none", "江川 里佳", organization="有限会社てのひら堂")
    at = datetime(2026, 3, 10, 10, tzinfo=JST)
    message = world.mail("taka", "江川さん、花田さんです。一度会ってください。", "introduction", app="a2", at=at, to=("eto", "me"))
    world.mail("eto", "結果です。", "rejection" if outcome == "rejected" else "invitation", app="a2", at=at + timedelta(days=9))
    world.introductions.append(Introduction("taka", "eto", message, "a1", "a2"))
    world.app("a2", outcome, people=("eto",), organization="有限会社てのひら堂", role="編集者")
    letter = write(world)
    assert "江川里佳様をご紹介くださり" in letter.body
    assert "てのひら堂" in letter.body
    assert 220 <= length(letter) <= 400


def test_a_person_who_has_moved_is_written_to_at_the_new_address() -> None:
    world = praised("warm", days=30)
    world.people = [replace(p, emails=(*p.emails, "dana@newplace.example")) for p in world.people]
    message = world.mail("dana@newplace.example", "I have a new address.", "conversation", app=None, at=MONDAY + timedelta(days=20))
    letter = write(world)
    assert (letter.to, letter.in_reply_to) == ("dana@newplace.example", message)


def test_no_end_is_told_of_a_firm_where_something_goes_on() -> None:
    world = led_to("rejected", "rejection")
    world.mail("lee", "About the other job.", "invitation", app="a3", at=MONDAY + timedelta(days=25))
    world.app("a3", "open", people=("lee",), organization="Archer Books, Inc.", role="Proofreader")
    body = write(world).body
    assert "It ended without a job" not in body
    assert "The Staff Writer opening at Archer Books ended with a no, and another there is still open" in body
    world = led_to("rejected", "rejection")
    world.mail("lee", "About the other job.", "offer", app="a3", at=MONDAY + timedelta(days=25))
    world.app("a3", "offer", people=("lee",), organization="Archer Books")
    assert "Archer Books has made me an offer" in write(world).body


def test_a_talk_to_come_is_no_end() -> None:
    world = led_to("rejected", "rejection")
    world.mail("lee", "Could you come in on 20 April at 10 am?", "invitation", app="a2", at=MONDAY + timedelta(days=30))
    world.applications[-1] = replace(world.applications[-1], messages=(*world.applications[-1].messages, world.messages[-1].id))
    assert "ended" not in write(world).body


def test_nobody_thinks_an_offer_over_once_a_job_was_taken() -> None:
    u = led_to("offer", "offer")
    assert "thinking it over" in write(u).body
    whole = replace(u.understanding(), pause=Pause(u.as_of, "job"))
    letter = draft(whole.advice[0], whole, u.messages)
    assert letter is not None
    assert "has made me an offer." in letter.body


def test_an_old_thread_is_not_taken_up_again() -> None:
    world = process_ja("champion", days=150)
    letter = write(world)
    assert (letter.subject, letter.in_reply_to) == ("ご無沙汰しております", None)
    assert write(process_ja("champion", days=50)).subject == "Re: 選考の結果"


def test_日本語で先日はと書くのは二週間まで() -> None:
    assert "先日" not in write(process_ja("acquaintance", days=30)).body
    assert "その節は" in write(process_ja("acquaintance", days=30)).body


def test_日本語では決まったあとに探しているとは書かない() -> None:
    world = process_ja("champion", days=150)
    assert "仕事を探しております" in write(world).body
    world.mail("me", "謹んでお受けいたします。", "acceptance", app="a9", at=MONDAY + timedelta(days=60), to=("boss@newfirm.example",))
    assert "仕事を探しております" not in write(world).body


@pytest.mark.parametrize("made", [lambda: praised("warm"), lambda: process_ja("warm"), lambda: led_to("rejected", "rejection")])
def test_a_warmer_letter_has_one_more_sentence_about_this_process(made: Callable[[], World]) -> None:
    world = made()
    u = world.understanding()
    usual, warmer = (draft(u.advice[0], u, world.messages, manner=manner) for manner in ("", "warmer"))
    assert usual is not None and warmer is not None
    old, new = (set(re.split(r"(?<=[.?!。])\s*|\n+", one.body)) for one in (usual, warmer))
    assert len(new - old) == 1
    (added,) = new - old
    assert any(name in added for name in ("Staff Writer", "編集者", "Lee")), added
    assert check(warmer, u.advice[0], u, world.messages) == ()
