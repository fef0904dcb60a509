"""What a letter may call a person, a firm and an opening: only what surely is one. What the reader took for a name by mistake is left out,
since a letter without a name is plain, and one with a wrong name is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from goen.core.hiring.names import OWN_HOUSE, no_post
from goen.core.mail.people import is_shared
from goen.core.values import Person

_GROUP = """
    admissions admin administration accounts apply applications careers committee crew desk department editorial education enquiries events group
    hiring hr human info jobs mail marketing now office operations people personnel personal program programme recruiter recruiters recruiting recruitment resources
    scout staff staffing student students support talent team track the university us
"""
GROUP = frozenset(_GROUP.split())
GROUP_JA = re.compile(
    r"^(?:総務|人事|採用|事務局|事務|広報|編集部|教務|新卒|キャリア|窓口|受付|本部)[^\s]{0,8}$|(?:担当|担当者|係|チーム|事務局|センター|グループ)$"
)
EVENT = re.compile(
    r"\b(?:interviews?|query|queries|drive|joiners?|chat|call|screen(?:ing)?|meeting|invitation|update|results?|eligibility|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|thank|hello|hi)\b"
    r"|\b(?=\w*\d)(?=\w*[a-z])[\w-]{5,}|\d{3,}",
    re.I,
)
EVENT_JA = re.compile(r"(?:不可|必須|可能|可|について|の件|ください|ます|です|一覧|案内|ご連絡)$|^[\d\W]+$")

PIECE = re.compile(r"(?:して|くて|って|ので|から|です|ます)|^[のをが](?=[ァ-ヶ一-龯])")


def addressed(person: Person) -> bool:
    """Whether a letter can greet this person by their name: there is one, and it is neither a desk's nor the firm's own."""
    words = [w for w in re.split(r"[\s・]+", person.name.strip()) if w]
    if not words or GROUP_JA.search(words[-1]):
        return False
    firm = {w.casefold() for w in person.organization.split()}
    left = [w for w in words if w.casefold().strip(".,") not in firm | GROUP]
    if all(is_shared(e) for e in person.emails) and len(left) < len(words):
        return False
    return bool(left)


def organization(name: str, owner: str) -> str:
    """The firm's name, or "" where it holds the owner's own name, is "our firm", or is a piece of a sentence."""
    words, owners = (_words(text) for text in (name, owner))
    return "" if words & owners or OWN_HOUSE.match(name.strip()) or PIECE.search(name) else name


def role(name: str, people: Iterable[str] = ()) -> str:
    """The opening's name, or "" where it is an event, a code, shouting, "our firm", or somebody's name."""
    if EVENT.search(name) or EVENT_JA.search(name) or no_post(name) or (len(name.split()) > 2 and name == name.upper() and name.isascii()):
        return ""
    words = _words(name)
    return "" if words and any(words <= _words(person) for person in people) else name


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)}
