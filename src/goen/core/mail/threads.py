"""Which messages answer one another."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from goen.core.mail.message import Envelope

WINDOW = timedelta(days=60)  # between an answer without references and what it may answer
MANY_SUBJECTS = 3  # an id that nobody has, named under more subjects than this, is a sender's constant and joins nothing

_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|sv|vs|antw|antwort|odp|ynt|res|rif|r|回复|回覆|答复|返信)(?:\s*[\[(]?\d{1,3}[\])]?)?\s*[:：]|(fwd?|wg|tr|vb|vl|rv|enc|i|doorst|転送|转发|轉寄)\s*[:：])",
    re.I,
)
_TAG = re.compile(r"\s*\[[^\]]{1,40}\]\s*")
_SPACE = re.compile(r"\s+")
# what anybody writes to anybody: such a subject says nothing about belonging together
_GENERIC = frozenset({
    "", "hello", "hello!", "hi", "hi!", "hey", "hi there", "thanks", "thanks!", "thank you", "thank you!", "many thanks", "question", "questions", "quick question", "update", "an update",
    "interview", "application", "job application", "your application", "my application", "cv", "resume", "follow up", "following up", "follow-up", "introduction", "intro", "meeting",
    "invitation", "no subject", "(no subject)", "none", "test", "important", "urgent", "fyi", "catch up", "catching up", "call", "offer", "job", "opportunity", "next steps", "feedback",
    "お礼", "御礼", "ご連絡", "お知らせ", "ご案内", "お願い", "確認", "ご確認", "お問い合わせ", "日程", "面接", "選考結果", "選考結果のご連絡", "選考結果のご案内", "選考結果について", "面接日程について", "日程調整のお願い",
    "面接のご案内", "ご応募ありがとうございます", "応募", "無題", "件名なし", "こんにちは", "お世話になっております", "ありがとうございます",
})  # fmt: skip


def base_subject(subject: str) -> tuple[str, bool]:
    """The subject without "Re:", "Fwd:" and list tags, folded for comparison; and whether it is an answer (a "Re:" of any language)."""
    rest = unicodedata.normalize("NFKC", subject)
    answer = False
    while True:
        found = _PREFIX.match(rest)
        if found:
            answer = answer or found[1] is None
            rest = rest[found.end() :]
            continue
        tag = _TAG.match(rest)
        if tag and tag.end() < len(rest):
            rest = rest[tag.end() :]
            continue
        break
    return _SPACE.sub(" ", rest).strip().casefold(), answer


def is_generic(base: str) -> bool:
    """Whether a base subject is too common to join messages by."""
    return base in _GENERIC or len(base) < (3 if any(c > "\u2e7f" for c in base) else 6)


def threads(envelopes: Iterable[Envelope]) -> dict[str, str]:
    """Message id to thread id. A thread's id is the id of its oldest message; the order in which messages come does not matter.

    Messages are joined by their references. An answer whose references are missing or name nothing known joins the latest
    older message with the same subject that shares two addresses with it (sender or recipient), within `WINDOW`, unless the
    subject is generic.
    """
    known = {e.id: e for e in sorted(envelopes, key=lambda e: (e.date, e.id, e.digest), reverse=True)}
    subjects = {e.id: base_subject(e.subject) for e in known.values()}
    parent: dict[str, str] = {}

    def find(x: str) -> str:
        root = x
        while (up := parent.get(root, root)) != root:
            root = up
        while (up := parent.get(x, x)) != root and x != root:
            parent[x] = root
            x = up
        return root

    ghosts = _constants(known, subjects)
    for e in known.values():
        for reference in e.references:
            if reference not in ghosts:
                a, b = find(e.id), find(reference)
                if a != b:
                    parent[a] = b
    for child, older in _by_subject(known, subjects):
        a, b = find(child), find(older)
        if a != b:
            parent[a] = b
    oldest: dict[str, Envelope] = {}
    for e in known.values():
        root = find(e.id)
        first = oldest.get(root)
        if first is None or (e.date, e.id) < (first.date, first.id):
            oldest[root] = e
    return {i: oldest[find(i)].id for i in known}


def _constants(known: dict[str, Envelope], subjects: dict[str, tuple[str, bool]]) -> set[str]:
    """Ids that no message here has and that stand under many subjects."""
    under: defaultdict[str, set[str]] = defaultdict(set)
    for e in known.values():
        for reference in e.references:
            if reference not in known:
                under[reference].add(subjects[e.id][0])
    return {reference for reference, bases in under.items() if len(bases) > MANY_SUBJECTS}


def _by_subject(known: dict[str, Envelope], subjects: dict[str, tuple[str, bool]]) -> list[tuple[str, str]]:
    groups: defaultdict[str, list[Envelope]] = defaultdict(list)
    for e in known.values():
        base = subjects[e.id][0]
        if not is_generic(base):
            groups[base].append(e)
    out: list[tuple[str, str]] = []
    for group in groups.values():
        if len(group) < 2:
            continue
        group.sort(key=lambda e: (e.date, e.id))
        people = [_participants(e) for e in group]
        for n, e in enumerate(group):
            if not subjects[e.id][1] or any(r in known for r in e.references):
                continue
            for m in range(n - 1, -1, -1):
                if e.date - group[m].date > WINDOW:
                    break
                if len(people[n] & people[m]) >= 2:
                    out.append((e.id, group[m].id))
                    break
    return out


def _participants(e: Envelope) -> frozenset[str]:
    return frozenset({e.sender.email, *(a.email for a in e.to), *(a.email for a in e.cc)} - {""})
