"""What a correction says of other messages: of those that are alike, and of no others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.reading.classify import Mail, assemble
from goen.core.reading.features import SHAPE
from goen.core.reading.kinds import KINDS, NOISE
from goen.core.reading.learning import PROCESS, SETTLED, Push, moved, pushes, said_kinds, senders
from goen.core.reading.reader import RawReading
from goen.core.values import Correction, Owner

OWNER = Owner("Thea Lund", ("thea@lund.example",), "en")
NOTHING = RawReading((), (), (0.0,) * len(SHAPE), (), ())
HEARD = {
    "en": (
        "Dear Thea Lund,\n\nthank you for the papers for the post of {role}, number {number}. They are with the committee, which meets on"
        " {day}. Until then there is nothing that you need to do. We will write to you when the committee has met.\n\nThe office",
        ("bookbinder", "gardener"),
    ),
    "ja": (
        "{role}の選考番号{number}の書類を受け取りました。選考委員会は{day}に開かれます。それまでにお願いすることはございません。"
        "委員会のあと、あらためて当室よりご連絡を差し上げます。どうぞよろしくお願いいたします。",
        ("製本係", "庭師"),
    ),
}
UNLIKE = {
    "en": "The lift is out of order this week. Please use the stairs by the kitchen, and mind the paint on the second floor.",
    "ja": "今週はエレベーターが止まっております。台所わきの階段をお使いください。二階の壁は塗りたてですのでご注意ください。",
}


def mail(n: int, sender: str, body: str, subject: str = "A note", to: str = "Thea Lund <thea@lund.example>", extra: str = "") -> Message:
    return parse(
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{n}@test.example>\n"
        f"Date: {datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=n):%a, %d %b %Y %H:%M:%S} +0000\n"
        f"{extra}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()
    )


def form(n: int, sender: str, language: str = "en", role: int = 0) -> Message:
    text, roles = HEARD[language]
    days = {"en": ("4 March", "17 April"), "ja": ("3月4日", "4月17日")}[language]
    return mail(n, sender, text.format(role=roles[role], number=4711 + n, day=days[role]))


def box(*messages: Message) -> Mail:
    return assemble(messages, {m.id: NOTHING for m in messages}, OWNER)


def said(n: int, kind: str, hour: int = 0) -> Correction:
    return Correction("kind", f"<{n}@test.example>", kind, datetime(2026, 5, 1, hour, tzinfo=UTC))


DESK = "Arbor Press <desk@arbor.example>"
OTHER = "Wexley <office@wexley.example>"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_one_correction_settles_its_template_of_the_same_sender(language: str) -> None:
    found = pushes(box(form(1, DESK, language), form(2, DESK, language, role=1)), [said(1, "update")])
    assert found.keys() == {1}
    assert (found[1].kind, found[1].source) == ("update", "<1@test.example>")
    assert found[1].weight >= SETTLED


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_same_wording_counts_whoever_sent_it(language: str) -> None:
    assert pushes(box(form(1, DESK, language), form(2, OTHER, language)), [said(1, "update")])[1].kind == "update"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_other_words_of_the_same_sender_are_not_alike(language: str) -> None:
    assert pushes(box(form(1, DESK, language), mail(2, DESK, UNLIKE[language])), [said(1, "update")]) == {}


def test_the_closer_the_wording_the_more_it_weighs() -> None:
    changed = form(3, DESK).new.replace("Until then there is nothing that you need to do.", "Please bring two samples of your work.")
    found = pushes(box(form(1, DESK), form(2, DESK), mail(3, DESK, changed)), [said(1, "update")])
    assert 0 < found[2].weight < found[1].weight


def test_a_few_words_that_everybody_writes_weigh_little() -> None:
    short = [mail(n, "Dana Reyes <dana@arbor.example>", "Thanks, see you then.", "Re: A note") for n in (1, 2)]
    assert all(push.weight < SETTLED for push in pushes(box(*short), [said(1, "scheduling")]).values())


def test_what_the_owner_wrote_says_nothing_of_what_they_were_sent() -> None:
    text = form(1, DESK).new
    mine = mail(2, "Thea Lund <thea@lund.example>", text, to=DESK)
    assert pushes(box(form(1, DESK), mine), [said(1, "update")]) == {}


def test_corrections_that_agree_add_up_and_contradicting_ones_cancel() -> None:
    three = box(form(1, DESK), form(2, DESK), form(3, DESK))
    one = pushes(three, [said(1, "update", 1)])[2]
    both = pushes(three, [said(1, "update", 1), said(2, "update", 2)])[2]
    against = pushes(three, [said(1, "update", 1), said(2, "request", 2)])[2]
    assert both.weight > one.weight > against.weight


@pytest.mark.parametrize(("first", "second", "kind"), [(1, 2, "request"), (2, 1, "update")])
def test_the_newest_weighs_most_by_the_moment_and_not_by_the_order_given(first: int, second: int, kind: str) -> None:
    made = [said(1, "update", first), said(2, "request", second)]
    three = box(form(1, DESK), form(2, DESK), form(3, DESK))
    assert pushes(three, made)[2].kind == kind
    assert pushes(three, made) == pushes(three, made[::-1])


def test_a_sender_is_judged_by_the_last_two_words_on_their_mail() -> None:
    shop = "Shop <shop@wares.example>"
    different = [mail(n, shop, text) for n, text in enumerate([UNLIKE["en"], "Half price on all shoes.", "New in: a green hat."], 1)]
    assert pushes(box(*different), [said(1, "other")]) == {}
    twice = pushes(box(*different), [said(1, "other", 1), said(2, "alert", 2)])
    assert twice == {2: Push("alert", twice[2].weight, "<2@test.example>", "sender")}
    back = pushes(box(*different), [said(1, "update", 3), said(2, "request", 4)])
    assert back[2].kind == PROCESS
    assert pushes(box(*different), [said(1, "other", 1), said(2, "update", 2)]) == {}


def test_a_hiring_system_is_many_senders() -> None:
    received = [form(n, "Arbor Press <no-reply@us.greenhouse-mail.io>").envelope for n in (1, 2)]
    assert senders(said_kinds([said(1, "other"), said(2, "other")]), received).unwelcome == {}


def test_what_a_desk_sends_to_a_list_says_nothing_of_its_letters_to_one() -> None:
    office = "Placement Cell <cell@college.example>"
    notices = [
        mail(n, office, text, extra="List-Id: <all.college.example>\n") for n, text in ((1, UNLIKE["en"]), (2, "The hall is closed."))
    ]
    letters = [mail(3, office, "A third thing entirely."), mail(4, office, "A fourth.", extra="List-Id: <all.college.example>\n")]
    assert pushes(box(*notices, *letters), [said(1, "other"), said(2, "other")]).keys() == {3}


KIND = st.sampled_from(KINDS)


@given(st.lists(st.tuples(st.integers(1, 4), KIND, st.integers(0, 9)), max_size=6), KIND)
def test_a_correction_never_moves_what_is_not_alike(made: list[tuple[int, str, int]], kind: str) -> None:
    messages = [form(1, DESK), form(2, DESK, role=1), form(3, DESK, "ja"), form(4, OTHER, "ja")]
    apart = mail(5, "Dana Reyes <dana@arbor.example>", UNLIKE["en"])
    found = pushes(box(*messages, apart), [said(*one) for one in made])
    assert 4 not in found
    assert not {target - 1 for target, _, _ in made} & found.keys()
    p = np.full((5, len(KINDS)), 1 / len(KINDS), np.float32)
    after = moved(p, found)
    assert all((after[i] == p[i]).all() for i in range(5) if i not in found)
    assert np.allclose(after.sum(axis=1), 1, atol=1e-5)


def test_without_corrections_nothing_moves() -> None:
    p = np.full((2, len(KINDS)), 1 / len(KINDS), np.float32)
    assert pushes(box(form(1, DESK), form(2, DESK)), []) == {}
    assert moved(p, {}) is p


def test_part_of_the_search_takes_from_noise_alone() -> None:
    p = np.full((1, len(KINDS)), 1 / len(KINDS), np.float32)
    after = moved(p, {0: Push(PROCESS, 8.0, "<1@test.example>", "sender", 8.0)})[0]
    assert all(after[KINDS.index(k)] < 0.01 for k in NOISE)
    assert len({round(float(after[KINDS.index(k)]), 5) for k in KINDS if k not in NOISE}) == 1
