"""The board: applications, who believed in you, what now, which door led where."""

from __future__ import annotations

from collections.abc import Sequence

from goen.cli.show.layout import width
from goen.cli.show.page import Page
from goen.cli.show.paths import show_paths
from goen.core.values import Application, Person, Sign
from goen.view import View, plain

MARKS = {"none": "", "acquaintance": "·", "warm": "··", "champion": "···"}
RANK = ("champion", "warm", "acquaintance", "none")
RECORDS = {"heard": "note.own-record", "felt": "note.impression"}
SHORTEST_ID = 3
QUOTES = 4  # of one person on the board; goen why shows all


def show_board(page: Page, view: View) -> None:
    """Everything that a scan says, on one page."""
    from goen.cli.show.advice import show_advice

    say = view.say
    understanding = view.understanding
    name = plain(understanding.owner.name) or next(iter(understanding.owner.emails), "")
    day = say.day(view.today)
    page.line()
    page.line(f" {say('board.head', name=name, date=day) if name else say('board.head-nobody', date=day)}", "heading")
    search = sum(1 for reading in understanding.readings if reading.application)
    page.text(say("board.counts", all=len(understanding.readings) if view.total is None else view.total, search=search), "quiet", indent=1)
    if understanding.problems:
        page.text(say("board.problems", n=len(understanding.problems)), "quiet", indent=1)
    page.heading(say("board.applications"))
    if not understanding.applications:
        page.text(say("board.no-applications"), indent=1)
        return
    show_applications(page, view, understanding.applications)
    page.heading(say("board.people"))
    show_people(page, view)
    show_advice(page, view)
    show_paths(page, view)
    page.line()
    page.text(say("board.more"), "quiet", indent=1)


def show_applications(page: Page, view: View, applications: Sequence[Application]) -> None:
    """One row each: id, organization, role, how far, how it ended."""
    rows = [
        (
            view.id(a.id),
            view.organization(a),
            plain(a.role) or view.say("board.role-unknown"),
            view.say(f"stage.{a.furthest_stage}"),
            view.result(a),
        )
        for a in applications
    ]
    widths = _widths(rows, page.columns - 1)
    for application, cells in zip(applications, rows, strict=True):
        style = (
            "door" if application.outcome in ("offer", "accepted") else "quiet" if application.outcome in ("silent", "withdrawn") else ""
        )
        page.row(cells, widths, style)


def _widths(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """What each column needs; where that is too much, organization and role share what the others leave."""
    widths = [max((width(row[n]) for row in rows), default=0) for n in range(5)]
    widths[0] = max(widths[0], SHORTEST_ID)
    rest = columns - widths[0] - widths[3] - widths[4] - 8
    if widths[1] + widths[2] > rest:
        widths[1] = min(widths[1], max(rest * 45 // 100, rest - widths[2]))
        widths[2] = rest - widths[1]
    return widths


def show_people(page: Page, view: View) -> None:
    """Those with a sign, quoted; then the names of those who were merely met."""
    say = view.say
    believers = believed(view)
    if not believers:
        page.text(say("board.no-people"), indent=1)
    for n, person in enumerate(believers):
        if n:
            page.line()
        page.item(view.id(person.id), f"{view.of(person)}  {say(f'tie.{person.tie}')} {MARKS[person.tie]}")
        for sign in quoted(person):
            show_sign(page, view, sign)
    met = [view.of(p) for p in view.understanding.people if p.tie == "acquaintance"]
    if met:
        page.line()
        page.text(say("board.also-met", names="; ".join(met) if say.language == "en" else say.both(met)), "quiet", indent=1)


def believed(view: View) -> list[Person]:
    """The people whose tie is warm or more, closest first."""
    people = [p for p in view.understanding.people if p.tie in ("warm", "champion")]
    return sorted(people, key=lambda p: (RANK.index(p.tie), -len(p.signs), p.name, p.id))


def quoted(person: Person) -> list[Sign]:
    """The surest sign of each sort, then the surest of the rest, in the order in which they were given."""
    surest = sorted(person.signs, key=lambda s: (-s.confidence, s.date, s.quote))
    firsts = {s.signal: s for s in reversed(surest)}.values()
    best = sorted(surest, key=lambda s: s not in firsts)[:QUOTES]
    return sorted(best, key=lambda s: (s.date, s.quote))


def show_sign(page: Page, view: View, sign: Sign, more: str = "") -> None:
    """The words, then what they are, when, and through whom; `more` stands at the end."""
    say = view.say
    page.text(say("board.quote", quote=plain(sign.quote)), "quote")
    signal = say(f"signal.{sign.signal}")
    if sign.relayed_by:
        note = say("board.sign-relayed", signal=signal, person=view.person(sign.relayed_by), date=view.day(sign.date))
    else:
        note = say("board.sign", signal=signal, date=view.day(sign.date))
    if sign.record:
        note = f"{note}, {say(RECORDS[sign.record])}" if say.language == "en" else f"{note}、{say(RECORDS[sign.record])}"
    page.text(say("why.in-brackets", text=note, more=more) if more else note, "quiet", indent=8)


def show_perhaps(page: Page, view: View) -> None:
    """What the reader is unsure of."""
    perhaps = [s for s in view.understanding.perhaps if s.person in view.people]
    if not perhaps:
        return
    page.heading(view.say("board.perhaps"))
    page.text(view.say("board.perhaps-said"), "quiet", indent=1)
    for sign in perhaps:
        page.line()
        page.item(view.id(sign.person), view.of(view.people[sign.person]))
        show_sign(page, view, sign)
