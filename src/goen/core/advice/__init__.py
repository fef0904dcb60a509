"""Advice after a rejection, and the words for it."""

from __future__ import annotations

from goen.core.advice.propose import propose

__all__ = ["propose"]
