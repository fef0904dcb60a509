"""What the pages draw from the whole: paths and beliefs, numbers, what is unsure, and what a correction changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.doors import beliefs, paths, within
from goen.core.effects import effects
from goen.core.insights import Moment, insights
from goen.core.reading.kinds import OUTCOMES, STAGES
from goen.core.reasons import Reason
from goen.core.unsure import unsure
from goen.core.values import Advice, Application, Correction, Introduction, Owner, Person, Reading, Sign, Understanding

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def at(day: int) -> datetime:
    return START + timedelta(days=day)


def application(n: int, first: int, last: int, outcome: str, stage: str = "interview", people: tuple[str, ...] = ()) -> Application:
    messages = tuple(f"<{n}.{k}>" for k in range(3))
    rejected = at(last) if outcome == "rejected" else None
    return Application(f"a{n}", f"Firm {n}", "Editor", stage, outcome, messages, people, (), at(first), at(last), rejected)


def sign(message: str, person: str, day: int, quote: str = "The one we kept coming back to.") -> Sign:
    return Sign(message, person, "praise", quote, 0.9, at(day))


DANA = Person("p1", "Dana Reyes", ("dana@x.example",), "Firm 1", "", "champion", (sign("<1.2>", "p1", 20), sign("<1.2>", "p1", 20, "Yes.")))
INES = Person("p2", "Ines Calder", ("ines@y.example",), "Firm 2", "", "warm", (sign("<2.1>", "p2", 40),))
APPLICATIONS = (
    application(1, 0, 20, "rejected", people=("p1",)),
    application(2, 30, 50, "accepted", "offer", ("p2",)),
    application(3, 5, 12, "rejected", "applied"),
    application(4, 60, 60, "silent", "applied"),
)
INTRODUCTIONS = (Introduction("p1", "p2", "<intro>", "a1", "a2"),)
DATES = {"<intro>": at(28)}
READINGS = tuple(
    Reading(message, kind, (), 0.95, a.id)
    for a in APPLICATIONS
    for message, kind in zip(
        a.messages, ("application", "acknowledgement", "rejection" if a.outcome == "rejected" else "invitation"), strict=True
    )
)
ADVICE = (
    Advice("a1", "ask", "keep_in_mind", "p1", None, (Reason("best-tie", (("person", "p1"), ("tie", "champion"))),), ("asked", "answered", "introduced")),
    Advice("a3", "silence", None, None, None, (Reason("nobody", (("stage", "applied"),)),), ()),
)  # fmt: skip
WHOLE = Understanding(
    Owner("Maren", ("me@x.example",), "en"), date(2026, 4, 1), READINGS, APPLICATIONS, (DANA, INES), (), ADVICE, INTRODUCTIONS
)
MOMENTS = {
    message: Moment(a.first + timedelta(days=10 * n), n == 0) for a in APPLICATIONS for n, message in enumerate(a.messages) if a.id != "a4"
} | {"<4.0>": Moment(at(60), True)}


def test_a_path_leads_from_the_rejection_to_the_offer() -> None:
    (path,) = paths(APPLICATIONS, INTRODUCTIONS, DATES)
    assert [one.application for one in within(path)] == ["a1", "a2"]
    assert path.by is None
    assert path.onward[0].by == INTRODUCTIONS[0]


def test_a_belief_holds_the_signs_and_the_door_that_it_opened() -> None:
    found = {(b.application, b.person): b for b in beliefs(APPLICATIONS, (DANA, INES), INTRODUCTIONS, DATES)}
    assert set(found) == {("a1", "p1"), ("a2", "p2")}
    assert len(found["a1", "p1"].signs) == 2
    assert found["a1", "p1"].introductions == INTRODUCTIONS
    assert found["a1", "p1"].at == at(20)


def test_a_sign_outside_of_every_process_stands_in_the_one_that_was_under_way() -> None:
    later = replace(INES, signs=(sign("<elsewhere>", "p2", 45),))
    (found,) = beliefs(APPLICATIONS, (later,), (), {})
    assert found.application == "a2"


def test_the_numbers_are_counted_from_the_mail() -> None:
    found = insights(WHOLE, MOMENTS)
    assert found.applications == 4
    assert dict(found.reached)["applied"] == 4
    assert dict(found.reached)["interview"] == 2
    assert dict(found.reached)["offer"] == 1
    assert found.unanswered == 1
    assert found.median_wait == pytest.approx(20)
    assert sum(count for _, count in found.waits) + found.unanswered == 4
    assert {o.code: (o.applications, o.answered, o.offers) for o in found.origins} == {"introduced": (1, 1, 1), "applied": (3, 2, 0)}


def test_what_rejections_left_is_followed_to_the_offer() -> None:
    doors = insights(WHOLE, MOMENTS).doors
    assert (doors.rejections, doors.open, doors.written, doors.answered) == (2, 1, 1, 1)
    assert (doors.introduced, doors.processes, doors.offers) == (1, 1, 1)


def test_an_offer_is_one_offer_in_every_number() -> None:
    """Though no mail of it was read as the stage, and though the introduction to it was made outside of the process that was refused."""
    offered = replace(APPLICATIONS[1], outcome="offer", furthest_stage="interview")
    elsewhere = replace(INTRODUCTIONS[0], message="<1.2>", from_application=None)
    declined = application(5, 70, 80, "withdrawn", "offer")
    whole = replace(WHOLE, applications=(*APPLICATIONS[:1], offered, *APPLICATIONS[2:], declined), introductions=(elsewhere,))
    found = insights(whole, MOMENTS)
    assert dict(found.reached)["offer"] == sum(o.offers for o in found.origins) == 2
    assert (found.doors.introduced, found.doors.processes, found.doors.offers) == (1, 1, 1)


def test_an_introduction_before_the_rejection_did_not_come_of_it() -> None:
    before = replace(INTRODUCTIONS[0], message="<1.0>", from_application=None)
    assert insights(replace(WHOLE, introductions=(before,)), MOMENTS).doors.processes == 0


@given(
    st.lists(st.tuples(st.sampled_from(STAGES), st.sampled_from(OUTCOMES), st.booleans()), max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=6),
)
def test_all_numbers_agree(made: list[tuple[str, str, bool]], led: list[tuple[int, int]]) -> None:
    """Whatever was read: what is counted twice is counted alike, and a part is never more than its whole."""
    applications = tuple(
        application(n, 10 * n, 10 * n + 30, outcome, stage, ("p1",) if known else ()) for n, (stage, outcome, known) in enumerate(made)
    )
    kinds = ("application", "invitation", "rejection")
    readings = tuple(Reading(m, kind, (), 0.9, a.id) for a in applications for m, kind in zip(a.messages, kinds, strict=True))
    moments = {m: Moment(a.first + timedelta(days=10 * n), n == 0) for a in applications for n, m in enumerate(a.messages)}
    introductions = tuple(
        Introduction("p1", "p2", f"<{one}.2>", f"a{one}", f"a{other}") for one, other in led if max(one, other) < len(applications)
    )
    found = insights(replace(WHOLE, applications=applications, readings=readings, introductions=introductions), moments)
    reached = [count for _, count in found.reached]
    assert reached == sorted(reached, reverse=True)
    assert sum(o.applications for o in found.origins) == found.applications == reached[0]
    assert sum(o.answered for o in found.origins) == found.applications - found.unanswered
    assert sum(o.interviews for o in found.origins) == dict(found.reached)["interview"]
    assert sum(o.offers for o in found.origins) == dict(found.reached)["offer"]
    assert sum(count for _, count in found.waits) <= found.applications - found.unanswered
    assert all(o.applications >= o.answered >= o.interviews >= o.offers for o in found.origins)
    doors, introduced = found.doors, next((o for o in found.origins if o.code == "introduced"), None)
    assert doors.rejections >= doors.open >= doors.introduced
    assert doors.processes >= doors.offers
    assert not doors.processes or (introduced and introduced.applications >= doors.processes and introduced.offers >= doors.offers)


def test_a_receipt_is_no_word() -> None:
    only_receipts = replace(WHOLE, readings=tuple(replace(r, kind="acknowledgement") for r in READINGS))
    assert insights(only_receipts, MOMENTS).median_wait is None


def test_of_an_application_without_mail_no_wait_is_told() -> None:
    by_hand = replace(APPLICATIONS[3], id="ah1", messages=(), outcome="rejected")
    found = insights(replace(WHOLE, applications=(*APPLICATIONS, by_hand)), MOMENTS)
    assert (found.applications, found.unanswered) == (5, 1)


def test_without_anything_all_numbers_are_nothing() -> None:
    nothing = Understanding(WHOLE.owner, WHOLE.as_of, (), (), (), (), (), ())
    found = insights(nothing, {})
    assert found.applications == found.unanswered == found.doors.rejections == 0
    assert found.origins == ()


def test_the_unsure_are_asked_about_the_weighty_first_and_never_again() -> None:
    doubt = Sign("<1.1>", "p1", "praise", "Well done.", 0.4, at(10))
    readings = (
        *READINGS,
        Reading("<x>", "conversation", (), 0.3, "a1"),
        Reading("<y>", "rejection", (), 0.5, "a3"),
        Reading("<z>", "other", (), 0.3, None),
    )
    whole = replace(WHOLE, perhaps=(doubt,), readings=readings)
    assert [one.message for one in unsure(whole, ())] == ["<1.1>", "<y>", "<x>"]
    said = (Correction("not-a-sign", "<1.1>", "Well done.", at(90)), Correction("kind", "<y>", "rejection", at(90)))
    assert [one.message for one in unsure(whole, said)] == ["<x>"]


def test_one_more_sign_of_a_champion_is_asked_about_last() -> None:
    surer, weightier = Sign("<1.1>", "p1", "praise", "Well done.", 0.6, at(10)), Sign("<2.2>", "p2", "praise", "Good.", 0.3, at(45))
    questions = unsure(replace(WHOLE, perhaps=(surer, weightier)), ())
    assert [one.message for one in questions] == ["<2.2>", "<1.1>"]


def test_a_correction_that_changes_nothing_has_no_effect() -> None:
    assert effects(WHOLE, WHOLE) == ()


def test_a_lower_tie_changes_the_advice() -> None:
    after = replace(
        WHOLE,
        people=(replace(DANA, tie="acquaintance", signs=()), INES),
        advice=(replace(ADVICE[0], response="thanks", size=None, since=()), ADVICE[1]),
    )
    tie, advice = effects(WHOLE, after)
    assert (tie.what, tie.about, tie.before, tie.after) == ("tie", "p1", "champion", "acquaintance")
    assert (advice.what, advice.about, advice.before, advice.after) == ("advice", "a1", "report", "thank")


def test_an_outcome_is_compared_by_the_mail_though_the_id_has_changed() -> None:
    merged = replace(APPLICATIONS[2], id="other", outcome="withdrawn")
    after = replace(WHOLE, applications=(*APPLICATIONS[:2], merged, APPLICATIONS[3]), advice=ADVICE[:1])
    (change,) = effects(WHOLE, after)
    assert (change.what, change.before, change.after) == ("outcome", "rejected", "withdrawn")


def test_messages_that_are_read_otherwise_by_what_was_learnt_are_counted() -> None:
    reason = (Reason("learnt-like", (("like", "<x>"), ("kind", "update"))),)
    first, second, *rest = WHOLE.readings
    after = replace(WHOLE, readings=(replace(first, kind="update", reasons=reason), replace(second, kind="request"), *rest))
    assert [(one.what, one.count) for one in effects(WHOLE, after)] == [("like", 1)]
    assert [(one.what, one.count) for one in effects(after, WHOLE)] == [("like", 1)]
