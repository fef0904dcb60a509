"""The board as it was shown last, kept with what it was made of: a scan that finds nothing new shows it without loading all that it is made from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from goen.actions.lock import only_writer
from goen.config import Config
from goen.errors import GoenError
from goen.store import derived, state
from goen.store.connect import one_transaction

NAME = "board"
Lines = Sequence[Sequence[str]]  # text and style of each line


def made_of(day: str, language: str, columns: int) -> str:
    """What the board depends on: the understanding of a day, what stands beside it, and how it is shown."""
    stamp = derived.stamp()
    return json.dumps([stamp.understood_at, stamp.revision, stamp.made_from, stamp.saved, stamp.beside, day, language, columns])


def kept(name: str) -> Lines | None:
    """The board that was kept under what `made_of` gave; None where it is another now."""
    own, lines = json.loads(state.get(NAME, '["", []]'))
    return lines if own == name else None


def keep(config: Config, name: str, lines: Lines) -> None:
    """Keep a board that was drawn from what `made_of` named; where that has changed meanwhile, or somebody is writing, none."""
    day, language, columns = json.loads(name)[-3:]
    try:
        with only_writer(config), one_transaction():
            if made_of(day, language, columns) == name:
                state.put(NAME, json.dumps([name, lines], ensure_ascii=False, separators=(",", ":")))
    except GoenError as problem:
        if problem.code != "busy":
            raise


def let_go() -> None:
    """Keep none. Call it in the transaction that removes something."""
    state.put(NAME, '["", []]')
