"""From numbers to what stands in the SVG: shapes, words and links of the picture of doors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from django.urls import reverse

from goen.core.doors import REACHED_SOMETHING
from goen.core.values import Application
from goen.view import plain
from goen.web.desk import Desk
from goen.web.doors import NARROW, Arc, Line, Picture, Ring

THIN = 1.0  # a line where it begins,
ARC = 1.75  # and where an arc reaches it
COLOURS = {"plain": "#211d18", "opened": "#2f6b3f", "quiet": "#c3bbae"}  # of a saved picture: ink, door, and pale
CHARACTER = 7.4  # units a Latin letter of a label takes; a wide one takes twice that
LONGEST = 300.0  # units that a name takes at most; what is longer ends in …
ABOVE = 30  # units from a line up to the organization's name,
BESIDE = 11  # and to a person's: one row of letters stands between
QUOTE = 220  # characters of a quote that are said beside the picture


@dataclass(frozen=True, slots=True)
class Names:
    """What people and organizations are called in a picture, and what is quoted in it."""

    person: Callable[[str], str]
    application: Callable[[Application], str]
    organization: Callable[[Application], str]
    quote: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    anchor: str
    text: str
    name: bool  # of a person


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with its end, or a ring: how it is drawn, what it says, and where it leads."""

    look: str  # of COLOURS for a line; "opening" or nothing for a ring
    said: str
    href: str
    d: str = ""
    x: float = 0
    y: float = 0
    r: float = 0
    step: bool = False  # the Tab key stops here
    end: str = ""  # "dot", "full", "tick" or nothing
    fading: bool = False

    @property
    def colour(self) -> str:
        """In a saved picture."""
        return COLOURS[self.look]


@dataclass(frozen=True, slots=True)
class Drawing:
    sheet: str
    width: int
    height: int
    lines: tuple[Shape, ...]
    still: str  # lines in which nothing happened, as one path: there a phone has no room to touch each
    arcs: tuple[str, ...]
    rings: tuple[Shape, ...]
    labels: tuple[Label, ...]
    ticks: tuple[tuple[float, str, bool], ...]
    months: tuple[tuple[float, float, float, str], ...]  # x, width, strength from 0 to 1, words
    strip: float
    bottom: float


def drawing(desk: Desk, picture: Picture, names: Names) -> Drawing:
    applications = desk.book.applications
    opened = {arc.introduction.to_application for arc in picture.arcs}
    bare = picture.sheet is NARROW and not picture.scale.quiet_named
    still = [one for one in picture.lines if bare and one.quiet and not one.door]
    left_out = {one.application for one in still}
    lines = tuple(
        _line(desk, one, applications[one.application], names, opened, dense=not picture.scale.named)
        for one in picture.lines
        if one.application not in left_out
    )
    most = max((m.count for m in picture.months), default=1)
    say = desk.say
    months = tuple(
        (round(m.x0, 1), max(1.0, round(m.x1 - m.x0 - 1, 1)), round(0.15 + 0.85 * m.count / most, 2), say("doors.months", date=_month(desk, m.day.year, m.day.month), n=m.count))
        for m in picture.months
    )  # fmt: skip
    ticks = tuple(
        (round(t.x, 1), _tick(desk, t.day.year, t.day.month, first=n == 0 or t.year), t.year) for n, t in enumerate(picture.ticks)
    )
    return Drawing(
        picture.sheet.name,
        round(picture.sheet.width),
        round(picture.height),
        lines,
        "".join(f"M{one.x0:.0f} {one.y:.1f}H{one.x1:.0f}" for one in still),
        tuple(_arc(one) for one in picture.arcs),
        tuple(_ring(desk, one, picture, names) for one in picture.rings),
        tuple(labels(picture, applications.__getitem__, names)),
        ticks,
        months,
        picture.strip,
        picture.strip - 4,
    )


def _line(desk: Desk, line: Line, application: Application, names: Names, opened: set[str | None], *, dense: bool) -> Shape:
    door = line.application in opened
    begin, half = (ARC if door else THIN) / 2, max(line.thickness, ARC if door else 0) / 2
    d = f"M{line.x0:.1f} {line.y - begin:.1f}L{line.x1:.1f} {line.y - half:.1f}V{line.y + half:.1f}L{line.x0:.1f} {line.y + begin:.1f}Z"
    reached = line.end in REACHED_SOMETHING
    look = "opened" if door else "quiet" if line.quiet and not line.door and not reached else "plain"
    end = "full" if reached else {"rejected": "dot", "withdrawn": "tick"}.get(line.end, "")
    radius = {"full": 2.5 + half if dense or (line.quiet and not line.door) else 5 + half, "dot": 1.6 + half, "tick": 2 + half}.get(end, 0)
    said = f"{names.application(application)}{'：' if desk.say.language == 'ja' else ': '}{desk.view.result(application)}"
    href = reverse("application", args=[desk.short(application.id)])
    step = not line.quiet or line.door
    return Shape(look, said, href, d, round(line.x1, 1), round(line.y, 1), round(radius, 1), step, end, line.end == "silent")


