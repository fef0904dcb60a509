"""Start the pages: a server on the loopback, and the owner's browser on a link that works once."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from goen.actions.secret import PORT
from goen.config import Config
from goen.errors import GoenError
from goen.web import links
from goen.web.options import Options

ADDRESS = "127.0.0.1"
THREADS = 4
PATIENCE = 30  # seconds for the server to start


def serve(config: Config, options: Options, *, port: int | None = None, browser: bool = True, tell: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. `tell` is given the link. Where these pages are being served already, only a new link to them is made.

    Raises GoenError "port-taken" where a port was asked for that is in use.
    """
    links.make_key(config)
    running = _running(config)
    if running and port in (None, running):
        _open(_link(config, running), browser, tell)
        return
    from granian import Granian
    from granian.constants import Interfaces

    chosen = _free(port)
    os.environ.update(options.environment() | {"GOEN_HOME": str(config.home), "GOEN_DATABASE_URL": config.database_url})
    server = Granian(
        "goen.web.wsgi:application",
        ADDRESS,
        chosen,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_enabled=False,
        websockets=False,
    )
    note = config.home / "server.json"

    note.write_text(json.dumps({"port": chosen, "process": os.getpid()}), "ascii")
    Thread(target=_welcome, args=(config, chosen, browser, tell), daemon=True).start()
    try:
        server.serve()
    finally:
        note.unlink(missing_ok=True)


def _link(config: Config, port: int) -> str:
    return f"http://{ADDRESS}:{port}/open/{links.make(config)}"


def _open(link: str, browser: bool, tell: Callable[[str], None]) -> None:
    tell(link)
    if browser and _windows():
        webbrowser.open(link)


def _windows() -> bool:
    """Whether there is a desktop: elsewhere a browser for terminals would take over the one that this runs in."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _running(config: Config) -> int | None:
    """The port on which these pages are served already."""
    try:
        note = json.loads((config.home / "server.json").read_text("ascii"))
        port = int(note["port"])
        os.kill(int(note["process"]), 0)
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy of the environment knows another loopback
        with straight.open(f"http://{ADDRESS}:{port}/", timeout=2):
            return None  # it let a stranger in: not ours
    except urllib.error.HTTPError as refused:
        return port if refused.code == 403 else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _welcome(config: Config, port: int, browser: bool, tell: Callable[[str], None]) -> None:
    if _answers(port):
        _open(_link(config, port), browser, tell)


def _answers(port: int) -> bool:
    """Wait until the server takes connections; False where it does not within PATIENCE."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((ADDRESS, port), timeout=1):
            return True
        time.sleep(0.05)
    return False


def _free(wanted: int | None) -> int:
    for port in (wanted,) if wanted else (PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise GoenError(f"Port {wanted} is in use; name another with --port, or none.", code="port-taken", port=str(wanted))
