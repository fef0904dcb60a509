"""The tables: facts, which nothing but the owner or a scan changes, and what was understood from them."""

from __future__ import annotations

from goen.store.models.derived import Advice, Application, Introduction, Person, Reading, Sign
from goen.store.models.facts import Correction, Draft, HandMade, Kept, Message, Place, Source, State, Tombstone
from goen.store.models.search import Searched

__all__ = [
    "Advice",
    "Application",
    "Correction",
    "Draft",
    "HandMade",
    "Introduction",
    "Kept",
    "Message",
    "Person",
    "Place",
    "Reading",
    "Searched",
    "Sign",
    "Source",
    "State",
    "Tombstone",
]
