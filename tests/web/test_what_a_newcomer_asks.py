"""What somebody asks who sees their own mail for the first time: from which mail is this, who wrote it, and where do I press."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

from goen import samples
from goen.actions import agenda, mail, numbers
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Understanding
from goen.say import voice
from goen.view import plain
from tests.web.test_today_and_letters import field


def text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def whole(here: Config, language: str) -> Understanding:
    return understanding(here, as_of=samples.AS_OF[language])


def test_why_an_application_stands_so_leads_to_the_mail_that_says_it(web: Client, here: Config, language: str) -> None:
    """Where it was misread, it is corrected there."""
    known = whole(here, language)
    short = numbers.short_ids(known)
    ended = next(a for a in known.applications if a.rejection)
    number = numbers.message_ids([ended.rejection or ""])[ended.rejection or ""]
    shown = text(web.get(f"/why/{short[ended.id]}/"))
    assert f'href="/why/{number}/"' in shown
    assert f'href="/messages/{number}/"' in shown
    taken = next(a for a in known.applications if a.outcome == "accepted")
    assert voice(language)("why.read-so") in text(web.get(f"/why/{short[taken.id]}/"))


def test_what_the_owner_said_of_an_outcome_is_not_laid_to_a_mail(web: Client, here: Config, language: str) -> None:
    known = whole(here, language)
    short = numbers.short_ids(known)[next(a for a in known.applications if a.rejection).id]
    web.post("/correct/", {"about": short, "verb": "outcome", "outcome": "withdrawn", "back": "/"})
    assert voice(language)("why.read-so") not in text(web.get(f"/why/{short}/"))


def test_the_timeline_calls_people_as_the_other_pages_do(web: Client, here: Config, language: str) -> None:
    known = whole(here, language)
    person = next(p for p in known.people if p.id in {a.rejected_by for a in known.applications} and p.emails)
    name = plain(person.name) + ("さん" if language == "ja" else "")
    ended = next(a for a in known.applications if a.rejected_by == person.id)
    shown = text(web.get(f"/applications/{numbers.short_ids(known)[ended.id]}/"))
    assert f'<span class="who">{name}</span>' in shown
    assert mail.envelopes([ended.rejection or ""])[ended.rejection or ""].sender.email in person.emails


def test_the_week_leads_to_the_letters_that_today_leads_to(web: Client, here: Config, language: str) -> None:
    due = agenda.day(here, samples.AS_OF[language]).agenda.today
    short = numbers.short_ids(whole(here, language))
    letters = {f'href="/letters/{short[t.application]}/"' for t in due if t.code == "rejection" and t.letter and t.application}
    shown = text(web.get("/week/"))
    assert letters
    assert all(letter in shown for letter in letters)


def test_after_an_ask_it_is_said_to_whom(web: Client, here: Config, language: str) -> None:
    """The advice then names nobody; the letter does."""
    known = whole(here, language)
    short = numbers.short_ids(known)
    say = voice(language)
    day = samples.AS_OF[language]
    for one in (a for a in known.advice if a.response == "ask" and a.to and f'"/letters/{short[a.application]}/"' in text(web.get("/"))):
        address = f"/letters/{short[one.application]}/"
        page = web.get(address).content.decode()
        mine = {name: field(page, name) for name in ("to", "subject", "body")} | {"do": "sent", "day": day.isoformat()}
        today = text(web.post(address, mine, follow=True))
        person = next(p for p in known.people if p.id == one.to)
        name = plain(person.name) + ("さん" if language == "ja" else "")
        assert say("today.sent", person=name, date=say.day(day, day)) in today
        return
    raise AssertionError("the sample has an ask that is due")


def test_a_reason_sets_the_marks_within_a_quotation_apart(language: str) -> None:
    outer, inner = ("「」", "『』") if language == "ja" else ("“”", "‘’")
    said = voice(language)("board.quote", quote=f"a {outer[0]}b{outer[1]} c")
    assert re.sub(r"[^“”‘’「」『』]", "", said) == f"{outer[0]}{inner}{outer[1]}"


def test_a_mail_that_is_cut_short_shows_that_it_is() -> None:
    from goen.web.views.perhaps import LINES, _opening

    assert _opening("a " * LINES).endswith("a…")
    assert _opening("short") == "short"
