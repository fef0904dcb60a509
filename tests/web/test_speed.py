"""What a page costs: at most fifteen questions to the database, and never more than 200 kB."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

QUESTIONS = 15
BYTES = 200_000


@pytest.mark.parametrize(
    "address",
    ["/", "/applications/", "/applications/?show=board", "/applications/A/", "/letters/L/", "/mailboxes/", "/settings/", "/settings/corrections/",
     "/welcome/", "/people/", "/people/P/", "/doors/", "/insights/", "/perhaps/"],
)  # fmt: skip
def test_a_page_asks_little_and_is_small(web: Client, address: str) -> None:
    first = web.get("/").content.decode() + web.get("/people/").content.decode()
    for letter, pattern in (("A", r"/applications/(a\d+)/"), ("L", r"/letters/(a\d+)/"), ("P", r"/people/(p\d+)/")):
        found = re.search(pattern, first)
        assert found
        address = address.replace(f"/{letter}/", f"/{found[1]}/")
    web.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = web.get(address)
    assert answer.status_code == 200
    assert len(asked) <= QUESTIONS, [q["sql"][:120] for q in asked]
    assert len(answer.content) <= BYTES
