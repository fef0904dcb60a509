"""The commands. Nothing heavy is imported before a command needs it, so that `goen --help` answers at once."""

from __future__ import annotations


def main() -> None:
    """The entry point `goen`."""
    import sys

    from goen.cli.run import run

    sys.exit(run(sys.argv[1:]))
