"""A second reader's opinion weighs where the first is unsure, counts where both see it, and never makes anything bolder than the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from goen import samples
from goen.core.advice.proportion import ASK_SURE, ENDED_SURE
from goen.core.mail.message import Address, Envelope, Message
from goen.core.mail.parse import parse
from goen.core.owner import find_owner
from goen.core.reading import classify, opinions, reader
from goen.core.reading.classify import Floats, Mail
from goen.core.reading.kinds import KINDS
from goen.core.ties.evidence import LABELS, Candidate
from goen.core.ties.seconded import seconded
from goen.core.understand import PERHAPS, SURE, understand
from goen.core.values import Correction, Opinion, Owner, Seen, Understanding
from goen.sources import open_source

Sample = tuple[list[Message], dict[str, reader.RawReading], Owner, date]
ME = Owner("Thea Lund", ("thea@lund.example",), "en")
DANA = Address("Dana Reyes", "dana@reyes.example")
TEXT = "Dear Thea, the post has gone to somebody else. Your sketch was the best of all. We wish you luck. Dana"
SIGN, WISH = "Your sketch was the best of all.", "We wish you luck."


def mail(sent: bool = False, text: str = TEXT) -> Mail:
    """One message."""
    sender, to = (Address(ME.name, ME.emails[0]), DANA) if sent else (DANA, Address(ME.name, ME.emails[0]))
    e = Envelope("<1@x>", "", datetime(2026, 3, 2, tzinfo=UTC), sender, (to,), (), (), "The post", (), frozenset(), (), 9)
    message = Message(e, text, text, "")
    return classify.assemble([message], {message.id: reader.read(message)}, ME)


def kinds(**chances: float) -> Floats:
    """One message's probabilities; what is not named shares the rest."""
    rest = (1 - sum(chances.values())) / (len(KINDS) - len(chances))
    return np.array([[chances.get(k, rest) for k in KINDS]], np.float32)


def label(first: Floats, opinion: Opinion, sent: bool = False) -> tuple[str, float]:
    """What a message is with an opinion, and how sure that is said to be."""
    said = opinions.held(mail(sent), {"<1@x>": opinion})
    after = opinions.weighed(first, said)
    found = KINDS[int(after[0].argmax())]
    return found, opinions.confidences(first, after, [found], said)[0]


def test_it_decides_among_what_the_first_reader_finds_possible() -> None:
    assert label(kinds(thanks=0.5, rejection=0.3), Opinion("rejection", quote="gone to somebody else"))[0] == "rejection"


def test_it_does_not_make_possible_what_the_first_reader_finds_impossible() -> None:
    assert label(kinds(thanks=0.9, rejection=0.001), Opinion("rejection", quote="gone to somebody else"))[0] == "thanks"


def test_what_it_cannot_show_in_the_message_weighs_nothing() -> None:
    first = kinds(thanks=0.5, rejection=0.3)
    for quote in ("", "We regret", "gone to SOMEBODY else"):
        assert label(first, Opinion("rejection", quote=quote)) == ("thanks", pytest.approx(0.5))


def test_nobody_is_said_to_write_what_only_the_other_side_writes() -> None:
    first = kinds(thanks=0.5, rejection=0.3)
    assert label(first, Opinion("rejection", quote="gone to somebody else"), sent=True)[0] == "thanks"
    assert label(kinds(thanks=0.5, ask=0.3), Opinion("ask", quote="gone to somebody else"))[0] == "thanks"


def test_what_it_decided_is_never_sure_enough_to_ask_on() -> None:
    for chance in (0.2, 0.45, 0.6):
        found, sure = label(kinds(thanks=0.61 - chance, rejection=chance), Opinion("rejection", quote="gone to somebody else"))
        assert found == "rejection"
        assert sure < ENDED_SURE
    assert label(kinds(rejection=0.9), Opinion("rejection", quote="gone"))[1] == pytest.approx(0.9)


