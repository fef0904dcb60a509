"""The words of letters, by language. What a sentence may say is decided in `facts`; how it is said, in `en` and `ja`."""

from __future__ import annotations
