"""Mail made to hang or exhaust its reader costs about as much as other mail of its size."""

from __future__ import annotations

import time

import pytest

from goen.core.mail.parse import parse

HTML = b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n"
TEXT = b"From: a@b.example\nSubject: x\n\n"
HOSTILE = {
    "elements nested in elements": HTML + b"<div>" * 200_000 + b"x",
    "tables nested in tables": HTML + b"<table><tr><td>" * 50_000 + b"x",
    "tags that never end": HTML + b"<blockquote" * 90_000,
    "style rules that never end": HTML + b"<style>" + b"@a{" * 60_000 + b" display:none</style>x",
    "a selector without end": HTML + b"<style>" + b".a," * 60_000 + b" display:none</style>x",
    "an address header of blanks": b"From: " + b" x" * 100_000 + b"\n\nx",
    "an address header of quotes": b"To: " + b'"' * 60_000 + b"\n\nx",
    "an address header of brackets": b"To: " + b"<(" * 30_000 + b"\n\nx",
    "a local part without end": b"From: " + b"x" * 200_000 + b"\n\nx",
    "more recipients than people": b"To: " + b"a@b.example, " * 20_000 + b"\n\nx",
    "encoded words that never end": b"Subject: " + b"=?a?q?" * 10_000 + b"\n\nx",
    "parameters without end": b"Content-Type: text/plain; " + b"a=b c " * 30_000 + b"\n\nx",
    "lines that look like attributions": TEXT + (b"a@" * 240 + b" 2026-01-01:\n") * 2000,
    "quotes between quotes": TEXT + b"> a\nb\n" * 100_000,
    "closings without end": TEXT + b"Best,\n" * 100_000,
    "more headers than body": b"X: y\n" * 200_000 + b"\n\nx",
    "references without end": b"References: " + b"<a@b> " * 50_000 + b"\n\nx",
    "multiparts nested in multiparts": b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(900))
    + b"\n\n"
    + b"x\n" * 500_000,
    "more parts than a message has": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 200_000,
    "messages in messages": b"Content-Type: message/rfc822\n\n" * 2000 + b"Subject: x\n\nx",
    "bytes that are no text": TEXT + bytes(range(256)) * 40_000,
    "a calendar without end": b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n"
    + b"BEGIN:VEVENT\nDTSTART:20260101T000000Z\nEND:VEVENT\n" * 10_000
    + b"END:VCALENDAR",
    "escapes without end": b"Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n" + b"\x1b$B!!" * 200_000 + b"\xff",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_read_in_bounded_time(what: str) -> None:
    raw = HOSTILE[what]
    start = time.process_time()
    message = parse(raw)
    assert time.process_time() - start < 4
    assert message.envelope.size == len(raw)
    assert len(message.text) <= 1_000_000 and len(message.attachments) <= 2000 and len(message.events) <= 20
    assert len(message.envelope.to) <= 1000 and len(message.envelope.references) <= 100
