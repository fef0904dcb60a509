"""Who may look: whoever came through the link, on this machine, under its name; nobody else sees anything."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from goen.config import Config
from goen.web import links
from goen.web.urls import urlpatterns

ARGUMENTS = {"<str:token>": "x", "<path:name>": "goen.css"}


def address(pattern: URLPattern) -> str:
    route = str(pattern.pattern)
    for part, value in ARGUMENTS.items():
        route = route.replace(part, value)
    import re

    return "/" + re.sub(r"<[^>]*>", "a1", route)


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda p: str(p.pattern) or "today")
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_gets_one_sentence_whatever_the_address(pattern: URLPattern, method: str, stranger: Client) -> None:
    answer = getattr(stranger, method)(address(pattern))
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/plain")
    assert len(answer.content) < 200
    assert "goen" not in answer.cookies or not answer.cookies["goen"].value


def test_a_link_works_once(here: Config) -> None:
    token = links.make(here)
    assert Client(HTTP_HOST="127.0.0.1").get(f"/open/{token}").status_code == 200
    assert Client(HTTP_HOST="127.0.0.1").get(f"/open/{token}").status_code == 403


def test_a_link_grows_old(here: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.make(here)
    monkeypatch.setattr(links, "VALID", -1)
    assert Client(HTTP_HOST="127.0.0.1").get(f"/open/{token}").status_code == 403


def test_another_name_for_this_machine_is_refused(web: Client) -> None:
    assert web.get("/", HTTP_HOST="evil.example").status_code == 403
    assert web.get("/").status_code == 200


def test_the_session_is_for_this_site_and_no_script(here: Config) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    cookie = client.get(f"/open/{links.make(here)}").cookies["goen"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_a_form_from_elsewhere_is_refused(here: Config) -> None:
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    client.get(f"/open/{links.make(here)}")
    assert client.post("/language/", {"language": "ja"}).status_code == 403


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed(web: Client) -> None:
    policy = web.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_looking_only_refuses_every_change(read_only: Client) -> None:
    assert read_only.get("/").status_code == 200
    assert read_only.post("/welcome/sample/").status_code == 403


def test_the_language_can_be_changed_on_every_page(web: Client, language: str) -> None:
    other = "ja" if language == "en" else "en"
    answer = web.post("/language/", {"language": other, "back": "/keys/"}, follow=True)
    assert f'<html lang="{other}">' in answer.content.decode()
    assert answer.redirect_chain == [("/keys/", 302)]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_stays_here(web: Client, back: str) -> None:
    answer: Any = web.post("/language/", {"language": "en", "back": back})
    assert answer["Location"] == "/"


def test_the_key_of_sessions_is_kept_and_private(empty: Config) -> None:
    links.make_key(empty)
    first = links.key(empty)
    links.make_key(empty)
    assert links.key(empty) == first
    assert (empty.home / links.KEY).stat().st_mode & 0o077 == 0
