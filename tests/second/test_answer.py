"""What a model answers is believed only as far as it stands in the mail it was asked about."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.message import Address, Envelope, Message
from goen.core.reading.kinds import KINDS, SIGNALS
from goen.core.values import Seen
from goen.second.answer import answers
from goen.second.question import BATCH, SIZE, TEXT, Asked, asked, batches, request
from tests.endpoint import reading

EN = "Dear Thea,\n\nthe post has gone to somebody who already runs one.\nYour sketch was the best thing\nin the pile.\n\nDana"
JA = "ルンド様\n\n今回は社内の者に決まりました。\nルンドさんなら、どこへ行ってもやっていけます。\n\n佐久"


def message(text: str, subject: str = "The post", ident: str = "<1@x>") -> Message:
    day = datetime(2026, 3, 2, tzinfo=UTC)
    e = Envelope(
        ident, "", day, Address("Dana Reyes", "dana@reyes.example"), (Address("", "me@x.example"),), (), (), subject, (), frozenset(), (), 9
    )
    return Message(e, text, text, "")


def one(text: str = EN, subject: str = "The post") -> Asked:
    return asked(message(text, subject), mine=False, salt="grey")


def said(*entries: dict[str, Any], about: Asked) -> str:
    return json.dumps({"readings": [{"id": about.name, **e} for e in entries]}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "words", "sign"),
    [
        (EN, "gone to somebody", "Your sketch was the best thing in the pile."),
        (JA, "社内の者に決まりました", "ルンドさんなら、どこへ行ってもやっていけます。"),
    ],
    ids=["en", "ja"],
)
def test_words_that_stand_in_the_mail_are_kept_as_they_stand_there(text: str, words: str, sign: str) -> None:
    about = one(text)
    (answer,) = answers(said(reading("rejection", words, ("praise", sign), also=("thanks",)), about=about), [about], "m")
    assert (answer.opinion.kind, answer.opinion.also, answer.opinion.quote, answer.opinion.model) == ("rejection", ("thanks",), words, "m")
    (seen,) = answer.opinion.signs
    assert seen.quote in text
    assert "".join(seen.quote.split()) == "".join(sign.split())
    assert answer.dropped == 0


def test_what_does_not_stand_in_the_mail_is_dropped_and_what_it_was_to_show_too() -> None:
    about = one()
    made_up = reading(
        "offer", "We are happy to offer you", ("belief", "You can do this job."), ("praise", "Your sketch was the best thing")
    )
    (answer,) = answers(said(made_up, about=about), [about], "m")
    assert answer.opinion.kind == ""
    assert answer.opinion.also == ()
    assert [s.quote for s in answer.opinion.signs] == ["Your sketch was the best thing"]
    assert answer.dropped == 2


def test_a_sign_stands_in_the_text_and_not_in_the_subject_alone() -> None:
    about = one(subject="You are the best")
    (answer,) = answers(said(reading("thanks", "You are the best", ("praise", "You are the best")), about=about), [about], "m")
    assert (answer.opinion.kind, answer.opinion.signs) == ("thanks", ())


def test_the_words_of_another_message_show_nothing_of_this_one() -> None:
    first, second = one(EN), one(JA)
    text = json.dumps({"readings": [{"id": first.name, **reading("rejection", "社内の者に決まりました")}]})
    (answer,) = answers(text, [first, second], "m")
    assert answer.opinion.kind == ""


def test_regard_that_is_passed_on_keeps_its_name() -> None:
    about = one()
    entry = reading("rejection", "gone to somebody", ("praise", "Your sketch was the best thing"), by="Ruth Abelard")
    (answer,) = answers(said(entry, about=about), [about], "m")
    assert answer.opinion.signs == (Seen("praise", "Your sketch was the best thing", "Ruth Abelard"),)


@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "Here you are:\n{}\nGood luck!", '<think>{{"readings": [{{"id"</think>{}'])
def test_json_is_found_in_what_models_put_around_it(wrap: str) -> None:
    about = one()
    assert len(answers(wrap.format(said(reading("rejection", "gone"), about=about)), [about], "m")) == 1


def test_of_an_answer_that_breaks_off_the_whole_entries_stay() -> None:
    some = [one(f"{EN}\n{n}") for n in range(3)]
    text = json.dumps({"readings": [{"id": a.name, **reading("rejection", "gone to somebody")} for a in some]})
    assert [a.asked for a in answers(text[:-60], some, "m")] == some[:2]


def test_wrong_ids_unknown_labels_and_second_answers_are_left_out() -> None:
    about = one()
    entries = [
        {"id": "nobody", **reading("rejection", "gone")},
        {"id": about.name, **reading("promotion", "gone")},
        {"id": about.name, **reading("rejection", "gone", ("applause", "the best thing"))},
        {"id": about.name, **reading("offer", "gone")},
        {"id": about.message, **reading("offer", "gone")},
    ]
    (answer,) = answers(json.dumps({"readings": entries}), [about], "m")
    assert (answer.opinion.kind, answer.opinion.signs) == ("rejection", ())


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([*KINDS, *SIGNALS, "author", one().name, "gone to somebody"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "kind", "also", "words", "signs", "sort", "by"]), inner, max_size=7),
    max_leaves=12,
)  # fmt: skip


WORDS = st.sampled_from(
    ["gone to somebody", "the best thing in the pile", "The post", "You start on Monday.", "pile.\n\nDana", ""]
) | st.text(max_size=20)
SIGN = st.fixed_dictionaries({"sort": st.sampled_from([*SIGNALS, "applause"]), "words": WORDS}, optional={"by": ANYTHING})
ENTRY = st.fixed_dictionaries(
    {"id": st.just(one().name), "kind": st.sampled_from(KINDS), "words": WORDS, "signs": st.lists(SIGN, max_size=4) | ANYTHING},
    optional={"also": st.lists(st.sampled_from([*KINDS, "promotion"]), max_size=4) | ANYTHING},
)


@given(st.lists(ENTRY | ANYTHING, min_size=1, max_size=4))
def test_whatever_comes_back_nothing_is_taken_that_does_not_stand_in_the_mail(entries: list[Any]) -> None:
    about = one()
    found = answers(json.dumps({"readings": entries}), [about], "m")
    wellformed = [e for e in entries if isinstance(e, dict) and e.get("id") == about.name and e.get("kind") in [*KINDS]]
    assert len(found) == min(len(wellformed), 1)
    for answer in found:
        opinion = answer.opinion
        assert opinion.quote in EN or opinion.quote == "The post"
        assert all(s.quote in EN and s.signal in SIGNALS for s in opinion.signs)
        assert opinion.kind in ("", wellformed[0]["kind"])
        assert bool(opinion.kind) == bool(opinion.quote)
        assert set(opinion.also) <= {*KINDS} - {opinion.kind}


@pytest.mark.parametrize("thought", ["<think>" * 200_000, "<think>" * 100_000 + "</think>", "hm</think>" * 100_000])
def test_what_a_model_thought_is_passed_over_however_much_it_is(thought: str) -> None:
    about = one()
    assert len(answers(thought + said(reading("rejection", "gone"), about=about), [about], "m")) == 1


@given(st.text(max_size=300) | st.text(max_size=60).map(lambda t: '{"readings": [' + t))
def test_any_text_at_all_is_taken_for_what_it_is(text: str) -> None:
    assert answers(text, [one()], "m") == []


def test_what_is_sent_of_a_message_is_five_things() -> None:
    about = one(EN * 100)
    body = request("m", [about])
    (sent,) = json.loads(body["messages"][1]["content"])["messages"]
    assert set(sent) == {"id", "by", "name", "day", "subject", "text"}
    assert len(sent["text"]) == TEXT
    text = json.dumps(body)
    assert "dana@reyes.example" not in text
    assert "me@x.example" not in text
    assert about.message not in text


def test_the_same_content_is_one_question_and_another_is_another() -> None:
    first, copy = asked(message(EN), mine=False, salt="grey"), asked(message(EN, ident="<2@x>"), mine=False, salt="grey")
    assert first.key == copy.key
    assert [a.key for batch in batches([first, copy]) for a in batch] == [first.key]
    assert len({first.key, one(JA).key, asked(message(EN), mine=True, salt="grey").key, one(EN, "Other").key}) == 4


def test_what_a_message_is_called_follows_from_a_secret_of_the_store() -> None:
    names = {asked(message(EN), mine=False, salt=salt).name for salt in ("grey", "green")}
    assert len(names) == 2
    assert asked(message(EN), mine=False, salt="grey").key[:10] not in names


@given(st.lists(st.integers(0, 6_000), max_size=40))
def test_a_request_holds_so_many_messages_and_so_much_text_at_most(sizes: list[int]) -> None:
    some = [one(f"{n} " + "x" * size) for n, size in enumerate(sizes)]
    made = list(batches(some))
    assert [a for batch in made for a in batch] == some
    assert all(len(batch) <= BATCH and (len(batch) == 1 or sum(a.size for a in batch) <= SIZE) for batch in made)
