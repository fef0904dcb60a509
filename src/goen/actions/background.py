"""A scan, understanding anew, or asking a second reader, in a process of its own, with its progress in a small file that any process can read.

One at a time for each data folder. The process holds a lock from before it starts until it ends, however it ends; so what the file says
is believed only while the lock is held. A kill loses nothing: the scan goes on from the last chunk when it is started again.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO

from goen import config as configuration
from goen.actions.progress import Progress
from goen.config import Config, prepare, put
from goen.errors import GoenError

FILE = "job.json"
LOCK = "job.lock"
EVERY = 0.25  # seconds between two notes of progress
LEAVING = 5.0  # seconds that a process may take to leave after its last word
_STARTED: list[subprocess.Popen[bytes]] = []  # waited for now and then, so that none is left as a zombie


@dataclass(frozen=True, slots=True)
class Job:
    """`kind`: "scan", "refresh" or "ask" (`new`: answered, `known`: left, `troubled`: quotations dropped). `state`: "running", "done", "stopped" (by the owner), "broken" (its process ended), "problem".

    `phase`, `done`, `rate`, `left` (seconds) and `fraction` as in Progress. `error`: the code, `sentence` and `arguments` of what stood in the way.
    """

    kind: str
    state: str = "running"
    paths: list[str] = field(default_factory=list)  # mailboxes to read, one after the other
    as_of: str = ""
    name: str = ""  # what the owner calls the mailbox
    process: int = 0
    mark: str = ""  # of what is to be asked (asking.Plan.mark)
    phase: str = "read"
    done: int = 0
    rate: float = 0.0
    left: float | None = None
    fraction: float | None = None
    new: int = 0
    known: int = 0
    troubled: int = 0
    seconds: float = 0.0
    error: str = ""
    sentence: str = ""
    arguments: dict[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> GoenError:
        return GoenError(self.sentence, code=self.error, **self.arguments)


def start(config: Config, *, paths: Sequence[Path] = (), name: str = "", as_of: date | None = None, ask: str = "") -> Job:
    """Start reading mailboxes, or without any understanding anew, and come back at once. Raises GoenError "busy" while another is at work.

    ask: the mark of the plan to which the owner has said yes; that is sent.
    """
    prepare(config)
    lock = _lock(config) or _lock_of_what_ends(config)
    if lock is None:
        raise GoenError("Goen is reading mail just now; please wait until it has finished, or stop it.", code="busy")
    kind, phase = ("ask", "ask") if ask else ("scan", "read") if paths else ("refresh", "understand")
    job = Job(kind, paths=[*map(str, paths)], name=name, as_of=as_of.isoformat() if as_of else "", phase=phase, mark=ask)
    _write(config, job)
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"GOEN_HOME": str(config.home), "GOEN_DATABASE_URL": config.database_url}
    with lock:
        process = subprocess.Popen(
            [sys.executable, "-m", "goen.actions.background", str(lock.fileno())],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[lock.fileno()],
        )  # fmt: skip
    _STARTED.append(process)
    return job


def progress(config: Config) -> Job | None:
    """The job that runs or ran last; None where there was none."""
    _STARTED[:] = [process for process in _STARTED if process.poll() is None]
    job = _read(config)
    if job is None or job.state != "running" or _held(config):
        return job
    return again if (again := _read(config)) and again.state != "running" else replace(job, state="broken")


def stop(config: Config) -> None:
    """Ask the process to end; what it has read is kept."""
    job = _read(config)
    if job and job.state == "running" and job.process and _held(config):
        os.kill(job.process, signal.SIGTERM)


def dismiss(config: Config) -> None:
    """Forget how the last one ended."""
    if not _held(config):
        (config.home / FILE).unlink(missing_ok=True)


def _lock(config: Config) -> IO[str] | None:
    file = (config.home / LOCK).open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _lock_of_what_ends(config: Config) -> IO[str] | None:
    """The lock of a process that has told its end and is just leaving."""
    until = time.monotonic() + LEAVING
    while (job := _read(config)) and job.state != "running" and time.monotonic() < until:
        time.sleep(0.02)
        if lock := _lock(config):
            return lock
    return None


def _held(config: Config) -> bool:
    if not (config.home / LOCK).exists():
        return False
    lock = _lock(config)
    if lock is None:
        return True
    lock.close()
    return False


def _read(config: Config) -> Job | None:
    try:
        return Job(**json.loads((config.home / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(config: Config, job: Job) -> None:
    put(config.home / FILE, json.dumps(asdict(job)))


def run(config: Config) -> None:
    """What the process does: the job that the file names, to its end."""
    signal.signal(signal.SIGTERM, _interrupted)
    wanted = _read(config)
    if wanted is None:
        return
    job = replace(wanted, process=os.getpid())
    try:
        _write(config, job)  # from now on it can be stopped
        job = _work(config, job)
    except GoenError as problem:
        from goen.actions import mailboxes

        said = {kept: job.name for kept in job.paths if job.name and mailboxes.handed_in(config, Path(kept))}
        sentence = str(problem)
        for kept, name in said.items():
            sentence = sentence.replace(kept, name)
        arguments = {key: said.get(value, value) for key, value in problem.arguments.items()}
        job = replace(job, state="problem", error=problem.code, sentence=sentence, arguments=arguments)
    except KeyboardInterrupt:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is ending already
        job = replace(_read(config) or job, state="stopped")
    except Exception as problem:  # its text may hold words of the mail, so only its kind is told
        job = replace(job, state="problem", error="unexpected", sentence=f"Something went wrong inside Goen ({type(problem).__name__}).",
                      arguments={"what": type(problem).__name__})  # fmt: skip
    _write(config, job)


def _work(config: Config, wanted: Job) -> Job:
    job = wanted
    day = date.fromisoformat(job.as_of) if job.as_of else None
    if job.kind == "refresh":
        from goen.actions import agenda

        agenda.day(config, as_of=day)  # and the understanding before it
        return replace(job, state="done")
    told = 0.0

    def report(now: Progress) -> None:
        nonlocal told, job
        if now.phase == job.phase and time.monotonic() - told < EVERY:
            return
        told = time.monotonic()
        job = replace(job, phase=now.phase, done=now.done, rate=now.rate, left=now.left, fraction=now.fraction, seconds=now.seconds)
        _write(config, job)

    if job.kind == "ask":
        from goen.actions.asking import ask_marked

        asked = ask_marked(config, job.mark, as_of=day, report=report)
        job = replace(job, new=asked.answered, known=asked.left, troubled=asked.dropped)
        if asked.problem is None:
            return replace(job, state="done")
        problem = asked.problem
        return replace(job, state="problem", error=problem.code, sentence=str(problem), arguments=problem.arguments)
    from goen.actions.scan import scan

    for path in wanted.paths:
        done = scan(config, Path(path), as_of=day, report=report)
        new, known, troubled = job.new + done.intake.new, job.known + done.intake.known, job.troubled + done.intake.troubled
        job = replace(job, new=new, known=known, troubled=troubled, seconds=done.seconds)
    if wanted.paths:
        from goen.actions import agenda

        agenda.day(config, as_of=day)  # for a page does not wait for it where there is much mail
    return replace(job, state="done")


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    os.set_inheritable(int(sys.argv[1]), False)  # the lock is this process's alone, not its workers'
    run(configuration.load())
