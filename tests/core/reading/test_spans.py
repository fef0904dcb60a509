from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from goen.core.mail.message import Address, Envelope, Message
from goen.core.reading import codes, lexicon
from goen.core.reading.grams import code
from goen.core.reading.latin import WORD, latin
from goen.core.reading.lexicon import (
    APPLIES,
    ARTICLE,
    BREAK,
    CAPITAL,
    DIGITS,
    ENDS_LEFT,
    ENDS_RIGHT,
    JOINS_LEFT,
    LETTER,
    LINKS,
    NO_NAME,
    ROLE,
    SMALL,
)
from goen.core.reading.sentences import sentences
from goen.core.reading.spans import ZONES, candidates
from goen.core.reading.surroundings import span_codes

TEXTS = st.lists(
    st.lists(
        st.sampled_from(
            "Acme Press and the The of for a as role post Manager , ( ) - – / & Band 6 2026 March editor night nurse Ruth Abelard's PG&E C++ ’ é Žižek ! \n hiring applied".split(
                " "
            )
        )
        | st.text(max_size=4).filter(lambda text: "\0" not in text),
        max_size=14,
    ).map(" ".join),
    max_size=6,
)


def by_hand(text: str) -> list[str]:
    """The rules of latin.py, one word after the other."""
    words = WORD.findall(text)
    about = [lexicon.about(word, word.lower()) for word in words]
    end = len(words)

    def has(i: int, flags: int) -> bool:
        return 0 <= i < end and bool(about[i] & flags)

    found: set[tuple[int, int]] = set()
    done = 0
    for i in range(end):
        if has(i, CAPITAL) and i >= done:
            j = i + 1
            while has(j, CAPITAL) or (has(j, SMALL) and (has(j + 1, CAPITAL) or (has(j + 1, SMALL) and has(j + 2, CAPITAL)))):
                j += 1
            done = j
            found.add((i, j))
            for k in range(i + 1, j):
                if has(k, SMALL):
                    found.add((i, k))
                    if k + 1 < j and has(k + 1, CAPITAL):
                        found.add((k + 1, j))
            if j - i >= 2:
                found.add((i + 1, j))
            if has(j, BREAK) and has(j + 1, CAPITAL):
                k = j + 1
                while has(k, CAPITAL | DIGITS) or (has(k, SMALL) and has(k + 1, CAPITAL)):
                    k += 1
                found.add((i, k + (words[j] == "(" and k < end and words[k] == ")")))
        if has(i, ROLE):
            for k in range(i - 1, i - 6, -1):
                if not has(k, JOINS_LEFT) or has(k, ENDS_LEFT):
                    break
                found.add((k, i))
        if has(i, ARTICLE) and has(i - 1, LINKS):
            for k in range(i + 2, i + 6):
                if not has(k - 1, LETTER) or has(k - 1, ENDS_RIGHT):
                    break
                found.add((i + 1, k))
        if has(i, APPLIES) and has(i + 1, LINKS) and not has(i + 2, ARTICLE):
            for k in range(i + 3, i + 7):
                if not has(k - 1, LETTER) or has(k - 1, ENDS_RIGHT):
                    break
                found.add((i + 2, k))
    kept = set()
    for i, j in found:
        while j > i and has(j - 1, SMALL | BREAK):
            j -= 1
        if j > i and not all(has(k, NO_NAME) for k in range(i, j)):
            kept.add((i, j))
    place = [found.span() for found in WORD.finditer(text)]
    return [text[place[i][0] : place[j - 1][1]] for i, j in sorted(kept)]


@given(TEXTS)
def test_spans_found_in_all_texts_at_once_are_those_that_the_rules_find_word_by_word(texts: list[str]) -> None:
    found = latin(texts)
    for n, text in enumerate(texts):
        assert [span for span, piece in zip(found.text, found.piece.tolist(), strict=True) if piece == n] == by_hand(text)


def message(text: str) -> Message:
    sender = Address("Ruth Abelard", "ruth@acme-press.example")
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    return Message(Envelope("<1>", "", moment, sender, (), (), (), "Editor – Books", (), frozenset(), (), 0), text, text, "")


def features(text: str, span: str, zone: str) -> set[int]:
    found = candidates([message(text)], [sentences(text)])
    n = next(n for n, one in enumerate(found.text) if one == span and ZONES[found.zone[n]] == zone)
    return set(codes.split(*span_codes(found), len(found))[n].tolist())


def test_a_span_in_a_sentence_is_told_by_its_words_its_neighbours_its_place_and_the_domain() -> None:
    text = "Good morning. Thank you. We are glad that Acme Press chose you for the night desk."
    expected = "n=2 w1=acme wl=press wls=ress w=acme w=press shape=aa l1=that r1=chose z=body bias person site=".split()
    expected += [
        "l2=glad that",
        "r2=chose you",
        "l1z=body that",
        "r1z=body chose",
        "lr=that_chose",
        "l3=are glad that",
        "body person",
        "site= z=body",
    ]
    assert features(text, "Acme Press", "body") == set(map(code, expected))


def test_what_begins_a_sentence_has_nothing_before_it() -> None:
    text = "Good morning. Thank you. Acme is hiring now, and it would be good to see you."
    assert features(text, "Acme", "body") >= set(map(code, ["l1=^", "l2=^ ^", "l3=", "r1=is", "r2=is hiring", "lr=^_is"]))


def test_a_part_of_a_subject_is_told_by_the_marks_around_it() -> None:
    assert features("Hello.", "Editor", "subject") >= set(map(code, ["w=editor", "l1=^", "r1=–", "lr=^_–"]))
    assert features("Hello.", "Books", "subject") >= set(map(code, ["w=books", "l1=–", "r1=$", "l3=editor –"]))
