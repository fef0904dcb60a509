"""The search rests: a job was taken, and asks become reports back; or the owner needs a while in which nothing is due."""

from __future__ import annotations

from datetime import date, datetime, time

from goen.actions import noted
from goen.config import Config
from goen.core.values import Pause
from goen.store import codec

WHY = ("job", "rest")


def pause(config: Config, why: str, *, since: date | None = None, organization: str = "", at: datetime | None = None) -> Pause:
    """Begin a pause, in the place of one that is there. `why`: one of WHY; `organization` of the job. Raises GoenError "busy"."""
    moment = at or datetime.now().astimezone()
    made = Pause(since or moment.date(), why, organization)
    noted.write(config, "pause", made, datetime.combine(made.since, time(12), moment.tzinfo))
    return made


def resume(config: Config) -> Pause | None:
    """End the pause; None where there is none. Raises GoenError "busy"."""
    value = noted.withdraw(config, "pause")
    return codec.loads(Pause, value) if value else None
