"""The one loader of the core's own packaged data. Nothing else in the core touches a disk."""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray


def text(package: str, name: str) -> str:
    """A packaged text file, UTF-8."""
    return (resources.files(package) / name).read_text("utf-8")


@cache
def arrays(package: str, name: str) -> dict[str, NDArray[np.generic]]:
    """A packaged .npz file as named arrays. Numbers only: loading it can't execute anything."""
    raw = (resources.files(package) / name).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as file:
        return {key: file[key] for key in file.files}
