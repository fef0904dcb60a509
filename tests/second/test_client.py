"""One request and its answer: whatever the other side does, an answer or one clear error, bounded in size and time."""

from __future__ import annotations

import socket
import ssl
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goen.errors import GoenError
from goen.second import client
from goen.second.endpoint import Endpoint
from goen.second.endpoint import endpoint as made
from tests.endpoint import Handler, Request, endpoint, say, send

BODY: dict[str, Any] = {"model": "m", "messages": [{}, {"content": '{"messages": []}'}]}


def problem(answer: Any, **more: Any) -> GoenError:
    """What asking ends with where the other side answers so."""
    with endpoint(answer=answer) as there, pytest.raises(GoenError) as caught:
        client.complete(replace(made(there.url, "m"), **more), BODY)
    assert str(caught.value).endswith((".", "?"))
    return caught.value


def test_what_the_model_says_comes_back_and_only_what_is_needed_goes_out() -> None:
    with endpoint(answer=lambda h, _: say(h, "これで。")) as there:
        assert client.complete(made(there.url, "m"), BODY) == "これで。"
    (request,) = there.requests
    assert request.path == "/v1/chat/completions"
    assert request.body == BODY
    assert set(request.headers) == {"Host", "Accept-Encoding", "Content-Length", "Content-Type", "Accept", "User-Agent", "Connection"}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "refused"),
        (403, "refused"),
        (404, "not-there"),
        (429, "later"),
        (400, "status"),
        (500, "status"),
        (503, "status"),
        (204, "status"),
    ],
)
def test_every_status_is_said(status: int, code: str) -> None:
    assert problem(lambda h, _: send(h, b"", status)).code == f"second-{code}"


def test_of_an_error_only_its_short_code_is_told_since_its_sentence_may_hold_the_mail() -> None:
    told = str(problem(lambda h, _: send(h, b'{"error": {"message": "Dear Thea is too long", "code": "context_length_exceeded"}}', 400)))
    assert "context_length_exceeded" in told
    assert "Thea" not in told
    assert "Thea" not in str(problem(lambda h, _: send(h, b'{"error": {"message": "x", "code": "Dear Thea, we regret"}}', 400)))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused(status: int) -> None:
    with endpoint(answer=lambda h, _: say(h, "stolen")) as other:
        assert problem(lambda h, _: send(h, b"", status, Location=f"{other.url}/chat/completions")).code == "second-redirect"
        assert other.requests == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'"x"',
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=lambda b: repr(b[:20]),
)
def test_what_is_no_answer_of_such_an_endpoint_is_said(body: bytes) -> None:
    assert problem(lambda h, _: send(h, body)).code == "second-unreadable"


def test_an_answer_without_an_end_is_left_unread() -> None:
    def flood(handler: Handler, _: Request) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:  # until the other side has hung up
            handler.wfile.write(b" " * 65_536)

    assert problem(flood).code == "second-too-much"


@pytest.mark.parametrize("answers", [0, 1])
def test_a_server_that_takes_for_ever_is_left(answers: int) -> None:
    """One that says nothing, and one that says a byte for each one it would be waited for."""
    left = threading.Event()

    def slow(handler: Handler, _: Request) -> None:
        handler.connection.settimeout(10)
        if answers:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n{")
        handler.rfile.read1()  # type: ignore[attr-defined]  # nothing more comes until the other side leaves
        left.set()

    with endpoint(answer=slow) as there, pytest.raises(GoenError) as caught:
        client.complete(replace(made(there.url, "m"), patience=1), BODY)
    assert caught.value.code == "second-slow"
    assert left.wait(10)


def test_a_connection_that_breaks_off_is_said() -> None:
    def half(handler: Handler, _: Request) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices": [')

    assert problem(half).code == "second-broke-off"
    assert problem(lambda h, _: h.connection.shutdown(socket.SHUT_RDWR)).code == "second-broke-off"
    assert problem(lambda h, _: h.wfile.write(b"220 mail.example ESMTP\r\n")).code == "second-broke-off"


def test_nobody_there_is_said() -> None:
    with endpoint() as there:
        url = there.url
    with pytest.raises(GoenError) as caught:
        client.complete(made(url, "m"), BODY)
    assert caught.value.code == "second-unreachable"


def test_a_name_that_should_be_this_machine_and_is_not_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(answer=lambda h, _: say(h, "x")) as there:
        monkeypatch.setattr(client.ipaddress, "ip_address", lambda _: client.ipaddress.IPv4Address("203.0.113.9"))
        with pytest.raises(GoenError) as caught:
            client.complete(Endpoint(there.url.replace("127.0.0.1", "localhost"), "m"), BODY)
    assert caught.value.code == "second-not-here"
    assert there.requests == []


def test_no_proxy_of_the_environment_sees_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint(answer=lambda h, _: say(h, "proxy")) as proxy, endpoint(answer=lambda h, _: say(h, "there")) as there:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        assert client.complete(made(there.url, "m"), BODY) == "there"
    assert proxy.requests == []


def test_the_key_goes_into_the_one_header_and_into_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOEN_SECOND_KEY", "sk-secret-1\n")
    with endpoint(answer=lambda h, _: say(h, "yes")) as there:
        assert client.complete(made(there.url, "m", key_env="GOEN_SECOND_KEY"), BODY) == "yes"
    assert there.requests[0].headers["Authorization"] == "Bearer sk-secret-1"
    assert "secret" not in str(there.requests[0].body)
    for answer in (lambda h, _: send(h, b"", 401), lambda h, _: send(h, b"", 500), lambda h, _: send(h, b"sk-secret-1")):
        assert "secret" not in repr(problem(answer, key_env="GOEN_SECOND_KEY"))


def test_hanging_up_on_a_sender_does_not_take_the_encryption_away_first() -> None:
    ours, theirs = socket.socketpair()
    with theirs, ssl.create_default_context().wrap_socket(ours, server_hostname="x", do_handshake_on_connect=False) as line:
        late = threading.Event()
        client._hang_up(line, late)
        assert late.is_set()
        assert line.session_reused is not None  # None says that what is sent now would go as it is
        assert theirs.recv(1) == b""
