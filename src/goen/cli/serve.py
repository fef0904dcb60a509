"""`goen serve`, and `goen` alone: the pages in the owner's browser."""

from __future__ import annotations

import click

from goen.cli.verbs import Verb, as_of_option, language_option
from goen.say import Say


@click.command(cls=Verb, name="serve")
@click.option("--port", type=click.IntRange(1, 65535), metavar="PORT")
@click.option("--no-browser", is_flag=True)
@click.option("--discreet", is_flag=True)
@click.option("--read-only", is_flag=True)
@as_of_option
@language_option
@click.pass_obj
def serve(say: Say, port: int | None, no_browser: bool, discreet: bool, read_only: bool, as_of: str | None) -> None:
    """On this machine only, behind a link that works once."""
    from goen import config
    from goen.cli.options import parse_day
    from goen.web import server
    from goen.web.options import Options

    options = Options(parse_day(say, as_of), discreet, read_only, say.language)
    server.serve(config.load(), options, port=port, browser=not no_browser, tell=lambda link: click.echo(say("serve.at", link=link)))
