"""`python -m goen`."""

from __future__ import annotations

from goen.cli import main

if __name__ == "__main__":
    main()
