"""Commands whose help is said in the reader's language, found by name and imported only when they run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from goen.cli.show.layout import pad, width, wrap
from goen.cli.usage import TooMuch, UnknownCommand, nearest
from goen.say import LANGUAGES, Say

COMMANDS = {
    "scan": "goen.cli.scan",
    "applications": "goen.cli.lists",
    "people": "goen.cli.lists",
    "advice": "goen.cli.lists",
    "next": "goen.cli.next",
    "letter": "goen.cli.letter",
    "sent": "goen.cli.next",
    "note": "goen.cli.note",
    "introduce": "goen.cli.outward",
    "opening": "goen.cli.outward",
    "ledger": "goen.cli.next",
    "pause": "goen.cli.next",
    "resume": "goen.cli.next",
    "week": "goen.cli.records",
    "remind": "goen.cli.remind",
    "ics": "goen.cli.records",
    "proof": "goen.cli.records",
    "why": "goen.cli.why",
    "correct": "goen.cli.correct",
    "forget": "goen.cli.forget",
    "second": "goen.cli.second",
    "export": "goen.cli.export",
    "demo": "goen.cli.demo",
    "serve": "goen.cli.serve",
}
FUNCTIONS = {"next": "next_"}  # where the command's name is taken in Python


def language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--lang`; it is read before anything else (run.py), so that help and errors follow it wherever it stands."""
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True)(function)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--as-of", "as_of", metavar="DATE")(function)


class Verb(click.Command):
    """A command; its texts stand under help.NAME, help-long.NAME and help-option.OPTION."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise TooMuch(rest, ctx)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say: Say = ctx.find_root().obj
        _write(formatter, ctx, say, self._about(ctx, say), options(self, ctx, say))

    def _about(self, ctx: click.Context, say: Say) -> Sequence[str]:
        group = ctx.parent.command if ctx.parent else None
        if isinstance(group, Verbs) and not isinstance(group, Program):
            return [say(f"{group.texts}.{self.name}"), say(f"help-long.{group.name}")]
        long = f"help-long.{self.name}"
        return [say(f"help.{self.name}"), *([say(long)] if say.has(long) else [])]


class Verbs(click.Group):
    """A group whose commands are listed with their texts under `texts`."""

    texts = "help"

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The beginning of a command's name does for the name, where only one begins so."""
        name, names = args[0], self.list_commands(ctx)
        if name not in names and not name.startswith("-"):
            meant = nearest(name, names)
            if len(meant) != 1 or not meant[0].startswith(name):
                raise UnknownCommand(name, meant, ctx)
            args = [meant[0], *args[1:]]
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say: Say = ctx.find_root().obj
        names = self.list_commands(ctx)
        commands = [(name, say(f"{self.texts}.{name}")) for name in names]
        about = [say(f"help-long.{self.name}")]
        _write(formatter, ctx, say, about, options(self, ctx, say), commands)


class Program(Verbs):
    """The program: each command's module is imported when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        return getattr(import_module(module), FUNCTIONS.get(cmd_name, cmd_name)) if module else None


def options(command: click.Command, ctx: click.Context, say: Say) -> list[tuple[str, str]]:
    """Name and text of every option."""
    found = []
    for parameter in command.get_params(ctx):
        if not isinstance(parameter, click.Option):
            continue
        name = ", ".join(parameter.opts)
        if not parameter.is_flag and not parameter.count:
            name += f" {parameter.make_metavar(ctx)}"
        key = parameter.opts[-1].lstrip("-")
        keys = (f"help-option.{key}-{command.name}", f"help-option.{key}", f"help.{key}")  # what one command means by it, what all do
        found.append((name, say(next(k for k in keys if say.has(k)))))
    return found


def _write(
    formatter: click.HelpFormatter,
    ctx: click.Context,
    say: Say,
    about: Sequence[str],
    options: Sequence[tuple[str, str]],
    commands: Sequence[tuple[str, str]] = (),
) -> None:
    columns = min(88, max(60, shutil.get_terminal_size((80, 24)).columns))
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    lines = [f"{ctx.command_path} {pieces}", ""]
    for paragraph in about:
        lines += [f"  {line}" for line in wrap(paragraph, columns - 2)]
        lines.append("")
    for heading, rows in (("help.commands", commands), ("help.options", options)):
        if rows:
            margin = max(width(name) for name, _ in rows) + 4
            lines.append(f"{say(heading)}")
            for name, text in rows:
                first, *rest = wrap(text, columns - margin)
                lines.append(pad(f"  {name}", margin) + first)
                lines += [" " * margin + line for line in rest]
            lines.append("")
    formatter.write("\n".join(lines).rstrip() + "\n")
