"""Threads by references, and by subject where there are none."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.mail.message import Address, Envelope
from goen.core.mail.threads import base_subject, threads

START = datetime(2026, 3, 3, tzinfo=UTC)


def envelope(
    n: int,
    subject: str = "Plan for the almanac",
    *,
    references: tuple[int, ...] = (),
    day: float | None = None,
    sender: str = "dana@a.example",
    to: str = "alex@m.example",
) -> Envelope:
    return Envelope(
        f"<{n}@x>",
        str(n),
        START + timedelta(days=n if day is None else day),
        Address("", sender),
        (Address("", to),),
        (),
        (),
        subject,
        tuple(f"<{r}@x>" for r in references),
        frozenset(),
        (),
        1,
    )


@pytest.mark.parametrize(
    ("subject", "base", "answer"),
    [
        ("Re: Plan", "plan", True),
        ("RE: AW: Fwd: Plan", "plan", True),
        ("Fwd: Plan", "plan", False),
        ("Re[2]: Plan", "plan", True),
        ("[list] Re: Plan", "plan", True),
        ("返信：企画の件", "企画の件", True),
        ("Ｒｅ：　企画の件", "企画の件", True),
        ("Regarding: Plan", "regarding: plan", False),
    ],
)
def test_the_base_of_a_subject(subject: str, base: str, answer: bool) -> None:
    assert base_subject(subject) == (base, answer)


def test_references_join_even_over_a_missing_message() -> None:
    found = threads([envelope(1), envelope(3, "Re: Plan", references=(1, 2)), envelope(4, "Re: Plan", references=(2,))])
    assert set(found.values()) == {"<1@x>"}


def test_an_answer_without_references_joins_by_subject_and_people() -> None:
    first = envelope(1)
    assert threads([first, envelope(2, "Re: Plan for the almanac", sender="alex@m.example", to="dana@a.example")])["<2@x>"] == "<1@x>"
    assert threads([first, envelope(2, "Re: Plan for the almanac", sender="bo@b.example")])["<2@x>"] == "<2@x>"
    assert threads([first, envelope(2)])["<2@x>"] == "<2@x>", "the same subject without Re: is a new letter"
    assert threads([first, envelope(2, "Re: Plan for the almanac", day=90)])["<2@x>"] == "<2@x>"


def test_generic_subjects_join_nothing() -> None:
    for subject in ("Hello", "interview", "選考結果のご連絡", "Hi"):
        assert len(set(threads([envelope(1, subject), envelope(2, f"Re: {subject}")]).values())) == 2


def test_a_constant_that_a_system_puts_into_references_joins_nothing() -> None:
    found = threads([envelope(n, f"Job alert number {n} of many", references=(99,)) for n in range(1, 9)])
    assert len(set(found.values())) == 8


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Plan for the almanac", "Re: Plan for the almanac", "The second reading", "Re: The second reading"]),
            st.lists(st.integers(0, 12), max_size=3),
            st.integers(0, 70),
        ),
        max_size=13,
    ),
    st.randoms(),
)
def test_the_order_of_messages_does_not_matter(rows: list[tuple[str, list[int], int]], shuffle: random.Random) -> None:
    made = [envelope(n, subject, references=tuple(r for r in refs if r != n), day=day) for n, (subject, refs, day) in enumerate(rows)]
    shuffled = list(made)
    shuffle.shuffle(shuffled)
    assert threads(made) == threads(shuffled)


def test_long_chains_are_no_trouble() -> None:
    chain = [envelope(n, references=(n - 1,) if n else ()) for n in range(5000)]
    assert set(threads(reversed(chain)).values()) == {"<0@x>"}
