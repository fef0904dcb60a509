"""A server on the loopback that speaks the protocol of OpenAI-compatible endpoints, as well or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Read = Callable[[dict[str, Any]], dict[str, Any] | None]  # one message as it was sent, to an entry of "readings"


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the server's `answer`."""

    server: Server

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.known.append(Request(self.path, dict(self.headers), json.loads(raw)))
        self.server.answer(self, self.server.known[-1])

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What was sent of the mail."""
        sent: list[dict[str, Any]] = json.loads(self.body["messages"][1]["content"])["messages"]
        return sent


class Server(ThreadingHTTPServer):
    daemon_threads = True
    answer: Callable[[Handler, Request], None]
    known: list[Request]

    def handle_error(self, *_: object) -> None:
        pass  # a client that hangs up


@dataclass
class Endpoint:
    """`read` says what the model makes of a message; `answer`, where it is given, replaces the whole answer."""

    read: Read = lambda _: None
    answer: Callable[[Handler, Request], None] | None = None
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    def speak(self, handler: Handler, request: Request) -> None:
        if self.answer is not None:
            self.answer(handler, request)
            return
        entries = [{"id": m["id"], **entry} for m in request.messages if (entry := self.read(m)) is not None]
        say(handler, json.dumps({"readings": entries}, ensure_ascii=False))


def say(handler: Handler, content: str, status: int = 200) -> None:
    """What a model says, in the protocol's shape."""
    send(handler, json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}).encode(), status)


def send(handler: Handler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def endpoint(read: Read = lambda _: None, answer: Callable[[Handler, Request], None] | None = None) -> Iterator[Endpoint]:
    """One that runs until the end of the block."""
    made = Endpoint(read, answer)
    server = Server(("127.0.0.1", 0), Handler)
    server.answer, server.known = made.speak, made.requests
    made.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reading(kind: str, words: str, *signs: tuple[str, str], also: tuple[str, ...] = (), by: str = "author") -> dict[str, Any]:
    """An entry; signs: (sort, words)."""
    return {"kind": kind, "also": [*also], "words": words, "signs": [{"words": w, "sort": s, "by": by} for s, w in signs]}


def agrees(message: dict[str, Any]) -> dict[str, Any]:
    """A model that takes every mail for conversation, and quotes its first line for it."""
    return reading("conversation", message["text"].strip().splitlines()[0])
