"""Row and value are the same thing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.message import Address, Attachment, Envelope, Event, Message
from goen.core.reasons import Reason
from goen.core.values import Advice, Person, Sign
from goen.store import codec, mapping

line = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)
word = st.from_regex(r"[a-z0-9.]{1,12}@[a-z]{1,8}\.example", fullmatch=True)
addresses = st.lists(st.builds(Address, line, word), max_size=3).map(tuple)
dates = st.integers(31_536_000, 7_258_118_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
envelopes = st.builds(
    Envelope,
    id=word.map("<{}>".format),
    digest=st.just("0" * 32),
    date=st.builds(datetime.astimezone, dates, zones),
    sender=st.builds(Address, line, word),
    to=addresses,
    cc=addresses,
    reply_to=addresses,
    subject=line,
    references=st.lists(word.map("<{}>".format), max_size=4).map(tuple),
    marks=st.frozensets(st.sampled_from(["list", "bulk", "auto", "sent"])),
    labels=st.lists(line.filter(bool), max_size=2).map(tuple),
    size=st.integers(0, 10**9),
)
texts = st.text(max_size=200)
events = st.builds(Event, line, dates, st.none(), word, st.tuples(word), st.just("REQUEST"))


def whole(message: Message) -> Message:
    row = dict(zip(mapping.ENVELOPE, mapping.envelope_row(message, candidate=True, seed=False, kind=""), strict=True))
    body = dict(zip(mapping.BODY, mapping.body_row(message, b"raw", version="1", reading=b""), strict=True))
    columns = mapping.ENVELOPE[mapping.ENVELOPE.index("message_id") : mapping.ENVELOPE.index("size") + 1]
    return mapping.message(mapping.envelope([row[name] for name in columns]), str(body["text"]), str(body["parts"]))


@given(envelopes, texts, texts, st.lists(events, max_size=1), st.booleans())
def test_a_message_comes_back_as_it_went_in(envelope: Envelope, text: str, new: str, found: list[Event], inside: bool) -> None:
    text = text.replace("\x00", "")
    new = text[: len(text) // 2] if inside else new.replace("\x00", "")
    message = Message(envelope, text, new, "Dana", tuple(found), (Attachment("cv.pdf", "application/pdf", 7),), ("date-missing",))
    assert whole(message) == message


@given(st.text(st.characters(codec=None), max_size=80), st.text(st.characters(codec=None), max_size=80))
def test_any_text_becomes_text_that_a_database_takes(one: str, two: str) -> None:
    for safe in (mapping.clean(one), mapping.clean_text(one + two)):
        assert "\x00" not in safe
        safe.encode()
    assert "\t" not in mapping.clean(one) and "\n" not in mapping.clean(one)


def message(**changes: object) -> Message:
    sender = Address("Dana", "dana@arbor.example")
    envelope = Envelope("<1@a.example>", "0" * 32, datetime(2026, 1, 2, tzinfo=UTC), sender, (), (), (), "Hello", (), frozenset(), (), 10)
    return Message(replace(envelope, **changes), "Come on Monday.", "Come on Monday.", "")  # type: ignore[arg-type]


def test_copies_that_travelled_differently_are_one_message_and_other_content_is_another() -> None:
    first = message()
    assert mapping.identity(first) == mapping.identity(message(digest="1" * 32, size=99, labels=("Inbox",)))
    assert mapping.identity(first) == mapping.identity(replace(first, text="Come  on\nMonday."))
    assert mapping.identity(first) != mapping.identity(replace(first, text="Don't come."))
    assert mapping.identity(first) != mapping.identity(message(subject="Goodbye"))


def test_a_second_message_with_the_same_id_is_found_by_its_own() -> None:
    second = mapping.distinct("<1@a.example>", 255)
    assert second == "<1@a.example~000000ff>"
    assert mapping.hash64("<1@a.example>") in mapping.hashes(second)


def test_understood_values_come_back_from_json() -> None:
    sign = Sign("<1@a.example>", "p1", "praise", "「最高」でした", 0.9, datetime(2026, 1, 2, tzinfo=UTC))
    reasons = (Reason("praise", (("count", "2"),), "最高", "<1@a.example>"),)
    person = Person("p1", "Dana", ("dana@arbor.example",), "Arbor", "", "warm", (sign,), reasons, "ja")
    advice = Advice("a1", "ask", "keep_in_mind", "p1", date(2026, 1, 12), (), ("thanked",))
    assert codec.loads(Person, codec.dumps(person)) == person
    assert codec.loads(Advice, codec.dumps(advice)) == advice
