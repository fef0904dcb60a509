"""Letters of running matters: each passes the same rules as every other letter, in both languages."""

from __future__ import annotations

import pytest

from goen.core.advice.asks import asks_for_a_door
from goen.core.advice.letters.en import matters as en
from goen.core.advice.letters.en import rules as en_rules
from goen.core.advice.letters.ja import matters as ja
from goen.core.advice.letters.ja import rules as ja_rules
from goen.core.advice.letters.ja.write import length
from goen.core.advice.letters.matter import PURPOSES, Matter
from goen.core.advice.life import ASKING

EN = Matter(
    "", "Dear Rowan,", "Nora Vance", "", "Larkfield", "Content Assistant", True, False, "5 March", "You were the clearest of everyone", "", "",
    "Theo", "Quillhouse", "rejected", "final", "proposal", "runs a workshop for writers in three schools", "Nora Vance",
)  # fmt: skip
JA = Matter(
    "", "株式会社青葉\n高瀬直子様", "花田文", "花田文", "株式会社青葉", "編集者", False, False, "3月5日", "企画書を四回読みました", "", "",
    "西脇様", "百貨店", "rejected", "final", "企画書", "三つの学校で作文教室を開いております", "花田文",
)  # fmt: skip
BARE = {
    "day": "",
    "said": "",
    "liked": "",
    "thing": "",
    "other": "",
    "other_place": "",
    "outcome": "",
    "stage": "",
    "task": "",
    "about": "",
}


def variants(purpose: str) -> list[Matter]:
    from dataclasses import replace

    return [replace(m, purpose=purpose, **more) for m in (EN, JA) for more in ({}, BARE, {"outcome": "accepted"}, {"outcome": "withdrawn"})]


@pytest.mark.parametrize("manner", ["", "shorter", "warmer"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_letter_keeps_the_rules(purpose: str, manner: str) -> None:
    for m in variants(purpose):
        japanese = m.greeting.endswith("様")
        text = (ja if japanese else en).body(m, manner)
        rules = ja_rules if japanese else en_rules
        size = length(text) if japanese else len(text.split())
        shortest, longest = ((ja if japanese else en).SHORTEST, (ja if japanese else en).LONGEST)
        assert size <= longest, text
        assert size >= shortest or purpose in ("forwardable", "introduce") or m.about == "", text
        assert not [code for code, pattern in rules.BANNED.items() if pattern.search(text) and (code, purpose) != ("cv", "sample")], (
            text
        )  # it was asked for
        asks = rules.asks(text)
        assert len(asks) <= 1, (asks, text)
        if purpose in ASKING and asks:
            assert rules.WAY_OUT.search(text), text
        if purpose not in ASKING:
            assert not asks, (asks, text)


@pytest.mark.parametrize("purpose", [p for p in PURPOSES if p not in ("forwardable", "introduce")])
def test_the_shorter_letter_is_shorter_and_the_warmer_one_says_more(purpose: str) -> None:
    from dataclasses import replace

    for rules, m in ((en, replace(EN, purpose=purpose)), (ja, replace(JA, purpose=purpose))):
        usual, shorter, warmer = (rules.body(m, manner) for manner in ("", "shorter", "warmer"))
        assert len(shorter) < len(usual), shorter
        assert len(warmer) > len(usual) or purpose in ("use-and-pay", "outline"), warmer


def test_subjects_are_short_and_there() -> None:
    for purpose in PURPOSES:
        for m in variants(purpose):
            made = (ja if m.greeting.endswith("様") else en).subject(m)
            assert 0 < len(made) <= 60


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Thank you. If work like this comes up again, I'd be glad if you kept me in mind.", True),
        ("If there is one person you think I should talk to, I'd be glad of a name.", True),
        ("If a better-suited opportunity comes up, please keep me in mind.", True),
        ("今後、近いお仕事のお話がございました折に、私のことを思い出していただけましたら幸いです。", True),
        ("この分野でお話を伺える方のお心当たりを、お一人お教えいただけましたら幸いです。", True),
        ("Thank you again for the introduction. I spoke with Theo on Friday.", False),
        ("Yes, please. I'd be glad of the introduction.", False),
        ("Thank you for introducing me to Theo; it ended without a job.", False),
        ("西脇様をご紹介くださり、誠にありがとうございました。", False),
        ("お言葉に甘えて、ぜひお引き合わせいただきたく存じます。", False),
        ("When do you expect to know how it goes on?", False),
    ],
)
def test_an_ask_in_a_thank_you_is_an_ask_and_thanks_for_an_introduction_are_none(text: str, asks: bool) -> None:
    assert asks_for_a_door(text) is asks


@pytest.mark.parametrize(
    ("about", "words"),
    [("絵本の編集長", "その方は、絵本の編集長でいらっしゃいます。"), ("作文教室を開いています", "その方は、作文教室を開いています。")],
)
def test_日本語で引き合わせる人は自分ではない(about: str, words: str) -> None:
    from dataclasses import replace

    assert words in ja.body(replace(JA, purpose="introduce-ask", about=about))
