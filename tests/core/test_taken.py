"""A job that the owner says they took is one of the applications, found by its name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from goen.core.hiring.taken import accepted, meant
from goen.core.values import Application, Pause

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def app(ident: str, organization: str, outcome: str = "open") -> Application:
    return Application(ident, organization, "", "interview", outcome, (f"<{ident}@mail.example>",), (), (), AT, AT)


def job(organization: str, about: str = "") -> Pause:
    return Pause(date(2026, 3, 9), "job", organization, about)


APPS = (
    app("a1", "Quillbeck Technical University", "offer"),
    app("a2", "Fernhill Press", "rejected"),
    app("a3", "Fernhill Press"),
    app("a4", "Harbour Post"),
    app("a5", "Harbour Post"),
    app("a6", "千鳥図案室", "withdrawn"),
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("quillbeck technical university", "a1"),
        ("Quillbeck", "a1"),
        ("the Quillbeck Technical University, Inc.", "a1"),
        ("Fernhill Press", "a3"),
        ("Harbour Post", "a4 a5"),
        ("千鳥", "a6"),
        ("株式会社千鳥図案室", "a6"),
        ("quill", ""),
        ("Marlow", ""),
        ("", ""),
    ],
)
def test_the_job_is_found_by_its_firms_name_or_half_of_it(said: str, found: str) -> None:
    assert " ".join(a.id for a in meant(job(said), APPS)) == found


def test_the_one_that_is_meant_counts_as_accepted_and_no_other() -> None:
    assert {a.id for a in accepted(job("Quillbeck"), APPS) if a.outcome == "accepted"} == {"a1"}
    assert {a.id for a in accepted(job("Harbour Post"), APPS) if a.outcome == "accepted"} == set()
    assert {a.id for a in accepted(job("Harbour Post", "<a5@mail.example>"), APPS) if a.outcome == "accepted"} == {"a5"}
    assert accepted(Pause(date(2026, 3, 9), "rest"), APPS) == list(APPS)