def _ring(desk: Desk, ring: Ring, picture: Picture, names: Names) -> Shape:
    belief = ring.belief
    who = names.person(belief.person)
    quote = names.quote(belief.signs[0].quote) if belief.signs else ""
    said = desk.say("doors.ring", person=who, quote=quote) if quote else desk.say("doors.ring-only", person=who)
    href = reverse("person", args=[desk.short(belief.person)])
    return Shape("opening" if ring.door else "", said, href, "", round(ring.x, 1), round(ring.y, 1), picture.scale.ring, True)


def _arc(arc: Arc) -> str:
    """Out of the ring downwards (or upwards), then along into the line."""
    return f"M{arc.x0:.1f} {arc.y0:.1f}C{arc.x0:.1f} {arc.y1:.1f} {arc.x0:.1f} {arc.y1:.1f} {arc.x1:.1f} {arc.y1:.1f}"


def labels(picture: Picture, application: Callable[[str], Application], names: Names) -> Iterable[Label]:
    """The names of organizations above the beginnings of lines, and of people above their rings where there is room: none meets another."""
    named = picture.scale.named
    for line in picture.lines:
        quiet = line.quiet and not line.door
        if picture.scale.quiet_named if quiet else line.door or named:
            yield _begun(
                names.organization(application(line.application)),
                line.x0,
                line.y - (8 if quiet else ABOVE if named else 9),
                picture.sheet.edge,
            )
    if not named:
        return
    taken: dict[float, float] = {}
    for ring in sorted(picture.rings, key=lambda r: (r.y, r.x)):
        label = _centred(names.person(ring.belief.person), ring.x, ring.y - BESIDE, picture.sheet.edge)
        half = wide(label.text) / 2
        if label.x - half >= taken.get(ring.y, 0):
            taken[ring.y] = label.x + half + 6
            yield label


def _begun(text: str, x: float, y: float, edge: float) -> Label:
    """Beginning with its line; where there is no room, ending at the edge."""
    text = _fitted(text)
    if x + wide(text) > edge:
        return Label(edge, round(y, 1), "end", text, False)
    return Label(round(x, 1), round(y, 1), "start", text, False)


def _centred(text: str, x: float, y: float, edge: float) -> Label:
    text = _fitted(text)
    half = wide(text) / 2
    return Label(round(min(max(x, half + 2), edge - half), 1), round(y, 1), "middle", text, True)


def _fitted(text: str) -> str:
    """A name no longer than there is ever room for."""
    while wide(text) > LONGEST:
        text = text[:-2].rstrip() + "…"
    return text


def wide(text: str) -> float:
    """How many units a name takes."""
    return CHARACTER * sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def widths(desk: Desk, applications: Iterable[Application]) -> dict[str, float]:
    """How wide the names of these stand in the picture, by their ids."""
    names = plain_names(desk)
    return {one.id: wide(_fitted(names.organization(one))) for one in applications}


def _tick(desk: Desk, year: int, month: int, *, first: bool) -> str:
    if desk.say.language == "ja":
        return f"{year}年" + (f"{month}月" if month > 1 else "") if first else f"{month}月"
    return (f"{_month_name(desk, month)} {year}" if month > 1 else str(year)) if first else _month_name(desk, month)


def _month(desk: Desk, year: int, month: int) -> str:
    return f"{year}年{month}月" if desk.say.language == "ja" else f"{_month_name(desk, month)} {year}"


def _month_name(desk: Desk, month: int) -> str:
    return desk.say("doors.month").split()[month - 1]


def plain_names(desk: Desk) -> Names:
    return Names(
        desk.view.person,
        lambda one: desk.said(desk.view.application(one)),
        lambda one: desk.said(desk.view.organization(one)),
        lambda quote: desk.said(_cut(plain(quote))),
    )


def masked_names(desk: Desk) -> Names:
    """Letters instead of names, and no words of the mail."""
    people: dict[str, str] = {}
    firms: dict[str, str] = {}

    def person(ident: str) -> str:
        return desk.say("doors.someone", letter=people.setdefault(ident, _letter(len(people))))

    def firm(one: Application) -> str:
        return desk.say("doors.firm", letter=firms.setdefault(one.organization or one.id, _letter(len(firms))))

    return Names(person, firm, firm, lambda quote: "")


def _letter(number: int) -> str:
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


def _cut(text: str) -> str:
    return text if len(text) <= QUOTE else text[: QUOTE - 1].rstrip() + "…"
