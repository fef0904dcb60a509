"""Look for cycles seldom, while much is made that holds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MADE = 100_000  # objects made, and not let go, between two looks; Python's own number is 700


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Values hold no cycles, and the collector goes over hundreds of thousands of them again and again to find none: a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(MADE, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
