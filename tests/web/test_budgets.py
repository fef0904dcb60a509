"""What a page may cost: questions to the database, and bytes. Times are measured by benchmarks/pages.py."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

QUESTIONS, BYTES = 15, 200_000
ADDRESSES = (
    "/", "/applications/", "/applications/?as=board", "/applications/a5/", "/people/", "/people/p1/", "/doors/", "/doors.svg", "/insights/", "/perhaps/", "/signs/", "/work/", "/week/", "/people/p1/introduce/",
    "/search/?q=a", "/palette/?q=a", "/messages/m10/", "/messages/m10/?as=html", "/why/m10/", "/why/a5/", "/why/p1/", "/mailboxes/", "/settings/", "/settings/second/", "/keys/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_keeps_its_budget(web: Client, address: str) -> None:
    web.get("/")  # what is read once for all pages
    with CaptureQueriesContext(connection) as asked:
        answer = web.get(address)
    assert answer.status_code == 200
    assert len(asked) <= QUESTIONS
    assert len(answer.content) <= BYTES


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(web: Client, address: str) -> None:
    shown = web.get(address).content.decode()
    assert not re.search(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son[a-z]+=\"", shown)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", shown)
