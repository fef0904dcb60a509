"""One request to the endpoint and its answer, bounded in size and time. Standard library: no proxy, no redirect, no cookie, nothing kept."""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from goen import __version__
from goen.errors import GoenError
from goen.second.endpoint import Endpoint, key

LARGEST = 4 * 1024 * 1024  # bytes of an answer
CHUNK = 64 * 1024
CONNECT = 10.0  # seconds until there is a connection
CODE = re.compile(r"[A-Za-z][\w.-]{1,60}")


def complete(endpoint: Endpoint, body: Mapping[str, Any]) -> str:
    """What the model says to a chat request: the text of its first choice.

    Raises GoenError: "second-unreachable", "second-broke-off", "second-slow", "second-refused", "second-not-there", "second-later", "second-status",
    "second-redirect", "second-too-much", "second-unreadable", "second-not-here"; or what `key` raises. Nothing of the mail or the key stands in it.
    """
    return _said(endpoint, _post(endpoint, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), key(endpoint)))


def _post(endpoint: Endpoint, body: bytes, secret: str) -> bytes:
    url = urlsplit(endpoint.url)
    connection = _connection(endpoint)
    late = threading.Event()
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"goen/{__version__}",
        "Connection": "close",
    }
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    watch: threading.Timer | None = None
    try:
        connection.connect()
        line = connection.sock
        _at_home(endpoint, line)
        line.settimeout(endpoint.patience + 5)  # the watch is quicker
        # A server that sends a byte now and then would never be too slow for a socket's time-out.
        watch = threading.Timer(endpoint.patience, _hang_up, (line, late))
        watch.daemon = True
        watch.start()
        connection.request("POST", f"{url.path}/chat/completions", body, headers)
        with connection.getresponse() as response:
            _proper(endpoint, response)
            answer = _bounded(response)
            broken = bool(response.length)
        if late.is_set() or broken:  # hung up on, or broken off, which both can look like an end
            raise http.client.IncompleteRead(b"")
        return answer
    except (OSError, http.client.HTTPException) as problem:
        raise (_slow(endpoint) if late.is_set() else _unreachable(endpoint, problem)) from None
    finally:
        if watch is not None:
            watch.cancel()
        connection.close()


def _connection(endpoint: Endpoint) -> http.client.HTTPConnection:
    url = urlsplit(endpoint.url)
    if url.scheme == "https":
        return http.client.HTTPSConnection(endpoint.host, url.port, timeout=CONNECT, context=ssl.create_default_context())
    return http.client.HTTPConnection(endpoint.host, url.port, timeout=CONNECT)


def _at_home(endpoint: Endpoint, line: socket.socket) -> None:
    """What was set up as this machine must be it: "localhost" is whatever a hosts file says."""
    if endpoint.place == "here":
        peer = str(line.getpeername()[0]).partition("%")[0]
        if not ipaddress.ip_address(peer).is_loopback:
            raise GoenError(
                f"{endpoint.host} leads away from this machine, so nothing was sent.", code="second-not-here", host=endpoint.host
            )


def _hang_up(line: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):  # it has ended by itself
        # Not an SSLSocket's own way, which forgets its encryption first: what the other thread is sending would go on in the open.
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _proper(endpoint: Endpoint, response: http.client.HTTPResponse) -> None:
    """Raises GoenError for everything but 200."""
    status = response.status
    if status == 200:
        return
    if 300 <= status < 400:
        raise GoenError(
            f"{endpoint.host} sends on to another address, which Goen does not follow. Set the address that is meant.",
            code="second-redirect",
            host=endpoint.host,
        )
    if status in (401, 403):
        raise GoenError(f"{endpoint.host} did not take the key ({status}).", code="second-refused", host=endpoint.host, status=str(status))
    if status == 404:
        raise GoenError(
            f"{endpoint.host} knows no such address or no model {endpoint.model} (404). Look at the address and the model's name.",
            code="second-not-there",
            host=endpoint.host,
            model=endpoint.model,
        )
    if status == 429:
        raise GoenError(
            f"{endpoint.host} asks to wait: too much was asked for now, or paid for (429).", code="second-later", host=endpoint.host
        )
    detail = _code(response)
    raise GoenError(
        f"{endpoint.host} answered with {status}{f' ({detail})' if detail else ''} and no reading.",
        code="second-status",
        host=endpoint.host,
        status=f"{status}{f' {detail}' if detail else ''}",
    )


def _code(response: http.client.HTTPResponse) -> str:
    """The short code or type of an error; its sentence may hold words of the mail, so that is not told."""
    try:
        error = json.loads(response.read(CHUNK))["error"]
        found = next((error[name] for name in ("code", "type") if isinstance(error.get(name), str)), "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, http.client.HTTPException):
        return ""
    return found if CODE.fullmatch(found) else ""


def _bounded(response: http.client.HTTPResponse) -> bytes:
    parts, size = [], 0
    while part := response.read1(CHUNK):
        size += len(part)
        if size > LARGEST:
            raise GoenError("The answer had no end, so it was left unread.", code="second-too-much")
        parts.append(part)
    return b"".join(parts)


def _said(endpoint: Endpoint, answer: bytes) -> str:
    try:
        said = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        said = None
    if not isinstance(said, str):
        raise GoenError(
            f"What {endpoint.host} answered is not what such an endpoint answers. Look at the address: it mostly ends in /v1.",
            code="second-unreadable",
            host=endpoint.host,
        )
    return said


def _slow(endpoint: Endpoint) -> GoenError:
    return GoenError(
        f"{endpoint.host} did not answer within {endpoint.patience} seconds. --patience gives it longer.",
        code="second-slow",
        host=endpoint.host,
        seconds=str(endpoint.patience),
    )


def _unreachable(endpoint: Endpoint, problem: Exception) -> GoenError:
    if isinstance(problem, http.client.HTTPException | ConnectionResetError | BrokenPipeError):
        return GoenError(f"{endpoint.host} broke off before it had answered.", code="second-broke-off", host=endpoint.host)
    what = getattr(problem, "strerror", None) or type(problem).__name__
    return GoenError(
        f"{endpoint.host} can't be reached: {what}. Is it running?", code="second-unreachable", host=endpoint.host, what=str(what)
    )
