"""Bytes to a Message: headers, charsets, structure, marks; and nothing raises."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.mail.message import Address, Message
from goen.core.mail.parse import MAX_BYTES, parse


def mail(head: str, body: str = "Hello.", charset: str = "utf-8") -> Message:
    return parse(head.strip().encode(charset) + b"\n\n" + body.encode(charset))


def test_a_plain_message_is_read_whole() -> None:
    m = mail(
        """
From: "Whitfield, Dana" <Dana@Arbor.example>
To: Alex Moor <alex@moor.example>, team@arbor.example
Cc: Editors: Bo <bo@arbor.example>, cy@arbor.example;
Date: Tue, 3 Mar 2026 09:15:00 -0500
Subject: Your
 proposal
Message-ID: <a1@arbor.example>
References: <r1@x> <r2@x>
In-Reply-To: <r2@x>
""",
        "Hi Alex,\n\nYour proposal is pinned over my desk.\n\nBest,\nDana\n",
    )
    e = m.envelope
    assert e.sender == Address("Whitfield, Dana", "dana@arbor.example")
    assert [a.email for a in e.to] == ["alex@moor.example", "team@arbor.example"]
    assert e.cc == (Address("Bo", "bo@arbor.example"), Address("", "cy@arbor.example"))
    assert e.date == datetime(2026, 3, 3, 14, 15, tzinfo=UTC)
    assert e.subject == "Your proposal"
    assert e.id == "<a1@arbor.example>" and e.references == ("<r1@x>", "<r2@x>")
    assert m.new == "Hi Alex,\n\nYour proposal is pinned over my desk." and m.signature == "Best,\nDana"
    assert m.problems == () and e.marks == frozenset()


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        ("Subject: =?iso-2022-jp?B?GyRCQSoyYRsoQg==?=", "選過"),
        ("Subject: =?UTF-8?B?6YG45oCD?=\n =?UTF-8?B?57WQ5p6c?=", "選怃結果"),
        ("Subject: =?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        ("Subject: =?utf-8?Q?with space left in?=", "with space left in"),
        ("Subject: =?x-nobody-knows?Q?plain?= text", "plain text"),
        ("Subject: =?utf-8?B?44GC?", "=?utf-8?B?44GC?"),
        ("Subject: a\x00b\x07c", "abc"),
    ],
)
def test_encoded_words_are_decoded_leniently(head: str, subject: str) -> None:
    assert mail(head).envelope.subject == subject


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "shift_jis", "euc-jp"])
def test_raw_japanese_headers_and_undeclared_bodies_are_read(charset: str) -> None:
    text = "選考結果のご連絡です。どうぞよろしくお願いいたします。"
    m = parse(f"From: 田中花子 <t@arbor.example>\nSubject: {text}\nContent-Type: text/plain\n\n{text}\n".encode(charset))
    assert m.envelope.subject == text
    assert m.envelope.sender.name == "田中花子"
    assert m.text == text


@pytest.mark.parametrize(
    ("declared", "actual", "text"),
    [
        ("us-ascii", "utf-8", "naïve résumé"),
        ("iso-8859-1", "utf-8", "It’s a café"),
        ("utf-8", "cp1252", "It’s a café"),
        ("utf-8", "iso-2022-jp", "面接のご案内をお送りします"),
        ("shift_jis", "utf-8", "面接のご案内をお送りします"),
        ("x-who-knows", "utf-8", "naïve"),
        ("windows-1251", "utf-8", "Спасибо за отклик"),
    ],
)
def test_a_wrong_charset_is_noticed_and_named(declared: str, actual: str, text: str) -> None:
    m = parse(
        f"Subject: x\nContent-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit\n\n".encode() + text.encode(actual)
    )
    assert m.text == text
    assert any(p.startswith("charset-") for p in m.problems)


def test_vendor_characters_of_iso_2022_jp_are_read() -> None:
    # row 13, which the standard leaves empty and Windows fills: ①㈱
    body = b"\x1b$B-!-j\x1b(B ok"
    m = parse(b"Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n" + body)
    assert m.text == "①㈱ ok"


def test_plain_text_is_preferred_to_html_unless_it_is_a_stub() -> None:
    def alternative(plain: str) -> Message:
        return mail(
            'Subject: x\nContent-Type: multipart/alternative; boundary="b"',
            f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n"
            "<p>The <b>whole</b> letter, with all that it has to say to whoever reads it in its full length, and then some more.</p>\n--b--\n",
        )

    assert alternative("The letter as plain text.\n\nIt goes on, with every word.").text.startswith("The letter as plain")
    assert alternative("Please view this email in your browser.").text.startswith("The whole letter")
    assert alternative("\n \n").text.startswith("The whole letter")


def test_an_invitation_is_an_event_whether_inline_or_attached() -> None:
    ics = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTART:20260310T090000Z\nDTEND:20260310T093000Z\nSUMMARY:Call with Dana\nORGANIZER:mailto:Dana@arbor.example\nATTENDEE:mailto:alex@moor.example\nEND:VEVENT\nEND:VCALENDAR\n"
    for how in (
        "Content-Type: text/calendar; method=REQUEST",
        'Content-Type: application/ics; name="invite.ics"\nContent-Disposition: attachment; filename="invite.ics"',
    ):
        m = mail(
            'Subject: x\nContent-Type: multipart/mixed; boundary="b"',
            f"--b\nContent-Type: text/plain\n\nSee you.\n--b\n{how}\n\n{ics}\n--b--\n",
        )
        assert len(m.events) == 1
        event = m.events[0]
        assert (event.summary, event.method, event.organizer, event.attendees) == (
            "Call with Dana",
            "REQUEST",
            "dana@arbor.example",
            ("alex@moor.example",),
        )
        assert event.start == datetime(2026, 3, 10, 9, tzinfo=UTC) and event.end == event.start + timedelta(minutes=30)
        assert "calendar" in m.envelope.marks


def test_a_forwarded_message_is_shown_but_is_not_new() -> None:
    m = mail(
        'Subject: Fwd: x\nContent-Type: multipart/mixed; boundary="b"',
        "--b\nContent-Type: text/plain\n\nLook at this.\n--b\nContent-Type: message/rfc822\n\nFrom: Dana <dana@arbor.example>\nSubject: x\n\nWe would like to meet you.\n--b--\n",
    )
    assert "We would like to meet you." in m.text and m.new == "Look at this."
    assert "forwarded" in m.envelope.marks


def test_a_delivery_report_is_marked() -> None:
    m = mail(
        'From: MAILER-DAEMON@mx.example\nSubject: failed\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "--b\nContent-Type: text/plain\n\nNot delivered.\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n\n--b--\n",
    )
    assert "bounce" in m.envelope.marks and m.text == "Not delivered."


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("List-Unsubscribe: <https://x.example/u>", "list"),
        ("Precedence: bulk", "bulk"),
        ("Auto-Submitted: auto-generated", "auto"),
        ("X-Gmail-Labels: Inbox,Sent", "sent"),
        ("X-Gmail-Labels: =?UTF-8?B?6YCB5L+h5riI44G/?=", "sent"),
        ("X-Gmail-Labels: Spam", "spam"),
    ],
)
def test_marks_come_from_the_headers(line: str, mark: str) -> None:
    assert mark in mail(f"From: a@b.example\n{line}\nSubject: x").envelope.marks
    assert "auto" not in mail("Auto-Submitted: no\nSubject: x").envelope.marks


def test_gmail_labels_are_unfolded_decoded_and_unquoted() -> None:
    m = mail('Subject: x\nX-Gmail-Labels: =?UTF-8?Q?Messages_archiv=C3=A9s,?=\n =?UTF-8?Q?Ouvert,"Jobs,_2026"?=')
    assert m.envelope.labels == ("Messages archivés", "Ouvert", "Jobs, 2026")


def test_labels_of_the_source_come_first() -> None:
    assert parse(b"Subject: x\nX-Gmail-Labels: Inbox\n\n", labels=("Sent",)).envelope.labels == ("Sent", "Inbox")


def test_a_message_without_an_id_gets_one_from_its_bytes() -> None:
    raw = b"From: a@b.example\nDate: Tue, 3 Mar 2026 09:15:00 +0000\n\nHi"
    assert parse(raw).id == parse(raw).id != parse(raw + b"!").id
    assert "id-missing" in parse(raw).problems


def test_a_broken_date_falls_back_to_received_and_then_to_the_epoch() -> None:
    assert mail("Date: soon\nReceived: from x; Tue, 3 Mar 2026 09:15:00 +0000").envelope.date == datetime(2026, 3, 3, 9, 15, tzinfo=UTC)
    nothing = mail("Date: soon")
    assert nothing.envelope.date == datetime(1970, 1, 1, tzinfo=UTC) and "date-unreadable" in nothing.problems


def test_broken_base64_is_read_as_far_as_it_goes() -> None:
    m = mail("Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "SGVsbG8gdGhlcmUsIEFsZXg=!!!\n*")
    assert "Hello there, Alex" in m.text


def test_a_boundary_that_never_comes_loses_no_text() -> None:
    m = mail('Subject: x\nContent-Type: multipart/mixed; boundary="never"', "All of the text is here.")
    assert "All of the text is here." in m.text


def test_a_misspelt_transfer_encoding_is_undone() -> None:
    m = parse(b"Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable  \n\ncaf=C3=A9")
    assert m.text == "café"


def test_depth_and_size_are_bounded() -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)) + b"\n\ndeep text"
    assert parse(deep).problems
    large = b"Subject: x\n\n" + b"word " * 400_000
    assert len(parse(large).text) <= 1_000_000 and "text-truncated" in parse(large).problems
    assert MAX_BYTES < 2**30


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=3000))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    m = parse(raw)
    assert m.envelope.size == len(raw) and m.id.startswith("<")


PIECES = st.sampled_from(
    [b"From: ", b"Subject: ", b"Date: ", b"To: ", b"Message-ID: ", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: text/html; charset=utf-16\n", b"--b\n", b"--b--\n", b"\n\n",
     b"\r\n", b"=?utf-8?B?", b"=?iso-2022-jp?Q?", b"?=", b"<a@b.example>", b"\x1b$B", b"\xe3\x81", b"\x82\xa0", b"Content-Transfer-Encoding: base64\n", b"message/rfc822", b"<div><table>", b"\t ", b";;,,()<>\"",
     b"Content-Type: text/calendar\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\n", b"> On x wrote:\n", b"-- \n", b"\x00"]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_heap_of_broken_mail_makes_it_raise(pieces: list[bytes]) -> None:
    m = parse(b"".join(pieces))
    assert "\0" not in m.text and all(a.size >= 0 for a in m.attachments)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60),
    st.sampled_from(["utf-8", "iso-2022-jp", "cp932", "euc-jp"]),
)
def test_a_subject_survives_its_encoding(subject: str, charset: str) -> None:
    try:
        head = f"=?{charset}?B?{base64.b64encode(subject.encode(charset)).decode()}?="
    except UnicodeEncodeError:
        return
    got = parse(f"Subject: {head}\n\nx".encode()).envelope.subject
    # one character, two tables: the wave dash and its like, the yen sign in the place of the backslash
    wave = str.maketrans("\uff5e\uff0d\u2225\uffe0\uffe1\uffe2\u2015\u00a5\u203e", "\u301c\u2212\u2016\u00a2\u00a3\u00ac\u2014\\~")
    assert got.translate(wave) == subject.translate(wave)
