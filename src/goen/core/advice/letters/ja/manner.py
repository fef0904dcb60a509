"""宛名 and 名乗り: how a Japanese letter addresses the person, and how the owner names themselves, as in the mail so far."""

from __future__ import annotations

import re
from collections.abc import Sequence

TEACHER = re.compile(r"教授|講師|教諭|医師|院長|弁護士|税理士")
SCHOOL = re.compile(r"大学|研究室|高校|学院|病院|クリニック|法律事務所")
HALF = {"㈱": "株式会社", "(株)": "株式会社", "（株）": "株式会社", "㈲": "有限会社", "(有)": "有限会社", "（有）": "有限会社"}
BRACKETS = re.compile(r"[(（〔\[].*?[)）〕\]]")
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


def organization(name: str) -> str:
    """The firm's name in full: no (株) or ㈱."""
    for short, full in HALF.items():
        name = name.replace(short, full)
    return re.split(r"[(（〔\[]", BRACKETS.sub("", name))[0].strip()


def family(name: str) -> str:
    """The family name, where the name is written with a space; else the whole name."""
    return BRACKETS.sub("", name).split()[0] if name.split() else name


def title(name: str, position: str, firm: str, mine: Sequence[str]) -> str:
    """様, or 先生 where the owner says so already or where teachers and doctors are called so."""
    called = re.compile(re.escape(family(name)) + r"[^\s、。]{0,6}?先生")
    if any(called.search(text) for text in mine):
        return "先生"
    return "先生" if TEACHER.search(position) and SCHOOL.search(firm) else "様"


def greeting(name: str, position: str, firm: str, mine: Sequence[str]) -> str:
    """The 宛名: the organization and the name, each on its line."""
    bare = BRACKETS.sub("", name).strip()
    place = organization(firm)
    if len(place) > len(family(bare)) + 1:
        place = place.removesuffix(family(bare))  # a display name may end with who writes
    bare = bare.removeprefix(place).strip() or bare  # a display name may begin with the firm
    spaced = bare.replace(" ", "").replace("　", "") if JAPANESE.search(bare) else bare
    honorific = title(name, position, firm, mine)
    line = f"{spaced if honorific == '様' else family(bare)}{' ' if not JAPANESE.search(bare) else ''}{honorific}"
    return f"{place}\n{line}" if place else line


def introduces(owner: str, mine: Sequence[str]) -> str:
    """How the owner has named themselves to this person (武蔵野大学の佐藤美緒), or their name."""
    parts = owner.split()
    names = [owner.replace(" ", ""), owner, *parts[:1]]
    for text in reversed(mine):
        for name in names:
            found = re.search(
                rf"(?:^|[\n。、])[  ]*([^\n。、「」]{{2,24}}(?:大学|大学院|専攻|学部|学科|研究室|専門学校|高専)[^\n。、「」]{{0,12}}?の){re.escape(name)}(?:です|と申)",
                text,
            )
            if found:
                return found[1].strip() + owner.replace(" ", "")
    return owner.replace(" ", "")
