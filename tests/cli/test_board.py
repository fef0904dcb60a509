"""The board, drawn from values made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from goen.cli.show.board import show_board
from goen.cli.show.layout import width
from goen.cli.show.page import Page
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Introduction, Owner, Person, Reading, Sign, Understanding
from goen.say import voice
from goen.view import View


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


BELIEF = Sign("<m1>", "pa", "belief", "I'd hire you for the next one without another interview", 0.95, on(3, 13))
PRAISE = Sign("<m3>", "pb", "praise", "いただいた便箋の見本は、罫の薄さの決め方が見事で、今も企画会議の机に置いています", 0.9, on(4, 1))
PEOPLE = (
    Person("pa", "Dana Reyes", ("dana@acme-press.example",), "Acme Press", "Head of Content", "champion", (BELIEF,)),
    Person("pb", "久保田 正志", ("kubota@minoya.example",), "美濃屋紙業株式会社", "部長", "warm", (PRAISE,)),
    Person("pc", "Ravi Shah", ("ravi@otherfirm.example",), "Otherfirm", "Founder", "acquaintance", ()),
)


def application(ident: str, organization: str, role: str, stage: str, outcome: str, rejected: datetime | None = None) -> Application:
    return Application(ident, organization, role, stage, outcome, ("<m1>",), (), (), on(1, 5), on(3, 20), rejected)


APPLICATIONS = (
    application("aa", "Acme Press", "Content Editor", "final", "rejected", on(3, 13)),
    application("ab", "Otherfirm", "Writer", "offer", "accepted"),
    application("ac", "ノーススター・ホームズ株式会社", "カタログ編集・広報企画担当", "applied", "silent"),
    application("ad", "", "", "applied", "rejected", on(2, 10)),
    application("ae", "美濃屋紙業株式会社", "商品企画", "interview", "rejected", on(4, 10)),
)
ADVICE = (
    Advice(
        "aa",
        "ask",
        "introduction",
        "pa",
        date(2026, 3, 16),
        (
            Reason("best-tie", (("person", "pa"), ("tie", "champion"))),
            Reason("sign", (("signal", "belief"), ("person", "pa")), BELIEF.quote, "<m1>"),
        ),
        ("introduced",),
    ),
    Advice("ad", "silence", None, None, None, (Reason("nobody", (("stage", "applied"),)),), ()),
    Advice(
        "ae",
        "ask",
        "keep_in_mind",
        "pb",
        date(2026, 4, 20),
        (
            Reason("best-tie", (("person", "pb"), ("tie", "warm"))),
            Reason("sign", (("signal", "praise"), ("person", "pb")), PRAISE.quote, "<m3>"),
        ),
        (),
    ),
)
WHOLE = Understanding(
    owner=Owner("Thea Lund", ("thea@lund.example",), "en"),
    as_of=date(2026, 4, 17),
    readings=(Reading("<m1>", "rejection", (), 0.9, "aa"), Reading("<m9>", "other", (), 0.9, None)),
    applications=APPLICATIONS,
    people=PEOPLE,
    perhaps=(),
    advice=ADVICE,
    introductions=(Introduction("pa", "pc", "<m2>", "aa", "ab"),),
)
SHORT = {a.id: f"a{n}" for n, a in enumerate(APPLICATIONS, 1)} | {p.id: f"p{n}" for n, p in enumerate(PEOPLE, 1)}


def drawn(capsys: pytest.CaptureFixture[str], understanding: Understanding, language: str, columns: int = 80) -> str:
    show_board(Page(columns), View(understanding, SHORT, {"<m2>": on(3, 16)}, voice(language)))
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("columns", [60, 80, 88])
def test_no_line_is_wider_than_the_page(capsys: pytest.CaptureFixture[str], language: str, columns: int) -> None:
    assert max(width(line) for line in drawn(capsys, WHOLE, language, columns).splitlines()) <= columns


def test_it_shows_applications_people_in_their_words_advice_and_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(drawn(capsys, WHOLE, "en").split())
    assert "a1 Acme Press Content Editor final round no, 13 Mar" in text
    assert "“I'd hire you for the next one without another interview” belief, 13 March" in text
    assert "Dana Reyes opened a door for you. A note on what came of it is owed, whatever it was." in text
    assert "The answer was a form, and you never spoke with anyone. There is nobody to write to." in text
    assert "Dana Reyes introduced you to Ravi Shah, 16 March." in text
    assert "Not before 20 April." in text


def test_in_japanese_people_are_called_san(capsys: pytest.CaptureFixture[str]) -> None:
    text = drawn(capsys, WHOLE, "ja")
    assert "久保田 正志さん" in text
    assert "お返事は要りません" in text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_empty_mailbox_is_said_kindly(capsys: pytest.CaptureFixture[str], language: str) -> None:
    empty = replace(WHOLE, owner=Owner("", (), "en"), readings=(), applications=(), people=(), advice=(), introductions=())
    text = drawn(capsys, empty, language)
    assert voice(language)("board.no-applications")[:20] in text
    assert "a1" not in text


def test_mail_cannot_write_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = replace(WHOLE, people=(replace(PEOPLE[0], name="Dana\x1b[2J", signs=(replace(BELIEF, quote="I\x1b]0;x\x07 like it"),)),))
    assert "\x1b" not in drawn(capsys, evil, "en")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_introduction_out_of_no_application_stands_under_none(capsys: pytest.CaptureFixture[str], language: str) -> None:
    alone = Introduction("pb", "pc", "<m4>", None, "ae")
    lines = drawn(capsys, replace(WHOLE, introductions=(*WHOLE.introductions, alone)), language).splitlines()
    inner = next(n for n, line in enumerate(lines) if line.lstrip().startswith("└"))
    said = next(n for n, line in enumerate(lines) if n > inner and "久保田 正志" in line)
    assert not lines[said].startswith("  ")
    assert "└" not in lines[said]
    assert not lines[said - 1].strip()
