"""A desktop notification of what is due: only where the owner switched it on, and without names unless they said so.

Nothing here runs by itself. The owner puts `goen remind` into cron or launchd; `line` says what to put there.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from goen.config import Config
from goen.errors import GoenError
from goen.store import state
from goen.store.connect import one_transaction, open_store

NAME = "remind"  # in the store
HOUR = 9  # of a weekday, in the lines that are shown
PATIENCE = 20  # seconds for the notifier

OSASCRIPT = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"


@dataclass(frozen=True, slots=True)
class Reminding:
    """Whether notifications are on, and whether they may name people and firms."""

    on: bool = False
    names: bool = False


def reminding(config: Config) -> Reminding:
    open_store(config)
    said = state.get(NAME)
    return Reminding("on" in said.split(), "names" in said.split())


def remind(config: Config, *, on: bool, names: bool = False) -> Reminding:
    """Switch notifications on or off."""
    open_store(config)
    with one_transaction():
        state.put(NAME, " ".join(word for word, is_so in (("on", on), ("names", on and names)) if is_so))
    return Reminding(on, on and names)


def show(title: str, text: str) -> None:
    """Show one notification. Raises GoenError "no-notifier" where this machine has no way, or where its way did not work."""
    command, environment = _command(title, text)
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode:
        raise _none()


def _command(title: str, text: str) -> tuple[list[str], dict[str, str]]:
    """The words are arguments and never a script's text: they come from mail, and mail is hostile."""
    environment = dict(os.environ)
    if sys.platform == "darwin" and (tool := shutil.which("osascript")):
        return [tool, "-e", OSASCRIPT, title, text], environment
    if tool := shutil.which("notify-send"):
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if "DBUS_SESSION_BUS_ADDRESS" not in environment and bus.exists():
            environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"  # cron does not know the desktop's
        return [tool, "--app-name=Goen", "--", title, text], environment
    raise _none()


def _none() -> GoenError:
    return GoenError(
        "This machine has no way to show a notification that Goen knows. On Linux, install notify-send (libnotify).", code="no-notifier"
    )


def line(config: Config, program: str = "", platform: str = sys.platform) -> tuple[str, str]:
    """("cron" or "launchd"; what to put there) for weekday mornings. `program`: the command, where it is not found.

    Neither knows the shell's variables, so what says where the store is goes with it. A database's address may hold a password: in a crontab it
    stands on a line of its own, for the words of a command are seen by everybody who lists the processes.
    """
    run = program or _program()
    home = str(config.home) if os.environ.get("GOEN_HOME") else ""
    places = {name: value for name, value in (("GOEN_HOME", home), ("GOEN_DATABASE_URL", config.database_url)) if value}
    if platform == "darwin":
        words = "".join(f"<string>{_escaped(word)}</string>" for word in (*shlex.split(run), "remind"))
        days = "".join(
            f"<dict><key>Weekday</key><integer>{day}</integer><key>Hour</key><integer>{HOUR}</integer><key>Minute</key><integer>0</integer></dict>"
            for day in range(1, 6)
        )
        named = "".join(f"<key>{name}</key><string>{_escaped(value)}</string>" for name, value in places.items())
        place = f"<key>EnvironmentVariables</key><dict>{named}</dict>" if named else ""
        return "launchd", (
            '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>Label</key><string>goen.remind</string>\n'
            f"<key>ProgramArguments</key><array>{words}</array>\n<key>StartCalendarInterval</key><array>{days}</array>\n{place}</dict></plist>"
        )
    before = f'GOEN_DATABASE_URL="{config.database_url}"\n' if config.database_url else ""
    command = f"{f'GOEN_HOME={shlex.quote(home)} ' if home else ''}{run} remind".replace("%", "\\%")  # which ends a line of a crontab
    return "cron", f"{before}0 {HOUR} * * 1-5 {command}"


def _program() -> str:
    found = shutil.which("goen")
    return shlex.quote(found) if found else f"{shlex.quote(sys.executable)} -m goen"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
