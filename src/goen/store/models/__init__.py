"""The tables: facts, which nothing but the owner or a scan changes, and what was understood from them."""

from __future__ import annotations

from goen.store.models.derived import Advice, Application, Introduction, Person, Reading, Sign
from goen.store.models.facts import Correction, HandMade, Kept, Message, Noted, Place, Source, State, Tombstone
from goen.store.models.search import Searched
from goen.store.models.second import Answer

__all__ = [
    "Advice",
    "Answer",
    "Application",
    "Correction",
    "HandMade",
    "Introduction",
    "Kept",
    "Message",
    "Noted",
    "Person",
    "Place",
    "Reading",
    "Searched",
    "Sign",
    "Source",
    "State",
    "Tombstone",
]
