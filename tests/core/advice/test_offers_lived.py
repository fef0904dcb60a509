"""Whatever comes in the mail about an offer: it is a task while the answer is the owner's, never once it was given; each draft passes; one letter to a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from advice_world import World
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.advice.agenda import of
from goen.core.advice.context import gather
from goen.core.advice.write import letter_of, problems_of
from goen.core.values import KeptLetter

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OFFERS = [
    "We would love to have you. Please let us know your decision by 12 March.",
    "We would love to have you.",
    "You have one week to accept this offer.",
    "内定のご連絡です。諾否を3月12日（木）までにご回答ください。",
]
ACTS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 9)),
    st.tuples(st.just("theirs"), st.sampled_from(["Please decide by 20 March; that is no trouble.", "Do ask if anything is unclear."])),
    st.tuples(st.just("mine"), st.sampled_from(["Could I answer by 19 March, in place of 12 March?", "What would the hours be?"])),
    st.tuples(st.just("answer"), st.sampled_from(["acceptance", "withdrawal"])),
    st.tuples(st.just("marked"), st.sampled_from(["offer-yes", "offer-no", "offer-time"])),
)


@given(st.sampled_from(OFFERS), st.booleans(), st.lists(ACTS, max_size=8))
@settings(max_examples=120, deadline=None)
def test_an_offer_is_a_task_until_it_is_answered_and_never_after(text: str, named: bool, acts: list[tuple[str, object]]) -> None:
    world, letters, now, answered, asked = World(), [], START, False, False
    world.person("dana", "warm", "Dana Stone")
    offer = world.mail("dana", text, "offer", at=now)
    world.app(outcome="offer", organization="Fernhill Press" if named else "")
    for what, value in acts:
        now += timedelta(hours=5)
        if what == "wait":
            now += timedelta(days=int(str(value)))
        elif what == "theirs":
            world.mail("dana", str(value), "conversation", at=now)
        elif what == "mine":
            world.mail("me", str(value), "conversation", at=now, to=("dana",))
            asked = asked or "in place of" in str(value)
        elif what == "answer":
            world.mail("me", "That is my answer.", str(value), at=now, to=("dana",))
            answered = True
        else:
            now += timedelta(days=1)  # without a text it is the mail of its day
            letters.append(
                KeptLetter(f"letter:{len(letters)}", now, "dana@fernhill.example", offer, str(value), "", "", "en", sent_on=now.date())
            )
            answered, asked = answered or value != "offer-time", asked or value == "offer-time"
        whole = replace(world.understanding(), as_of=now.date())
        context = gather(whole, world.messages, letters)
        found = of(context)
        tasks = [t for t in (*found.today, *found.ahead) if t.code == "offer"]
        assert len(tasks) <= (0 if answered else 1)
        if not answered and now.date() <= date(2026, 3, 9) and any(d in text for d in ("12 March", "3月12日")):
            assert tasks, "their day is ahead, and no answer was given"
        for task in tasks:
            assert not (asked and "offer-time" in task.choices)
            for purpose in task.choices:
                chosen = task.answered_with(purpose)
                drafted = letter_of(chosen, context, found)
                assert drafted is not None
                assert problems_of(drafted, chosen, context) == (), drafted.body
        assert max(Counter(t.person for t in found.today if t.letter).values(), default=0) <= 1
        now += timedelta(days=int(what == "marked"))


def test_a_day_that_the_owner_named_for_the_answer_keeps_the_offer_a_task() -> None:
    """They named none: the word is the owner's, by the day that was promised, and it is one thing and not two."""
    world = World()
    world.person("dana", "warm", "Dana Stone")
    world.mail("dana", "We would love to have you.", "offer", at=START)
    world.app(outcome="offer", organization="Fernhill Press")
    world.mail("me", "Thank you so much. I'll send you my answer by 20 March.", "conversation", at=START + timedelta(hours=5), to=("dana",))
    found = of(gather(replace(world.understanding(), as_of=date(2026, 3, 5)), world.messages, []))
    (task,) = [t for t in found.today if t.code in ("offer", "promised")]
    assert (task.code, task.by, task.choices) == ("offer", date(2026, 3, 20), ("offer-yes", "offer-no"))
