"""Whatever the process was like: the advice holds together, and the draft passes the check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from advice_world import AMY, HANA, JST, World
from hypothesis import given, settings
from hypothesis import strategies as st

from goen.core.advice import check, draft, next_step
from goen.core.advice.since import ORDER
from goen.core.advice.steps import STEPS, WRITES
from goen.core.reading.kinds import KINDS, SIGNALS, TIES
from goen.core.values import Introduction, Person

SIGNS = sorted(set(SIGNALS) - {"courtesy"})
QUOTES_EN = st.sampled_from(
    [
        "Your proposal was the sharpest we read",
        "The way you calmed our porter down was a joy to watch",
        "You prepared better than anyone else I sent them.",
        "I have no doubt you could do this job",
        "You were devastated by my mistake and I beg your pardon",
        "We lost the budget for a second writer",
        "I'd like you to meet Lee Archer",
        "I hope our paths cross again",
        "Your appeal to reconsider 340 urgent cases was read twice?",
    ]
)
QUOTES_JA = st.sampled_from(
    [
        "作文「祖母の前掛け」は、編集部で回し読みしました。",
        "花田さんならどこでもやっていけます。",
        "二次のときに出してくれた納期表の見方の質問は、会議で使いました。",
        "予算が半分になったのが理由です。",
        "またどこかでお会いできればうれしいです。",
        "「至急、履歴書を添付してください」という話は、何度も読みました。",
    ]
)
ANY_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120)
ROLES = {
    "en": st.sampled_from(
        [
            "Staff Writer",
            "Freelance Editor (part-time)",
            "Postdoc, urgent care",
            "",
            "SDE-1",
            "Welder",
            "Graduate Trainee",
            "Any job at all?",
        ]
    ),
    "ja": st.sampled_from(["編集者(業務委託)", "総合職", "", "SRE", "季刊誌『ねっこ』編集者", "研究員", "至急！経理"]),
}
NAMES = {
    "en": st.sampled_from(["Dana Stone", "Dr. Wei Ling Tan", "Lee", "Róisín O'Hara-Smith", "高瀬 直子"]),
    "ja": st.sampled_from(["高瀬 直子", "高瀬", "井手", "John Smith", "小笠原 清右衛門"]),
}
FIRMS = {
    "en": st.sampled_from(
        ["Fernhill Press", "", "The Very Long Winded Society for the Encouragement of Careful Editing and Letters", "ふもと書房"]
    ),
    "ja": st.sampled_from(["株式会社ふもと書房", "㈱ふもと", "", "公益財団法人若草こども文化振興協会", "Fernhill"]),
}
OPENINGS = {
    "en": st.sampled_from(["Hi Amy,", "Dear Ms Larkin,", "Amy", "Amy, sorry for the delay!", ""]),
    "ja": st.sampled_from(["花田様", "花田さん", "", "花田 文 様\n\nお世話になっております。"]),
}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    language = draw(st.sampled_from(["en", "ja"]))
    world = World(owner=HANA if language == "ja" else AMY)
    start = datetime(2026, 1, 5, 10, tzinfo=JST if language == "ja" else UTC)
    count = draw(st.integers(1, 3))
    for n in range(count):
        world.person(
            f"p{n}",
            draw(st.sampled_from(TIES)),
            draw(NAMES[language]),
            emails=(f"p{n}@firm.example",) if draw(st.booleans()) or n == 0 else (),
            organization=draw(FIRMS[language]),
            position=draw(st.sampled_from(["", "教授", "Editor"])),
        )
    reachable = [p.id for p in world.people if p.emails]
    quotes = st.one_of(QUOTES_JA if language == "ja" else QUOTES_EN, ANY_WORDS)
    kinds = st.sampled_from([k for k in KINDS if k not in ("alert", "other")])
    for day in draw(st.lists(st.integers(0, 60), min_size=1, max_size=6)):
        who = draw(st.sampled_from([*reachable, "me"]))
        text = f"{draw(OPENINGS[language])}\n\n{draw(quotes)}\n\n{draw(st.sampled_from(['D.', 'Dana', 'Dana Stone', '高瀬直子', '']))}"
        message = world.mail(
            who,
            text,
            draw(kinds),
            app=draw(st.sampled_from(["a1", "a1", "a2", None])),
            at=start + timedelta(days=day),
            to=(draw(st.sampled_from(reachable)),) if who == "me" else ("me",),
        )
        if who != "me" and draw(st.booleans()):
            world.sign(who, draw(st.sampled_from(SIGNS)), text.split("\n\n")[1], message)
    if draw(st.booleans()):
        world.mail(draw(st.sampled_from([*reachable, "no-reply@ats.example"])), draw(quotes), "rejection", at=start + timedelta(days=61))
    people = tuple(p.id for p in world.people)
    world.app(
        "a1",
        "rejected",
        people=people,
        agents=tuple(draw(st.sets(st.sampled_from(people)))),
        role=draw(ROLES[language]),
        organization=draw(FIRMS[language]),
    )
    world.app(
        "a2",
        draw(st.sampled_from(["open", "rejected", "accepted", "offer", "silent", "withdrawn"])),
        people=people[:1] if draw(st.booleans()) else (),
        role=draw(ROLES[language]),
        organization=draw(FIRMS[language]),
    )
    if count > 1 and draw(st.booleans()):
        made = draw(st.sampled_from([m.id for m in world.messages]))
        world.introductions.append(Introduction("p0", "p1", made, "a1", draw(st.sampled_from(["a2", None]))))
    world.as_of = (start + timedelta(days=draw(st.integers(60, 220)))).date()
    return world


@settings(max_examples=400, deadline=None)
@given(worlds())
def test_the_draft_passes_the_check(world: World) -> None:
    u = world.understanding()
    for advice in u.advice:
        step = next_step(advice, as_of=u.as_of)
        letter = draft(advice, u, world.messages)
        assert letter is None or step.code in WRITES
        if letter:
            assert check(letter, advice, u, world.messages) == (), letter.body


@settings(max_examples=300, deadline=None)
@given(worlds())
def test_the_advice_holds_together(world: World) -> None:
    people = {p.id: p for p in world.people}
    for advice in world.advice():
        assert (advice.to is None) == (advice.response == "silence")
        assert (advice.size is None) == (advice.response != "ask")
        assert (advice.not_before is None) == (advice.response == "silence")
        assert advice.reasons
        assert list(advice.since) == [c for c in ORDER if c in advice.since]
        assert next_step(advice, as_of=world.as_of).code in STEPS
        if advice.to:
            assert people[advice.to].emails and people[advice.to].tie != "none"
        if advice.response == "ask":
            assert people[advice.to or ""].tie in {"warm", "champion"}
        texts = {m.id: m.new for m in world.messages}
        for reason in advice.reasons:
            if reason.quote:
                assert reason.quote in texts[reason.message]


@settings(max_examples=150, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_mail_does_not_matter(world: World, random: object) -> None:
    before = world.advice()
    shuffled = list(range(len(world.messages)))
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    world.messages = [world.messages[i] for i in shuffled]
    world.readings = [world.readings[i] for i in shuffled]
    world.people.reverse()
    assert world.advice() == before


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_a_stronger_tie_never_lowers_the_response_and_a_weaker_one_never_raises_it(world: World) -> None:
    rank = {"silence": 0, "thanks": 1, "ask": 2}
    alone: list[Person] = [replace(world.people[0], tie=tie) for tie in TIES]
    world.applications = [replace(a, people=("p0",), agents=()) for a in world.applications]
    said = []
    for person in alone:
        world.people = [person]
        said.append(rank[next(a for a in world.advice() if a.application == "a1").response])
    assert said == sorted(said)
