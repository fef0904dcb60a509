"""The search rests: a job was taken, and asks become reports back; or the owner needs a while in which nothing is due."""

from __future__ import annotations

from datetime import date, datetime, time

from goen.actions import noted, numbers
from goen.actions.understanding import last
from goen.config import Config
from goen.core.values import Application, Pause
from goen.store import codec
from goen.store.connect import open_store

WHY = ("job", "rest")


def pause(config: Config, why: str, *, since: date | None = None, organization: str = "", at: datetime | None = None) -> Pause:
    """Begin a pause, in the place of one that is there. `why`: one of WHY; `organization` of the job: a name, or the id of its application.

    Raises GoenError "busy".
    """
    moment = at or datetime.now().astimezone()
    job = _chosen(config, organization) if organization else None
    made = Pause(since or moment.date(), why, job.organization if job else organization, job.messages[0] if job else "")
    noted.write(config, "pause", made, datetime.combine(made.since, time(12), moment.tzinfo))
    return made


def resume(config: Config) -> Pause | None:
    """End the pause; None where there is none. Raises GoenError "busy"."""
    value = noted.withdraw(config, "pause")
    return codec.loads(Pause, value) if value else None


def _chosen(config: Config, ident: str) -> Application | None:
    """The application with this id, short or long; None where it is no id."""
    open_store(config)
    whole = last()
    if whole is None:
        return None
    shorts = numbers.short_ids(whole)
    return next((a for a in whole.applications if ident in (a.id, shorts[a.id]) and a.messages), None)
