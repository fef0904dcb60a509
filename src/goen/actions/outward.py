"""The owner means to bring two people together."""

from __future__ import annotations

from datetime import datetime

from goen.actions import noted, numbers
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.values import Outward
from goen.errors import GoenError


def bring_together(
    config: Config, one: str, other: str, *, about_one: str = "", about_other: str = "", opening: str = "", at: datetime | None = None
) -> Outward:
    """Note that two people (ids, names or addresses) should meet; each is asked before anything is said of the other.

    `about_one`: what the other should know of the first, `about_other` the other way round; both are needed, since neither is named before both have
    agreed (evidence.md, fact 85). `opening`: the id of one that was heard of, where it is about that. Raises GoenError "about-first", "not-found", "no-address", "same-person", "busy".
    """
    if not (about_one.strip() and about_other.strip()):
        raise GoenError("Say of each what the other should know; the names come only when both have said yes.", code="about-first")
    moment = at or datetime.now().astimezone()
    whole = understanding(config, as_of=moment.date())
    shorts = numbers.short_ids(whole)
    people = {p.id: p for p in whole.people}
    found = []
    for name in (one, other):
        ident = numbers.find(name, whole, shorts)
        person = people.get(ident)
        if person is None:
            raise numbers.unknown(name)
        if not person.emails:
            raise GoenError(
                f"{person.name} is known by name only, so there is no address to write to.", code="no-address", name=person.name
            )
        found.append(person.emails[0])
    if found[0] == found[1]:
        raise GoenError("These two are one person.", code="same-person")
    made = Outward(noted.new_id("outward"), moment, found[0], found[1], about_one, about_other, opening)
    noted.write(config, made.id, made, moment)
    return made
