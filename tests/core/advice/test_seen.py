"""Whether a kept letter is the mail that went out: by whom it goes to and by its words, not by its day alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goen.core.advice.correspondence import ALIKE, likeness, seen
from goen.core.mail.message import Address, Envelope, Message
from goen.core.values import KeptLetter, Owner

ME = Owner("Amy Larkin", ("amy@larkin.example",), "en")
DAY = datetime(2026, 3, 6, 9, tzinfo=UTC)
THAT_DAY = DAY.date()
LETTER = (
    "Dear Dana,\n\nThank you for the conversation about the staff writer role on 6 March. Your words have stayed with me: “the clearest of all.” "
    "It has made me the keener on the work. There is no need to reply; I only wanted to say so.\n\nBest wishes,\nAmy"
)
REWRITTEN = (
    "Dear Dana,\n\nThank you for the conversation about the staff writer role on 6 March. I keep coming back to the story of the two "
    "lighthouse keepers, and to what you said of editors who listen. There is no need to reply; I only wanted to say so.\n\nAmy"
)
TIME = (
    "Dear Dana,\n\nYes, Tuesday at ten is good for me, thank you. I will bring the printed pages that you asked for.\n\nBest wishes,\nAmy"
)
LETTER_JA = "三谷様\n\nお世話になっております。佐野です。\n\n三月六日は、編集職の面談のお時間をいただき、誠にありがとうございました。「構成が丁寧」とのお言葉が、心に残っております。\n\n佐野香"
TIME_JA = "三谷様\n\nお世話になっております。佐野です。\n\n十日の午前十時に伺います。原稿の控えを持参いたします。どうぞよろしくお願いいたします。\n\n佐野香"


def mail(text: str, to: str = "dana@fernhill.example", days: int = 0, sender: str = ME.emails[0]) -> Message:
    at = DAY + timedelta(days=days)
    ident = f"<{to}{days}{len(text)}>"
    envelope = Envelope(
        ident, ident, at, Address("", sender), (Address("", to),), (), (), "Re: staff writer", (), frozenset(), (), len(text)
    )
    return Message(envelope, text, text, "")


def kept(text: str = LETTER, sent_on: date | None = THAT_DAY) -> KeptLetter:
    return KeptLetter("letter:1", DAY, "dana@fernhill.example", "", "talk", "Re: staff writer", text, "en", sent_on=sent_on)


def test_the_same_words_are_the_letter_within_four_days() -> None:
    assert [seen(kept(), [mail(LETTER, days=n)], ME) is not None for n in (-5, -4, 0, 4, 5)] == [False, True, True, True, False]


def test_half_of_it_may_be_written_anew() -> None:
    assert seen(kept(), [mail(REWRITTEN, days=1)], ME) is not None
    assert seen(kept(sent_on=None), [mail(REWRITTEN, days=30)], ME) is not None


def test_another_mail_to_them_on_the_same_day_is_not_the_letter() -> None:
    assert seen(kept(), [mail(TIME)], ME) is None
    assert seen(kept(sent_on=None), [mail(TIME, days=1)], ME) is None
    assert seen(kept(LETTER_JA), [mail(TIME_JA)], ME) is None
    assert seen(kept(LETTER_JA), [mail(LETTER_JA, days=1)], ME) is not None


def test_of_several_the_most_alike_is_the_letter() -> None:
    right = mail(LETTER, days=2)
    assert seen(kept(), [mail(REWRITTEN), right, mail(TIME, days=1)], ME) is right


def test_the_same_words_to_somebody_else_are_another_letter() -> None:
    assert seen(kept(), [mail(LETTER, to="tom@fernhill.example")], ME) is None
    assert seen(kept(), [mail(LETTER, sender="dana@fernhill.example")], ME) is None


def test_it_may_go_to_another_address_of_the_same_person() -> None:
    elsewhere = mail(LETTER, to="dana.stone@home.example")
    assert seen(kept(), [elsewhere], ME) is None
    assert seen(kept(), [elsewhere], ME, ("dana@fernhill.example", "dana.stone@home.example")) is elsewhere


def test_one_that_was_marked_without_its_text_is_the_mail_of_that_day() -> None:
    assert seen(kept(""), [mail(TIME)], ME) is not None
    assert seen(kept(""), [mail(TIME, days=1)], ME) is None
    assert seen(kept("", sent_on=None), [mail("x")], ME) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_a_part_and_whole_for_the_same(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) in (0.0, 1.0)
    assert likeness(LETTER, REWRITTEN) > ALIKE > 2 * likeness(LETTER, TIME)
