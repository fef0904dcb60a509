"""The picture of doors, whatever the search was like: everybody has a place, nothing covers another, and time runs from left to right."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.doors import beliefs, paths, within
from goen.core.reading.kinds import OUTCOMES, STAGES
from goen.core.values import Application, Introduction, Person, Sign
from goen.web.doors import GAP, NARROW, WIDE, Picture, Sheet, draw
from goen.web.drawing import LONGEST, Label, Names, labels, wide

SHEETS = st.sampled_from([WIDE, NARROW])
START = datetime(2024, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 1)


@st.composite
def searches(draw_: st.DrawFn, most: int = 40) -> tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]]:
    """Applications, some with people who gave signs, and introductions between any of them, sensible or not."""
    count = draw_(st.integers(1, most))
    day = st.integers(0, 1000)
    applications, people = [], []
    for n in range(count):
        first = START + timedelta(days=draw_(day))
        last = first + timedelta(days=draw_(st.integers(0, 90)))
        outcome = draw_(st.sampled_from(OUTCOMES))
        theirs = [f"p{n}.{k}" for k in range(draw_(st.integers(0, 3)))]
        for ident in theirs:
            moments = draw_(st.lists(st.integers(0, 90), max_size=2))
            signs = tuple(Sign(f"<m{n}>", ident, "praise", "Well done.", 0.9, first + timedelta(days=m)) for m in sorted(moments))
            people.append(Person(ident, ident, (f"{ident}@x.example",), "", "", "warm" if signs else "none", signs))
        rejected = last if outcome == "rejected" else None
        applications.append(
            Application(
                f"a{n}", f"Firm {n}", "", draw_(st.sampled_from(STAGES)), outcome, (f"<m{n}>",), tuple(theirs), (), first, last, rejected
            )
        )
    applications.sort(key=lambda a: (a.first, a.id))
    made, dates = [], {}
    idents = [a.id for a in applications]
    for n in range(draw_(st.integers(0, 8)) if people else 0):
        place, to = draw_(st.sampled_from([*idents, None])), draw_(st.sampled_from([*idents, None]))
        one, other = draw_(st.sampled_from(people)).id, draw_(st.sampled_from(people)).id
        made.append(Introduction(one, other, f"<i{n}>", place, to))
        dates[f"<i{n}>"] = START + timedelta(days=draw_(st.integers(0, 1100)))
    return applications, people, made, dates


def pictured(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], most: int = 300, sheet: Sheet = WIDE
) -> Picture:
    applications, people, introductions, dates = search
    return draw(
        applications,
        beliefs(applications, people, introductions, dates),
        paths(applications, introductions, dates),
        dates,
        TODAY,
        most,
        sheet=sheet,
    )


@given(searches(), st.integers(1, 60), SHEETS)
@settings(max_examples=60, deadline=None)
def test_every_application_is_there_once(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], most: int, sheet: Sheet
) -> None:
    picture = pictured(search, most, sheet)
    drawn = [line.application for line in picture.lines]
    assert len(drawn) == len(set(drawn)) == min(most, len(search[0]))
    assert len(drawn) + sum(month.count for month in picture.months) == len(search[0])


@given(searches(), SHEETS)
@settings(max_examples=60, deadline=None)
def test_no_line_covers_another(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], sheet: Sheet
) -> None:
    picture = pictured(search, sheet=sheet)
    lanes = defaultdict(list)
    for line in picture.lines:
        assert line.x0 <= line.x1 <= picture.sheet.width
        assert 0 < line.y < picture.height
        lanes[round(line.y, 3)].append(line)
    for lane in lanes.values():
        lane.sort(key=lambda line: line.x0)
        assert all(before.x1 + GAP <= after.x0 for before, after in pairwise(lane))
    places = sorted(lanes)
    assert all(below - above >= picture.scale.quiet - 0.01 for above, below in pairwise(places))


@given(searches(), SHEETS)
@settings(max_examples=60, deadline=None)
def test_time_runs_from_left_to_right(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], sheet: Sheet
) -> None:
    picture = pictured(search, sheet=sheet)
    x0 = {line.application: line.x0 for line in picture.lines}
    assert all(x0[one.id] <= x0[other.id] for one, other in pairwise(search[0]))
    assert all(arc.x0 <= arc.x1 for arc in picture.arcs)
    assert all(before.x < after.x for before, after in pairwise(picture.ticks))


@given(searches(), SHEETS)
@settings(max_examples=60, deadline=None)
def test_rings_stand_on_their_line_in_order_and_apart(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]],
    sheet: Sheet,
) -> None:
    picture = pictured(search, sheet=sheet)
    lines = {line.application: line for line in picture.lines}
    rings = defaultdict(list)
    for ring in picture.rings:
        line = lines[ring.belief.application]
        assert ring.y == line.y
        assert line.x0 < ring.x < line.x1
        rings[ring.belief.application].append(ring)
    for on_line in rings.values():
        assert all(after.x - before.x >= picture.scale.between - 0.01 for before, after in pairwise(on_line))
        assert [r.belief.at for r in on_line] == sorted(r.belief.at for r in on_line)


@given(searches(), SHEETS)
@settings(max_examples=40, deadline=None)
def test_arcs_join_a_ring_to_the_line_that_came_of_it(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]],
    sheet: Sheet,
) -> None:
    picture = pictured(search, sheet=sheet)
    rings = {(r.x, r.y): r for r in picture.rings}
    lines = {line.application: line for line in picture.lines}
    for arc in picture.arcs:
        assert rings[arc.x0, arc.y0].belief.person == arc.introduction.introducer
        assert arc.y1 == lines[arc.introduction.to_application or ""].y
        assert arc.x1 >= lines[arc.introduction.to_application or ""].x0


@given(searches())
@settings(max_examples=40, deadline=None)
def test_a_path_holds_an_application_once(search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]]) -> None:
    """Even where introductions lead round in a circle."""
    applications, _, introductions, dates = search
    held = [one.application for path in paths(applications, introductions, dates) for one in within(path)]
    assert len(held) == len(set(held))


@given(searches(), SHEETS)
@settings(max_examples=40, deadline=None)
def test_paths_stand_apart(search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], sheet: Sheet) -> None:
    """What belongs to one path is a block that no other path reaches into, so that its arcs meet nothing of theirs."""
    applications, _, introductions, dates = search
    lines = {line.application: line for line in pictured(search, sheet=sheet).lines}
    blocks = []
    for path in paths(applications, introductions, dates):
        of = [lines[one.application] for one in within(path)]
        blocks.append((min(one.x0 for one in of), max(one.x1 for one in of), min(one.y for one in of), max(one.y for one in of)))
    for n, (x0, x1, top, bottom) in enumerate(blocks):
        for other in blocks[n + 1 :]:
            assert x1 < other[0] or other[1] < x0 or bottom < other[2] or other[3] < top


def test_what_came_later_stands_nearer_so_that_no_arc_crosses_a_line_of_its_path() -> None:
    def application(n: int, first: int, *people: str) -> Application:
        at = START + timedelta(days=first)
        return Application(
            f"a{n}", "", "", "final", "rejected", (f"<m{n}>",), people, (), at, at + timedelta(days=20), at + timedelta(days=20)
        )

    applications = [application(0, 0, "p"), application(1, 40), application(2, 80), application(3, 120)]
    sign = Sign("<m0>", "p", "belief", "Yes.", 0.9, START + timedelta(days=10))
    person = Person("p", "Dana Reyes", ("dana@x.example",), "", "", "champion", (sign,))
    introductions = [Introduction("p", f"q{n}", f"<i{n}>", "a0", f"a{n}") for n in (1, 2, 3)]
    dates = {f"<i{n}>": START + timedelta(days=40 * n - 2) for n in (1, 2, 3)}
    picture = pictured((applications, [person], introductions, dates))
    heights = {line.application: line.y for line in picture.lines}
    assert heights["a0"] < heights["a3"] < heights["a2"] < heights["a1"]
    assert len(picture.arcs) == 3
    assert len({(arc.x0, arc.y0) for arc in picture.arcs}) == 1


FIRMS = st.sampled_from(
    [
        "Arbor",
        "Westminster Evidence and Standards Service of the North",
        "青葉",
        "一般社団法人あかりの本棚と海辺の文庫を守る会",
        "(organization not named)",
    ]
)


def _boxes(labels: list[Label]) -> list[tuple[float, float, float, float]]:
    """Left, right, top and bottom: letters of 12 units with what hangs below the line."""
    out = []
    for one in labels:
        width = wide(one.text)
        left = {"start": one.x, "middle": one.x - width / 2, "end": one.x - width}[one.anchor]
        out.append((left, left + width, one.y - 12, one.y + 3))
    return out


def _named(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], firms: list[str], sheet: Sheet
) -> list[Label]:
    applications, people, introductions, dates = search
    firm = {a.id: firms[n % len(firms)] for n, a in enumerate(applications)}
    names = Names(lambda ident: f"{firms[len(ident) % len(firms)]} {ident}", lambda a: a.id, lambda a: firm[a.id], lambda quote: quote)
    picture = draw(
        applications,
        beliefs(applications, people, introductions, dates),
        paths(applications, introductions, dates),
        dates,
        TODAY,
        names={ident: min(wide(text), LONGEST) for ident, text in firm.items()},
        sheet=sheet,
    )
    return list(labels(picture, {a.id: a for a in applications}.__getitem__, names))


def _apart(shown: list[Label], sheet: Sheet) -> None:
    boxes = _boxes(shown)
    assert all(left >= 0 and right <= sheet.width for left, right, _, _ in boxes)
    for n, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top, (shown[n], boxes[n], other)


@given(searches(), st.lists(FIRMS, min_size=1, max_size=5), SHEETS)
@settings(max_examples=60, deadline=None)
def test_no_name_meets_another(
    search: tuple[list[Application], list[Person], list[Introduction], dict[str, datetime]], firms: list[str], sheet: Sheet
) -> None:
    _apart(_named(search, firms, sheet), sheet)


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("firm", ["Westminster Evidence Service", "一般社団法人あかりの本棚"])
def test_names_stay_apart_in_few_applications_and_in_many(count: int, firm: str, sheet: Sheet) -> None:
    applications, people = [], []
    for n in range(count):
        first = START + timedelta(days=n * 900 // count)
        known = (f"p{n}",) if n % (1 if count < 10 else 30) == 0 else ()
        applications.append(
            Application(f"a{n}", firm, "", "interview", "rejected", (f"<m{n}>",), known, (), first, first + timedelta(days=2))
        )
        people += [
            Person(p, p, (f"{p}@x.example",), "", "", "warm", (Sign(f"<m{n}>", p, "praise", "Good.", 0.9, first + timedelta(days=1)),))
            for p in known
        ]
    shown = _named((applications, people, [], {}), [firm], sheet)
    _apart(shown, sheet)
    assert [one for one in shown if one.name] or count > 10
