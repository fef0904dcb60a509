from __future__ import annotations

from goen.core.mail.parse import parse
from training.salad import PORTIONS, salad


def mail(subject: str, body: str) -> bytes:
    return f"From: Shop <news@shop.example>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


FORMS = [parse(mail("Your application", "We have read your pages.")), parse(mail("選考のご案内", "面接にお越しください。"))]
WORDS = [
    parse(mail("Big sale today", "Shoes and hats at half price until Sunday")),
    parse(mail("セールのお知らせ", "靴と帽子が半額です。")),
]


def test_salad_is_made_of_the_given_words_only_and_the_same_every_time() -> None:
    made = salad(FORMS, WORDS, 20)
    assert made == salad(FORMS, WORDS, 20)
    english = [m for m in made if m.new.isascii()]
    assert 0 < len(english) < 20
    known = set("Shoes and hats at half price until Sunday".split())
    assert all(set(m.new.split()) <= known for m in english)


def test_salad_keeps_the_form_of_real_messages_and_is_longer() -> None:
    for m in salad(FORMS, WORDS, 20):
        assert m.envelope.sender == FORMS[0].envelope.sender
        if m.new.isascii():
            assert len(m.new.split()) in {6 * portion for portion in PORTIONS}
