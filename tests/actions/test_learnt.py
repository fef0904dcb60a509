"""Goen learns from its owner: a correction weighs for mail like the corrected one, can be seen, and can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goen.actions.correct import correct, undo
from goen.actions.scan import scan
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Application, Reading, Understanding
from tests.forms import APPLIED, DAYS, ME, POSTS, Box

DAY = date(2026, 6, 1)


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path / "mail")


def read(here: Config, box: Box) -> Understanding:
    return scan(here, box.folder, as_of=DAY, workers=0, owner=["thea@lund.example"]).understanding


def now(here: Config) -> Understanding:
    return understanding(here, as_of=DAY)


def reading(u: Understanding, message: str) -> Reading:
    return next(r for r in u.readings if r.message == message)


def application(u: Understanding, message: str) -> Application:
    return next(a for a in u.applications if message in a.messages)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_form_is_read_as_the_owner_said_of_another_one_until_that_is_taken_back(here: Config, box: Box, language: str) -> None:
    first, second = box.forms(language)
    before = read(here, box)
    assert reading(before, second).kind == "acknowledgement"
    correct(here, "kind", first, "request")
    after = now(here)
    assert reading(after, first).kind == reading(after, second).kind == "request"
    assert [(r.code, dict(r.arguments)) for r in reading(after, second).reasons] == [("learnt-like", {"like": first, "kind": "request"})]
    assert reading(after, first).reasons == ()
    assert undo(here) is not None
    assert now(here) == before


def test_what_comes_later_is_read_so_too_and_what_was_corrected_itself_stands(here: Config, box: Box) -> None:
    first, second = box.forms("en")
    read(here, box)
    correct(here, "kind", first, "request")
    correct(here, "kind", second, "update")
    correct(here, "kind", second, "request")
    third = box.forms("en", count=3)[2]
    after = read(here, box)
    assert [reading(after, m).kind for m in (first, second, third)] == ["request"] * 3


def test_mail_that_is_not_alike_is_read_as_before(here: Config, box: Box) -> None:
    first, second = box.forms("en")
    other = box.forms("ja", "アーバー出版 <saiyo@kobo.example>")
    before = read(here, box)
    correct(here, "kind", first, "request")
    after = now(here)
    assert {r.message for r in after.readings if r != reading(before, r.message)} == {first, second}
    assert all(application(after, m) == application(before, m) for m in other)


def test_mail_that_was_called_none_of_the_search_takes_its_like_out_of_it(here: Config, box: Box) -> None:
    text = (
        "Dear Thea Lund,\n\nwe would like to invite you to an interview for the {role} on {day}. Please confirm the time by return of mail."
    )
    for role in POSTS["en"][:2]:
        box.add(ME, APPLIED["en"].format(role=role), role, to="jobs@arbor.example")
    one, other = (
        box.add("Arbor Press <jobs@arbor.example>", text.format(role=POSTS["en"][n], day=DAYS["en"][n]), f"Interview {n}") for n in (0, 1)
    )
    before = read(here, box)
    assert reading(before, other).application
    correct(here, "kind", one, "other")
    after = now(here)
    assert [reading(after, m).application for m in (one, other)] == [None, None]
    assert reading(after, other).kind == "other"
    assert reading(after, other).reasons
    undo(here)
    assert now(here) == before


def test_a_sender_called_none_of_the_search_twice_is_none_of_it(here: Config, box: Box) -> None:
    who = "Dana Reyes <dana@reyes.example>"
    texts = [
        "Dear Thea, would you come in for an interview about the post on Tuesday at three? Dana",
        "Hello, here is the task for the post: write two pages on how you would run the shop, and send it by Friday. Dana",
        "Dear Thea, thank you for your application. We have decided to go on with somebody else for this post. Dana",
    ]
    one, two, three = (box.add(who, text, subject) for text, subject in zip(texts, ("Tuesday", "The task", "The post"), strict=True))
    before = read(here, box)
    assert reading(before, three).kind == "rejection"
    correct(here, "kind", one, "other")
    assert reading(now(here), three).kind == "rejection"
    correct(here, "kind", two, "other")
    after = reading(now(here), three)
    assert (after.kind, after.application) == ("other", None)
    assert [r.code for r in after.reasons] == ["learnt-sender"]
    later = box.add(who, "Dear Thea, one more interview for the post, on Monday at ten? Dana", "Monday")
    assert later not in {message for one in read(here, box).applications for message in one.messages}
    undo(here)
    undo(here)
    again = reading(now(here), three)
    assert (again.kind, again.application, again.reasons) == ("rejection", reading(before, three).application, ())


def test_mail_of_a_sender_that_was_brought_in_twice_is_kept_from_then_on(here: Config, box: Box) -> None:
    shop = "Wares <news@wares.example>"
    offers = ("Half price on all shoes until Sunday.", "A green hat for the spring.", "New in: umbrellas.", "The last umbrellas.")
    ids = [box.add(shop, text, "News", List_Id="<news.wares.example>") for text in offers]
    box.forms("en")
    assert not {r.message for r in read(here, box).readings} & set(ids)
    correct(here, "kind", ids[0], "update")
    assert ids[2] not in {r.message for r in read(here, box).readings}
    correct(here, "kind", ids[1], "update")
    after = read(here, box)
    assert reading(after, ids[2]).kind not in ("alert", "other")
    assert [r.code for r in reading(after, ids[2]).reasons] == ["learnt-welcome"]


PRAISE = {
    "en": "Your sketch of the reading room was the best thing that anybody has sent us this year.",
    "ja": "ルンドさんなら、どこへ行ってもやっていけると思っています。",
}
REFUSAL = {
    "en": "Dear Thea,\n\nI am sorry to say that we chose somebody else for the post. {praise}\n\nBest wishes,\n{name}",
    "ja": "ルンド様\n\n今回は別の方に決まりました。申し訳ございません。{praise}\n\n{name}",
}
WRITERS = {
    "en": ("Dana Reyes", "Ruth Abelard", "Dana Reyes <dana@arbor.example>", "Ruth Abelard <ruth@wexley.example>"),
    "ja": ("佐久 恵", "三田 遥", "佐久 恵 <saku@kobo.example>", "三田 遥 <mita@hama.example>"),
}


def refusals(box: Box, language: str) -> tuple[str, str]:
    """Two letters of refusal, by two people, with the same kind sentence."""
    ids = []
    for n in (0, 1):
        name, who = WRITERS[language][n], WRITERS[language][2 + n]
        role = POSTS[language][n]
        box.add(ME, APPLIED[language].format(role=role), role, to=who)
        ids.append(box.add(who, REFUSAL[language].format(praise=PRAISE[language], name=name), f"Re: {role}"))
    return ids[0], ids[1]


def signs(u: Understanding, message: str) -> list[str]:
    """Those that count, and those that may."""
    return [s.quote for s in (*(s for p in u.people for s in p.signs), *u.perhaps) if s.message == message]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_sentence_that_is_no_sign_is_none_elsewhere(here: Config, box: Box, language: str) -> None:
    first, second = refusals(box, language)
    before = read(here, box)
    assert signs(before, second) == [PRAISE[language]]
    correct(here, "not-a-sign", first, PRAISE[language][2:-3])
    after = now(here)
    assert signs(after, first) == signs(after, second) == []
    reasons = [r for r in reading(after, second).reasons if r.code == "learnt-no-sign"]
    assert [(r.quote, dict(r.arguments)) for r in reasons] == [(PRAISE[language], {"like": first})]
    undo(here)
    assert now(here) == before


def test_an_organization_is_called_so_from_the_same_place(here: Config, box: Box) -> None:
    first, second = box.forms("en")
    read(here, box)
    correct(here, "split", second, "")
    before = now(here)
    assert application(before, first).id != application(before, second).id
    correct(here, "organization", first, "Arbor & Daughters")
    after = now(here)
    assert application(after, second).organization == "Arbor & Daughters"
    assert [(r.code, dict(r.arguments)) for r in application(after, second).reasons] == [("learnt-name", {"like": first})]
    undo(here)
    assert now(here) == before
