"""What a text must hold before a regular expression can be found in it, told from the expression itself.

The standard library has no public way to look into an expression. Its parser is the same from Python 3.11 to 3.14; where a later one has it
no more, or in another shape, nothing is said of what is needed: every expression is then tried on every text, which is slower and finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

try:
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - a Python to come
    codes = parser = None

Need = frozenset[str]  # of these pieces of text, at least one


def needs(pattern: str) -> tuple[Need, ...]:
    """Every match holds, for each of these sets, at least one of its strings. Empty where nothing can be said."""
    try:
        return tuple(dict.fromkeys(_sequence(parser.parse(pattern))))
    except (AttributeError, TypeError, ValueError, IndexError):
        return ()


def ways(pattern: str) -> list[str]:
    """Expressions that together find what `pattern` finds: its alternatives, each with one choice of its largest group made."""
    return [one for part in split(pattern) for one in _chosen(part)]


def _chosen(pattern: str) -> list[str]:
    best: list[str] = [""]
    for start, end in _groups(pattern):
        if pattern[end : end + 1] not in ("?", "*", "+", "{"):  # a group that is there once
            best = max(best, [f"{pattern[:start]}(?:{one}){pattern[end:]}" for one in split(pattern[start + 3 : end - 1])], key=len)
    return best if len(best) > 1 else [pattern]


def split(pattern: str) -> list[str]:
    """The alternatives that stand outside all groups."""
    out, start = [], 0
    for at, depth in _outside(pattern):
        if depth == 0 and pattern[at] == "|":
            out.append(pattern[start:at])
            start = at + 1
    return [*out, pattern[start:]]


def _groups(pattern: str) -> list[tuple[int, int]]:
    """Start and end of the outermost groups "(?:…)"."""
    out, start = [], 0
    for at, depth in _outside(pattern):
        if pattern[at] == "(" and depth == 0:
            start = at
        elif pattern[at] == ")" and depth == 1:
            out.append((start, at + 1))
    return out


def _outside(pattern: str) -> list[tuple[int, int]]:
    """Every character that is neither escaped nor within brackets, with how many groups are open before it."""
    out, depth, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 2
            continue
        if pattern[at] == "[":
            at = pattern.index("]", at + 2)
        out.append((at, depth))
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        at += 1
    return out


def _sequence(items: Sequence[tuple[Any, Any]]) -> list[Need]:
    out: list[Need] = []
    run: list[str] = []

    def end() -> None:
        if run:
            out.append(frozenset({"".join(run)}))
            run.clear()

    for operation, value in items:
        if operation is codes.LITERAL:
            run.append(chr(value))
            continue
        if operation is codes.AT:
            continue
        if operation is codes.MAX_REPEAT and value[0] == 1 and value[2][0][0] is codes.LITERAL and len(value[2]) == 1:
            run.append(chr(value[2][0][1]))  # "xx+"
            end()
            continue
        end()
        if operation is codes.SUBPATTERN:
            out += _sequence(value[3])
        elif operation is codes.BRANCH:
            out += _branches([_sequence(one) for one in value[1]])
        elif operation is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
            out.append(frozenset(chr(code) for _, code in value))
        elif operation in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[0] > 0:
            out += _sequence(value[2])
    end()
    return out


def _branches(each: list[list[Need]]) -> list[Need]:
    """Of each branch its best need, joined; nothing if one branch needs nothing."""
    if not all(each):
        return []
    return [frozenset().union(*(max(some, key=_worth) for some in each))]


def _worth(need: Need) -> tuple[int, int]:
    return min(map(len, need)), -len(need)
