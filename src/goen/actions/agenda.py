"""What to do on a day, with the drafts that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from goen.actions.mail import messages
from goen.actions.understanding import made_from, understanding
from goen.config import Config
from goen.core.advice.agenda import Agenda, of
from goen.core.advice.context import Context, gather
from goen.core.advice.places import zone
from goen.core.advice.tasks import Task
from goen.core.advice.timing import send_at
from goen.core.advice.write import letter_of, problems_of
from goen.core.reasons import Reason
from goen.core.values import Letter, Understanding
from goen.store import codec, queries, state
from goen.store.connect import one_transaction

KEPT, MADE_OF = "agenda", "agenda-of"  # names in the store
AT_ONCE = frozenset({"answer-introduction", "sample", "thank-talk", "accept-offer"})  # a day counts for them


@dataclass(frozen=True)
class Day:
    """The agenda of a day. The mail behind it is read only when a draft asks for it."""

    understanding: Understanding
    agenda: Agenda

    @cached_property
    def context(self) -> Context:
        return gather(self.understanding, messages().values(), queries.letters(), queries.outward())

    def letter(self, task: Task) -> tuple[Letter | None, tuple[Reason, ...]]:
        """The draft of a task and what is to be mended in it; (None, ()) where it has none."""
        drafted = letter_of(task, self.context, self.agenda)
        if drafted is None:
            return None, ()
        if task.letter == "advice":
            from goen.core.advice import check

            advice = next(a for a in self.understanding.advice if a.application == task.application)
            return drafted, check(drafted, advice, self.understanding, self.context.messages)
        return drafted, problems_of(drafted, task, self.context)

    def send_at(self, task: Task) -> datetime | None:
        """The morning in the recipient's zone on which the letter of a task is best sent; None where their zone is not known.

        An answer to an introduction, and thanks for a talk, go at once.
        """
        person = self.context.people.get(task.person or "")
        there = zone(person, self.context.mails[person.id]) if person else None
        if there is None or task.code in AT_ONCE:
            return None
        return send_at(max(task.on, self.context.today), self.context.where(task.person), there)

    def task_for(self, ident: str) -> Task | None:
        """The first task of today that is about this application or person and has a letter."""
        return next((t for t in self.agenda.today if t.letter and ident in (t.application, t.person)), None)


def day(config: Config, as_of: date | None = None, known: Understanding | None = None) -> Day:
    """Everything as of a day, today where it is not given; as it was judged last, where nothing has changed since.

    `known`: the understanding of all mail, where somebody has it already. Raises GoenError where the store can't be opened.
    """
    whole = known or understanding(config, as_of=as_of)
    made_of = f"{state.revision()} {made_from(whole.as_of)}"
    if state.get(MADE_OF) == made_of and (text := state.get(KEPT)):
        return Day(whole, codec.loads(Agenda, text))
    found = Day(whole, Agenda((), (), (), (), (), ()))
    made = Day(whole, of(found.context))
    with one_transaction():
        state.put(KEPT, codec.dumps(made.agenda))
        state.put(MADE_OF, made_of)
    return made


def let_go() -> None:
    """Keep nothing of an agenda, whose quotations may be somebody's who was removed. Call it in a transaction."""
    state.put(KEPT, "")
