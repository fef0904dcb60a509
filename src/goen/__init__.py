"""Goen: from a rejection to another offer."""

from __future__ import annotations

__version__ = "0.1.0"
