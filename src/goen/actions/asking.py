"""Ask the second reader: what would be sent, sending it, keeping each answer as it comes. Nothing is sent by anything else."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import chain
from typing import Any

from goen.actions import second
from goen.actions.lock import only_writer
from goen.actions.progress import Progress, Report, silent
from goen.actions.understanding import understanding
from goen.config import Config
from goen.core.effects import Effect, effects
from goen.core.unsure import doubtful
from goen.core.values import Opinion, Owner, Understanding
from goen.errors import GoenError
from goen.second import client
from goen.second.answer import Answer, answers
from goen.second.endpoint import Endpoint, key
from goen.second.question import TEXT, VERSION, Asked, batches, request
from goen.store import answers as kept
from goen.store import codec, queries, state
from goen.store.connect import one_transaction, open_store

# What is wrong with one answer need not be with the next; anything else (no connection, no key, too slow, asked to wait) ends the round.
PASSING = frozenset({"second-status", "second-unreadable", "second-too-much", "second-broke-off"})
ROW = 3  # answers in a row that can't be used, after which the next won't be either
NOT_TAKEN = ("400", "422")  # how an endpoint says that it does not know a part of the request


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent now. `why`: by message, "sign" or "kind". `answered`: messages that were asked about before, and are not again."""

    endpoint: Endpoint | None
    questions: tuple[Asked, ...] = ()
    why: dict[str, str] = field(default_factory=dict)
    answered: int = 0
    limit: int = TEXT  # characters of a message's text that are sent

    @property
    def batches(self) -> list[tuple[Asked, ...]]:
        return list(batches(self.questions))

    @property
    def mark(self) -> str:
        """The same for the same questions to the same endpoint, and for nothing else: what a yes is given to."""
        text = codec.dumps(self.endpoint) + "".join(sorted(one.key for one in self.questions))
        return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()

    @property
    def characters(self) -> int:
        """Of the mail; the instructions come to that."""
        return sum(one.size for batch in self.batches for one in batch)

    def count(self, why: str) -> int:
        return sum(self.why[one.message] == why for one in self.questions)


@dataclass(frozen=True, slots=True)
class Round:
    """What came of asking. `dropped`: quotations that stood nowhere in the mail. `left`: messages without an answer.

    `problem`: what ended it early. `read_otherwise`: messages whose kind is another one now; `changed`: ties, outcomes and steps.
    """

    asked: int
    answered: int
    dropped: int
    left: int
    problem: GoenError | None
    read_otherwise: int = 0
    changed: tuple[Effect, ...] = ()


def plan(config: Config, *, as_of: date | None = None) -> Plan:
    """What would be asked, of whom. Sends nothing."""
    return plan_of(understanding(config, as_of=as_of))


def plan_of(whole: Understanding) -> Plan:
    """The same, by what was understood. The store is open."""
    endpoint = second.current()
    why = doubtful(whole, queries.corrections())
    place = {message: n for n, message in enumerate(why)}
    messages = sorted((body.message for body in queries.kept_of(why)), key=lambda m: place[m.id])
    questions = [one for one in second.questions(messages, whole.owner) if one.said["text"].strip()]
    known = kept.by_content(endpoint.model, VERSION) if endpoint else {}
    new = tuple(one for one in questions if one.key not in known)
    return Plan(endpoint, new, why, len(questions) - len(new))


def bodies(made: Plan) -> list[dict[str, Any]]:
    """Every word that would be sent, as it would be; the key aside."""
    return [request(made.endpoint.model if made.endpoint else "", batch) for batch in made.batches]


def told(made: Plan) -> dict[str, Any]:
    """The plan as JSON: keys may be added, never renamed."""
    at = made.endpoint
    where = (
        {"url": at.url, "model": at.model, "place": at.place, "key_env": at.key_env, "key_file": at.key_file, "patience": at.patience}
        if at
        else None
    )
    messages = [{"message_id": one.message, "why": made.why[one.message], "characters": one.size} for one in made.questions]
    return {
        "endpoint": where,
        "messages": messages,
        "characters": made.characters,
        "requests": len(made.batches),
        "answered": made.answered,
    }


def told_round(done: Round) -> dict[str, Any]:
    """What came of asking, as JSON."""
    return {
        "asked": done.asked,
        "answered": done.answered,
        "left": done.left,
        "dropped": done.dropped,
        "read_otherwise": done.read_otherwise,
        "changed": [{"what": e.what, "about": e.about, "before": e.before, "after": e.after} for e in done.changed],
        "problem": done.problem.code if done.problem else None,
    }


def ask_marked(config: Config, mark: str, *, as_of: date | None = None, report: Report = silent) -> Round:
    """The same for another process, which can't hand over the plan. Raises "second-changed" too where the mark is not that of what would be sent now."""
    made = plan(config, as_of=as_of)
    if made.mark != mark:
        raise _changed()
    return ask(config, made, as_of=as_of, report=report)


