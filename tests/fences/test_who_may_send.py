"""One file sends anything of the mail anywhere: the second reader's client. The server of the pages looks at its own port, and no more."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "goen"
SENDS = {
    "http.client", "urllib.request", "smtplib", "imaplib", "poplib", "xmlrpc", "ftplib", "nntplib", "telnetlib", "socket", "ssl", "asyncio", "httpx",
    "requests", "aiohttp", "urllib3",
}  # fmt: skip
ALLOWED = {"second/client.py": {"http.client", "socket", "ssl"}, "web/server.py": {"urllib.request", "socket"}}


def imports(source: str) -> set[str]:
    """The modules of SENDS that a source imports, at whatever depth."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {one for one in SENDS if any(name == one or name.startswith(f"{one}.") for name in names)}


def test_nothing_else_sends() -> None:
    found = {str(path.relative_to(SRC)): imports(path.read_text("utf-8")) for path in SRC.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == ALLOWED


@pytest.mark.parametrize(
    "planted",
    [
        "import smtplib",
        "from http import client",
        "from urllib.request import urlopen",
        "def f():\n    import httpx",
        "from socket import create_connection",
        "from asyncio import streams",
    ],
)
def test_a_planted_sender_is_found(planted: str) -> None:
    assert imports(planted)
