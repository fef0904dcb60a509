"""Before a talk: who will be there, what they said, what was promised, what the owner noted."""

from __future__ import annotations

from dataclasses import dataclass

from goen.core.advice.agenda import Agenda
from goen.core.advice.context import Context
from goen.core.advice.pledges import Pledge
from goen.core.advice.proportion import WEIGHT
from goen.core.advice.tasks import Task
from goen.core.values import Note, Sign

WORDS = 3  # of one person's signs that are shown; all stand in `goen why`


@dataclass(frozen=True, slots=True)
class Preparation:
    """`people`: ids of who is expected, by the mail and the notes; `said`: their strongest words, by person."""

    people: tuple[str, ...]
    said: tuple[tuple[str, tuple[Sign, ...]], ...]
    promised: tuple[Pledge, ...]  # still open, of either side
    notes: tuple[Note, ...]


def prepare(task: Task, context: Context, found: Agenda) -> Preparation:
    """What belongs to a "prepare" task. Who is expected: the people of that talk; if nobody is named, those met in this process so far."""
    application = context.applications[task.application or ""]
    day = dict(task.reason.arguments).get("date", "")
    talk = next((t for t in context.talks[application.id] if t.on.isoformat() == day), None)
    expected = tuple(p for p in (talk.people if talk else ()) if p in context.people)
    met = tuple(p for p in application.people if p in context.people and context.people[p].tie != "none")
    people = expected or met
    said = []
    for ident in people:
        strongest = sorted(context.people[ident].signs, key=lambda s: (-WEIGHT.get(s.signal, 0), -s.confidence, s.date, s.quote))[:WORDS]
        if strongest:
            said.append((ident, tuple(sorted(strongest, key=lambda s: (s.date, s.quote)))))
    promised = tuple(p for p in found.pledges if p.application == application.id and p.state == "open")
    return Preparation(people, tuple(said), promised, tuple(r.note for r in context.notes[application.id]))
