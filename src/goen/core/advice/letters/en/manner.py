"""How the owner and a person address one another in English: first names or formal, and the greeting that is used between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

GREETING = re.compile(
    r"^\s*(dear|hi|hello|hey|good (?:morning|afternoon|evening)|respected)?[ ,]*([^\n,:!–—-]{1,40}?)\s*[,:!–—-]\s*(?:\n|$|[A-Z])", re.I
)
TITLE = re.compile(r"^(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir|madam)\b\.?", re.I)
NOBODY = re.compile(r"\b(?:all|both|team|hiring|applicant|candidate|sir|madam|whom|everyone|there|again)\b", re.I)


def greeting_of(text: str) -> tuple[str, str]:
    """(word, name) of the greeting that a mail begins with: ("Hi", "Dana"), ("", "Thea"); ("", "") if it has none."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    found = GREETING.match(first + "\n")
    if not found:
        return "", ""
    word, name = (found[1] or "").capitalize(), found[2].strip()
    if NOBODY.search(name) or not name or not name[0].isupper() or len(name.split()) > 4:
        return "", ""
    return word, name


def signed_as(text: str, person: str) -> str:
    """The form of their own name that a mail ends with ("Priya", "D.", "Paul Oyelaran"), or "" if there is none."""
    names = [w.strip(".").casefold() for w in TITLE.sub("", person).split()]
    if not names:
        return ""
    for line in [line.strip(" ,–—-") for line in text.strip().splitlines() if line.strip()][-12:]:
        words = [w.strip(".").casefold() for w in line.split()]
        if not 1 <= len(words) <= 4 or not line[0].isalpha() or line.endswith(("!", "?")):
            continue
        if all(w in names for w in words):
            return line
        if len(words) == 1 and (words[0] == names[0][:1] or (len(words[0]) > 2 and names[0].startswith(words[0]))):
            return line
    return ""


def first_name(name: str) -> str:
    """The first given name of a Western name, titles aside; the whole of one that begins with an initial."""
    words = [w for w in TITLE.sub("", name).split() if w.strip(".")]
    return (words[0] if len(words[0].strip(".")) > 1 else " ".join(words)) if words else name


def informal(theirs: Sequence[str], mine: Sequence[str], person: str, owner: str) -> bool:
    """Whether the two are on first names, by the newest mail that tells: how they sign and greet, and how the owner has greeted them."""
    for text in reversed(mine):
        _, name = greeting_of(text)
        if name and not TITLE.match(name) and name.split()[0] in person.split():
            return len(name.split()) == 1 or name == first_name(person)
    for text in reversed(theirs):
        signed = signed_as(text, person)
        _, called = greeting_of(text)
        if called and (TITLE.match(called) or called == owner):
            return False
        if signed:
            return len(signed.split()) < len(TITLE.sub("", person).split())
    return False


def greeting(theirs: Sequence[str], mine: Sequence[str], person: str, plain: bool) -> str:
    """The greeting line: the one the owner has used before, if it fits the manner, else one made after theirs."""
    for text in reversed(mine):
        word, name = greeting_of(text)
        if name and not TITLE.match(name) and name.split()[0] in person.split() and plain:
            return f"{word} {name},".strip() if word != "Respected" else f"Dear {name},"
        if name and TITLE.match(name) and not plain and name.split()[-1].lower() in person.lower().split():
            return f"Dear {name},"
    word = next((w for w, name in map(greeting_of, reversed(theirs)) if name and w), "")
    if not plain:
        return f"Dear {TITLE.sub('', person).strip()},"
    signed = next(
        (s for s in (signed_as(text, person) for text in reversed(theirs)) if len(s.rstrip(".")) > 2 and s.split()[0] in person.split()), ""
    )
    name = signed if signed and len(signed.split()) <= 2 and signed != person else first_name(person)
    return f"{'Hi' if word in {'Hi', 'Hey', 'Hello'} else 'Dear'} {name},"
