"""How much a rejection deserves: the response by the best tie in the process, and the one person it goes to.

The table is the reading guide's (docs/how-it-decides.md): nobody above `none`: silence; acquaintance: thanks; warm: thanks and
an ask to be kept in mind; champion: thanks and an ask for an introduction. What is not sure gets the lower answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import prod

from goen.core.advice.correspondence import Mails, wrote
from goen.core.advice.letters.calling import addressed
from goen.core.mail.people import is_shared
from goen.core.reading.kinds import ACTS, TIES
from goen.core.ties.strength import is_clear
from goen.core.values import Application, Introduction, Person, Reading, Sign

OLD = 120  # days after which an ask has become a catch-up (reading guide)

PERSONAL = frozenset({"conversation", "thanks", "introduction", "introduction_offer"})

# The order among signs, strongest first: acts cost their author most, courtesy nothing. Introductions made or offered weigh most,
# then advocacy, help beyond duty, praise of a particular work; a general open door or a reason given least. It ranks; it overrules nothing.
WEIGHT = {
    "introduction": 5,
    "belief": 4,
    "initiative": 4,
    "praise": 3,
    "encouragement": 2,
    "personal_reason": 1,
    "open_door": 1,
}


# So sure must it be that a person is warm at least: a false ask is the mistake that hurts. Of writers left out this takes away a quarter.
ASK_SURE = 0.75


def sure_enough(person: Person) -> bool:
    """Whether the signs behind a tie are sure enough to ask on; below that the lower answer, thanks, is given.

    A clear sign or two weak ones make somebody warm: so it is the chance that at least so many of those found are signs.
    A tie without signs is the owner's own word.
    """
    clear = [s.confidence for s in person.signs if is_clear(s)]
    weak = [s.confidence for s in person.signs if not is_clear(s)]
    none, one = 1.0, 0.0
    for chance in weak:
        none, one = none * (1 - chance), one * (1 - chance) + none * chance
    return not person.signs or 1 - prod(1 - c for c in clear) * (none + one) >= ASK_SURE


ENDED_SURE = 0.7  # so sure must be that a message is the rejection before an ask is built on it
STEPS = frozenset({"application", "acknowledgement", "invitation", "scheduling", "assignment", "submission", "outreach", "request"})


def plainly_ended(application: Application, readings: Mapping[str, Reading]) -> bool:
    """Whether a process plainly was one, and plainly ended: it has a step before its rejection, and the rejection is surely one.

    What the owner corrected is sure. A friendly word taken for a refusal must not become an ask.
    """
    refusal = readings.get(application.rejection or "")
    if refusal is None:
        return True
    others = [readings[m] for m in application.messages if m in readings and m != application.rejection]
    return refusal.confidence >= ENDED_SURE and any(STEPS & {r.kind, *r.also} for r in others)


def respond(tie: str, *, days: int, deciding: bool) -> tuple[str, str | None]:
    """(response, size) for the best tie, `days` after the rejection; `deciding`: the person decides on another open application.

    Old and deciding at once: the thanks that stand in for the ask are as old as the rejection, so silence.
    """
    if tie == "none":
        return "silence", None
    if days > OLD:
        return ("ask", "catch_up") if tie == "champion" and not deciding else ("silence", None)
    if tie == "acquaintance" or deciding:
        return "thanks", None
    return "ask", "introduction" if tie == "champion" else "keep_in_mind"


def recipient(
    application: Application,
    people: Mapping[str, Person],
    mails: Mapping[str, Mails],
    made: Mapping[str, Sequence[Introduction]],
    applied: datetime | None = None,
) -> Person | None:
    """The one person a letter about this application would go to: the best tie of those who can be written to; None if there is nobody.

    Where an agency stands between, the employer's people count only if they wrote to the owner themselves. Who brought the owner
    into the process (`made`: the introductions of each person; `applied`: when the owner applied) and took no further part in it is a friend outside, not one of its people. Among equals:
    the employer's person before the agent, then who acted, then who wrote the rejection, then the weight of the signs,
    then who wrote most and last.
    """
    agents = set(application.agents)
    among = [people[i] for i in application.people if i in people and people[i].emails and not _desk(people[i])]
    if agents:
        among = [p for p in among if p.id in agents or wrote(mails[p.id])]
    among = [p for p in among if p.tie != "none" and not _only_introduced(application, mails[p.id], made.get(p.id, ()), applied)]
    if not among:
        return None

    def rank(person: Person) -> tuple[object, ...]:
        here = mails[person.id].about.get(application.id, ())
        return (
            TIES.index(person.tie),
            person.tie == "acquaintance" and person.id not in agents,
            acted(person),
            person.id == application.rejected_by,
            sum(WEIGHT.get(s.signal, 0) for s in person.signs),
            len(here),
            here[-1].at.timestamp() if here else 0.0,
            person.id,
        )

    return max(among, key=rank)


def _desk(person: Person) -> bool:
    """Whether nobody by name writes from there: an editorial desk, a team."""
    return not addressed(person) and all(is_shared(e) for e in person.emails)


def _only_introduced(application: Application, mails: Mails, made: Sequence[Introduction], applied: datetime | None) -> bool:
    """Whether all that this person did for the application was to make the introduction that it came from, or to put in a word before it."""
    here = mails.about.get(application.id, ())
    led = {i.message for i in made if i.to_application == application.id}
    dates = [m.at for m in mails if m.id in led] if led else []
    if dates:
        return not any(m.at > max(dates) for m in here)
    return bool(here) and applied is not None and all(m.at < applied and m.kinds <= PERSONAL for m in here)


def acted(person: Person) -> bool:
    """Whether one of the signs is an act: beyond duty, or an introduction."""
    return any(s.signal in ACTS and s.relayed_by is None for s in person.signs)


def strongest(signs: Sequence[Sign]) -> Sign | None:
    """The sign that says most: by weight, then what was said to the owner before what was relayed, then the surer, then the later."""
    return max(signs, key=lambda s: (WEIGHT.get(s.signal, 0), s.relayed_by is None, s.confidence, s.date, s.quote), default=None)
