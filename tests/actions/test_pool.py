from __future__ import annotations

import pytest

from goen.actions import pool
from goen.actions.job import Job
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
