"""Goen: from a rejection to another offer."""

from __future__ import annotations

import os

# Before numpy is loaded. Its products here are small: a second thread of the BLAS spins beside the first, which costs a quarter more processor
# time and saves nothing; what can be spread is spread over processes (actions/pool.py).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
