"""`goen correct …`: what the owner says is so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from goen.cli.verbs import Verb, Verbs, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.cli.session import Session
    from goen.core.values import Correction


class Corrections(Verbs):
    texts = "help-correct"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Corrections, name="correct")
@language_option
def correct() -> None:
    """Corrections of messages, applications, people and signs."""


def _verb(name: str, *arguments: str, optional: bool = False) -> Callable[[Callable[..., None]], click.Command]:
    """A correction's command with its arguments; the last may be left out if `optional`."""

    def decorate(function: Callable[..., None]) -> click.Command:
        made: Callable[..., None] = click.pass_obj(function)
        for n, argument in reversed(list(enumerate(arguments))):
            more: dict[str, Any] = {"required": False, "default": ""} if optional and n == len(arguments) - 1 else {}
            made = click.argument(argument, metavar=argument.upper(), **more)(made)
        return correct.command(cls=Verb, name=name)(language_option(made))

    return decorate


@_verb("kind", "message", "kind")
def kind(say: Say, message: str, kind: str) -> None:
    from goen.actions import numbers
    from goen.core.reading.kinds import KINDS

    session = _session(say)
    _one_of(say, kind, KINDS, "kind")
    _note(session, "kind", numbers.find_message(message), kind)


@_verb("organization", "application", "name")
def organization(say: Say, application: str, name: str) -> None:
    session = _session(say)
    _note(session, "organization", _of_application(session, application), name)


@_verb("role", "application", "name")
def role(say: Say, application: str, name: str) -> None:
    session = _session(say)
    _note(session, "role", _of_application(session, application), name)


@_verb("outcome", "application", "outcome")
def outcome(say: Say, application: str, outcome: str) -> None:
    from goen.core.reading.kinds import OUTCOMES

    session = _session(say)
    _one_of(say, outcome, OUTCOMES, "outcome")
    _note(session, "outcome", _of_application(session, application), outcome)


@_verb("merge", "application", "other")
def merge(say: Say, application: str, other: str) -> None:
    session = _session(say)
    _note(session, "merge", _of_application(session, application), _of_application(session, other))


@_verb("split", "message")
def split(say: Say, message: str) -> None:
    from goen.actions import numbers

    _note(_session(say), "split", numbers.find_message(message), "")


@_verb("move", "message", "application", optional=True)
def move(say: Say, message: str, application: str) -> None:
    from goen.actions import numbers

    session = _session(say)
    _note(session, "move", numbers.find_message(message), _of_application(session, application) if application else "")


@_verb("same-person", "person", "other")
def same_person(say: Say, person: str, other: str) -> None:
    session = _session(say)
    _note(session, "same", _address(session, person), _address(session, other))


@_verb("not-a-sign", "message", "words")
def not_a_sign(say: Say, message: str, words: str) -> None:
    session = _session(say)
    _note(session, "not-a-sign", *_quoted(session, message, words))


@_verb("sign", "message", "signal", "words")
def sign(say: Say, message: str, signal: str, words: str) -> None:
    from goen.core.reading.kinds import SIGNALS

    session = _session(say)
    _one_of(say, signal, SIGNALS, "signal")
    target, quote = _quoted(session, message, words)
    _note(session, "sign", target, f"{signal}|{session.messages[target].envelope.sender.email}|{quote}")


@_verb("tie", "person", "tie")
def tie(say: Say, person: str, tie: str) -> None:
    from goen.core.reading.kinds import TIES

    session = _session(say)
    _one_of(say, tie, TIES, "tie")
    _note(session, "tie", _address(session, person), tie)


@correct.command(cls=Verb, name="undo")
@language_option
@click.pass_obj
def undo(say: Say) -> None:
    from goen import config
    from goen.actions import correct as action

    session = _session(say)
    taken = action.undo(config.load())
    click.echo(say("correct.undone", what=_words(session, taken)) if taken else say("correct.nothing-to-undo"))


@correct.command(cls=Verb, name="list")
@language_option
@click.pass_obj
def listed(say: Say) -> None:
    from goen.store import queries

    session = _session(say)
    made = queries.corrections()
    for one in made:
        click.echo(_words(session, one))
    if not made:
        click.echo(say("correct.none"))


def _session(say: Say) -> Session:
    from goen.cli.session import load

    return load(say)


def _note(session: Session, verb: str, target: str, value: str) -> None:
    from goen import config
    from goen.actions import correct as action

    action.correct(config.load(), verb, target, value)
    click.echo(session.view.say("correct.done"))


def _one_of(say: Say, value: str, allowed: tuple[str, ...], what: str) -> None:
    from goen.errors import GoenError

    if value not in allowed:
        raise GoenError(say(f"error.bad-{what}", value=value, allowed=", ".join(allowed)), code="bad-correction")


def _of_application(session: Session, name: str) -> str:
    """A message id of the application: corrections go by mail, which stays, while ids of applications may change."""
    from goen.actions import numbers
    from goen.errors import GoenError

    ident = numbers.find(name, session.understanding, session.view.short)
    application = session.view.applications.get(ident)
    if application is None:
        raise numbers.unknown(name)
    if not application.messages:
        raise GoenError(session.view.say("error.by-hand"), code="bad-correction")
    return application.messages[0]


def _address(session: Session, name: str) -> str:
    from goen.actions import numbers
    from goen.errors import GoenError

    ident = numbers.find(name, session.understanding, session.view.short)
    person = session.view.people.get(ident)
    if person is None:
        raise numbers.unknown(name)
    if not person.emails:
        raise GoenError(session.view.say("error.no-address", name=person.name), code="bad-correction")
    return person.emails[0]


def _quoted(session: Session, name: str, words: str) -> tuple[str, str]:
    """The message's id and the words as they stand in it, whatever the line breaks."""
    from goen.actions import numbers
    from goen.errors import GoenError

    target = numbers.find_message(name)
    message = session.messages.get(target)
    quote = find_words(message.new, words) if message else None
    if quote is None:
        raise GoenError(session.view.say("error.no-quote"), code="bad-correction")
    return target, quote


def find_words(text: str, words: str) -> str | None:
    """`words` as they stand in `text`, where spaces and line ends may differ; None where they don't."""
    import re

    pattern = r"\s*".join(re.escape(piece) for piece in words.split())
    found = re.search(pattern, text) if pattern else None
    return found.group() if found else None


def _words(session: Session, one: Correction) -> str:
    """A correction in one line: what was said, and of which message, application or person."""
    from goen.actions import numbers
    from goen.view import plain

    view, say = session.view, session.view.say
    value = one.value.split("|", 2)[-1] if one.verb == "sign" else one.value
    person = next((view.person(p.id) for p in view.people.values() if one.target in p.emails), "")
    if say.has(f"{one.verb}.{value}"):
        value = say(f"{one.verb}.{value}")
    elif one.verb in ("sign", "not-a-sign"):
        value = say("board.quote", quote=plain(value))
    elif one.verb in ("merge", "move"):
        value = ""
    date, what = say.day(one.at.date()), say(f"corrections.{one.verb}")
    text = say("correct.what-value", date=date, what=what, value=plain(value)) if value else say("correct.what", date=date, what=what)
    where = person or ", ".join(numbers.message_ids([one.target, one.value]).values())
    return say("correct.where", text=text, where=where) if where else text
