from __future__ import annotations
from typing import NamedTuple
class Words(NamedTuple):
    new: str
    signature: str
    rest: str
def split(text: str) -> Words:
    return Words(text, "", "")
