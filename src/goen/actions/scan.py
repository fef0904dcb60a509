"""Scan a mailbox: take in what is new, bring in what belongs too, understand the whole."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from goen.actions import facts, handmade, pool
from goen.actions import understanding as whole
from goen.actions.intake import Intake, take_in
from goen.actions.lock import only_writer
from goen.actions.progress import Progress, Report, silent
from goen.config import Config
from goen.core.values import Understanding
from goen.sources import open_source
from goen.store import derived, state, writing
from goen.store.connect import clear_errors, one_transaction, open_store
from goen.store.ready import models


@dataclass(frozen=True)
class Scan:
    """What a scan did. `day` is that from which was judged; `result` what was understood anew, None where nothing was new."""

    intake: Intake
    closed: int  # messages that were brought in for their people or threads
    kept: int  # messages whose body is kept now, of all mailboxes
    messages: int  # messages of this mailbox, those of earlier scans too
    seconds: float
    day: date
    result: Understanding | None

    @cached_property
    def understanding(self) -> Understanding:
        """That of all mail, loaded only if it is asked for; of one mailbox among several ask understanding()."""
        known = self.result or derived.load(whole.made_from(self.day)) or derived.last()
        assert known is not None  # a scan ends with one that is kept
        return handmade.joined(known)


def scan(
    config: Config,
    path: Path,
    *,
    owner: Sequence[str] = (),
    as_of: date | None = None,
    newest: bool = False,
    report: Report = silent,
    workers: int | None = None,
) -> Scan:
    """Read a mailbox into the store and understand all that is there; again at any time: only what is new is read.

    `owner`: addresses that the owner named, remembered. `as_of`: the day from which to judge, today where it is not given, or with
    `newest` that of the newest message. `workers`: processes to read with, by default one for each processor; 0 reads in this one.
    Raises GoenError where the mailbox can't be read, the store can't be written, or another scan is at work.
    """
    started = time.monotonic()
    open_store(config)
    workers = pool.processors() if workers is None else workers
    known_as = whole.address(path)
    with only_writer(config), open_source(path) as source:
        with one_transaction():
            facts.name_owner(owner)
            row, _ = models.Source.objects.get_or_create(path=known_as)
        with clear_errors():
            before = state.revision()
            first = writing.next_id()
            intake = take_in(source, row, workers, report)
            day = as_of or (whole.newest_day(path) if newest else whole.today())
            closed, result = 0, None
            if not derived.fresh(whole.made_from(day)) or state.get("closed-at") != str(state.revision()):
                from goen.actions import settling  # the reader and all that it needs: not where nothing is new

                complete = state.get("closed-at") == str(before)
                closed = settling.complete(source, known_as, workers, report, first if complete else None)
                report(Progress("understand"))
                result = settling.settle(day)
            kept = models.Kept.objects.count()
    return Scan(intake, closed, kept, row.messages, time.monotonic() - started, day, result)
