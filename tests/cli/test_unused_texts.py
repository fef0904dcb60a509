"""Every text is said somewhere: what nothing says is removed from both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from goen.say import voice

SRC = Path(__file__).resolve().parents[2] / "src" / "goen"


def wordings(source: str) -> Iterator[str]:
    """Patterns of the keys that a source may mean: its strings, with anything in the place of a value; of a group of commands all."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant) and "." in str(node.values[0].value):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)
        elif isinstance(node, ast.JoinedStr) and re.fullmatch(r"f'\{\w+\}-[\w-]+'", ast.unparse(node)):  # a key with an ending
            yield r"[\w.-]+" + re.escape(ast.unparse(node).partition("}")[2][:-1])
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and [*map(ast.unparse, node.targets)] == ["texts"]:
            yield re.escape(f"{node.value.value}.") + ".+"


def shown(template: str) -> Iterator[str]:
    """The same of a page."""
    for word in re.findall(r"""["']([\w.-]+)["']""", template):
        yield re.escape(word) + (".+" if word.endswith(".") else "")
    for family in re.findall(r"""\bcode ["']([\w.-]+)["']""", template):
        yield re.escape(f"{family}.") + ".+"


def unused(sources: list[str], templates: list[str]) -> list[str]:
    known = {w for source in sources for w in wordings(source)} | {w for template in templates for w in shown(template)}
    exact = {re.sub(r"\\(.)", r"\1", one) for one in known if "+" not in one}
    built = re.compile("|".join(sorted(one for one in known if "+" in one)))
    return sorted(key for key in voice("en").texts if key not in exact and not built.fullmatch(key))


def test_no_text_is_left_that_nothing_says() -> None:
    sources = [path.read_text("utf-8") for path in SRC.rglob("*.py")]
    templates = [path.read_text("utf-8") for path in SRC.rglob("*.html")]
    assert unused(sources, templates) == []
    assert len(unused([], templates)) > 100
