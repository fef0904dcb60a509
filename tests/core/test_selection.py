from __future__ import annotations

import pytest

from goen.core import selection
from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.values import Owner

OWNER = Owner("Thea Lund", ("thea@lund.example",), "en")


def mail(n: int, sender: str, body: str = "See you then.", subject: str = "hello", extra: str = "") -> Message:
    return parse(
        f"From: {sender}\nTo: Thea Lund <thea@lund.example>\nSubject: {subject}\nMessage-ID: <{n}@test.example>\n"
        f"Date: Mon, 2 Mar 2026 09:00:00 +0000\n{extra}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()
    )


@pytest.mark.parametrize(
    ("sender", "found"),
    [
        ("Dana Reyes <dana@acme-press.example>", True),
        ("Acme Press <info@acme-press.example>", False),  # a desk is many people's
        ("Acme Press <no-reply@acme-press.example>", False),
    ],
)
def test_the_closure_follows_people_and_neither_desks_nor_machines(sender: str, found: bool) -> None:
    seed, other = mail(1, sender), mail(2, sender)
    closed = selection.close([seed.envelope, other.envelope], {seed.id}, OWNER)
    assert closed == ({other.id} if found else set())


def test_the_closure_follows_threads_whoever_writes() -> None:
    seed = mail(1, "Acme Press <info@acme-press.example>")
    answer = mail(2, "Front desk <desk@other.example>", extra="References: <1@test.example>\n")
    assert selection.close([seed.envelope, answer.envelope], {seed.id}, OWNER) == {answer.id}


def test_messages_looked_at_together_are_looked_at_as_each_alone() -> None:
    messages = [
        mail(1, "Dana Reyes <dana@acme-press.example>", "We would like to invite you to an interview on Friday.", "Your application"),
        mail(2, "Shop <news@shop.example>", "Half price on all shoes until Sunday. Unsubscribe here.", "Sale", "List-Id: <x>\n"),
        mail(3, "人事部 <saiyo@kobo.example>", "書類選考の結果、面接にお越しいただきたく存じます。", "選考のご案内"),
    ]
    together = selection.screen(messages)
    assert [one.candidate for one in together] == [selection.screen([m])[0].candidate for m in messages]
    assert [one.candidate for one in together] == [True, False, True]
    assert selection.screen([]) == []
