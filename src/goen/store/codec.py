"""Frozen values to JSON and back, by their type hints: what was written comes back equal.

A field that was added later, with a default, is simply not in old rows. Shapes that values use: str, int, float, bool, None, date,
datetime (aware), dataclasses, tuples of one of these (`tuple[X, ...]`) or of given ones (`tuple[str, str]`), and `X | None`.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")
Step = Callable[[Any], Any]


def dumps(value: object) -> str:
    """The value as compact JSON; dataclasses become objects without the fields that have their default."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The value of type `kind` (a dataclass or one of the shapes above) that was written as `text`."""
    result: T = _reader(cast(Hashable, kind))(json.loads(text))
    return result


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(part) for name, default in _defaults(cast(Hashable, type(value))) if (part := getattr(value, name)) != default}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _same(value: Any) -> Any:
    return value


@cache
def _reader(kind: Any) -> Step:
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _reader(next(part for part in arguments if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _reader(arguments[0])
            return tuple if each is _same else lambda value: tuple(map(each, value))
        steps = tuple(_reader(part) for part in arguments)
        return lambda value: tuple(step(part) for step, part in zip(steps, value, strict=True))
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if kind is float:
        return float
    return _same


def _dataclass_reader(kind: Any) -> Step:
    hints = typing.get_type_hints(kind)
    steps = tuple((field.name, _reader(hints[field.name])) for field in fields(kind))

    def read(value: dict[str, Any]) -> Any:
        return kind(**{name: step(value[name]) for name, step in steps if name in value})

    return read
