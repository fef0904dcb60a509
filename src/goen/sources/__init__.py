"""Where mail comes from."""

from __future__ import annotations

from goen.sources.base import Ref, Source, SourceError
from goen.sources.memory import Memory
from goen.sources.open import open_source

__all__ = ["Memory", "Ref", "Source", "SourceError", "open_source"]
