"""HTML to readable text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.mail.html import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("<table><tr><td>Date:</td><td>Monday</td></tr><tr><td>Place:</td><td>here</td></tr></table>", "Date: Monday\nPlace: here"),
        ('Go <a href="https://x.example">there</a> &amp; back', "Go there & back"),
        ("<style>p{}</style><script>var a = '<p>no</p>'</script><title>no</title>yes", "yes"),
        ('<div style="display:none;max-height:0">preheader &zwnj;&nbsp;&zwnj;</div>shown', "shown"),
        ("<style>.pre{display:none}</style><span class=pre>hidden</span>shown", "shown"),
        ("<style>@media (max-width:9px){.wide{display:none}}</style><span class=wide>shown</span>", "shown"),
        ('<p style="display:none">all of it</p>', "all of it"),
        ("<pre>a\n\nb</pre>", "a\n\nb"),
        ("a\n   b\t c", "a b c"),
        ("a&nbsp;&nbsp;b", "a  b"),
        (
            'yes<blockquote type="cite">no<br>never<blockquote class="gmail_quote">once</blockquote></blockquote>end',
            "yes\n\n> no\n> never\n>> once\nend",
        ),
        ('Hi<div class="gmail_signature">Dana</div>', "Hi\n-- \nDana"),
        ("", ""),
    ],
)
def test_it_reads_as_the_page_looks(html: str, text: str) -> None:
    assert to_text(html) == text


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<td>",
                "<table>",
                "</table>",
                "<blockquote type=cite>",
                "</blockquote>",
                "word ",
                "<br>",
                "<pre>",
                "\n",
                "<",
                "&#0;",
                "\x01",
                "<style>",
                "{display:none}",
            ]
        ),
        max_size=40,
    )
)
def test_broken_html_never_raises_and_leaves_no_marks(pieces: list[str]) -> None:
    text = to_text("".join(pieces))
    assert not set(text) & set("\x01\x02\x03\x04\x05\x06\x07")


def test_deep_nesting_is_no_trouble() -> None:
    assert to_text("<div>" * 5000 + "deep") in ("deep", "")
