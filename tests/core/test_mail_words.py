"""The new text of a message, apart from quotes, signature, disclaimers and what was forwarded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.mail.words import split

QUOTED = "> Could you send the plan?\n> It is due on Monday.\n"
UNQUOTED = "Could you send the plan?\nIt is due on Monday.\n"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Tue, Mar 3, 2026 at 9:15 AM Dana Whitfield <dana@arbor.example> wrote:",
        "On Tue, Mar 3, 2026 at 9:15 AM Dana Whitfield <\ndana@arbor.example> wrote:",
        "On 3 Mar 2026, at 09:15, Dana Whitfield wrote:",
        "On 03/03/2026 09:15, Dana Whitfield wrote:",
        "Dana Whitfield <dana@arbor.example> wrote on 3 March 2026:",
        "2026年3月3日(火) 9:15 田中花子 <hanako@arbor.example>:",
        "2026/03/03 9:15、田中花子 <hanako@arbor.example>のメール:",
        "Am 03.03.2026 um 09:15 schrieb Dana Whitfield:",
        "Le mar. 3 mars 2026 à 09:15, Dana Whitfield <dana@arbor.example> a écrit :",
        "El mar, 3 mar 2026 a las 9:15, Dana Whitfield (<dana@arbor.example>) escribió:",
        "Il giorno mar 3 mar 2026 alle ore 09:15 Dana Whitfield <dana@arbor.example> ha scritto:",
        "Em ter., 3 de mar. de 2026 às 09:15, Dana Whitfield <dana@arbor.example> escreveu:",
        "Op di 3 mrt 2026 om 09:15 schreef Dana Whitfield <dana@arbor.example>:",
        "Den tis 3 mars 2026 kl 09:15 skrev Dana Whitfield <dana@arbor.example>:",
        "W dniu 3.03.2026 o 09:15, Dana Whitfield pisze:",
        "вт, 3 мар. 2026 г. в 09:15, Dana Whitfield <dana@arbor.example>:",
        "2026년 3월 3일 (화) 오전 9:15, Dana Whitfield <dana@arbor.example>님이 작성:",
        "在 2026年3月3日，09:15，Dana Whitfield <dana@arbor.example> 写道：",
    ],
)
@pytest.mark.parametrize("below", [QUOTED, UNQUOTED])
def test_an_attribution_and_what_it_quotes_are_not_new(attribution: str, below: str) -> None:
    if below is UNQUOTED and attribution.startswith("Dana"):
        return  # a sentence can begin so; only the quote marks below it decide
    found = split(f"It is on its way.\n\n{attribution}\n{below}")
    assert found.new == "It is on its way."
    assert "due on Monday" in found.rest


@pytest.mark.parametrize(
    "block",
    [
        "________________________________\nFrom: Dana Whitfield <dana@arbor.example>\nSent: Tuesday, March 3, 2026 9:15 AM\nTo: Alex Moor\nSubject: Plan\n",
        "-----Original Message-----\nFrom: Dana Whitfield\nSent: Tuesday, March 3, 2026 9:15 AM\nTo: Alex Moor\nSubject: Plan\n",
        "-----Original Message-----\n差出人: 田中花子 <hanako@arbor.example>\n送信日時: 2026年3月3日 09:15\n宛先: 盛 玲\n件名: 企画\n",
        "*From:* Dana Whitfield <dana@arbor.example>\n*Sent:* Tuesday\n*Subject:* Plan\n",
        "Von: Dana Whitfield <dana@arbor.example>\nGesendet: Dienstag, 3. März 2026 09:15\nAn: Alex Moor\nBetreff: Plan\n",
        "---------- Forwarded message ---------\nFrom: Dana Whitfield <dana@arbor.example>\nDate: Tue, Mar 3, 2026\nSubject: Plan\n",
        "Begin forwarded message:\n\nFrom: Dana Whitfield <dana@arbor.example>\nSubject: Plan\n",
    ],
)
def test_a_header_block_ends_the_new_text(block: str) -> None:
    assert split(f"Please see below.\n\n{block}\n{UNQUOTED}").new == "Please see below."


def test_inline_answers_are_joined() -> None:
    found = split(
        "On 3 Mar 2026, at 09:15, Dana wrote:\n\n> Are you free on Monday?\n\nYes, at ten.\n\n> Shall we meet here?\n\nGladly.\n\n-- \nAlex\n"
    )
    assert found.new == "Yes, at ten.\nGladly." and found.signature == "-- \nAlex"


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we met, and on Tuesday I wrote:\n\nDear all, I shall not come.",
        "From: Boston\nTo: Chicago\nDate: 3 March 2026",
        "The list of open points:\n- the plan\n- the date: 3 March 2026, 09:15\nThat is all.",
        "I will write to you. On the other hand, you may write to me first.",
        "Key points\n----\n\n1. It works.\n2. It is done.\n\n----\n\nThat is what I found.",
    ],
)
def test_ordinary_text_stays_whole(text: str) -> None:
    assert split(text).new == text


@pytest.mark.parametrize(
    "signature",
    [
        "Best regards,\nDana Whitfield\nEditor, Arbor\n+1 555 0100",
        "-- \nDana Whitfield",
        "Sent from my iPhone",
        "Mit freundlichen Grüßen\nDana Whitfield",
        "――――――――――\n株式会社アーバー 編集部\n田中花子\nTEL 03-0000-0000\n――――――――――",
        "敬具\n\n田中花子",
        "Dana Whitfield\nTalent Lead | Arbor\ndana@arbor.example",
        "Best, Dana",
        "- Dana",
    ],
)
def test_a_signature_is_kept_apart(signature: str) -> None:
    found = split(f"Thank you for the plan. I have read it twice.\n\n{signature}")
    assert found.new == "Thank you for the plan. I have read it twice." and found.signature == signature


def test_a_signature_never_takes_the_whole_text() -> None:
    assert split("Thanks,\nDana").new
    assert split("Dana").new == "Dana"


def test_a_postscript_is_new_text() -> None:
    found = split("We chose somebody else.\n\nWarmly,\nDana\n\nP.S. Do write when your book is out.")
    assert found.new == "We chose somebody else.\nP.S. Do write when your book is out." and found.signature == "Warmly,\nDana"


@pytest.mark.parametrize(
    "footer",
    [
        "This e-mail and any attachments are confidential and intended only for the addressee.",
        "CONFIDENTIALITY NOTICE: if you are not the intended recipient, delete this.",
        "You received this message because you applied at Arbor. Unsubscribe",
        "※本メールは送信専用です。",
    ],
)
def test_disclaimers_and_footers_are_neither(footer: str) -> None:
    found = split(f"We got your application.\n\nArbor Hiring Team\n\n{footer}\n")
    assert footer in found.rest and footer not in found.new + found.signature


def test_a_gateway_warning_at_the_top_is_not_new() -> None:
    assert split("CAUTION: This email originated from outside of the organization.\n\nHi Alex, welcome.").new == "Hi Alex, welcome."


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab >\n-_.:@<>,On wrote2026Fm\u3042", max_size=400))
def test_nothing_is_invented_and_one_piece_is_a_substring(text: str) -> None:
    found = split(text)
    lines = {"", *(line.strip() for line in text.split("\n"))}
    for part in found:
        assert all(line.strip() in lines for line in part.split("\n"))
    if "\n" not in found.new and found.new:
        assert found.new in text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Hello there, Alex.",
                "It went well",
                "> quoted",
                "",
                "-- ",
                "Best,",
                "Dana",
                "On 3 Mar 2026, Dana wrote:",
                "____",
                "From: a@b.example",
                "Subject: x",
                "Date: 3 Mar 2026",
            ]
        ),
        max_size=30,
    )
)
def test_every_line_ends_up_somewhere(lines: list[str]) -> None:
    found = split("\n".join(lines))
    kept = "\n".join(found).split("\n")
    for line in lines:
        if line.strip() and line.strip("_ "):
            assert line.strip() in [k.strip() for k in kept]
