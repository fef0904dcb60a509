from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.advice.letters.en import things as en
from goen.core.advice.letters.ja import things as ja


@pytest.mark.parametrize(
    ("quote", "thing"),
    [
        ("Your proposal was the sharpest we read.", "my proposal"),
        ("We all loved your cover letter for its passion.", "my cover letter for its passion"),
        ("I showed your sketch of the reading room to the whole office.", "my sketch of the reading room to the whole office"),
        ("your notebook on the harbour tides is the only one that gets it right", "my notebook on the harbour tides"),
        ("Your breakdown of why tenants don't call was spot on", "my breakdown of why tenants don't call"),
        ("The written exercise is in our induction folder now.", "the written exercise"),
        ("I liked the garden campaign you walked me through, and passed it on.", "the garden campaign"),
        ("The way you calmed our porter down and kept writing was a joy.", "the way I calmed your porter down"),
        ("It was how you let Mr Hill finish his story that settled it for me", "how I let Mr Hill finish his story"),
        ("What you did in the last ten minutes is an engineer's instinct.", "what I did in the last ten minutes"),
        ("I was really impressed by your presentation. The timeline was best.", "my presentation"),
        ("I still talk about the time you fixed the boiler at midnight.", "the time I fixed the boiler at midnight"),
        ("You prepared better than anyone else I sent them.", ""),
        ("You have a great personality and a bright future.", ""),
        ("I'd gladly sit at the same table with you one day.", ""),
        ("He asked which end was the machine weld.", ""),
        ("", ""),
    ],
)
def test_the_thing_is_named_from_the_owners_side(quote: str, thing: str) -> None:
    assert en.thing(quote) == thing


@pytest.mark.parametrize(
    ("quote", "short"),
    [
        ("You prepared better than anyone else I sent them.", "You prepared better than anyone else I sent them"),
        ("You belong out here, I've not a doubt about it", "You belong out here, I've not a doubt about it"),
        ("I'd hire her if I had anything to hire with", ""),  # said about the owner, to somebody else
        ("Nobody's found that, including me.", ""),
        ("You'll be amused that the porter calls it by your name now", ""),  # a remark, not a judgement
        ("You would have been very good in this room and I'd have said so to anyone who asked me, had I been asked.", ""),
        ("You are.", ""),
    ],
)
def test_only_short_words_about_the_owner_are_quoted(quote: str, short: str) -> None:
    assert en.short(quote) == short


@pytest.mark.parametrize(
    ("quote", "thing"),
    [
        ("「廊下に灯りをひとつ」という提案は、来月から試すことにしました。", "「廊下に灯りをひとつ」という提案"),
        ("作文「祖母の前掛け」は、編集部で回し読みしました。", "作文「祖母の前掛け」"),
        ("志望理由書の「港は町の玄関」というくだりが忘れられません。", "志望理由書の「港は町の玄関」というくだり"),
        ("あなたの「夜の市」を読んで、昔を思い出しました。", "「夜の市」"),
        ("二次のときに出してくれた納期表の見方の質問は、会議で使いました。", "納期表の見方の質問"),
        ("花田さんの在庫管理の説明は、若手に聞かせたいくらいでした。", "在庫管理の説明"),
        ("鐘の音を三回目だけ消す演出、あれは使いたかったです。", "鐘の音を三回目だけ消す演出"),
        ("花田さんの受け答えは、全員が褒めていました。", "受け答え"),
        ("この前の棚卸の話、あれから手順を変えました。", "棚卸の話"),
        ("花田さんならどこでもやっていけます。", ""),
        ("調査官が質問をやめたのは、あの台帳があったからです。", ""),
        ("", ""),
    ],
)
def test_日本語でも本人の側から言い直す(quote: str, thing: str) -> None:
    assert ja.thing(quote) == thing


@given(st.text(max_size=300))
def test_any_words_are_survived_and_nothing_is_made_up(quote: str) -> None:
    squeezed = "".join(quote.split())
    assert ja.thing(quote).replace(" ", "") in squeezed
    assert ja.short(quote).replace("『", "「").replace("』", "」") in squeezed.replace("『", "「").replace("』", "」")
    assert en.short(quote) in " ".join(quote.split())
    en.thing(quote)
