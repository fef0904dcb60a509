"""Whether a letter may go as it is: its length, its one ask, its tone, and that the mail bears out all that it says.

`draft` passes; the owner's changes are looked at before a letter is saved. Problems are codes, the owner decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from goen.core.advice.correspondence import correspondence, wrote
from goen.core.advice.gather import day_words, words_of
from goen.core.advice.letters import calling
from goen.core.advice.letters.en import manner as en_manner
from goen.core.advice.letters.en import rules as en
from goen.core.advice.letters.en import write as en_write
from goen.core.advice.letters.ja import manner as ja_manner
from goen.core.advice.letters.ja import rules as ja
from goen.core.advice.letters.ja import write as ja_write
from goen.core.advice.steps import next_step
from goen.core.mail.message import Message
from goen.core.reasons import Reason
from goen.core.values import Advice, Application, Letter, Person, Understanding

CODES = (
    "several-recipients",  # more than one address
    "wrong-recipient",  # an address that is not the person's
    "wrong-name",  # the person's name does not stand in the greeting
    "wrong-honorific",  # Japanese: no 様 or 先生 after the name
    "too-short",
    "too-long",
    "several-asks",
    "ask-in-thanks",  # a plain thank-you, or a report, asks for something
    "question-in-thanks",
    "no-way-out",  # an ask without an easy way to leave it
    *en.BANNED,  # disputes, begs, presses, presumes, guilt, cv, flatters
    "asks-for-post",  # Japanese: a request for a post, not a consultation
    "manners",  # Japanese: words that are wrong in a letter
    "unsupported-name",
    "unsupported-number",
    "unsupported-quote",
    "unsupported-praise",
    "nothing-concrete",  # nothing in it that only this process had
)

SAME = str.maketrans("『』’‘“”–—", "「」''\"\"--")


def check(letter: Letter, advice: Advice, understanding: Understanding, messages: Iterable[Message]) -> tuple[Reason, ...]:
    """The problems of the letter, in the order of CODES, with the words in question as the quote; empty if there is none."""
    application = next(a for a in understanding.applications if a.id == advice.application)
    step = next_step(advice, as_of=understanding.as_of)
    person_id = dict(step.arguments).get("person", advice.to or "")
    person = next((p for p in understanding.people if p.id == person_id), None)
    plain = step.code in {"thank", "thank-if-you-like", "report", "report-if-you-like"} or advice.response == "thanks"
    return examine(letter, application, person, understanding, messages, plain=plain, concrete=True)


def examine(
    letter: Letter,
    application: Application,
    person: Person | None,
    understanding: Understanding,
    messages: Iterable[Message],
    *,
    plain: bool,
    concrete: bool = False,
    length: tuple[int, int] | None = None,
    known: Sequence[str] = (),
) -> tuple[Reason, ...]:
    """The problems of a letter about an application to a person. `plain`: it asks for nothing. `concrete`: it must name what only this process had.

    `length`: shortest and longest, in English words or Japanese characters; that of a letter after a rejection where it is not given.
    What the owner noted supports a letter as the mail does, and so does what is `known` besides (days that follow from the mail).
    """
    messages = tuple(messages)
    mails = correspondence(understanding.people, messages, understanding.readings, owner=understanding.owner, as_of=understanding.as_of)
    theirs = wrote(mails[person.id]) if person else ()
    near = [m.message for m in mails[person.id]] if person else []
    near += [m for m in messages if m.id in set(application.messages)]
    support = _support(understanding, near, letter.language) + _flat("\n".join(known))
    heard = [s.quote for p in understanding.people for s in p.signs if s.record and p is person]
    said = _flat("\n".join([*(m.message.text for m in theirs), *heard]))
    japanese = letter.language == "ja"
    claims, bare = _claims(letter.body, application, understanding, japanese)
    problems = [
        *_recipient(letter, person, japanese),
        *_length(letter.body, japanese, length),
        *_asks(bare, plain, japanese),
        *_tone(bare, japanese, "\n".join(m.message.new for m in theirs)),
        *_unsupported(letter.body, bare, claims, support, said, japanese),
        *(_concrete(letter.body, claims, application, understanding, person, near, letter.language) if concrete else ()),
    ]
    return tuple(sorted(problems, key=lambda p: CODES.index(p.code)))


def _support(understanding: Understanding, near: Sequence[Message], language: str) -> str:
    names = [understanding.owner.name, *(p.name for p in understanding.people), *(p.organization for p in understanding.people)]
    names += [ja_manner.organization(n) for n in names] + [p.position for p in understanding.people]
    names += [word for a in understanding.applications for word in (a.organization, a.role)]
    names += [day_words(m.envelope.date, language) for m in near]
    for recorded in understanding.notes:
        note = recorded.note
        said = [s.words for s in note.said]
        names += [note.text, note.liked, note.worries, note.next, *note.present, *said, words_of(note.on, language)]
    return _flat("\n".join([*names, *(f"{m.envelope.subject}\n{m.envelope.sender.name}\n{m.text}\n{m.signature}" for m in near)]))


def _flat(text: str) -> str:
    """Folded for comparison: compatibility forms, case, brackets, apostrophes and white space aside."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", "", folded.translate(SAME))


def _claims(body: str, application: Application, understanding: Understanding, japanese: bool) -> tuple[list[str], str]:
    """What the letter says that the person said or that was done, and the body without that, quotations and names (which may hold any word)."""
    rules = ja if japanese else en
    claims = [m[1].strip() for m in rules.CLAIM.finditer(body)]
    bare = rules.QUOTED.sub("“”" if not japanese else "「」", body)
    taken = [*claims, application.role, application.organization, understanding.owner.name]
    taken += [en_write.clean_role(application.role), ja_write.clean_role(application.role)]
    firms = [a.organization for a in understanding.applications] + [p.organization for p in understanding.people]
    taken += [*firms, *map(ja_manner.organization, firms), *(p.name for p in understanding.people)]
    for words in sorted({w for w in taken if len(w) > 1}, key=lambda w: (-len(w), w)):
        bare = bare.replace(words, "…" if japanese else "it")
    return claims, bare


