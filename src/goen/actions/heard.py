"""Openings that the owner heard of, for somebody else: noted, matched by hand with a person who may fit, let go of."""

from __future__ import annotations

import re
from datetime import datetime

from goen.actions import noted, numbers, outward
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Heard, Outward
from goen.errors import GoenError
from goen.store import queries
from goen.store.connect import open_store


def hear(config: Config, what: str, by: str, *, at: datetime | None = None) -> Heard:
    """Note an opening, and who told of it (an id, a name or an address).

    Raises GoenError "opening-words", "not-found", "no-address", "busy".
    """
    words = " ".join(what.split())
    if not words:
        raise GoenError("Say in a few words what the opening is.", code="opening-words")
    moment = at or datetime.now().astimezone()
    whole = understanding(config, as_of=moment.date())
    ident = numbers.find(by, whole, numbers.short_ids(whole))
    person = next((p for p in whole.people if p.id == ident), None)
    if person is None:
        raise numbers.unknown(by)
    if not person.emails:
        raise GoenError(f"{person.name} is known by name only, so there is no address to write to.", code="no-address", name=person.name)
    made = Heard(noted.new_id("heard"), moment, person.emails[0], words, queries.heard_last() + 1)
    noted.write(config, made.id, made, moment)
    return made


def find(config: Config, name: str) -> Heard:
    """The opening of this number (o1) or id. Raises GoenError "no-opening"."""
    open_store(config)
    number = re.fullmatch(r"o(\d+)", name.strip(), re.I)
    found = next((h for h in queries.heard() if h.id == name or (number and h.number == int(number[1]))), None)
    if found is None:
        raise GoenError(f"No opening is noted as {name}; goen opening lists them.", code="no-opening", name=name)
    return found


def match(config: Config, opening: str, person: str, about: str, *, at: datetime | None = None) -> Outward:
    """Note that a person may fit an opening; they and whoever told of it are each asked first. `about`: who they are, in the owner's words.

    Raises what `find` and `outward.bring_together` raise.
    """
    heard = find(config, opening)
    return outward.bring_together(config, person, heard.by, about_one=about, about_other=heard.what, opening=heard.id, at=at)


def let_go(config: Config, opening: str) -> Heard:
    """It is filled, or nobody's matter any more: nobody is asked about it from now on. Raises GoenError "no-opening", "busy"."""
    heard = find(config, opening)
    for meant in queries.outward():
        if meant.opening == heard.id:
            noted.withdraw(config, "outward", meant.id)
    noted.withdraw(config, "heard", heard.id)
    return heard
