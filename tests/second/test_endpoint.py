"""Where the second reader is, told apart; and the key, read from where only the owner can put it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goen.errors import GoenError
from goen.second.endpoint import endpoint, key


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1"),
        (" https://Service.Example/openai/v1/ ", "https://service.example/openai/v1"),
        ("http://[::1]:1234/v1", "http://[::1]:1234/v1"),
    ],
)
def test_an_address_is_taken_as_people_write_it(given: str, url: str) -> None:
    assert endpoint(given, "m").url == url


@pytest.mark.parametrize(
    "given",
    ["", "localhost:11434", "ftp://localhost/v1", "http://", "http:///v1", "http://local host/v1", "http://localhost:99999/v1", "http://localhost/v1?x=1",
     "http://localhost/v1#x", "file:///etc/passwd", "http://localhost/v1\r\nX: y", "http://[::1/v1", "http://例え/v1", "http://localhost/ v1"],
)  # fmt: skip
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(GoenError) as caught:
        endpoint(given, "m")
    assert caught.value.code == "second-url"


def test_a_key_in_the_address_is_refused() -> None:
    for given in ("https://me:secret@service.example/v1", "https://secret@service.example/v1"):
        with pytest.raises(GoenError) as caught:
            endpoint(given, "m")
        assert caught.value.code == "second-url-key"
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "place"),
    [("localhost", "here"), ("127.0.0.1", "here"), ("127.8.8.8", "here"), ("[::1]", "here"), ("[::ffff:127.0.0.1]", "here"),
     ("192.168.1.20", "near"), ("10.0.0.5", "near"), ("[fd00::5]", "near"), ("8.8.8.8", "away"), ("localhost.example", "away"),
     ("service.example", "away"), ("127.0.0.1.example", "away"), ("0.0.0.0", "away"), ("[2001:4860::1]", "away")],
)  # fmt: skip
def test_this_machine_the_network_at_home_and_elsewhere_are_told_apart(host: str, place: str) -> None:
    assert endpoint(f"https://{host}/v1", "m").place == place


def test_mail_does_not_go_elsewhere_in_the_open() -> None:
    for host in ("service.example", "8.8.8.8", "0.0.0.0"):
        with pytest.raises(GoenError) as caught:
            endpoint(f"http://{host}/v1", "m")
        assert caught.value.code == "second-plain"


@pytest.mark.parametrize("model", ["", "  ", "a\nb", "x" * 300])
def test_a_model_has_a_name(model: str) -> None:
    with pytest.raises(GoenError):
        endpoint("http://localhost/v1", model)


def test_a_key_is_named_and_never_given() -> None:
    with pytest.raises(GoenError) as caught:
        endpoint("http://localhost/v1", "m", key_env="sk-live-1234")
    assert caught.value.code == "second-key-name"
    assert "1234" not in str(caught.value)
    with pytest.raises(GoenError):
        endpoint("http://localhost/v1", "m", key_env="A", key_file="/tmp/b")


def test_a_key_comes_from_the_variable() -> None:
    made = endpoint("http://localhost/v1", "m", key_env="K")
    assert key(made, {"K": " sk-1 "}) == "sk-1"
    for environ in ({}, {"K": " "}, {"K": "two\nlines"}, {"K": "鍵"}):
        with pytest.raises(GoenError) as caught:
            key(made, environ)
        assert "two" not in str(caught.value)
    assert key(endpoint("http://localhost/v1", "m"), {"K": "sk-1"}) == ""


def test_a_key_comes_from_a_file_that_only_the_owner_can_read(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-2\n")
    file.chmod(0o644)
    with pytest.raises(GoenError) as caught:
        endpoint("http://localhost/v1", "m", key_file=str(file))
    assert caught.value.code == "second-open-key"
    file.chmod(0o600)
    made = endpoint("http://localhost/v1", "m", key_file=str(file))
    assert key(made) == "sk-2"
    assert "sk-2" not in repr(made)
    file.write_text("")
    with pytest.raises(GoenError):
        key(made)
    file.unlink()
    with pytest.raises(GoenError) as caught:
        key(made)
    assert caught.value.code == "second-no-key-file"


def test_a_folder_or_a_pipe_is_no_key_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    tmp_path.chmod(0o700)
    for name in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(GoenError) as caught:
            endpoint("http://localhost/v1", "m", key_file=str(name))
        assert caught.value.code == "second-no-key-file"


@pytest.mark.parametrize("name", ["~nobody-of-this-name/key", "~\0/key", "/tmp/a\0b", "~/" + "x" * 5000])
def test_a_name_that_no_file_can_have_is_one_sentence(name: str) -> None:
    with pytest.raises(GoenError) as caught:
        endpoint("http://localhost/v1", "m", key_file=name)
    assert caught.value.code == "second-no-key-file"
    assert "\0" not in str(caught.value)


def test_a_key_that_is_too_long_is_refused_and_not_cut(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.touch(0o600)
    for length, fits in ((8_192, True), (8_193, False), (20_000, False)):
        file.write_text("k" * length)
        if fits:
            assert key(endpoint("http://localhost/v1", "m", key_file=str(file))) == "k" * length
            continue
        with pytest.raises(GoenError) as caught:
            endpoint("http://localhost/v1", "m", key_file=str(file))
        assert caught.value.code == "second-bad-key"
