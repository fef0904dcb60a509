"""Whatever comes in the mail and whatever the owner does: never two open asks, no ask without a sign, no reminder of what was done, no lost promise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from advice_world import AMY, World
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goen.core.advice import propose
from goen.core.advice.agenda import Agenda, of
from goen.core.advice.bars import AGAIN
from goen.core.advice.context import gather
from goen.core.advice.correspondence import as_mail
from goen.core.advice.entries import entries
from goen.core.advice.prepare import prepare
from goen.core.advice.steps import ASKS
from goen.core.advice.write import letter_of, problems_of
from goen.core.hiring.promises import promises
from goen.core.values import Introduction, KeptLetter, Note, Outward, Pause, Recorded, Understanding

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = {"dana": ("Fernhill Press", "a1"), "lee": ("Fernhill Press", "a2"), "kim": ("Harbour Post", "a3")}
OPEN = "tom", ("Quill House", "a4")  # with whom a process still runs
EVERYBODY = PEOPLE | dict([OPEN])
THEIRS = {
    "conversation": ["Of course, I will keep you in mind.", "I'm afraid I can't help with that.", "Thank you for your mail."],
    "update": ["We'll let you know by Friday.", "You will hear from us within two weeks.", "We are still deciding."],
    "introduction_offer": ["I'd be glad to introduce you to Lee Archer."],
    "assignment": ["Please send your proposal by 20 March.", "Please write a plan by the end of next week."],
    "invitation": ["Could you come in on Thursday 12 March at 10 am?"],
}
MINE = {
    "ask": ["If work like this comes up again, I'd be glad if you kept me in mind."],
    "thanks": ["Thank you for letting me know.", "Thank you. If something comes up, I'd be glad if you thought of me."],
    "conversation": ["I'll send it by Monday.", "A short note: all is well here."],
    "submission": ["My proposal is attached."],
    "scheduling": ["Thursday 12 March at 10 am is good."],
}
step = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 15)),
    st.tuples(st.just("wait"), st.integers(10, 13)),  # as long as an ask waits for its reminder
    st.tuples(
        st.just("theirs"),
        st.sampled_from(sorted(EVERYBODY)),
        st.sampled_from([(k, t) for k, texts in sorted(THEIRS.items()) for t in texts]),
    ),
    st.tuples(
        st.just("mine"), st.sampled_from(sorted(EVERYBODY)), st.sampled_from([(k, t) for k, texts in sorted(MINE.items()) for t in texts])
    ),
    st.tuples(st.just("sent"), st.sampled_from(sorted(PEOPLE)), st.sampled_from(["ask", "thanks", "remind"])),
    st.tuples(st.just("pause"), st.sampled_from(["job", "rest"])),
    st.tuples(st.just("resume")),
)


@dataclass
class Life:
    """A search in which three people of two firms said no, two of them with regard."""

    world: World = field(default_factory=World)
    letters: list[KeptLetter] = field(default_factory=list)
    pause: Pause | None = None
    now: datetime = START

    def begin(self, signs: dict[str, bool]) -> None:
        for n, (who, (firm, app)) in enumerate(PEOPLE.items()):
            self.world.person(who, "champion" if signs[who] else "acquaintance", organization=firm)
            at = START - timedelta(days=20 - n)
            self.world.mail(who, "Could you come in for an interview on 20 February?", "invitation", app=app, at=at)
            self.world.mail("me", "Yes, gladly.", "scheduling", app=app, at=at + timedelta(hours=1), to=(who,))
            no = self.world.mail(
                who,
                "I have no doubt that you could do it, but we chose somebody else.",
                "rejection",
                app=app,
                at=START + timedelta(hours=n),
            )
            if signs[who]:
                self.world.sign(who, "belief", "I have no doubt that you could do it", no)
                self.world.sign(who, "praise", "your sample was the best", no)
            self.world.app(app, people=(who,), organization=firm)
        who, (firm, app) = OPEN
        self.world.person(who, "acquaintance", organization=firm)
        self.world.mail("me", "I would like to apply.", "application", app=app, at=START - timedelta(days=6), to=(who,))
        self.world.mail(
            who, "Thank you for your application. Could you come in for a talk?", "invitation", app=app, at=START - timedelta(days=4)
        )
        self.world.app(app, "open", people=(who,), organization=firm)

    def do(self, act: tuple[object, ...]) -> None:
        self.now += timedelta(hours=5)
        what = act[0]
        if what == "wait":
            self.now += timedelta(days=int(str(act[1])))
        elif what in ("theirs", "mine"):
            who, (kind, text) = str(act[1]), act[2]  # type: ignore[misc]
            app = EVERYBODY[who][1]
            if what == "mine":
                self.world.mail("me", text, kind, app=app, at=self.now, to=(who,))
            else:
                self.world.mail(who, text, kind, app=app, at=self.now)
        elif what == "sent":
            who = str(act[1])
            ident = f"letter:{len(self.letters)}"
            self.letters.append(
                KeptLetter(
                    ident, self.now, f"{who}@fernhill.example", PEOPLE[who][1], str(act[2]), "A word", "…", "en", sent_on=self.now.date()
                )
            )
        elif what == "pause":
            self.pause = Pause(self.now.date(), str(act[1]))
        else:
            self.pause = None

    def look(self) -> tuple[Understanding, Agenda]:
        w = self.world
        day = self.now.date()
        sent, read = as_mail(self.letters, w.messages, w.applications, w.people, AMY)
        advice = propose(w.applications, w.people, (*w.readings, *read), (), (*w.messages, *sent), owner=AMY, as_of=day, paused=self.pause)
        whole = replace(w.understanding(), as_of=day, advice=advice, pause=self.pause)
        return whole, of(gather(whole, w.messages, self.letters))

    def written(self, who: str) -> list[tuple[datetime, bool, bool]]:
        """(when, by the owner, asks) of everything between the two, oldest first."""
        out = []
        kinds = {r.message: r.kind for r in self.world.readings}
        for m in self.world.messages:
            mine = m.envelope.sender.email in AMY.emails
            other = m.envelope.to[0].email if mine else m.envelope.sender.email
            if other.startswith(who):
                asks = mine and (kinds[m.id] == "ask" or "thought of me" in m.new)
                out.append((m.envelope.date, mine, asks))
        out += [
            (datetime.combine(k.sent_on, datetime.min.time(), UTC) + timedelta(hours=12), True, k.purpose in ("ask", "remind"))
            for k in self.letters
            if k.sent_on and k.to.startswith(who)
        ]
        return sorted(out)


ASK, THANKS = ("ask", MINE["ask"][0]), ("thanks", MINE["thanks"][0])
YES = ("conversation", THEIRS["conversation"][0])
BELIEVED = dict.fromkeys(PEOPLE, True)


# The ways that chance seldom takes.
@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({who: st.booleans() for who in PEOPLE}), st.lists(step, max_size=12))
@example(BELIEVED, [("mine", "dana", ASK), ("wait", 4), ("wait", 9), ("sent", "dana", "remind"), ("wait", 12), ("wait", 2)])
@example(BELIEVED, [("mine", "dana", THANKS), ("wait", 9), ("mine", "dana", ASK), ("wait", 12), ("mine", "dana", THANKS), ("wait", 12)])
@example(BELIEVED, [("mine", "dana", ASK), ("wait", 3), ("theirs", "dana", YES), ("wait", 12)])
@example(BELIEVED, [("theirs", "dana", ("introduction_offer", THEIRS["introduction_offer"][0])), ("wait", 2), ("wait", 9)])
@example(BELIEVED, [("theirs", "tom", ("assignment", THEIRS["assignment"][0])), ("pause", "rest"), ("wait", 3), ("resume",), ("wait", 1)])
@example(
    BELIEVED, [("theirs", "tom", ("update", THEIRS["update"][0])), ("wait", 15), ("mine", "tom", THANKS), ("pause", "rest"), ("wait", 1)]
)
@example(BELIEVED, [("mine", "tom", ("conversation", MINE["conversation"][0])), ("pause", "rest"), ("wait", 1)])
def test_no_life_breaks_the_promises_of_the_method(signs: dict[str, bool], acts: list[tuple[object, ...]]) -> None:
    life = Life()
    life.begin(signs)
    for act in [("wait", 3), *acts]:
        life.do(act)
        whole, found = life.look()
        people = {p.id: p for p in whole.people}
        asks = [t for t in found.today if t.code == "rejection" and t.reason.code in ASKS]
        reminders = [t for t in found.today if t.code == "remind"]
        firms = [PEOPLE[str(t.person)][0] for t in asks]
        assert len(firms) == len(set(firms)), "two asks at one firm at once"
        for task in asks:
            assert people[str(task.person)].signs, "an ask without a sign"
            assert not open_ask(life.written(str(task.person))), "a second ask while one is open"
        for task in reminders:
            between = life.written(str(task.person))
            last_ask = max(n for n, (_, mine, ask) in enumerate(between) if mine and ask)
            later = [(at, mine) for at, mine, _ in between[last_ask + 1 :]]
            assert all(mine and at - between[last_ask][0] < AGAIN for at, mine in later), (
                "a reminder of what was answered, or reminded of already"
            )
            assert people[str(task.person)].signs
        if life.pause is not None:
            assert not asks, "an ask while the search rests"
            assert life.pause.why == "job" or not found.today, "something is due in a rest"
        receivers = [t.person for t in found.today if t.letter]
        assert len(receivers) == len(set(receivers)), "two letters to one person on one day"
        kept_track = {(p.source, p.by) for p in found.pledges}
        for m in life.world.messages:
            for promise in promises(m.new, m.envelope.date.date(), mine=m.envelope.sender.email in AMY.emails):
                assert (m.id, promise.by) in kept_track, "a promise was lost"


def open_ask(between: list[tuple[datetime, bool, bool]]) -> bool:
    asked = False
    for _, mine, ask in between:
        asked = asked or ask if mine else False
    return asked


def test_a_day_that_is_named_stays_on_the_list_until_its_day_is_past() -> None:
    world = World(as_of=date(2026, 3, 10))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", "Please send your proposal by 20 March.", "assignment", at=START)
    world.app(outcome="open")
    for day in range(10, 23):
        whole = replace(world.understanding(), as_of=date(2026, 3, day))
        assert [t.by for t in of(gather(whole, world.messages)).today if t.code == "due"] == [date(2026, 3, 20)]
    world.mail("me", "My proposal is attached.", "submission", at=START + timedelta(days=9))
    whole = replace(world.understanding(), as_of=date(2026, 3, 12))
    assert not [t for t in of(gather(whole, world.messages)).today if t.code == "due"]


def test_two_people_are_each_asked_before_they_are_introduced() -> None:
    world = World(as_of=date(2026, 3, 10))
    for who, name in (("dana", "Dana Stone"), ("kim", "Kim Osei")):
        world.person(who, "acquaintance", name)
        world.mail(who, "Thank you for your mail.", "conversation", app=None, at=START)
    meant = Outward(
        "outward:1", START + timedelta(days=1), "dana@fernhill.example", "kim@fernhill.example", "an editor", "a printer of small runs"
    )

    def due() -> list[tuple[str, str | None]]:
        whole = replace(world.understanding(), as_of=date(2026, 3, 10))
        return [(t.code, t.person) for t in of(gather(whole, world.messages, outward=[meant])).today]

    assert due() == [("introduce-ask", "dana"), ("introduce-ask", "kim")]
    world.mail(
        "me",
        "Dear Dana,\n\nThere is a printer of small runs you might like to meet. May I?",
        "conversation",
        app=None,
        at=START + timedelta(days=2),
        to=("dana",),
    )
    world.mail("me", "Dear Kim,\n\nMay I introduce you to Dana Stone?", "conversation", app=None, at=START + timedelta(days=2), to=("kim",))
    assert due() == []
    world.mail("dana", "Yes, please do.", "conversation", app=None, at=START + timedelta(days=3))
    assert due() == []
    world.mail("kim", "With pleasure.", "conversation", app=None, at=START + timedelta(days=4))
    assert due() == [("introduce", "dana")]
    world.app("a9", "open", people=())
    context = gather(replace(world.understanding(), as_of=date(2026, 3, 10)), world.messages, outward=[meant])
    found = of(context)
    drafted = letter_of(found.today[0], context, found)
    assert drafted is not None
    assert (drafted.to, drafted.cc) == ("dana@fernhill.example", "kim@fernhill.example")
    assert "a printer of small runs" in drafted.body and "an editor" in drafted.body
    assert problems_of(drafted, found.today[0], context) == ()
    world.mail("me", "Dana, meet Kim. Kim, meet Dana.", "conversation", app=None, at=START + timedelta(days=5), to=("dana", "kim"))
    assert due() == []


def test_what_the_owner_means_to_ask_comes_before_what_a_rejection_deserves() -> None:
    world = World(as_of=date(2026, 3, 10))
    for who, name in (("dana", "Dana Stone"), ("kim", "Kim Osei")):
        world.person(who, "acquaintance", name)
    world.mail("dana", "Could you come in on 20 February?", "invitation", at=START - timedelta(days=14))
    world.mail("dana", "We have chosen somebody else.", "rejection", at=START)
    world.app(people=("dana",))
    world.mail("kim", "Thank you for your mail.", "conversation", app=None, at=START)
    meant = Outward("outward:1", START + timedelta(days=1), "dana@fernhill.example", "kim@fernhill.example", "an editor", "a printer")
    found = of(gather(world.understanding(), world.messages, outward=[meant]))
    assert next(t.code for t in found.today if t.person == "dana" and t.letter) == "introduce-ask"


def test_a_no_ends_it_kindly() -> None:
    world = World(as_of=date(2026, 3, 10))
    for who, name in (("dana", "Dana Stone"), ("kim", "Kim Osei")):
        world.person(who, "acquaintance", name)
        world.mail(who, "Thank you for your mail.", "conversation", app=None, at=START)
    meant = Outward("outward:1", START + timedelta(days=1), "dana@fernhill.example", "kim@fernhill.example")
    world.mail("me", "May I introduce you to Kim Osei?", "conversation", app=None, at=START + timedelta(days=2), to=("dana",))
    world.mail("dana", "I'm afraid I can't meet anybody just now.", "conversation", app=None, at=START + timedelta(days=3))
    whole = replace(world.understanding(), as_of=date(2026, 3, 10))
    assert of(gather(whole, world.messages, outward=[meant])).today == ()


def test_who_did_how_much_and_whether_they_were_told() -> None:
    world = World(as_of=date(2026, 4, 1))
    for who, name in (("dana", "Dana Stone"), ("kim", "Kim Osei")):
        world.person(who, "acquaintance", name)
    made = world.mail("dana", "Kim, meet Amy.", "introduction", app="a2", at=START, to=("me", "kim"))
    world.mail(
        "me", "Thank you, Dana (in bcc). Kim, I'd like to talk.", "conversation", app="a2", at=START + timedelta(hours=2), to=("kim",)
    )
    world.mail("kim", "Unfortunately we have nobody to spare.", "rejection", app="a2", at=START + timedelta(days=9))
    world.app("a2", people=("kim",), organization="Harbour Post")
    world.introductions = [Introduction("dana", "kim", made, None, "a2")]

    def told() -> bool | None:
        whole = replace(world.understanding(), as_of=date(2026, 4, 1))
        found = of(gather(whole, world.messages))
        (credit,) = (c for c in found.credits if c.person == "dana")
        assert (credit.introductions, credit.led_to) == (1, ("a2",))
        assert ("report-outcome" in [t.code for t in found.today]) is not credit.told
        return credit.told

    assert told() is False
    world.mail(
        "me", "It ended without a job, but I'm glad to have met Kim.", "conversation", app=None, at=START + timedelta(days=12), to=("dana",)
    )
    assert told() is True


def test_a_talk_is_prepared_with_words_promises_and_notes() -> None:
    world = World(as_of=date(2026, 3, 10))
    world.person("dana", "warm", "Dana Stone")
    praise = world.mail("dana", "Your outline was the sharpest that we read.", "conversation", at=START)
    world.sign("dana", "praise", "Your outline was the sharpest that we read.", praise)
    world.mail(
        "dana",
        "Could you come in on Thursday 12 March at 10 am? Please send your samples by 11 March.",
        "invitation",
        at=START + timedelta(days=1),
    )
    world.app(outcome="open")
    noted = Recorded(Note("note:1", START, START.date(), "a1", worries="no managing experience"), "a1", ("dana",))
    whole = replace(world.understanding(), as_of=date(2026, 3, 10), notes=(noted,))
    context = gather(whole, world.messages)
    found = of(context)
    (task,) = (t for t in found.today if t.code == "prepare")
    ready = prepare(task, context, found)
    assert ready.people == ("dana",)
    assert [s.quote for _, signs in ready.said for s in signs] == ["Your outline was the sharpest that we read."]
    assert [(p.kind, p.by) for p in ready.promised] == [("due", date(2026, 3, 11))]
    assert [n.worries for n in ready.notes] == ["no managing experience"]


def test_which_letters_led_to_a_human_answer() -> None:
    world = World(as_of=date(2026, 3, 20))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail(
        "me", "I loved your last issue, and I confess that this letter is too long.", "application", app="a1", at=START, to=("dana",)
    )
    world.mail("dana", "Your letter was passed up to me.", "conversation", app="a1", at=START + timedelta(days=3))
    world.mail("me", "Please find attached my resume.", "application", app="a2", at=START, to=("jobs@harbour.example",))
    world.mail("jobs@harbour.example", "We have received your application.", "acknowledgement", app="a2", at=START + timedelta(hours=1))
    world.mail("me", "I would like to apply.", "application", app="a3", at=START, to=("jobs@marlow.example",))
    for ident in ("a1", "a2", "a3"):
        world.app(ident, outcome="open", people=("dana",) if ident == "a1" else ())
    found = {o.application: (o.answer, o.by, o.days) for o in of(gather(world.understanding(), world.messages)).openings}
    assert found == {"a1": ("person", "dana", 3), "a2": ("form", None, 0), "a3": ("none", None, None)}


def test_a_coffee_stands_in_the_calendar_once_both_have_agreed() -> None:
    world = World(as_of=date(2026, 3, 10))
    world.person("dana", "warm", "Dana Stone")
    world.mail("dana", "Lunch or coffee when you have found your desk.", "conversation", app=None, at=START)
    world.mail("me", "Would coffee on Thursday at 8:30 suit you?", "conversation", app=None, at=START + timedelta(days=7), to=("dana",))
    context = gather(world.understanding(), world.messages)
    assert not [e for e in entries(context, of(context)) if e.kind == "meet"]
    world.mail("dana", "Thursday, 8:30. You are paying for nothing.", "conversation", app=None, at=START + timedelta(days=7, hours=1))
    context = gather(world.understanding(), world.messages)
    assert [e.day for e in entries(context, of(context)) if e.kind == "meet"] == [date(2026, 3, 12)]


def test_samples_that_were_asked_for_are_sent_within_a_day() -> None:
    world = World(as_of=date(2026, 3, 10))
    for who, name in (("dana", "Dana Stone"), ("kim", "Kim Osei")):
        world.person(who, "acquaintance", name)
    made = world.mail("dana", "Kim, meet Amy.", "introduction", app=None, at=START, to=("me", "kim"))
    world.introductions = [Introduction("dana", "kim", made, None, "a1")]
    world.mail("me", "Dear Kim,\n\nI'd like to hear more.", "conversation", at=START + timedelta(hours=5), to=("kim",))

    def due() -> list[tuple[str, str | None]]:
        whole = replace(world.understanding(), as_of=date(2026, 3, 4))
        return [(t.code, t.person) for t in of(gather(whole, world.messages)).today if t.code == "sample"]

    world.app(outcome="open", people=("kim",))
    assert due() == []
    world.mail("kim", "Gladly. Could you send me two or three writing samples?", "conversation", at=START + timedelta(days=1))
    assert due() == [("sample", "kim")]
    context = gather(replace(world.understanding(), as_of=date(2026, 3, 4)), world.messages)
    found = of(context)
    (task,) = (t for t in found.today if t.code == "sample")
    drafted = letter_of(task, context, found)
    assert drafted is not None
    assert "samples are attached" in drafted.body
    assert problems_of(drafted, task, context) == ()
    world.mail("me", "Dear Kim,\n\nHere they are.", "submission", at=START + timedelta(days=1, hours=3), to=("kim",))
    assert due() == []


def test_nobody_at_the_firm_whose_job_was_taken_hears_that_another_was() -> None:
    world = World(as_of=date(2026, 3, 12))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", "We are pleased to offer you the post.", "offer", at=START)
    world.app(outcome="offer")

    def due(organization: str) -> list[str]:
        whole = replace(world.understanding(), pause=Pause(date(2026, 3, 10), "job", organization))
        return [t.code for t in of(gather(whole, world.messages)).today]

    assert "withdraw" in due("Harbour Post")
    assert "withdraw" not in due("Fernhill")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The board resolved to appoint you. You must reply within eight (8) days by logging in.", date(2026, 3, 10)),
        ("We would love to have you. You have one week to accept this offer.", date(2026, 3, 9)),
        ("Please let us know your decision by 12 March.", date(2026, 3, 12)),
        ("内定のご連絡です。諾否を3月9日（月）までにご回答ください。", date(2026, 3, 9)),
        ("We would love to have you.", None),
    ],
)
def test_an_offer_waits_for_its_answer_by_its_day(text: str, due: date | None) -> None:
    world = World(as_of=date(2026, 3, 4))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", text, "offer", at=START)
    world.app(outcome="offer")
    context = gather(world.understanding(), world.messages)
    found = of(context)
    assert [(t.code, t.by, t.application) for t in found.today if t.code in ("offer", "due")] == [("offer", due, "a1")]
    shown = [e for e in entries(context, found) if e.kind in ("task", "due")]
    assert [(e.day, e.remind) for e in shown] == [(due or START.date(), due is not None)]
    world.applications[-1] = replace(world.applications[-1], outcome="accepted")
    assert "offer" not in [t.code for t in of(gather(world.understanding(), world.messages)).today]


def asked_for(text: str, kind: str = "assignment") -> World:
    world = World(as_of=date(2026, 3, 12))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", text, kind, at=START)
    world.app(outcome="open")
    return world


@pytest.mark.parametrize(
    "text",
    [
        "The next step is a timed written exercise which you can sit from home before 10 March. You have 75 minutes.",
        "There will be a written test in Room 4 on 10 March at 10 am.",
        "筆記試験のご案内です。3月10日午後6時、本社講堂。携行品は受験票と筆記用具です。",
        "That was helpful. We tried it twice. Proposal deadline 20 March, I'm underwater till then.",
        "Attached is the NDA. Please sign and return it by 10 March.",
        "契約書をお送りいたします。2通に押印のうえ、3月10日までにご返送ください。",
    ],
)
def test_a_test_that_is_sat_a_deadline_of_theirs_and_papers_are_no_work(text: str) -> None:
    world = asked_for(text)
    assert of(gather(world.understanding(), world.messages)).works == ()
    world.mail("me", "The signed papers are attached.", "submission", at=START + timedelta(days=2))
    assert of(gather(world.understanding(), world.messages)).works == ()


@pytest.mark.parametrize(
    "text",
    [
        "Please write a proposal of two pages by 20 March, of a quality that we can use for our client.",
        "編集方針の企画書をお送りください。クライアントへの提案にもそのまま使えるクオリティでお願いします。",
    ],
)
def test_work_that_is_meant_for_their_client_shows_it(text: str) -> None:
    world = asked_for(text)
    (work,) = of(gather(world.understanding(), world.messages)).works
    assert "for-their-client" in [s.code for s in work.signs]


OFFERED = {
    "en": ("Dana Stone", "We would love to have you. Please let us know your decision by 12 March.", "12 March", "19 March"),
    "ja": ("高瀬 直子", "採用内定のご連絡です。諾否を3月12日（木）までにご回答ください。", "3月12日", "3月19日"),
}


def an_offer(language: str, **more: str) -> World:
    name, text, _, _ = OFFERED[language]
    world = World(as_of=date(2026, 3, 4))
    world.person("dana", "warm", name)
    world.mail("dana", text, "offer", at=START)
    world.app(outcome="offer", **more)
    world.applications[-1] = replace(world.applications[-1], language=language)
    return world


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_offer_has_a_draft_for_each_answer(language: str) -> None:
    context = gather(an_offer(language).understanding(), an_offer(language).messages)
    found = of(context)
    task = next(t for t in found.today if t.code == "offer")
    assert task.choices == ("offer-time", "offer-yes", "offer-no")
    bodies = set()
    for purpose in task.choices:
        chosen = task.answered_with(purpose)
        drafted = letter_of(chosen, context, found)
        assert drafted is not None
        assert problems_of(drafted, chosen, context) == (), (purpose, drafted.body)
        bodies.add(drafted.body)
        if purpose == "offer-time":
            assert OFFERED[language][2] in drafted.body
            assert OFFERED[language][3] in drafted.body
    assert len(bodies) == 3


def test_time_is_asked_for_once_and_not_after_the_day() -> None:
    world = an_offer("en")
    world.mail(
        "me", "Dear Dana,\n\nCould I answer by 19 March, in place of 12 March?", "conversation", to=("dana",), at=START + timedelta(days=1)
    )
    assert [t.choices for t in of(gather(world.understanding(), world.messages)).today] == [("offer-yes", "offer-no")]
    late = replace(an_offer("en").understanding(), as_of=date(2026, 3, 14))
    assert [t.choices for t in of(gather(late, an_offer("en").messages)).today if t.code == "offer"] == [("offer-yes", "offer-no")]


@pytest.mark.parametrize("purpose", ["offer-yes", "offer-no"])
def test_an_offer_that_was_answered_in_another_mail_program_is_answered(purpose: str) -> None:
    world = an_offer("en")
    sent = KeptLetter(
        "letter:1", START, "dana@fernhill.example", world.messages[0].id, purpose, "", "Dear Dana,", "en", None, date(2026, 3, 3)
    )
    assert "offer" not in [t.code for t in of(gather(world.understanding(), world.messages, [sent])).today]


def test_an_offer_of_nobody_by_name_is_a_task_too() -> None:
    world = an_offer("en", organization="")
    assert [t.code for t in of(gather(world.understanding(), world.messages)).today] == ["offer"]


def test_an_introduction_that_was_declined_is_asked_about_no_more() -> None:
    world = World(as_of=date(2026, 3, 4))
    world.person("dana", "warm", "Dana Stone")
    world.mail("dana", "I'd be glad to introduce you to our printer.", "introduction_offer", at=START)
    world.app(outcome="rejected")
    context = gather(world.understanding(), world.messages)
    found = of(context)
    task = next(t for t in found.today if t.code == "accept-offer").answered_with("decline-introduction")
    drafted = letter_of(task, context, found)
    assert drafted is not None
    assert problems_of(drafted, task, context) == ()
    world.mail("me", drafted.body, "conversation", to=("dana",), at=START + timedelta(days=1))
    after = of(gather(world.understanding(), world.messages))
    assert after.paths == ()
    assert "accept-offer" not in [t.code for t in after.today]


def test_the_weekday_of_an_answer_is_the_day_that_was_proposed() -> None:
    world = World(as_of=date(2026, 3, 4))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", "We should talk. Next Wednesday the 11th, noon?", "invitation", at=START + timedelta(days=1))
    world.mail("me", "Noon Wednesday, and yes.", "scheduling", at=START + timedelta(days=1, hours=2), to=("dana",))
    world.app(outcome="open")
    assert [t.on for t in gather(world.understanding(), world.messages).talks["a1"]] == [date(2026, 3, 11)]


def test_how_it_goes_on_is_not_asked_soon_after_the_owner_wrote_and_names_their_last_word() -> None:
    world = World(as_of=date(2026, 3, 20))
    world.person("dana", "acquaintance", "Dana Stone")
    world.mail("dana", "Could you come in on Thursday 5 March at 10 am?", "invitation", at=START)
    world.mail("me", "Thursday 5 March at 10 am is good.", "scheduling", at=START + timedelta(hours=2), to=("dana",))
    world.mail("dana", "That was a good talk.", "conversation", at=START + timedelta(days=5))
    world.mail("me", "I thought so too.", "conversation", at=START + timedelta(days=11), to=("dana",))
    world.app(outcome="open")

    def asked_on(day: date) -> list[dict[str, str]]:
        whole = replace(world.understanding(), as_of=day)
        return [dict(t.reason.arguments) for t in of(gather(whole, world.messages)).today if t.code == "timeline"]

    assert asked_on(date(2026, 3, 20)) == []
    assert [one["date"] for one in asked_on(date(2026, 3, 23))] == ["2026-03-07"]


@pytest.mark.parametrize(
    ("code", "purpose", "day"),
    [("thank-talk", "talk", date(2026, 3, 6)), ("timeline", "timeline", date(2026, 3, 18)), ("free-work", "use-and-pay", date(2026, 3, 3))],
)
def test_what_was_marked_as_sent_without_a_text_was_done(code: str, purpose: str, day: date) -> None:
    world = World(as_of=day)
    world.person("dana", "acquaintance", "Dana Stone")
    first = "Please write a full plan of how you would repair our website, unpaid." if code == "free-work" else "Could you come in?"
    world.mail("dana", first, "assignment" if code == "free-work" else "invitation", at=START)
    if code != "free-work":
        world.mail("dana", "Thursday 5 March at 10 am it is.", "scheduling", at=START + timedelta(hours=2))
    world.app(outcome="open")

    def due(letters: list[KeptLetter]) -> list[str]:
        return [t.code for t in of(gather(world.understanding(), world.messages, letters)).today]

    assert code in due([])
    about = world.messages[0].id
    assert code not in due([KeptLetter("letter:1", START, "dana@fernhill.example", about, purpose, "", "", "en", None, day)])
