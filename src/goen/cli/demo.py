"""`goen demo`: the program on a made-up mailbox; nothing of it is kept."""

from __future__ import annotations

import mailbox
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from goen.cli.verbs import Verb, json_option, language_option
from goen.say import Say, voice

MORNING_AFTER = {"en": date(2026, 3, 14), "ja": date(2026, 5, 30)}  # the rejection of the story


@click.command(cls=Verb, name="demo")
@click.option("--ja", "japanese", is_flag=True)
@click.option("--as-of", "as_of", metavar="DATE")
@json_option
@language_option
@click.pass_obj
def demo(say: Say, japanese: bool, as_of: str | None, as_json: bool) -> None:
    """The board and one letter, in a folder that is thrown away. With --as-of only the mail up to that day is read."""
    from tempfile import TemporaryDirectory

    from goen import samples
    from goen.cli.options import parse_day
    from goen.cli.session import load, print_json, read_mailbox
    from goen.cli.show.board import show_board
    from goen.cli.show.page import Page
    from goen.config import Config
    from goen.store.connect import close_store

    language = "ja" if japanese else "en"
    day = parse_day(say, as_of)
    if japanese:
        say = voice("ja")
    with TemporaryDirectory(prefix="goen-demo-") as folder:
        here = Config(home=Path(folder) / "data")
        source = samples.mailbox(language) if day is None else mail_until(samples.mailbox(language), day, Path(folder) / "mail.mbox")
        try:
            outcome = read_mailbox(say, here, source)
            session = load(say, here, source=outcome.source, as_of=day or samples.AS_OF[language])
            if as_json:
                print_json(session.document())
                return
            page = Page()
            page.line()
            page.text(say("demo.head"), "quiet", indent=1)
            show_board(page, session.view)
            show_first_letter(page, session)
            page.line()
            if day is None:
                page.text(say("demo.earlier", date=MORNING_AFTER[language].isoformat()), "quiet", indent=1)
            page.text(say("demo.yours"), "quiet", indent=1)
        finally:
            close_store()


def mail_until(source: Path, day: date, target: Path) -> Path:
    """A copy of the mailbox with the mail that had come by that day."""
    from goen.core.mail.parse import parse

    with closing(mailbox.mbox(source, create=False)) as whole, closing(mailbox.mbox(target)) as part:
        for message in whole:
            if parse(message.as_bytes()).envelope.date.date() <= day:
                part.add(message)
    return target
