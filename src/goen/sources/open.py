"""What a path is, and the source for it."""

from __future__ import annotations

from pathlib import Path

from goen.sources.base import Source
from goen.sources.mbox import Mbox


def open_source(path: Path) -> Source:
    return Mbox(path)
