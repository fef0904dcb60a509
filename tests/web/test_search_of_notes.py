"""Notes are found with everything else, in both languages; and the words that spoke for a reading are whole words."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from goen import samples
from goen.actions import notes
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.reading.clues import clues
from goen.say import voice
from tests.web.test_today_and_letters import text


def test_a_note_is_found_by_its_words_and_by_two_characters(web: Client, here: Config, language: str) -> None:
    words = {"en": "She keeps a heron on her desk.", "ja": "机に青鷺の置物がありました。"}[language]
    notes.take_note(here, "a5", notes.Form(words), on=samples.AS_OF[language])
    understanding(here, as_of=samples.AS_OF[language])
    for query in ({"en": "heron desk", "ja": "青鷺"}[language], {"en": "HERON", "ja": "置物"}[language]):
        for address in ("/search/", "/palette/"):
            assert words in html.unescape(text(web.get(address, {"q": query})))
    assert voice(language)("note.heading") in text(web.get("/search/", {"q": "青鷺" if language == "ja" else "heron"}))
    assert words not in html.unescape(text(web.get("/search/", {"q": "heron 青鷺"})))


@pytest.mark.parametrize(
    ("pieces", "line", "whole"),
    [
        (["interv*", "re your", "at 0", "floor"], "Re: your interviews, at 9 on the third Floor", ["interviews", "floor"]),
        (["田様", "の応募", "時に", "です"], "久保田様\n商品企画職への応募です。15時に伺います。", ["久保田様", "応募"]),
        (["gone*"], "Nothing here", []),
    ],
)
def test_clues_are_whole_words_of_the_mail(pieces: list[str], line: str, whole: list[str]) -> None:
    assert clues(pieces, line) == whole
