"""How far a scan is, as values that a shell can draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`phase`: "read" (mail is read), "close" (mail that belongs too is fetched), "reread", "understand" (the whole is understood).

    `total` is the number of messages where it is known; `bytes_total` the size of what is read where that is known.
    """

    phase: str
    done: int = 0
    total: int | None = None
    bytes_done: int = 0
    bytes_total: int | None = None
    seconds: float = 0.0  # since the phase began

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def fraction(self) -> float | None:
        """0 to 1, where it is known; by bytes if they are, since messages differ in size a thousand times."""
        for done, total in ((self.bytes_done, self.bytes_total), (self.done, self.total)):
            if total:
                return min(1.0, done / total)
        return None

    @property
    def left(self) -> float | None:
        """Seconds that the phase will still take at this rate."""
        fraction = self.fraction
        return self.seconds / fraction - self.seconds if fraction else None


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """The report of whoever wants none."""
