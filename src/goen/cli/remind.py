"""`goen remind`: one notification of what is due, if the owner wants any."""

from __future__ import annotations

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="remind")
@click.argument("switch", metavar="[on|off]", required=False, type=click.Choice(["on", "off"]))
@click.option("--names", is_flag=True)
@as_of_option
@json_option
@language_option
@click.pass_obj
def remind(say: Say, switch: str | None, names: bool, as_of: str | None, as_json: bool) -> None:
    """Show what is due on the desktop; switched off, say how to switch it on."""
    from goen import config
    from goen.actions import notify
    from goen.cli.session import print_json

    here = config.load()
    if switch or names:
        said = notify.remind(here, on=switch != "off", names=names)
        kind, line = notify.line(here)
        if as_json:
            print_json({"on": said.on, "names": said.names, "where": kind, "line": line})
        elif said.on:
            click.echo(say("remind.on-names" if said.names else "remind.on"))
            click.echo(say(f"remind.{kind}"))
            click.echo()
            click.echo(line)
        else:
            click.echo(say("remind.off"))
        return
    wanted = notify.reminding(here)
    if not wanted.on:
        if as_json:
            print_json({"on": False, "shown": ""})
        else:
            click.echo(say("remind.is-off"))
        return
    from goen.cli.session import load_day
    from goen.shown import reminder

    session, day = load_day(say, as_of)
    text = reminder(session.view, day, names=wanted.names)
    if text:
        notify.show(say("remind.title"), text)
    if as_json:
        print_json({"on": True, "names": wanted.names, "shown": text})
