from __future__ import annotations

import os

import pytest

from goen.actions import pool
from goen.actions.job import Job
from goen.errors import GoenError
from goen.sources.maildir import Maildir


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_jobs_and_results_of_any_size_come_back_in_order(size: int) -> None:
    jobs = [bytes([n]) * size for n in range(8)]
    assert [result for _, result in pool.in_order(bytes, iter(jobs), 2)] == jobs


def test_a_job_of_a_large_maildir_is_small(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    for n in range(2_000):
        (tmp_path / "cur" / f"{n}.host:2,S").touch()
    source = Maildir(tmp_path)
    refs = tuple(source.list())
    assert len(pool.ForkingPickler.dumps(Job(source, refs[:10]))) < 4_000


def end(code: int) -> int:
    """A job at which the worker's process ends, unless it is 0."""
    if code:
        os._exit(code)
    return code


def test_a_job_at_which_a_worker_ends_has_no_result_and_the_others_have_theirs() -> None:
    assert [result for _, result in pool.in_order(end, iter([0, 1, 0, 0, 1, 0]), 2)] == [0, None, 0, 0, None, 0]


def test_workers_that_end_at_every_job_are_given_up_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LOST", 4)
    jobs = iter([1] * 50)
    with pytest.raises(GoenError) as said:
        list(pool.in_order(end, jobs, 2))
    assert said.value.code == "workers-end"
    assert len(list(jobs)) > 40
