"""What all tests share: the labelled mailboxes beside the checkout, no network but the loopback, and nothing skipped in CI."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from goen.config import Config
from tests.endpoint import Endpoint, agrees, endpoint

settings.register_profile("goen", deadline=None)  # a busy machine is slow now and then; how fast things are is measured in benchmarks
settings.load_profile("goen")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with labelled and broken mail beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the mail in {SHARED}, which is not there")
    return SHARED


@pytest.fixture(scope="session")
def _cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A throw-away PostgreSQL on a Unix socket; the URL of its server, without a database."""
    programs = [
        shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
        for name in ("initdb", "pg_ctl")
    ]
    if None in programs:
        pytest.skip("needs PostgreSQL's initdb and pg_ctl, which are not there")
    initdb, pg_ctl = (str(program) for program in programs)
    folder = Path(tempfile.mkdtemp(prefix="goen-pg-"))  # a socket's path must be short
    as_nobody: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "nobody")
        as_nobody = {"user": "nobody", "cwd": folder}
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | as_nobody
    data = folder / "data"
    subprocess.run([initdb, "-D", data, "-U", "goen", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"], **quiet)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    subprocess.run([pg_ctl, "-D", data, "-o", options, "-l", folder / "log", "-w", "start"], **quiet)
    yield f"postgresql://goen@/{{name}}?host={folder}"
    subprocess.run([pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"], **quiet)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def here(request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any) -> Iterator[Config]:
    """A config whose store is empty: a file of its own, then a PostgreSQL database of its own."""
    from goen.store.connect import close_store

    url = ""
    if request.param == "postgresql":
        import psycopg

        server: str = request.getfixturevalue("_cluster")
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = server.format(name=name)
    with django_db_blocker.unblock():
        yield Config(tmp_path / "home", url)
        close_store()


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: whatever it needs must be there."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture
def there() -> Iterator[Endpoint]:
    """A server of the second reader's protocol, whose model takes every mail for conversation."""
    with endpoint(agrees) as one:
        yield one
