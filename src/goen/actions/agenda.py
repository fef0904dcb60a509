"""What to do on a day, with the drafts that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from goen.actions import mail
from goen.actions.mail import messages
from goen.actions.near import Index, near
from goen.actions.understanding import made_from, understanding
from goen.config import Config
from goen.core.advice.agenda import Agenda, of
from goen.core.advice.context import Context, gather
from goen.core.advice.credits import Credit
from goen.core.advice.given import Given, given
from goen.core.advice.openings import Opening
from goen.core.advice.places import zone
from goen.core.advice.tasks import Task
from goen.core.advice.timing import send_at
from goen.core.advice.write import letter_of, problems_of
from goen.core.mail.message import Message
from goen.core.reasons import Reason
from goen.core.values import Letter, Person, Understanding
from goen.store import codec, queries, state
from goen.store.connect import one_transaction

KEPT, SHORT, MADE_OF = "agenda", "agenda-short", "agenda-of"  # names in the store
GIVEN, CREDITS, OPENINGS = "agenda-given", "agenda-credits", "agenda-openings"  # parts that a single page asks for
NOTHING = Agenda((), (), (), (), (), ())
AT_ONCE = frozenset({"answer-introduction", "sample", "thank-talk", "accept-offer"})  # a day counts for them


@dataclass(frozen=True)
class Day:
    """The agenda of a day. The mail behind it is read only when a draft asks for it: with an `index` as much as that draft needs, else all."""

    understanding: Understanding
    agenda: Agenda
    index: Index | None = None

    @cached_property
    def context(self) -> Context:
        return gather(self.understanding, messages().values(), queries.letters(), queries.outward())

    def near(self, applications: Iterable[str], people: Iterable[str]) -> Context:
        """A context in which letters about these applications to these people read as in the whole."""
        if self.index is None:
            return self.context
        slim, mails = near(self.index, applications, people)
        return gather(slim, mails, queries.letters(), queries.outward())

    def around(self, *tasks: Task) -> Context:
        """A context in which the letters of these tasks read as in the whole."""
        if self.index is None:
            return self.context
        sources = {t.reason.message for t in tasks}
        ways = [p for p in self.agenda.paths if p.message in sources]
        applications = [a for t in tasks for a in (t.application,) if a]
        applications += [a for p in ways for a in (p.from_application, p.to_application) if a]
        people = [p for t in tasks for p in (t.person, t.other) if p]
        placed = {p for p in people if self.index.of_person.get(p)}
        if any(not t.application and t.person not in placed for t in tasks) and self.understanding.applications:
            applications.append(self.understanding.applications[-1].id)  # what belongs to no process is written as of the latest
        return self.near(applications, people)

    def with_person(self, person: Person) -> Iterable[Message]:
        """The mail among which a letter to this person is found, if it was sent."""
        if self.index is None:
            return self.context.messages
        return mail.some(m for e in person.emails for m in self.index.mail_with.get(e, ())).values()

    def letter(self, task: Task, context: Context | None = None, *, manner: str = "") -> tuple[Letter | None, tuple[Reason, ...]]:
        """The draft of a task and what is to be mended in it; (None, ()) where it has none. `context`: one that `around` gave; `manner`: "", "shorter" or "warmer"."""
        here = context or self.around(task)
        drafted = letter_of(task, here, self.agenda, manner=manner)
        return drafted, self.check(drafted, task, here) if drafted else ()

    def check(self, letter: Letter, task: Task, context: Context | None = None) -> tuple[Reason, ...]:
        """What is to be mended in a letter for this task."""
        here = context or self.around(task)
        if task.letter != "advice":
            return problems_of(letter, task, here)
        from goen.core.advice import check

        advice = next(a for a in self.understanding.advice if a.application == task.application)
        return check(letter, advice, here.understanding, here.messages)

    def send_at(self, task: Task, context: Context | None = None) -> datetime | None:
        """The morning in the recipient's zone on which the letter of a task is best sent; None where their zone is not known.

        An answer to an introduction, and thanks for a talk, go at once.
        """
        here = context or self.around(task)
        person = here.people.get(task.person or "")
        there = zone(person, here.mails[person.id]) if person else None
        if there is None or task.code in AT_ONCE:
            return None
        now = datetime.now().astimezone()
        return send_at(max(task.on, here.today), here.where(task.person), there, now if now.date() == here.today else None)

    def task_for(self, ident: str) -> Task | None:
        """The first task of today that is about this application or person and has a letter."""
        return next((t for t in self.agenda.today if t.letter and ident in (t.application, t.person)), None)


def day(
    config: Config, as_of: date | None = None, known: Understanding | None = None, index: Index | None = None, *, keep: bool = True
) -> Day:
    """Everything as of a day, today where it is not given; as it was judged last, where nothing has changed since.

    `known`: the understanding of all mail, where somebody has it already, made from the facts as they are; `index`: with its indexes. `keep`:
    write down what was judged, for the next who asks. Raises GoenError where the store can't be opened.
    """
    whole = known or understanding(config, as_of=as_of)
    if (found := kept(whole, index)) is not None:
        return found
    name = _made_of(whole)  # before all mail is read: what changes meanwhile is not in it
    first = Day(whole, NOTHING)
    made = _judged(first, index)
    if not keep:
        return made
    with one_transaction():
        state.put(KEPT, codec.dumps(made.agenda))
        state.put(SHORT, codec.dumps(replace(made.agenda, pledges=(), letters=(), credits=(), openings=())))
        state.put(GIVEN, codec.dumps(tuple(given(first.context).items())))
        state.put(CREDITS, codec.dumps(made.agenda.credits))
        state.put(OPENINGS, codec.dumps(made.agenda.openings))
        state.put(MADE_OF, name)
    return made


def time_given(here: Day) -> Mapping[str, Given]:
    """The time that each person gave, by their id: as it was worked out with the day, else from all mail."""
    text = _part(here.understanding, GIVEN)
    return dict(codec.loads(tuple[tuple[str, Given], ...], text)) if text else given(here.context)


def kept_credits(whole: Understanding) -> tuple[Credit, ...]:
    """Who did what for the owner, without the rest of the day; () where nothing is kept of it."""
    text = _part(whole, CREDITS)
    return codec.loads(tuple[Credit, ...], text) if text else ()


def kept_openings(whole: Understanding) -> tuple[Opening, ...]:
    """The letters with which applications began, without the rest of the day; () where nothing is kept of it."""
    text = _part(whole, OPENINGS)
    return codec.loads(tuple[Opening, ...], text) if text else ()


def _part(whole: Understanding, name: str) -> str:
    """What is kept under a name; "" where anything has changed since."""
    found = state.some((MADE_OF, state.REVISION, name))
    return found.get(name, "") if found.get(MADE_OF) == _name(found.get(state.REVISION, "0"), whole) else ""


def judged(whole: Understanding, index: Index | None = None) -> Day:
    """The day by this understanding, which may be older than the facts: nothing that was kept is taken, and nothing is kept. The store is open."""
    return _judged(Day(whole, NOTHING), index)


def _judged(first: Day, index: Index | None) -> Day:
    return Day(first.understanding, of(first.context), index)


def kept(whole: Understanding, index: Index | None = None, *, short: bool = False) -> Day | None:
    """The day as it was judged last; None where anything has changed since. The store is open.

    `short`: only what is to be done and what its letters draw on; the rest may be a hundred times as much.
    """
    text = _part(whole, SHORT if short else KEPT)
    return Day(whole, codec.loads(Agenda, text), index) if text else None


def _made_of(whole: Understanding) -> str:
    return _name(str(state.revision()), whole)


def _name(revision: str, whole: Understanding) -> str:
    return f"{revision} {made_from(whole.as_of)}"


def let_go() -> None:
    """Keep nothing of an agenda, whose quotations may be somebody's who was removed. Call it in a transaction."""
    for name in (KEPT, SHORT, GIVEN, CREDITS, OPENINGS):
        state.put(name, "")
