"""Letters in Japanese: written, not translated."""

from __future__ import annotations
