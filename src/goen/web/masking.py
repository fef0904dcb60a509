"""Names as initials, for a shared screen: of people, firms and addresses, wherever they stand in a text.

What is known by name is looked for as it is written: whole names, their parts, firms without their legal form. Better one word too many than one too few.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from goen.core.values import Understanding
from goen.view import plain

ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
SITE = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|jp|uk|example|io|co|ac)\b(?:/\S*)?", re.I)
LEGAL = re.compile(
    r"株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|公益社団法人|社会福祉法人|学校法人|医療法人|NPO法人|（株）|\(株\)|㈱"
)
COMMON = frozenset(
    "about after and care centre center city college company council digital education editorial foundation from global group health hospital"
    " house insurance international labs library limited local logistics market media museum mutual national office partners people press"
    " project public radio recruitment research school science service services social society software solutions street studio studios"
    " systems team technologies technology the their theatre trust university with work works".split()
)


class Mask:
    """Called with a text, gives it with initials in the place of names."""

    def __init__(self, names: Iterable[str]) -> None:
        starts: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if len(name) > 2 or (len(name) == 2 and not name.isascii()):
                starts[name[:2]].add(name)
        self.starts = {start: sorted(found, key=lambda n: (-len(n), n)) for start, found in starts.items()}

    def __call__(self, text: str) -> str:
        text = SITE.sub("…", ADDRESS.sub(lambda found: initials(found.group()), text))
        out: list[str] = []
        at = done = 0
        while at < len(text) - 1:
            name = self._at(text, at)
            if name:
                out += [text[done:at], initials(name)]
                at = done = at + len(name)
            else:
                at += 1
        return "".join([*out, text[done:]]) if out else text

    def _at(self, text: str, at: int) -> str:
        """The longest name that begins here, "" where there is none; one in letters stands as a word of its own."""
        for name in self.starts.get(text[at : at + 2], ()):
            if not text.startswith(name, at):
                continue
            end = at + len(name)
            inside = name[0].isascii() and at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()
            onward = name[-1].isascii() and end < len(text) and text[end].isascii() and text[end].isalnum()
            if not inside and not onward:
                return name
        return ""


def mask_of(understanding: Understanding) -> Mask:
    """The mask for everybody and every firm that was understood."""
    return Mask(_names(understanding))


def _names(known: Understanding) -> Iterator[str]:
    for name in (known.owner.name, *(p.name for p in known.people)):
        yield from _of_person(plain(name))
    firms = {a.organization for a in known.applications} | {p.organization for p in known.people}
    if known.pause:
        firms.add(known.pause.organization)
    for firm in firms:
        yield from _of_firm(plain(firm))
    for recorded in known.notes:
        note = recorded.note
        for name in (*note.present, *(s.by for s in note.said)):
            yield from _of_person(plain(name))
        if not recorded.application and not recorded.people and "@" not in note.about and "<" not in note.about:
            yield from _of_firm(plain(note.about))


def _of_person(name: str) -> Iterator[str]:
    bare = name.replace(" ", "").replace("　", "")
    yield from (name, bare, *(part for part in name.split() if part.casefold() not in COMMON))
    if bare and not bare.isascii() and 3 <= len(bare) <= 6:
        yield bare[:2]  # a family name, most often


def _of_firm(name: str) -> Iterator[str]:
    bare = LEGAL.sub("", name).strip()
    yield from (name, bare, name.upper(), bare.replace(" ", ""))
    for part in re.split(r"[\s,&/()（）・]+", bare):
        if len(part) > 3 and part[:1].isupper() and part.casefold() not in COMMON:
            yield from (part, part.upper())
        elif len(part) > 1 and not part.isascii():
            yield part


def initials(name: str) -> str:
    """What stands for a name on a shared screen."""
    local, at, _ = plain(name).partition("@")
    if at:
        return f"{local[:1]}…@…"
    return " ".join(f"{word[:1]}." if word[:1].isascii() else f"{word[:1]}〇" for word in local.split())
