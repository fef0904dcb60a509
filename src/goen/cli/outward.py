"""`goen introduce` and `goen opening`: the owner brings two people together, and keeps the openings that others may fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goen.cli.verbs import Verb, json_option, language_option
from goen.say import Say

if TYPE_CHECKING:
    from goen.actions.agenda import Day
    from goen.cli.show.page import Page
    from goen.view import View


@click.command(cls=Verb, name="introduce")
@click.argument("one", metavar="PERSON")
@click.argument("other", metavar="PERSON", required=False, default="")
@click.option("--about", "about_one", metavar="WORDS", default="")
@click.option("--about-other", "about_other", metavar="WORDS", default="")
@click.option("--for", "opening", metavar="OPENING", default="")
@json_option
@language_option
@click.pass_obj
def introduce(say: Say, one: str, other: str, about_one: str, about_other: str, opening: str, as_json: bool) -> None:
    """The owner brings two people together; or a person and whoever told of an opening."""
    from goen import config
    from goen.actions import heard, outward
    from goen.cli.session import print_json

    if bool(opening) == bool(other):
        raise click.UsageError(say("outward.one-of-two") if opening else say("usage.missing", name=say("usage-name.person")))
    if opening:
        made = heard.match(config.load(), opening, one, about_one)
    else:
        made = outward.bring_together(config.load(), one, other, about_one=about_one, about_other=about_other)
    if as_json:
        print_json({"id": made.id, "one": made.one, "other": made.other, "opening": made.opening or None})
        return
    click.echo(say("outward.done"))


@click.command(cls=Verb, name="opening")
@click.argument("what", metavar="WORDS", required=False, default="")
@click.option("--from", "by", metavar="PERSON", default="")
@click.option("--close", "closed", metavar="OPENING", default="")
@json_option
@language_option
@click.pass_obj
def opening(say: Say, what: str, by: str, closed: str, as_json: bool) -> None:
    """The openings that the owner heard of; note one, or let it go."""
    from goen import config
    from goen.actions import heard
    from goen.cli.session import load_day, print_json
    from goen.cli.show.page import Page
    from goen.store import queries

    here = config.load()
    if what and not by:
        raise click.UsageError(say("heard.from-whom"))
    if closed:
        gone = heard.let_go(here, closed)
        told = say("heard.let-go", id=f"o{gone.number}")
    elif what:
        made = heard.hear(here, what, by)
        told = say("heard.noted", id=f"o{made.number}")
    else:
        session, day = load_day(say, None)
        told = ""
    if as_json:
        print_json([{"id": h.id, "number": f"o{h.number}", "at": h.at.isoformat(), "from": h.by, "what": h.what} for h in queries.heard()])
    elif told:
        click.echo(told)
    else:
        _show(Page(), session.view, day)


def _show(page: Page, view: View, day: Day) -> None:
    """Each opening, who told of it, and how it stands with those who may fit."""
    from goen.core.advice.outward import standings
    from goen.store import queries
    from goen.view import plain

    say = view.say
    known = {email: p.id for p in view.people.values() for email in p.emails}
    under_way = list(standings(day.context))
    found = queries.heard()
    page.line()
    if not found:
        page.text(say("heard.none"), indent=1)
    for one in found:
        page.item(f"o{one.number}", plain(one.what))
        page.text(say("heard.told", person=view.person(known.get(one.by, one.by)), date=view.day(one.at)), "quiet")
        for s in under_way:
            if s.meant.opening != one.id:
                continue
            states = [(s.one, s.one_state), (s.other, s.other_state)]
            said = [say("outward.stands", person=view.person(p), state=say(f"outward.state.{state}")) for p, state in states]
            page.text(say("heard.introduced", person=view.person(s.one)) if s.made else (" " if say.language == "en" else "").join(said))
        page.text(say("heard.match", id=f"o{one.number}"), "quiet")
