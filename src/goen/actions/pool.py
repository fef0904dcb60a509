"""Work spread over processes, results in order, memory bounded.

Plain processes with a pipe each instead of an executor: a worker whose parent is gone, killed or not, sees its pipe end and
leaves; an executor's workers would wait for ever. Nothing but the job travels there and the result back, so the start method may be any.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeVar

from goen.errors import GoenError

J = TypeVar("J")
R = TypeVar("R")

# Bytes of a job that a busy worker's pipe takes at once, however slow the worker is: a send that has to wait for a worker that waits to hand
# over its result would wait for ever.
WAITING = 64 * 1024 if sys.platform == "linux" else 4 * 1024
AHEAD = 2  # jobs in flight for each worker: one at work, one waiting in the pipe
PRELOAD = ["goen.actions.warm"]
LOST = 20  # workers that end one after the other, with no result between: then it is not the jobs


def in_order(work: Callable[[J], R], jobs: Iterator[J], workers: int) -> Iterator[tuple[J, R | None]]:
    """Each job with its result, in the order of the jobs; at most `AHEAD` x workers jobs are handed out and not yet taken.

    `workers` 0 works in this process. None is the result of a job at which a worker's process ended (killed for its memory, or by a
    fault in native code); the others go on, until `LOST` have ended so in a row: GoenError "workers-end". What `work` raises is raised here.
    """
    if workers == 0:
        for job in jobs:
            yield job, work(job)
        return
    pool = _Pool(work, workers)
    try:
        yield from pool.run(jobs)
    finally:
        pool.stop()


class _Worker(Generic[J, R]):
    def __init__(self, context: multiprocessing.context.BaseContext, work: Callable[[J], R]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()  # or the end of the process would not be seen
        self.given: deque[tuple[int, J]] = deque()

    def stop(self) -> None:
        self.pipe.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Pool(Generic[J, R]):
    def __init__(self, work: Callable[[J], R], workers: int) -> None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self.context = multiprocessing.get_context(method)
        if method == "forkserver":
            self.context.set_forkserver_preload(PRELOAD)
        self.work = work
        self.workers = [_Worker(self.context, work) for _ in range(workers)]
        self.results: dict[int, tuple[J, Any, bool]] = {}  # the last: whether the result is an exception
        self.lost = 0  # in a row

    def run(self, jobs: Iterator[J]) -> Iterator[tuple[J, R | None]]:
        numbered = enumerate(jobs)
        taken = 0  # results given to the caller
        given = 0  # jobs given out
        more = True
        held: tuple[int, J] | None = None
        while True:
            while (more or held) and given - taken < AHEAD * len(self.workers):
                try:
                    number, job = held or next(numbered)
                except StopIteration:
                    more = False
                    break
                worker = min(self.workers, key=lambda one: len(one.given))
                if worker.given and len(ForkingPickler.dumps(job)) > WAITING:
                    held = (number, job)
                    break
                held = None
                given += 1
                self._give(worker, number, job)
            if taken in self.results:
                done, result, failed = self.results.pop(taken)
                if failed:
                    raise result
                yield done, result
                taken += 1
            elif given > taken:
                self._collect()
            elif not (more or held):
                return

    def _give(self, worker: _Worker[J, R], number: int, job: J) -> None:
        worker.given.append((number, job))
        try:
            worker.pipe.send(job)
        except OSError:  # it is gone; _collect will see that and give the job to another
            return

    def _collect(self) -> None:
        pipes = {worker.pipe: worker for worker in self.workers if worker.given}
        for pipe in wait(list(pipes)):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                failed, result = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            number, job = worker.given.popleft()
            self.results[number] = (job, result, failed)
            self.lost = 0

    def _replace(self, lost: _Worker[J, R]) -> None:
        """The first job that was given to it is the one at which it ended; a new worker gets the others."""
        self.lost += 1
        if self.lost >= LOST:
            raise workers_end()
        number, job = lost.given.popleft()
        self.results[number] = (job, None, False)
        lost.stop()
        fresh: _Worker[J, R] = _Worker(self.context, self.work)
        self.workers[self.workers.index(lost)] = fresh
        for later, other in lost.given:
            self._give(fresh, later, other)

    def stop(self) -> None:
        for worker in self.workers:
            worker.stop()


def workers_end() -> GoenError:
    """What is said where the processes that read end whatever they are given."""
    return GoenError(
        "The processes that read the mail end again and again before they have read anything; there may be too little memory. "
        "What was read so far is kept: free some memory and scan again.",
        code="workers-end",
    )


def _serve(pipe: Connection, work: Callable[[J], R]) -> None:
    """A worker's life: a job, its result, and again, until the pipe ends. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is loaded stays, and what a job makes goes with it, without cycles: looking for them as often as usual costs a twentieth of the time.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (False, work(job))
        except Exception as problem:
            answer = (True, problem)  # type: ignore[assignment]
        try:
            pipe.send(answer)
        except OSError:
            return


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
