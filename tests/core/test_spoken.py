"""A sentence that the owner called a sign, or none, weighs where the same sentence stands again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from goen.core.mail.message import Message
from goen.core.mail.parse import parse
from goen.core.reading.classify import Floats, Mail, assemble
from goen.core.reading.features import SHAPE
from goen.core.reading.reader import RawReading
from goen.core.ties.evidence import LABELS, Candidate
from goen.core.ties.spoken import judged, words
from goen.core.understand import PERHAPS, SURE
from goen.core.values import Correction, Owner

OWNER = Owner("Thea Lund", ("thea@lund.example",), "en")
SENTENCE = {"en": "Your sketch, number {n}, hangs above my desk now.", "ja": "{n}枚目の見取り図は、いま工房の壁に貼ってあります。"}
DANA, RUTH = "Dana Reyes <dana@arbor.example>", "Ruth Abelard <ruth@wexley.example>"


def mail(n: int, sender: str, body: str) -> Message:
    day = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=n)
    return parse(
        f"From: {sender}\nTo: Thea Lund <thea@lund.example>\nSubject: A note\nMessage-ID: <{n}@test.example>\n"
        f"Date: {day:%a, %d %b %Y %H:%M:%S} +0000\nContent-Type: text/plain; charset=utf-8\n\n{body}\n".encode()
    )


def box(*bodies: tuple[str, str]) -> tuple[Mail, list[Candidate]]:
    messages = [mail(n, sender, body) for n, (sender, body) in enumerate(bodies, 1)]
    nothing = RawReading((), (), (0.0,) * len(SHAPE), (), ())
    made = assemble(messages, {m.id: nothing for m in messages}, OWNER)
    return made, [Candidate(i, 0, len(m.new)) for i, m in enumerate(made.messages)]


def said(verb: str, n: int, value: str, hour: int = 0) -> Correction:
    return Correction(verb, f"<{n}@test.example>", value, datetime(2026, 5, 1, hour, tzinfo=UTC))


def chances(rows: int, praise: float) -> Floats:
    p = np.zeros((rows, len(LABELS)), np.float32)
    p[:, LABELS.index("praise")], p[:, LABELS.index("none")] = praise, 1 - praise
    return p


def direct(p: Floats) -> list[float]:
    return [float(1 - row[LABELS.index("none")] - row[LABELS.index("courtesy")]) for row in p]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_no_sign_is_none_by_anybody_whatever_the_number_in_it(language: str) -> None:
    text = SENTENCE[language]
    whole, found = box((DANA, text.format(n=3)), (DANA, text.format(n=4)), (RUTH, text.format(n=5)), (RUTH, "Bring it to me. Soon."))
    part = text.format(n=3)[4:-4]  # the owner marks a part of the sentence
    p, why = judged(whole, found, chances(4, 0.9), words(whole, [said("not-a-sign", 1, part)]))
    assert np.allclose(direct(p), [0.9, 0, 0, 0.9], atol=1e-5)
    assert why.keys() == {1, 2}
    assert dict(why[1][0].arguments) == {"like": "<1@test.example>"}


def test_what_is_a_sign_counts_in_the_mail_of_its_author_and_is_perhaps_one_elsewhere() -> None:
    text = SENTENCE["en"]
    whole, found = box(*((who, text.format(n=n)) for n, who in enumerate((DANA, DANA, RUTH))))
    sign = said("sign", 1, f"praise|dana@arbor.example|{text.format(n=0)}")
    p, _ = judged(whole, found, chances(3, 0.05), words(whole, [sign]))
    mine, again, another = direct(p)
    assert mine == pytest.approx(0.05, abs=1e-5)
    assert again >= SURE
    assert PERHAPS <= another < SURE


def test_the_last_word_on_a_sentence_counts() -> None:
    text = SENTENCE["en"]
    whole, found = box((DANA, text.format(n=1)), (DANA, text.format(n=2)), (DANA, text.format(n=3)))
    no = said("not-a-sign", 1, text.format(n=1), 1)
    yes = said("sign", 2, f"praise|dana@arbor.example|{text.format(n=2)}", 2)
    assert direct(judged(whole, found, chances(3, 0.3), words(whole, [yes, no]))[0])[2] >= SURE


def test_without_a_word_nothing_changes() -> None:
    whole, found = box((DANA, SENTENCE["en"]))
    p = chances(1, 0.5)
    assert judged(whole, found, p, words(whole, [])) == (p, {})
