"""The whole, through its one public door, on the sample mailboxes."""

from __future__ import annotations

import mailbox
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources

import pytest

from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.owner import find_owner
from goen.core.reading import reader
from goen.core.reading.kinds import KINDS
from goen.core.reading.reader import RawReading
from goen.core.understand import understand
from goen.core.values import Correction, Owner, Understanding

AS_OF = date(2027, 1, 1)


@cache
def sample(name: str) -> tuple[tuple[Message, ...], dict[str, RawReading], Owner]:
    with resources.as_file(resources.files("goen.samples") / f"{name}.mbox") as path:
        box = mailbox.mbox(path, create=False)
        messages = tuple(parse(box.get_bytes(key)) for key in list(box.keys()))
        box.close()
    return messages, {m.id: reader.read(m) for m in messages}, find_owner([m.envelope for m in messages])


def whole(name: str, *, messages: Sequence[Message] | None = None, corrections: Sequence[Correction] = ()) -> Understanding:
    every, readings, owner = sample(name)
    return understand(messages or every, readings, owner=owner, as_of=AS_OF, corrections=corrections)


def said(verb: str, target: str, value: str) -> Correction:
    return Correction(verb, target, value, datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("name", ["en", "ja"])
def test_the_order_of_messages_does_not_matter(name: str) -> None:
    messages = list(sample(name)[0])
    random.Random(7).shuffle(messages)
    assert whole(name, messages=messages) == whole(name)


@pytest.mark.parametrize("name", ["en", "ja"])
def test_every_message_is_read_once_and_stands_in_one_application_at_most(name: str) -> None:
    u = whole(name)
    assert sorted(r.message for r in u.readings) == sorted(m.id for m in sample(name)[0])
    inside = [m for a in u.applications for m in a.messages]
    assert len(inside) == len(set(inside))
    assert {r.message: r.application for r in u.readings if r.application} == {m: a.id for a in u.applications for m in a.messages}


@pytest.mark.parametrize("name", ["en", "ja"])
def test_every_sign_is_an_exact_quote_of_what_its_author_wrote(name: str) -> None:
    text = {m.id: m.new for m in sample(name)[0]}
    u = whole(name)
    signs = [s for p in u.people for s in p.signs]
    assert signs
    assert all(s.quote in text[s.message] for s in (*signs, *u.perhaps))


@pytest.mark.parametrize("name", ["en", "ja"])
def test_each_rejected_application_has_one_advice_and_no_other_has_any(name: str) -> None:
    u = whole(name)
    assert [a.application for a in u.advice] == [a.id for a in u.applications if a.outcome == "rejected"]


def test_a_corrected_kind_is_so_whatever_the_reader_thinks() -> None:
    target = sample("en")[0][3].id
    u = whole("en", corrections=[said("kind", target, "withdrawal")])
    assert next(r.kind for r in u.readings if r.message == target) == "withdrawal"


@pytest.mark.parametrize("name", ["en", "ja"])
@pytest.mark.parametrize("kind", ["alert", "other", "conversation", "rejection", "submission"])
def test_a_corrected_message_stands_as_corrected_whatever_its_application_makes_likely(name: str, kind: str) -> None:
    target = max(whole(name).applications, key=lambda a: len(a.messages)).messages[-1]
    reading = next(r for r in whole(name, corrections=[said("kind", target, kind)]).readings if r.message == target)
    assert (reading.kind, reading.reasons) == (kind, ())


@pytest.mark.parametrize("name", ["en", "ja"])
def test_corrections_of_different_moments_may_be_given_in_any_order(name: str) -> None:
    before = whole(name)
    rejected = next(a for a in before.applications if a.rejection)
    sign = next(s for p in before.people for s in p.signs)
    targets = [rejected.rejection, *rejected.messages[:2], before.applications[0].messages[0]]
    made = [
        Correction("kind", t or "", k, datetime(2027, 1, 1, n, tzinfo=UTC))
        for n, (t, k) in enumerate(zip(targets, KINDS[6:], strict=False))
    ]
    made += [Correction("not-a-sign", sign.message, sign.quote, datetime(2027, 1, 2, tzinfo=UTC))]
    made += [Correction("organization", targets[-1] or "", "Owl & Sons", datetime(2027, 1, 3, tzinfo=UTC))]
    shuffled = random.Random(3).sample(made, len(made))
    assert whole(name, corrections=shuffled) == whole(name, corrections=made)


def test_what_is_not_a_sign_counts_no_more_and_may_lower_the_tie() -> None:
    before = whole("en")
    person = next(p for p in before.people if len(p.signs) == 1)
    sign = person.signs[0]
    after = next(p for p in whole("en", corrections=[said("not-a-sign", sign.message, sign.quote)]).people if p.id == person.id)
    assert after.signs == ()
    assert after.tie in ("none", "acquaintance")


def test_a_tie_that_the_owner_set_stays() -> None:
    person = next(p for p in whole("en").people if p.emails)
    u = whole("en", corrections=[said("tie", person.emails[0], "champion")])
    assert next(p.tie for p in u.people if p.id == person.id) == "champion"


def test_what_others_are_merged_into_keeps_its_name() -> None:
    before = whole("en")
    for a, b in zip(before.applications, before.applications[1:], strict=False):
        merged = whole("en", corrections=[said("merge", a.messages[0], b.messages[0])])
        assert next(one.organization for one in merged.applications if b.messages[0] in one.messages) == b.organization


def test_merged_applications_are_one_and_split_ones_are_two() -> None:
    before = whole("en")
    a, b = before.applications[0], before.applications[1]
    merged = whole("en", corrections=[said("merge", a.messages[0], b.messages[0])])
    assert len(merged.applications) == len(before.applications) - 1
    big = max(before.applications, key=lambda x: len(x.messages))
    split = whole("en", corrections=[said("split", big.messages[-1], "")])
    assert len(split.applications) == len(before.applications) + 1


def test_organization_role_and_outcome_are_what_the_owner_says() -> None:
    first = whole("en").applications[0].messages[0]
    fixed = [said("organization", first, "Owl & Sons"), said("role", first, "Binder"), said("outcome", first, "withdrawn")]
    a = next(a for a in whole("en", corrections=fixed).applications if first in a.messages)
    assert (a.organization, a.role, a.outcome) == ("Owl & Sons", "Binder", "withdrawn")


def test_the_last_word_of_the_owner_counts() -> None:
    first = whole("en").applications[0].messages[0]
    fixed = [
        Correction("role", first, "Binder", datetime(2027, 1, 2, tzinfo=UTC)),
        Correction("role", first, "Printer", datetime(2027, 1, 1, tzinfo=UTC)),
    ]
    assert next(a.role for a in whole("en", corrections=fixed).applications if first in a.messages) == "Binder"


def test_no_mail_is_understood_as_nothing() -> None:
    u = understand([], {}, owner=Owner("", (), "en"), as_of=AS_OF)
    assert u.applications == u.people == u.advice == ()


def test_the_owner_is_found_from_the_mail_alone() -> None:
    assert sample("en")[2].language == "en"
    assert sample("ja")[2].language == "ja"
    assert all(sample(name)[2].emails for name in ("en", "ja"))