def _recipient(letter: Letter, person: Person | None, japanese: bool) -> list[Reason]:
    found = []
    if re.search(r"[,;\s]", letter.to.strip()) or letter.to.count("@") > 1:
        found.append(Reason("several-recipients", (), letter.to))
    if person is None:
        return found
    if letter.to and not found and letter.to.lower() not in person.emails:
        found.append(Reason("wrong-recipient", (("person", person.id),), letter.to))
    if not calling.addressed(person):
        return found
    top = letter.body.strip().split("\n\n")[0]
    if japanese:
        names = {ja_manner.family(person.name), person.name.replace(" ", ""), person.name}
        if not any(_flat(n) in _flat(top) for n in names):
            found.append(Reason("wrong-name", (("person", person.id),), top))
        elif not re.search(r"(?:様|先生)\s*$", top):
            found.append(Reason("wrong-honorific", (("person", person.id),), top))
        return found
    greeted = {w.strip(".,").casefold() for w in top.split()}
    names = {w.strip(".").casefold() for w in person.name.split()}
    if not greeted & names and not any(len(g) > 2 and en_manner.first_name(person.name).casefold().startswith(g) for g in greeted):
        found.append(Reason("wrong-name", (("person", person.id),), top))
    return found


def _length(body: str, japanese: bool, given: tuple[int, int] | None) -> list[Reason]:
    size = ja_write.length(body) if japanese else len(body.split())
    rules = ja_write if japanese else en_write
    shortest, longest = given or (rules.SHORTEST, rules.LONGEST)
    arguments = (("length", str(size)), ("shortest", str(shortest)), ("longest", str(longest)))
    if size < shortest:
        return [Reason("too-short", arguments)]
    return [Reason("too-long", arguments)] if size > longest else []


def _asks(body: str, plain: bool, japanese: bool) -> list[Reason]:
    rules = ja if japanese else en
    asks, questions = rules.asks(body), rules.questions(body)
    if plain:
        found = [Reason("question-in-thanks", (), questions[0])] if questions else []
        rest = [a for a in asks if a not in questions]
        return found + ([Reason("ask-in-thanks", (), rest[0])] if rest else [])
    found = [Reason("several-asks", (("count", str(len(asks))),), asks[1])] if len(asks) > 1 else []
    if asks and not rules.WAY_OUT.search(body):
        found.append(Reason("no-way-out", (), asks[0]))
    return found


def _tone(body: str, japanese: bool, theirs: str) -> list[Reason]:
    rules = ja if japanese else en
    found = []
    for code, pattern in rules.BANNED.items():
        hit = pattern.search(body)
        if hit and not (code == "cv" and rules.INVITES_CV.search(theirs)):
            found.append(Reason(code, (), hit.group()))
    return found


def _unsupported(body: str, bare: str, claims: Sequence[str], support: str, said: str, japanese: bool) -> list[Reason]:
    rules = ja if japanese else en
    found = [
        Reason("unsupported-quote", (), quote) for quote in rules.QUOTED.findall(body) if _flat(quote).rstrip(".,;:!?。") not in support
    ]
    found += [Reason("unsupported-number", (), n) for n in re.findall(r"\d+(?:[.,]\d+)*", body) if n not in support]
    if japanese:
        names = [n for n in ja.NAME.findall(bare) if n not in ja.NOT_NAMES]
        found += [Reason("unsupported-name", (), n) for n in names + ja.FIRM.findall(bare) if _flat(n) not in support]
        found += [Reason("unsupported-praise", (), c) for c in claims if _flat(c) not in support]
        return found
    names = [n for n in en.CAPITALIZED.findall(bare) if n.casefold() not in en.KNOWN_WORDS]
    found += [Reason("unsupported-name", (), n) for n in names if _flat(n).removesuffix("'s") not in support]
    for claim in claims:
        missing = [w for w in en.content(claim) if _flat(w) not in support]
        if missing:
            found.append(Reason("unsupported-praise", (), claim))
    return found


def _concrete(
    body: str,
    claims: Sequence[str],
    application: Application,
    understanding: Understanding,
    person: Person | None,
    near: Sequence[Message],
    language: str,
) -> list[Reason]:
    """A quotation, a named work, the opening, a third person, or the day of a mail must stand in it; of a process without a name nothing can."""
    japanese = language == "ja"
    rules = ja if japanese else en
    write = ja_write if japanese else en_write
    if claims or rules.QUOTED.search(body) or not (write.clean_role(application.role) or application.organization):
        return []
    inside = body.split("\n\n", 1)[-1].rpartition("\n")[0]
    names = [write.clean_role(application.role), application.organization, write.clean_name(application.organization)]
    names.append(write.clean_name(ja_manner.organization(application.organization)))
    names += [a.organization for a in understanding.applications]
    others = [p.name for p in understanding.people if person is None or p.id != person.id]
    names += [
        n for other in others for n in (other, other.replace(" ", ""), ja_manner.family(other) if japanese else en_manner.first_name(other))
    ]
    names += [day_words(m.envelope.date, language) for m in near]
    for recorded in understanding.notes:
        note = recorded.note
        said = [s.words for s in note.said]
        names += [note.text, note.liked, note.worries, note.next, *note.present, *said, words_of(note.on, language)]
    return [] if any(n and n in inside for n in names) else [Reason("nothing-concrete")]
