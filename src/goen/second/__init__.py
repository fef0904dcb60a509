"""The second reader: an OpenAI-compatible endpoint that the owner names, asked about hard messages only. Off until they set it up.

This package is the one place that sends anything of the mail anywhere. What it sends is made by `question.py` alone, what comes back is
believed only as far as `answer.py` finds it in the mail. docs/second-reader.md says the same for the owner.
"""

from __future__ import annotations
