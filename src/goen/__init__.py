"""Goen: from a rejection to another offer."""

__version__ = "0.1.0"
