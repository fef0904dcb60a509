"""Which door led where: the chain from an application through the people who introduced to what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from goen.cli.show.page import Page
from goen.core.values import Introduction
from goen.view import View


def show_paths(page: Page, view: View) -> None:
    """Nothing is printed where nobody introduced anybody."""
    introductions = view.understanding.introductions
    if not introductions:
        return
    page.heading(view.say("board.path"))
    for n, start in enumerate(starts(introductions)):
        if n:
            page.line()
        if start is not None:
            _application(page, view, start, 1)
        _follow(page, view, introductions, start, 1, set())


def starts(introductions: Sequence[Introduction]) -> list[str | None]:
    """The applications from which a chain begins: those to which no introduction led (None: an introduction out of no application)."""
    led_to = {i.to_application for i in introductions if i.to_application and i.from_application != i.to_application}
    found = dict.fromkeys(i.from_application for i in introductions if i.from_application not in led_to)
    return list(found) or [introductions[0].from_application]


def _follow(page: Page, view: View, introductions: Sequence[Introduction], start: str | None, indent: int, seen: set[str]) -> None:
    for introduction in introductions:
        if introduction.from_application != start or introduction.message in seen:
            continue
        seen.add(introduction.message)
        moment = view.dates.get(introduction.message)
        text = view.say(
            "board.introduced",
            introducer=view.person(introduction.introducer),
            introduced=view.person(introduction.introduced),
            date=view.day(moment) if moment else "",
        )
        if start is None:  # it came out of no application: it stands at the margin, under none
            if seen != {introduction.message}:
                page.line()
            page.text(text, "door", indent=indent)
        else:
            page.text(f"└ {text}", "door", indent=indent + 2)
        target = introduction.to_application
        if target and target != start:
            deeper = indent + (2 if start is None else 4)
            _application(page, view, target, deeper)
            _follow(page, view, introductions, target, deeper, seen)


def _application(page: Page, view: View, ident: str, indent: int) -> None:
    application = view.applications.get(ident)
    if application is not None:
        text = f"{view.id(ident)}  {view.ended(application)}"
        page.text(text, "door" if application.outcome in ("offer", "accepted") else "", indent=indent)
