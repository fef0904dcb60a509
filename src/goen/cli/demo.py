"""`goen demo`: the program on a made-up mailbox; nothing of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, as_of_option, json_option, language_option
from goen.say import Say, voice

if TYPE_CHECKING:
    from goen.cli.session import Session
    from goen.cli.show.page import Page


@click.command(cls=Verb, name="demo")
@click.option("--ja", "japanese", is_flag=True)
@as_of_option
@json_option
@language_option
@click.pass_obj
def demo(say: Say, japanese: bool, as_of: str | None, as_json: bool) -> None:
    """The board and one letter, in a folder that is thrown away. With --as-of only the mail up to that day is read."""
    from tempfile import TemporaryDirectory

    from goen import samples
    from goen.actions.until import mail_until
    from goen.cli.options import parse_day
    from goen.cli.scan import read_mailbox
    from goen.cli.session import load, print_json
    from goen.cli.show.board import show_board
    from goen.cli.show.page import Page
    from goen.config import Config
    from goen.store.connect import close_store

    day = parse_day(say, as_of)
    say = voice("ja") if japanese else say
    language = say.language
    with TemporaryDirectory(prefix="goen-demo-") as folder:
        here = Config(home=Path(folder) / "data")
        source = samples.mailbox(language) if day is None else mail_until(samples.mailbox(language), day, Path(folder) / "mail.mbox")
        try:
            done = read_mailbox(say, here, source, as_of=day or samples.AS_OF[language])
            session = load(say, here, known=done.understanding)
            if as_json:
                print_json(session.document())
                return
            page = Page()
            page.line()
            page.text(say("demo.head"), "quiet", indent=1)
            show_board(page, session.view)
            _show_first_letter(page, session)
            page.line()
            if day is None:
                page.text(say("demo.earlier", date=samples.MORNING_AFTER[language].isoformat()), "quiet", indent=1)
            page.text(say("demo.yours"), "quiet", indent=1)
        finally:
            close_store()


def _show_first_letter(page: Page, session: Session) -> None:
    """The letter of the first thing worth doing, if there is one."""
    from goen.cli.show.advice import worth_doing
    from goen.cli.show.letters import show_letter

    advice = worth_doing(session.view)
    if advice is None:
        return
    application = session.view.applications[advice.application]
    page.heading(session.view.say("demo.letter", id=session.view.id(application.id)))
    show_letter(page, session, application, advice)
