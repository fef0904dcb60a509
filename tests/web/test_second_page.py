"""The second reader's page says what would be sent and where, and sends nothing but by its one button."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from goen.actions import background, second
from goen.config import Config
from goen.say import voice
from goen.store.connect import open_store
from tests.endpoint import Endpoint, endpoint, send

MARK = re.compile(r'name="mark" value="([^"]+)"')


def text(answer: Any) -> str:
    return unescape(str(answer.content.decode())).replace("’", "'")


def finished(config: Config) -> background.Job:
    """The job once its process has ended: it was started by this one, which waits for it."""
    for process in background._STARTED:
        process.wait(60)
    job = background.progress(config)
    assert job is not None
    return job


def test_it_is_off_and_the_settings_lead_to_it(web: Client, language: str) -> None:
    say = voice(language)
    assert say("second.is-off") in text(web.get("/settings/"))
    assert "/settings/second/" in text(web.get("/settings/"))
    assert say("second.is-off") in text(web.get("/settings/second/"))


def test_set_up_shown_asked_and_switched_off(web: Client, here: Config, there: Endpoint, language: str) -> None:
    say = voice(language)
    web.post("/settings/second/set/", {"url": there.url, "model": "gemma", "patience": "60"})
    shown = text(web.get("/settings/second/"))
    assert say("second.here") in shown
    mark = MARK.search(shown)
    assert mark
    words = text(web.get("/settings/second/words/"))
    assert '"model": "gemma"' in words
    assert there.requests == []
    answer = web.post("/settings/second/ask/", {"mark": mark[1]})
    assert answer["Location"] == "/scanning/"
    job = finished(here)
    assert (job.kind, job.state, job.known) == ("ask", "done", 0)
    assert job.new == sum(len(r.messages) for r in there.requests) > 0
    assert say("second-page.asked-said", n=job.new, done=job.new) in text(web.get("/scanning/"))
    web.post("/scanning/dismiss/")
    web.post("/settings/second/off/", {"forget": "1"})
    assert say("second.is-off") in text(web.get("/settings/second/"))


def test_a_yes_to_one_endpoint_is_none_to_another(web: Client, there: Endpoint, language: str) -> None:
    web.post("/settings/second/set/", {"url": there.url, "model": "gemma"})
    mark = MARK.search(text(web.get("/settings/second/")))
    assert mark
    for change in ({"url": "https://elsewhere.example/v1"}, {"model": "another"}, {"key_env": "HOME"}):
        web.post("/settings/second/set/", {"url": there.url, "model": "gemma"} | change)
        answer = web.post("/settings/second/ask/", {"mark": mark[1]}, follow=True)
        assert answer.request["PATH_INFO"] == "/settings/second/"
        assert voice(language)("second-page.changed") in text(answer)
    web.post("/settings/second/set/", {"url": there.url, "model": "gemma"})
    assert web.post("/settings/second/ask/")["Location"] == "/settings/second/"
    assert web.get("/settings/second/ask/").status_code == 405
    assert there.requests == []


def test_an_end_before_the_end_is_said(web: Client, here: Config, language: str) -> None:
    with endpoint(answer=lambda h, _: send(h, b"", 429)) as there:
        web.post("/settings/second/set/", {"url": there.url, "model": "m"})
        mark = MARK.search(text(web.get("/settings/second/")))
        assert mark
        web.post("/settings/second/ask/", {"mark": mark[1]})
        assert finished(here).state == "problem"
    shown = text(web.get("/scanning/"))
    assert "429" in shown
    assert voice(language)("second.left-page") in shown


def test_what_leaves_the_machine_is_said_to_leave_it(web: Client, language: str) -> None:
    web.post("/settings/second/set/", {"url": "https://service.example/v1", "model": "m"})
    assert voice(language)("second.away", host="service.example") in text(web.get("/settings/second/"))


def test_what_can_not_be_set_up_is_one_sentence_and_changes_nothing(web: Client, here: Config) -> None:
    for form in ({"url": "nonsense", "model": "m"}, {"url": "http://service.example", "model": "m"}, {"model": "m"}, {"url": "http://localhost", "model": "m", "key_env": "sk-1-2"}):  # fmt: skip
        answer = web.post("/settings/second/set/", form)
        assert answer.status_code == 400
        assert 'role="alert"' in text(answer)
        assert "sk-1-2" not in text(answer)
    open_store(here)
    assert second.current() is None


def test_whoever_only_looks_sets_up_and_asks_nothing(read_only: Client, here: Config) -> None:
    assert read_only.post("/settings/second/set/", {"url": "http://localhost", "model": "m"}).status_code == 403
    assert "<form" not in text(read_only.get("/settings/second/")).split("<main", 1)[1].split("</main>")[0]
    open_store(here)
    assert second.current() is None


def test_a_stranger_sees_nothing(stranger: Client) -> None:
    assert stranger.get("/settings/second/").status_code == 403
