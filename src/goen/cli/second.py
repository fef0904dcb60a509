"""`goen second …`: a language model that the owner names, asked about what the reader is unsure of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, Verbs, as_of_option, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.actions.asking import Round


class Second(Verbs):
    texts = "help-second"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Second, name="second", invoke_without_command=True)
@click.option("--show", "show", is_flag=True)
@as_of_option
@json_option
@language_option
@click.pass_context
def second(ctx: click.Context, show: bool, as_of: str | None, as_json: bool) -> None:
    """What would be sent, to where, and why. Sends nothing."""
    if ctx.invoked_subcommand is not None:
        return
    from goen import config
    from goen.actions import asking
    from goen.cli.options import parse_day
    from goen.cli.session import print_json
    from goen.cli.show.page import Page
    from goen.cli.show.second import show_plan

    say: Say = ctx.obj
    plan = asking.plan(config.load(), as_of=parse_day(say, as_of))
    if show:
        print_json(asking.bodies(plan))
    elif as_json:
        print_json(asking.told(plan))
    else:
        show_plan(Page(), say, plan)


@second.command(cls=Verb, name="set")
@click.argument("url", metavar="URL")
@click.option("--model", metavar="NAME", required=True)
@click.option("--key-env", metavar="VARIABLE", default="")
@click.option("--key-file", metavar="FILE", default="")
@click.option("--patience", metavar="SECONDS", type=click.IntRange(1, 3600), default=300)
@language_option
@click.pass_obj
def set_(say: Say, url: str, model: str, key_env: str, key_file: str, patience: int) -> None:
    """Where it is. Nothing is sent."""
    from goen import config
    from goen.actions import second as action
    from goen.cli.show.page import Page
    from goen.cli.show.second import show_endpoint
    from goen.second.endpoint import endpoint

    made = endpoint(url, model, key_env=key_env, key_file=key_file, patience=patience)
    action.set_up(config.load(), made)
    show_endpoint(Page(), say, made)
    click.echo(f" {say('second.set')}")


@second.command(cls=Verb, name="ask")
@click.option("--yes", is_flag=True)
@as_of_option
@json_option
@language_option
@click.pass_context
def ask(ctx: click.Context, yes: bool, as_of: str | None, as_json: bool) -> None:
    """Show what would be sent, ask, send it."""
    from goen import config
    from goen.actions import asking
    from goen.cli.options import parse_day
    from goen.cli.session import print_json
    from goen.cli.show.bar import bar
    from goen.cli.show.page import Page
    from goen.cli.show.second import show_plan
    from goen.errors import GoenError

    say: Say = ctx.obj
    here, day = config.load(), parse_day(say, as_of)
    plan = asking.plan(here, as_of=day)
    if plan.endpoint is not None and plan.questions and not yes:
        if as_json or not sys.stdin.isatty():  # what is shown before the question is no JSON
            raise GoenError(say("error.second-yes"), code="not-confirmed")
        show_plan(Page(), say, plan)
        if not click.confirm(say("second.question", n=len(plan.questions), host=plan.endpoint.host), err=True):
            click.echo(say("second.not-sent"))
            return
    try:
        with bar(say) as report:
            done = asking.ask(here, plan, as_of=day, report=report)
    except KeyboardInterrupt:
        click.echo(say("second.stopped"), err=True)
        ctx.exit(130)
    if as_json:
        print_json(asking.told_round(done))
    else:
        _tell(say, done, as_of)
    if done.problem is not None:
        raise GoenError(f"{say.error(done.problem)} {say('second.left')}", code="second-ended")


@second.command(cls=Verb, name="off")
@click.option("--forget", "forget", is_flag=True)
@language_option
@click.pass_obj
def off(say: Say, forget: bool) -> None:
    """Nothing is sent, and nothing that it said counts."""
    from goen import config
    from goen.actions import second as action

    was_on = action.off(config.load(), forget=forget)
    click.echo(say("second.off-forgotten" if forget else "second.off" if was_on else "second.was-off"))


def _tell(say: Say, done: Round, as_of: str | None) -> None:
    """What came of it, with what it changed for people and applications."""
    from goen.cli.options import parse_day
    from goen.cli.session import load
    from goen.view import effect_arguments

    if not done.asked:
        click.echo(say("second.nothing"))
        return
    lines = [say("second.done", n=done.asked, done=done.answered)]
    if done.dropped:
        lines.append(say("second.dropped", n=done.dropped))
    if done.answered:
        lines.append(say("second.otherwise", n=done.read_otherwise) if done.read_otherwise else say("second.no-difference"))
    if done.changed:
        view = load(say, as_of=parse_day(say, as_of)).view
        lines += [say(f"correction.effect-{one.what}", **effect_arguments(view, one)) for one in done.changed]
    if done.read_otherwise or done.changed:
        lines.append(say("second.why"))
    for line in lines:
        click.echo(line)