def test_where_it_differs_and_is_not_followed_it_changes_nothing() -> None:
    first = kinds(thanks=0.9, rejection=0.04)
    assert label(first, Opinion("rejection", ("offer",), "gone to somebody else")) == ("thanks", pytest.approx(0.9))
    assert (opinions.weighed(first, opinions.held(mail(), {"<1@x>": Opinion("rejection", quote="gone")})) == first).all()


def test_a_second_kind_is_heard_too() -> None:
    first = kinds(rejection=0.4, introduction_offer=0.4)
    said = opinions.held(mail(), {"<1@x>": Opinion("rejection", ("introduction_offer",), "gone")})
    after = opinions.weighed(first, said)[0]
    assert after[KINDS.index("introduction_offer")] >= 0.3
    assert after[KINDS.index("rejection")] > after[KINDS.index("introduction_offer")]


def judged(chance: float | None, *seen: Seen, shown: bool = True) -> tuple[float, str]:
    """(chance of being a sign of the author's, its sort) of SIGN after the second reader spoke. chance: by the first; None: it was no candidate."""
    box = mail()
    row = np.zeros(len(LABELS), np.float32)
    row[LABELS.index("praise")], row[LABELS.index("none")] = chance or 0, 1 - (chance or 0)
    at = TEXT.index(SIGN)
    candidates = [Candidate(0, at, at + len(SIGN))] if chance is not None else []
    said = opinions.held(box, {"<1@x>": Opinion("", signs=seen)})
    found, p, _ = seconded(box, candidates, np.array([row] * len(candidates), np.float32).reshape(-1, len(LABELS)), said, {0: 0} if shown else {}, SURE, PERHAPS)  # fmt: skip
    ours = [n for n, c in enumerate(found) if c.start < at + len(SIGN) and at < c.end]
    if not ours:
        return 0.0, ""
    last = dict(zip(LABELS, map(float, p[ours[-1]]), strict=True))
    direct = {k: v for k, v in last.items() if k not in ("none", "courtesy", "relayed")}
    return sum(direct.values()), max(direct, key=lambda k: direct[k])


BELIEF, COURTESY = Seen("belief", SIGN), Seen("courtesy", SIGN)


def test_what_both_see_counts_and_alone_carries_no_ask() -> None:
    for chance in (0.41, 0.5, 0.69):
        found, sort = judged(chance, BELIEF)
        assert SURE <= found < ASK_SURE
        assert sort == "praise"  # which sort it is says the first reader


@pytest.mark.parametrize("chance", [None, 0.01, 0.2, 0.39])
def test_what_only_the_second_sees_is_offered_as_perhaps(chance: float | None) -> None:
    found, sort = judged(chance, BELIEF)
    assert PERHAPS <= found < SURE
    assert sort == "belief"


def test_what_the_first_is_sure_of_stays_unless_the_second_takes_it_for_courtesy() -> None:
    assert judged(0.9, BELIEF) == (pytest.approx(0.9), "praise")
    assert PERHAPS <= judged(0.9, COURTESY)[0] < SURE
    assert judged(SURE - 0.01, COURTESY)[0] < PERHAPS
    assert judged(0.9)[0] == pytest.approx(0.9)


def test_signs_belong_to_a_person() -> None:
    assert judged(None, BELIEF, shown=False) == (0.0, "")
    assert judged(0.9, COURTESY, shown=False)[0] == pytest.approx(0.9)


def test_the_regard_of_somebody_else_is_not_the_authors() -> None:
    assert judged(0.9, Seen("praise", SIGN, "Ruth Abelard"))[0] < PERHAPS
    assert judged(None, Seen("praise", SIGN, "Ruth Abelard")) == (0.0, "")
    assert judged(0.5, Seen("praise", SIGN, "Dana"))[0] >= SURE


def test_words_that_are_not_in_the_message_any_more_are_no_sign() -> None:
    assert judged(None, Seen("belief", "You can do this.")) == (0.0, "")


