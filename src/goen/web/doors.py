"""The picture of doors as numbers: where every line, ring and arc stands. Pure; the template draws it.

Time runs from left to right. An application is a line in a lane; lanes of one path stand under one another, the latest introduction next to
the line that it left, so that no arc crosses a line of its own path. What nobody's belief stands in is packed into thin lanes below.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import count

from goen.core.doors import Belief, Path, within
from goen.core.reading.kinds import STAGES
from goen.core.values import Application, Introduction

TOP = 44.0  # under the axis
GAP = 10.0  # between two lines in one lane, at least
ROOMY = 14  # lanes with people, up to which everything is named in the picture
MOST = 300  # lines in one picture; what is older and quieter is counted month by month


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on. Time goes from `left` to `right`; the rest is room for the last line's rings and labels. `ticks`: at most so many."""

    name: str
    width: float
    left: float
    right: float
    ticks: int
    peopled: int  # lines with people, at most; lines without take next to no room

    @property
    def edge(self) -> float:
        """Where the last name ends."""
        return self.width - 6


WIDE = Sheet("wide", 1200, 16, 1120, 14, 300)
NARROW = Sheet("narrow", 358, 6, 278, 5, 40)  # a phone of 390 pixels, less its margins


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in the picture's units: of a lane with people and one without, of a ring, and between two rings.

    `named`: everybody is named in the picture; `quiet_named`: the quiet lines are, too.
    """

    lane: float
    quiet: float
    ring: float
    between: float
    named: bool
    quiet_named: bool = False


FEW = Scale(lane=66, quiet=34, ring=6, between=17, named=True, quiet_named=True)
ROOM = Scale(lane=66, quiet=12, ring=6, between=17, named=True)
DENSE = Scale(lane=26, quiet=7, ring=4, between=11, named=False)
NAME = 150.0  # room for a name in a lane, at least


@dataclass(frozen=True, slots=True)
class Line:
    application: str
    y: float
    x0: float
    x1: float
    thickness: float  # at its end; it begins thin
    end: str  # an outcome: rejected, silent, offer, accepted, withdrawn, open
    door: bool  # an introduction led here, or from here
    quiet: bool  # nobody's belief stands in it


@dataclass(frozen=True, slots=True)
class Ring:
    belief: Belief
    x: float
    y: float
    door: bool  # they opened one


@dataclass(frozen=True, slots=True)
class Arc:
    introduction: Introduction
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Tick:
    day: date
    x: float
    year: bool  # the first of a year


@dataclass(frozen=True, slots=True)
class Month:
    """Quiet applications that are not drawn one by one: how many began in a month."""

    day: date
    x0: float
    x1: float
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    sheet: Sheet
    height: float
    scale: Scale
    lines: tuple[Line, ...]
    rings: tuple[Ring, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[Tick, ...]
    months: tuple[Month, ...]
    strip: float  # the y of `months`


def draw(
    applications: Sequence[Application],
    beliefs: Sequence[Belief],
    paths: Sequence[Path],
    dates: Mapping[str, datetime],
    today: date,
    most: int = MOST,
    names: Mapping[str, float] | None = None,
    sheet: Sheet = WIDE,
) -> Picture:
    """Everything in its place. `dates`: when the introductions' messages were written. Nothing is drawn twice, nothing is left out.

    `names`: how wide the name of each application is, in the picture's units; a lane keeps so much free that no name meets another.
    """
    axis = _Axis.of(applications, dates.values(), today, sheet)
    theirs: dict[str, list[Belief]] = {}
    for belief in beliefs:
        theirs.setdefault(belief.application, []).append(belief)
    shown, rest = _choose(applications, theirs, paths, most, sheet)
    on_path = [[one.application for one in _lanes(path)] for path in paths]
    on_path = [[ident for ident in lanes if ident in shown] for lanes in on_path]
    in_path = {ident for lanes in on_path for ident in lanes}
    believed = [a.id for a in applications if a.id in shown and a.id in theirs and a.id not in in_path]
    scale = _scale(len(in_path) + len(believed), len(shown))
    extents = {a.id: _extent(a, axis, len(theirs.get(a.id, ())), scale) for a in applications if a.id in shown}
    lanes: dict[str, float] = {}
    wide = {ident: max(NAME, (names or {}).get(ident, 0)) for ident in extents}
    y = _side_by_side(on_path, {i: _with_name(extents[i], wide[i], sheet) for i in in_path & extents.keys()}, lanes, TOP, scale.lane)
    named = scale.named
    y = _pack(believed, {i: _with_name(extents[i], wide[i] if named else 0, sheet) for i in believed}, lanes, y, scale.lane)
    quiet = [a.id for a in applications if a.id in shown and a.id not in lanes]
    named = scale.quiet_named
    free = scale.quiet if lanes else 0
    y = _pack(quiet, {i: _with_name(extents[i], wide[i] if named else 0, sheet) for i in quiet}, lanes, y + free, scale.quiet)
    lines = tuple(_line(a, lanes[a.id], extents[a.id], a.id in in_path, a.id not in theirs) for a in applications if a.id in shown)
    rings = tuple(r for a in applications if a.id in shown for r in _rings(theirs.get(a.id, ()), axis, lanes[a.id], extents[a.id], scale))
    months = _months(rest, axis)
    strip = y + 16 if months else y
    height = strip + (30 if months else 14)
    return Picture(sheet, height, scale, lines, rings, _arcs(paths, lines, rings, axis, dates), _ticks(axis), months, strip)


@dataclass(frozen=True, slots=True)
class _Axis:
    start: datetime
    end: datetime
    sheet: Sheet

    @classmethod
    def of(cls, applications: Sequence[Application], others: Iterable[datetime], today: date, sheet: Sheet) -> _Axis:
        """From the first word to the last; to today where something is still open."""
        moments = [*(a.first for a in applications), *(a.last for a in applications), *others]
        if not moments or any(a.outcome == "open" for a in applications):
            moments.append(datetime.combine(today, time(), moments[0].tzinfo if moments else UTC))
        return cls(min(moments), max(moments), sheet)

    def x(self, moment: datetime) -> float:
        whole = (self.end - self.start).total_seconds() or 1.0
        part = (moment - self.start).total_seconds() / whole
        return self.sheet.left + (self.sheet.right - self.sheet.left) * min(1.0, max(0.0, part))


def _scale(peopled: int, shown: int) -> Scale:
    if peopled > ROOMY or shown > 5 * ROOMY:
        return DENSE
    return FEW if shown <= 2 * ROOMY else ROOM


def _choose(
    applications: Sequence[Application], theirs: Mapping[str, Sequence[Belief]], paths: Sequence[Path], most: int, sheet: Sheet
) -> tuple[set[str], list[Application]]:
    """(the applications to draw one by one, those to count): paths first, then those with people, then the quiet; the newest of each."""
    rank = {one.application: 0 for path in paths for one in within(path)}
    wanted = sorted(applications, key=lambda a: (rank.get(a.id, 1 if theirs.get(a.id) else 2), -a.first.timestamp(), a.id))
    with_people = [a for a in wanted if rank.get(a.id, 1 if theirs.get(a.id) else 2) < 2]
    left_out = {a.id for a in with_people[sheet.peopled :]}
    shown = {a.id for a in [a for a in wanted if a.id not in left_out][:most]}
    return shown, [a for a in applications if a.id not in shown]


def _lanes(path: Path) -> list[Path]:
    """Top to bottom: a line, then what came of it, the latest first, each with all that came of that."""
    return [path, *(one for part in reversed(path.onward) for one in _lanes(part))]


def _extent(application: Application, axis: _Axis, rings: int, scale: Scale) -> tuple[float, float]:
    end = application.rejected_at if application.outcome == "rejected" and application.rejected_at else application.last
    if application.outcome == "open":
        end = axis.end
    needed = (rings + 1) * scale.between
    x0 = max(0.0, min(axis.x(application.first), axis.sheet.edge - needed))
    return x0, max(axis.x(end), x0 + needed)


def _with_name(extent: tuple[float, float], wide: float, sheet: Sheet) -> tuple[float, float]:
    """From where to where a line and its name stand: the name begins with the line, or ends at the edge."""
    x0, x1 = extent
    start = min(x0, max(0.0, sheet.edge - wide)) if wide else x0
    return start, max(x1, start + wide)


def _side_by_side(
    chains: Sequence[Sequence[str]], extents: Mapping[str, tuple[float, float]], lanes: dict[str, float], y: float, height: float
) -> float:
    """Each path as a block of lanes under one another, in the first place where nothing else stands; the y below the last lane."""
    taken: list[list[tuple[float, float]]] = []
    for chain in filter(None, chains):
        x0 = min(extents[i][0] for i in chain) - GAP
        x1 = max(extents[i][1] for i in chain)
        top = next(n for n in count() if all(end <= x0 or x1 <= start for lane in taken[n : n + len(chain)] for start, end in lane))
        for n, ident in enumerate(chain, top):
            while len(taken) <= n:
                taken.append([])
            taken[n].append((x0, x1))
            lanes[ident] = y + (n + 0.5) * height
    return y + len(taken) * height


def _pack(idents: Sequence[str], extents: Mapping[str, tuple[float, float]], lanes: dict[str, float], y: float, height: float) -> float:
    """Give each the first lane that is free; the y below the last lane."""
    ends: list[float] = []
    for ident in sorted(idents, key=lambda i: (extents[i], i)):
        x0, x1 = extents[ident]
        lane = next((n for n, end in enumerate(ends) if end + GAP <= x0), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = x1
        lanes[ident] = y + (lane + 0.5) * height
    return y + len(ends) * height


def _line(application: Application, y: float, extent: tuple[float, float], door: bool, quiet: bool) -> Line:
    thickness = 1.5 if quiet and not door else 1.5 + 0.75 * STAGES.index(application.furthest_stage)
    return Line(application.id, y, *extent, thickness, application.outcome, door, quiet)


def _rings(theirs: Sequence[Belief], axis: _Axis, y: float, extent: tuple[float, float], scale: Scale) -> list[Ring]:
    """In the order of time, on the line, and never one on another; a line is long enough for its rings."""
    x0, x1 = extent
    places = [min(max(axis.x(b.at), x0 + scale.between), x1) for b in theirs]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + scale.between)
    limit = x1 - scale.between / 2
    for n in reversed(range(len(places))):
        places[n] = min(places[n], limit)
        limit = places[n] - scale.between
    return [Ring(b, x, y, bool(b.introductions)) for b, x in zip(theirs, places, strict=True)]


def _arcs(
    paths: Sequence[Path], lines: Sequence[Line], rings: Sequence[Ring], axis: _Axis, dates: Mapping[str, datetime]
) -> tuple[Arc, ...]:
    """From the ring of who introduced to the line that came of it: to its beginning, or to where it was by then."""
    line = {one.application: one for one in lines}
    ring = {(one.belief.application, one.belief.person): one for one in rings}
    out = []
    for one in (part for path in paths for part in within(path)):
        by, target = one.by, line.get(one.application)
        start = ring.get((by.from_application or "", by.introducer)) if by else None
        if by is None or target is None or start is None:
            continue
        reached = min(axis.x(dates[by.message]), target.x1) if target.x0 < start.x else target.x0
        out.append(Arc(by, start.x, start.y, max(start.x, reached), target.y))
    return tuple(out)


def _ticks(axis: _Axis) -> tuple[Tick, ...]:
    """Months, or every third, or years: as many as can be read."""
    months = (axis.end.year - axis.start.year) * 12 + axis.end.month - axis.start.month + 1
    most = axis.sheet.ticks
    step = next((s for s in (1, 2, 3, 6, 12) if months / s <= most), 12 * math.ceil(months / 12 / most))
    out = []
    first = axis.start.year * 12 + axis.start.month - 1
    for n in range(first + (-first % step), first + months + 1, step):
        day = date(n // 12, n % 12 + 1, 1)
        moment = datetime.combine(day, time(), axis.start.tzinfo)
        if axis.start <= moment <= axis.end:
            out.append(Tick(day, axis.x(moment), day.month == 1))
    return tuple(out)


def _months(rest: Sequence[Application], axis: _Axis) -> tuple[Month, ...]:
    counts: dict[date, int] = defaultdict(int)
    for application in rest:
        counts[application.first.date().replace(day=1)] += 1
    out = []
    for day, number in sorted(counts.items()):
        start = datetime.combine(day, time(), axis.start.tzinfo)
        end = datetime.combine(date(day.year + day.month // 12, day.month % 12 + 1, 1), time(), axis.start.tzinfo)
        out.append(Month(day, axis.x(start), axis.x(end), number))
    return tuple(out)
