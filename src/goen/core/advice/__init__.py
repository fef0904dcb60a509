"""Advice after a rejection, and the words for it."""

from __future__ import annotations

from goen.core.advice.check import check
from goen.core.advice.draft import draft
from goen.core.advice.propose import propose
from goen.core.advice.steps import next_step

__all__ = ["check", "draft", "next_step", "propose"]
