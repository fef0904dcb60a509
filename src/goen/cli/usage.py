"""A command line that was not understood, in the reader's language: what is wrong, and what may have been meant.

The library that reads the command line says these things in English only, so all of them are said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import click

from goen.say import Say

LIKE = 0.6  # how alike two words must be, of 1, for one to be offered for the other
OFFERED = 3


class UnknownCommand(click.UsageError):
    """`meant`: the commands that this may have been."""

    def __init__(self, name: str, meant: Sequence[str], ctx: click.Context) -> None:
        super().__init__(name, ctx)
        self.name, self.meant = name, meant


class TooMuch(click.UsageError):
    """Words that stand after all that the command takes."""

    def __init__(self, words: Sequence[str], ctx: click.Context) -> None:
        super().__init__(" ".join(words), ctx)


def nearest(word: str, words: Iterable[str]) -> list[str]:
    """The words that begin as this one does; where none does, the one most like it."""
    known = list(words)
    word = word.lower()
    begun = [one for one in known if word and one.startswith(word)]
    return begun[:OFFERED] or get_close_matches(word, known, 1, LIKE)


def mistake(say: Say, error: click.UsageError, arguments: Sequence[str]) -> str:
    """The sentence. arguments: of the whole command line."""
    parameter: click.Parameter | None = getattr(error, "param", None)
    if isinstance(error, UnknownCommand):
        return _offering(say, say("usage.no-such-command", name=error.name), error.meant)
    if isinstance(error, TooMuch):
        return say("usage.too-much", words=error.message)
    if isinstance(error, click.NoSuchOption):
        known = [name for one in (error.ctx.command.get_params(error.ctx) if error.ctx else ()) for name in one.opts if name[0] == "-"]
        return _offering(say, say("usage.no-such-option", name=error.option_name), nearest(error.option_name, known))
    if isinstance(error, click.BadOptionUsage):
        given = any(one.startswith(f"{error.option_name}=") for one in arguments)
        return say("usage.takes-nothing" if given else "usage.needs-value", name=error.option_name)
    if isinstance(error, click.MissingParameter) and parameter is not None:
        return say("usage.missing", name=called(say, parameter))
    if isinstance(error, click.BadParameter) and parameter is not None:
        if isinstance(parameter.type, click.Choice):
            return say("usage.one-of", name=called(say, parameter), allowed=", ".join(map(str, parameter.type.choices)))
        key = "number" if isinstance(parameter.type, click.types.IntParamType) else "bad"
        return say(f"usage.{key}", name=called(say, parameter))
    return error.format_message()


def called(say: Say, parameter: click.Parameter) -> str:
    """As the help calls it, with what it is: --port, or "the mailbox (MAILBOX)"."""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    name = (parameter.metavar or parameter.name or "").strip("[]")
    key = f"usage-name.{name.lower()}"
    return say(key) if say.has(key) else name


def _offering(say: Say, sentence: str, meant: Sequence[str]) -> str:
    if not meant:
        return sentence
    return f"{sentence}{'' if say.language == 'ja' else ' '}{say('usage.meant', names=say.either(meant))}"
