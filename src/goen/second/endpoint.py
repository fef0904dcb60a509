"""Where the second reader is: this machine, the network at home, or a service elsewhere; and the key that it wants."""

from __future__ import annotations

import ipaddress
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from goen.errors import GoenError

PATIENCE = 300  # seconds for one answer: a model on a laptop's processor takes minutes for a batch
LONGEST = 3600
MODEL = 200  # characters of a model's name
KEY = 8_192  # characters of a key; a longer one is refused
DEFAULT_PATH = "/v1"  # where Ollama, llama.cpp and LM Studio answer, as the services do


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What the owner set up. The key itself is never in here: `key_env` names a variable, `key_file` a file, both are "" for none."""

    url: str
    model: str
    key_env: str = ""
    key_file: str = ""
    patience: int = PATIENCE  # seconds

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def place(self) -> str:
        """ "here" (a loopback address), "near" (a private address of the local network), "away" (a service elsewhere)."""
        return place(self.host)


def place(host: str) -> str:
    if host == "localhost":
        return "here"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "away"  # a name can lead anywhere
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return "here" if address.is_loopback else "near" if address.is_private and not address.is_unspecified else "away"


def endpoint(url: str, model: str, *, key_env: str = "", key_file: str = "", patience: int = PATIENCE) -> Endpoint:
    """The endpoint that the owner describes, its URL made whole.

    Raises GoenError with what is not right: "second-url", "second-url-key", "second-plain", "second-model", "second-key-two",
    "second-key-name"; and what `key` raises of a file.
    """
    url = _whole(url)
    model = model.strip()
    if not model or len(model) > MODEL or not model.isprintable():
        raise GoenError("Name the model as the endpoint knows it: --model NAME.", code="second-model")
    if key_env and key_file:
        raise GoenError("The key is either in a variable or in a file; name one of the two.", code="second-key-two")
    if key_env and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", key_env):
        raise GoenError(
            "That is no name of an environment variable. Give the name, such as GOEN_SECOND_KEY, never the key itself.",
            code="second-key-name",
        )
    if key_file:
        try:
            key_file = str(Path(key_file).expanduser().absolute())
        except (RuntimeError, ValueError) as problem:  # ~ and the name of nobody, or no name at all
            raise _no_file(key_file.replace("\0", "?"), "there is no such home folder") from problem
    made = Endpoint(url, model, key_env, key_file, max(1, min(patience, LONGEST)))
    if key_file:
        key(made)
    return made


def _whole(url: str) -> str:
    wrong = GoenError("Give the endpoint's address like http://localhost:11434/v1 or https://service.example/v1.", code="second-url")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:_-]+", host) or parts.query or parts.fragment:
        raise wrong
    if parts.username is not None or parts.password is not None:
        raise GoenError(
            "An address with a name or a key in it would be shown and kept; use --key-env or --key-file.", code="second-url-key"
        )
    if not re.fullmatch(r"[\w./~%:@!$&'()*+,;=-]*", parts.path, re.ASCII):
        raise wrong
    if parts.scheme == "http" and place(host) == "away":
        raise GoenError(
            f"{host} is not on this machine, and http would carry your mail there for all to read. Use https.",
            code="second-plain",
            host=host,
        )
    path = parts.path.rstrip("/").removesuffix("/chat/completions") or DEFAULT_PATH
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{path}"


def key(endpoint: Endpoint, environ: Mapping[str, str] | None = None) -> str:
    """The key, "" where none is wanted. Raises GoenError where it is not there ("second-no-key", "second-no-key-file"), others could read
    its file ("second-open-key"), or it can't be one ("second-bad-key").

    It is read each time, handed to the one request, and kept nowhere.
    """
    if endpoint.key_env:
        text = (os.environ if environ is None else environ).get(endpoint.key_env, "")
        if not text.strip():
            raise GoenError(
                f"The key should be in {endpoint.key_env}, and there is nothing in it. Set it in the shell that starts Goen.",
                code="second-no-key",
                name=endpoint.key_env,
            )
    elif endpoint.key_file:
        text = _file(endpoint.key_file)
    else:
        return ""
    found = text.strip()
    if not found or len(text) > KEY or not all("!" <= c <= "~" for c in found):
        raise GoenError("What stands there can't be a key: it should be one line of plain characters.", code="second-bad-key")
    return found


def _file(name: str) -> str:
    try:
        with os.fdopen(
            os.open(name, os.O_RDONLY | os.O_NONBLOCK), encoding="utf-8", errors="replace"
        ) as file:  # a pipe would be waited for
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise OSError(0, "not a file")
            if stat.S_IMODE(state.st_mode) & 0o077 or state.st_uid not in (os.geteuid(), 0):
                raise GoenError(
                    f"Others could read the key in {name}. Make it yours alone: chmod 600 {name}", code="second-open-key", path=name
                )
            return file.read(KEY + 1)
    except OSError as problem:
        raise _no_file(name, problem.strerror or "no file") from problem
    except ValueError as problem:  # a NUL in its name
        raise _no_file(name.replace("\0", "?"), "that is no name of a file") from problem


def _no_file(name: str, why: str) -> GoenError:
    return GoenError(f"The key's file {name} can't be read: {why}.", code="second-no-key-file", path=name)
