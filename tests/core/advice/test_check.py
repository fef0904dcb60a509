from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from advice_world import MONDAY, World, rejected
from test_draft import PRAISE, praised, process_ja

from goen.core.advice import check, draft
from goen.core.advice.check import CODES
from goen.core.values import Letter


def problems(world: World, **changes: str) -> list[str]:
    u = world.understanding()
    letter = draft(u.advice[0], u, world.messages)
    assert letter is not None
    if "add" in changes:
        head, _, tail = letter.body.rpartition("\n\n")
        changes["body"] = f"{head} {changes.pop('add')}\n\n{tail}"
    found = check(replace(letter, **changes), u.advice[0], u, world.messages)  # type: ignore[arg-type]
    assert all(p.code in CODES for p in found)
    return [p.code for p in found]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Please reconsider your decision.", "disputes"),
        ("You got this wrong; I was clearly stronger.", "disputes"),
        ("Why was I not chosen, I wonder.", "disputes"),
        ("I should have been hired.", "disputes"),
        ("I beg you to help me.", "begs"),
        ("I really need a job.", "begs"),
        ("I would work for free.", "begs"),
        ("Any job at all would do.", "begs"),
        ("I look forward to hearing from you.", "presses"),
        ("I need your answer as soon as possible.", "presses"),
        ("Thanks in advance.", "presumes"),
        ("After all the work that I put in, I was devastated.", "guilt"),
        ("You promised me an answer.", "guilt"),
        ("I have attached it once more.", "cv"),
        ("Here is my CV again.", "cv"),
        ("You are the best manager I ever met, a legend.", "flatters"),
        ("I spoke to Ulrich about it.", "unsupported-name"),
        ("I have written 340 articles.", "unsupported-number"),
        ("You called it “a triumph from first to last.”", "unsupported-quote"),
        ("What you said about my sculpture will stay with me.", "unsupported-praise"),
        ("Could you also give me some feedback?", "several-asks"),
        ("If you have time, would you also meet me for coffee?", "several-asks"),
    ],
)
def test_what_must_not_be_said_is_found(sentence: str, code: str) -> None:
    assert code in problems(praised("warm"), add=sentence)


def test_a_question_or_an_ask_in_a_plain_thank_you_is_found() -> None:
    assert problems(rejected("acquaintance"), add="How is the new office?") == ["question-in-thanks"]
    assert problems(rejected("acquaintance"), add="I'd be glad if you kept me in mind.") == ["ask-in-thanks"]


def test_lengths_are_measured() -> None:
    assert "too-short" in problems(praised("warm"), body="Dear Dana,\n\nThank you for the Staff Writer interview.\n\nAmy")
    assert "too-long" in problems(praised("warm"), add="I learned a good deal from it and from all of you. " * 9)


def test_a_letter_goes_to_one_address_and_the_right_one() -> None:
    assert problems(praised("warm"), to="dana@fernhill.example, lee@fernhill.example") == ["several-recipients"]
    assert problems(praised("warm"), to="lee@fernhill.example") == ["wrong-recipient"]


def test_the_persons_name_must_be_right() -> None:
    world = praised("warm")
    u = world.understanding()
    letter = draft(u.advice[0], u, world.messages)
    assert isinstance(letter, Letter)
    wrong = replace(letter, body=letter.body.replace("Dana", "Diana", 1))
    assert "wrong-name" in [p.code for p in check(wrong, u.advice[0], u, world.messages)]


def test_an_ask_needs_a_way_out() -> None:
    world = praised("warm")
    u = world.understanding()
    letter = draft(u.advice[0], u, world.messages)
    assert isinstance(letter, Letter)
    body = letter.body.replace(" No reply is needed.", " It would mean much.").replace(
        " There is no need to answer this.", " It would mean much."
    )
    assert [p.code for p in check(replace(letter, body=body), u.advice[0], u, world.messages)] == ["no-way-out"]


def test_a_letter_without_anything_of_its_own_is_found() -> None:
    body = (
        "Dear Dana,\n\nThank you for letting me know, and for the time you gave me along the way. I was disappointed, of course, and I understand. "
        "I'm glad to have been part of the process, and I learned from it. I hope our paths cross again some day, and I wish you all well with the work ahead.\n\nBest wishes,\nAmy"
    )
    assert problems(rejected("acquaintance"), body=body) == ["nothing-concrete"]


def test_a_cv_may_be_sent_where_it_was_asked_for() -> None:
    world = praised("warm", days=5)
    world.mail("dana", "Do send me your CV when it is ready.", "request", at=MONDAY + timedelta(days=1))
    assert "cv" not in problems(world, add="I have attached it.")


def test_what_the_person_said_may_hold_any_word() -> None:
    quote = "You were devastated by my mistake, I beg your pardon"
    world = rejected("warm", text=f"Amy,\n\n{quote}.\n\nDana")
    world.sign("dana", "praise", quote, world.messages[-1].id)
    assert problems(world) == []


def test_words_of_the_praise_are_looked_up_in_the_mail() -> None:
    assert problems(praised("warm"), add=f"You wrote “{PRAISE}.”") == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("再度選考していただけないでしょうか。", "disputes"),
        ("ご判断には納得ができません。", "disputes"),
        ("不採用の理由をお聞かせください。", "disputes"),
        ("どんな仕事でもいたします。", "begs"),
        ("至急お知らせください。", "presses"),
        ("お返事をお待ちしております。", "presses"),
        ("せっかく準備したのに残念です。", "guilt"),
        ("履歴書を添付いたしました。", "cv"),
        ("世界一の会社だと思います。", "flatters"),
        ("空いている席がございましたら、採用をご検討ください。", "asks-for-post"),
        ("ご苦労様でございました。", "manners"),
        ("山之内様にもお伝えしました。", "unsupported-name"),
        ("「天下一品」とのお言葉をいただきました。", "unsupported-quote"),
        ("これまでに340本の記事を書きました。", "unsupported-number"),
        ("彫刻の話についてくださったお言葉を忘れません。", "unsupported-praise"),
        ("また、ご助言もいただけませんか。", "several-asks"),
    ],
)
def test_日本語で書いてはならないことが見つかる(sentence: str, code: str) -> None:
    assert code in problems(process_ja("warm", "作文「祖母の前掛け」は、編集部で回し読みしました。"), add=sentence)


def test_日本語の宛名には敬称がいる() -> None:
    world = process_ja("acquaintance")
    u = world.understanding()
    letter = draft(u.advice[0], u, world.messages)
    assert isinstance(letter, Letter)
    for wrong, code in (("高瀬直子", "wrong-honorific"), ("高橋直子様", "wrong-name")):
        body = letter.body.replace("高瀬直子様", wrong, 1)
        assert code in [p.code for p in check(replace(letter, body=body), u.advice[0], u, world.messages)]


def test_日本語の御礼に質問があれば見つかる() -> None:
    assert problems(process_ja("acquaintance"), add="お元気でいらっしゃいますか。") == ["question-in-thanks"]
