"""Mail as it was laid out can do nothing: no script, style, picture, link, form or frame comes through, whatever was sent."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.clean import ATTRIBUTES, MOST, TAGS, laid_out


def mail(html: str, kind: str = "text/html") -> bytes:
    return f"From: a@x.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n".encode() + html.encode()


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="https://track.example/x.gif" onerror="alert(1)">',
        '<p style="background:url(https://track.example/x)" onclick="alert(1)">Hello</p>',
        '<a href="javascript:alert(1)">Click</a>',
        '<iframe src="https://x.example"></iframe>',
        "<style>@import url(https://x.example/a.css);</style>",
        '<form action="https://x.example"><input name="password"></form>',
        '<svg><script xlink:href="https://x.example"/></svg>',
        '<meta http-equiv="refresh" content="0;url=https://x.example">',
        '<base href="https://x.example/"><link rel="stylesheet" href="a.css">',
        '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
        '<object data="x"></object><embed src="x"><video src="x"></video>',
    ],
)
def test_nothing_that_acts_or_calls_elsewhere_comes_through(html: str) -> None:
    cleaned = laid_out(mail(f"<div>{html}<b>Dear Maren</b></div>"))
    assert cleaned is not None
    assert "Dear Maren" in cleaned or "<math>" in html
    assert not re.search(r"x\.example|track|alert|javascript|src=|href=|style=|on\w+=|<(?!/?\w)", cleaned)


def test_what_is_laid_out_stays_so() -> None:
    html = "<h1>Yes</h1><table><tr><td colspan=2>one</td></tr></table><ul><li><em>two</em></li></ul>"
    assert (
        laid_out(mail(html)) == '<h1>Yes</h1><table><tbody><tr><td colspan="2">one</td></tr></tbody></table><ul><li><em>two</em></li></ul>'
    )


def test_mail_without_html_has_none() -> None:
    assert laid_out(mail("Dear Maren", "text/plain")) is None
    assert laid_out(b"") is None


def test_very_long_mail_is_cut_and_stays_closed() -> None:
    cleaned = laid_out(mail("<div><p>" + "word " * 60_000 + "</p></div>"))
    assert cleaned is not None
    assert len(cleaned) <= MOST + 20
    assert cleaned.endswith("</div>")


@given(st.text(st.sampled_from("<>/\"'= abpstyle:!-&;#x0\n日")) | st.text())
def test_whatever_it_is_only_known_tags_remain(html: str) -> None:
    cleaned = laid_out(mail(html)) or ""
    for tag, rest in re.findall(r"<([a-zA-Z][\w-]*)([^>]*)>", cleaned):
        assert tag in TAGS
        assert not rest.strip(" /") or tag in ATTRIBUTES


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    laid_out(raw)