@pytest.fixture(scope="module", params=["en", "ja"])
def sample(request: pytest.FixtureRequest) -> Sample:
    with open_source(samples.mailbox(request.param)) as source:
        messages = [parse(raw) for _, raw, _ in source.fetch(source.list())]
    return messages, {m.id: reader.read(m) for m in messages}, find_owner([m.envelope for m in messages]), samples.AS_OF[request.param]


def read(sample: Sample, **more: object) -> Understanding:
    messages, readings, owner, day = sample
    return understand(messages, readings, owner=owner, as_of=day, **more)  # type: ignore[arg-type]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if len(line.strip()) > 8]


def test_a_second_reader_that_sees_belief_in_every_line_makes_no_sign_count_that_the_first_did_not_offer(
    sample: Sample,
) -> None:
    before = read(sample)
    said = {m.id: Opinion("", signs=tuple(Seen("belief", line) for line in lines(m.new))) for m in sample[0]}
    after = read(sample, opinions=said)
    offered = {(s.message, s.quote) for s in (*(s for p in before.people for s in p.signs), *before.perhaps)}
    counted = {(s.message, s.quote) for p in after.people for s in p.signs}
    assert counted <= offered
    asks = {a.application for a in before.advice if a.response == "ask"}
    lone = [p for p in after.people if len(p.signs) == 1 and p.signs[0].confidence < ASK_SURE]
    assert not {a.to for a in after.advice if a.response == "ask" and a.application not in asks} & {p.id for p in lone}


def test_a_second_reader_that_calls_everything_a_rejection_makes_no_new_ask(
    sample: Sample,
) -> None:
    before = read(sample)
    said = {
        m.id: Opinion("rejection", quote=lines(m.new)[0], signs=tuple(Seen("belief", w) for w in lines(m.new)))
        for m in sample[0]
        if lines(m.new)
    }
    after = read(sample, opinions=said)
    asked = {
        m for a in before.advice if a.response == "ask" for m in next(x.messages for x in before.applications if x.id == a.application)
    }
    new = [a for a in after.advice if a.response == "ask"]
    messages = {a.application: set(next(x.messages for x in after.applications if x.id == a.application)) for a in new}
    assert all(messages[a.application] & asked for a in new)


def test_the_owners_word_beats_both_and_no_opinion_is_no_change(
    sample: Sample,
) -> None:
    before = read(sample)
    assert read(sample, opinions={}) == before
    target = next(m for m in sample[0] if before.applications and m.id in before.applications[0].messages and lines(m.new))
    said = {target.id: Opinion("offer", quote=lines(target.new)[0], signs=(Seen("belief", lines(target.new)[-1]),))}
    at = datetime(2026, 6, 1, tzinfo=UTC)
    told = [Correction("kind", target.id, "update", at), Correction("not-a-sign", target.id, lines(target.new)[-1], at + timedelta(1))]
    after = read(sample, opinions=said, corrections=told)
    reading = next(r for r in after.readings if r.message == target.id)
    assert (reading.kind, reading.confidence) == ("update", 1.0)
    assert not [
        s
        for s in (*after.perhaps, *(s for p in after.people for s in p.signs))
        if s.message == target.id and lines(target.new)[-1] in s.quote
    ]


def test_each_opinion_is_told_with_its_words(sample: Sample) -> None:
    before = read(sample)
    member = {m for a in before.applications for m in a.messages}
    said = {m.id: Opinion(r.kind, quote=lines(m.new)[0], model="m") for m, r in ((m, next(r for r in before.readings if r.message == m.id)) for m in sample[0]) if m.id in member and lines(m.new)}  # fmt: skip
    after = read(sample, opinions=said)
    codes = {r.message: [x for x in r.reasons if x.code.startswith("second-")] for r in after.readings}
    assert all(len(codes[m]) == 1 and codes[m][0].quote == said[m].quote and ("model", "m") in codes[m][0].arguments for m in said)
    assert all(not codes[m] for m in codes.keys() - said.keys())
