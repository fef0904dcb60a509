"""Whose mail belongs: a wide first cast, then the closure over people and threads."""

from __future__ import annotations