def ask(config: Config, shown: Plan, *, as_of: date | None = None, report: Report = silent) -> Round:
    """Send what was shown and keep what comes back, batch by batch; stopped at any moment it goes on from there the next time.

    shown: the plan to which the owner said yes. Mail that came in since is none of it, and what was answered or removed since is left out.
    Raises GoenError where nothing is set up, the endpoint is another one now ("second-changed"), the key is not there, or somebody else is
    asking. What goes wrong later stands in the result.
    """
    open_store(config)
    with _alone(config):
        if shown.endpoint is None:
            raise GoenError("No second reader is set up. goen second set URL --model NAME does it.", code="second-off")
        if second.current() != shown.endpoint:
            raise _changed()
        key(shown.endpoint)
        before = understanding(config, as_of=as_of)
        yes = {one.key for one in shown.questions}
        made = replace(shown, questions=tuple(one for one in plan_of(before).questions if one.key in yes))
        asking = _Asking(config, shown.endpoint, before.owner, len({one.key for one in made.questions}), report)
        asking.all(made.batches)
        after = understanding(config, as_of=as_of) if asking.done else before
    kinds = {r.message: r.kind for r in before.readings}
    return Round(
        asking.total,
        len(asking.done),
        asking.dropped,
        asking.total - len(asking.done),
        asking.problem,
        sum(kinds.get(r.message, r.kind) != r.kind for r in after.readings),
        tuple(e for e in effects(before, after) if e.what != "like"),
    )


def _changed() -> GoenError:
    return GoenError(
        "The second reader, or what would be sent to it, is not what was shown any more, so nothing more was sent. Look at it again.",
        code="second-changed",
    )


class _Asking:
    """One round. `done`: the keys of what was answered."""

    def __init__(self, config: Config, endpoint: Endpoint, owner: Owner, total: int, report: Report) -> None:
        self.config, self.endpoint, self.owner, self.total, self.report = config, endpoint, owner, total, report
        self.done: set[str] = set()
        self.dropped = 0
        self.problem: GoenError | None = None
        self._plain = False
        self._useless = 0
        self._started = time.monotonic()

    def all(self, some: Sequence[tuple[Asked, ...]]) -> None:
        """Every batch, then what had no answer in it, each by itself."""
        self._tell()
        alone = ((one,) for batch in some if len(batch) > 1 for one in batch if one.key not in self.done)
        for batch in chain(some, alone):
            if not self._one(batch):
                return

    def _one(self, batch: tuple[Asked, ...]) -> bool:
        """Whether to go on."""
        if second.current() != self.endpoint:  # switched off, or set up anew, while the last one was waited for
            self.problem = _changed()
            return False
        try:
            found = answers(self._complete(batch), batch, self.endpoint.model)
            problem = GoenError(
                f"{self.endpoint.model} does not answer in the shape that was asked for. Another model may.",
                code="second-useless",
                model=self.endpoint.model,
            )
        except GoenError as error:
            found, problem = [], error
            if error.code not in PASSING:
                self.problem = error
                return False
        if found:
            self._keep(found)
        self._useless = 0 if found else self._useless + 1
        self._tell()
        if self._useless == ROW:
            self.problem = problem
        return self._useless < ROW

    def _complete(self, batch: tuple[Asked, ...]) -> str:
        try:
            return client.complete(self.endpoint, request(self.endpoint.model, batch, plain=self._plain))
        except GoenError as error:
            if self._plain or error.code != "second-status" or error.arguments["status"][:3] not in NOT_TAKEN:
                raise
        self._plain = True
        return self._complete(batch)

    def _keep(self, found: Sequence[Answer]) -> None:
        opinions: dict[str, Opinion] = {one.asked.key: one.opinion for one in found}
        with only_writer(self.config, wait=True), one_transaction():
            # What was removed while it was asked about stays away, and so does what was said before all was to be forgotten.
            bodies = queries.kept_of([one.asked.message for one in found]) if second.current() == self.endpoint else ()
            here = {one.key for one in second.questions((body.message for body in bodies), self.owner)}
            kept.add({name: opinion for name, opinion in opinions.items() if name in here}, self.endpoint.model, VERSION, datetime.now(UTC))
            state.changed()
        self.done |= opinions.keys()
        self.dropped += sum(one.dropped for one in found)

    def _tell(self) -> None:
        self.report(Progress("ask", len(self.done), self.total, seconds=time.monotonic() - self._started))


@contextmanager
def _alone(config: Config) -> Iterator[None]:
    """One round at a time: two would send the same."""
    with (config.home / second.LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise GoenError("The second reader is being asked just now; please wait, or stop that.", code="second-busy") from problem
        yield
