"""The weights at run time: a sparse linear scorer over hashed n-grams, and a small dense network over features.

Both are plain arrays from `weights.npz`; `training/train.py` writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from goen.core import data
from goen.core.reading.codes import distinct

Floats = NDArray[np.float32]
SEEN = np.uint32(12)  # bits of a hash that `seen` leaves out


@dataclass(frozen=True)
class Linear:
    """One weight a class for each known n-gram; a text's score is the mean-like sum over those it holds."""

    hashes: NDArray[np.uint32]  # sorted
    weights: Floats  # [n-grams, classes]
    bias: Floats  # [classes]
    labels: tuple[str, ...]

    def score(self, codes: NDArray[np.uint32]) -> Floats:
        """Log-odds-like scores, [classes], of one text given as hashes."""
        total: Floats = self.scores(codes, np.zeros(len(codes), np.intp), 1)[0]
        return total

    def scores(self, codes: NDArray[np.uint32], owner: NDArray[np.intp], texts: int) -> Floats:
        """[texts, classes] of several texts in one go: `owner` says which text each hash is of. A hash that comes twice in a text counts once."""
        maybe = np.flatnonzero(self.seen[codes >> SEEN])
        codes, owner = codes[maybe], owner[maybe]
        first, most = self.places
        start = first[codes >> SEEN].astype(np.intp)
        known = [start + n for n in range(most)]
        good = [np.flatnonzero(self.padded[at] == codes) for at in known]
        at, owner = (np.concatenate([some[n] for some, n in zip(each, good, strict=True)]) for each in (known, [owner] * most))
        owner, at = np.divmod(distinct(owner * len(self.hashes) + at), len(self.hashes))
        counts = np.bincount(owner, minlength=texts)
        out = np.tile(self.bias, (texts, 1))
        filled = np.flatnonzero(counts)
        if len(filled):
            starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
            sums = np.add.reduceat(self.weights[at], starts, axis=0)
            out[filled] += sums / np.sqrt(counts[filled], dtype=np.float32)[:, None]
        return out

    @cached_property
    def seen(self) -> NDArray[np.bool_]:
        """By the upper bits of a hash, whether any known one begins so: it spares most hashes the search."""
        out = np.zeros(1 << (32 - SEEN), np.bool_)
        out[self.hashes >> SEEN] = True
        return out

    @cached_property
    def places(self) -> tuple[NDArray[np.uint32], int]:
        """Where the hashes stand that begin with some upper bits, and how many of them there are at most."""
        begins = self.hashes >> SEEN
        first = np.zeros(1 << (32 - SEEN), np.uint32)
        start = np.flatnonzero(np.concatenate([[True], begins[1:] != begins[:-1]])) if len(begins) else np.zeros(0, np.intp)
        first[begins[start]] = start
        return first, int(np.diff(np.append(start, len(begins))).max(initial=1))

    @cached_property
    def padded(self) -> NDArray[np.uint32]:
        """The hashes, and behind them what none of the last upper bits is equal to, as many as a look beyond the end may meet."""
        _, most = self.places
        return np.concatenate([self.hashes, np.full(most, ~self.hashes[-1] if len(self.hashes) else 0, np.uint32)])

    def _rows(self, codes: NDArray[np.uint32]) -> NDArray[np.intp]:
        at = np.searchsorted(self.hashes, codes)
        at[at == len(self.hashes)] = 0
        known: NDArray[np.intp] = at[self.hashes[at] == codes]
        return known

    def strongest(self, codes: NDArray[np.uint32], label: str) -> list[tuple[int, float]]:
        """(hash, weight) of the n-grams that speak most for a label, strongest first: for `goen why`."""
        rows = self._rows(codes)
        column = self.weights[rows, self.labels.index(label)]
        order = np.argsort(-column, kind="stable")[:16]
        return [(int(self.hashes[rows[i]]), float(column[i])) for i in order if column[i] > 0]


@dataclass(frozen=True)
class Network:
    """Standardised features through one hidden layer (or none) to classes."""

    mean: Floats
    scale: Floats
    layers: tuple[tuple[Floats, Floats], ...]  # (weights [in, out], bias [out])
    labels: tuple[str, ...]

    def probabilities(self, features: Floats) -> Floats:
        """[rows, features] -> [rows, classes], each row summing to one."""
        x = (features - self.mean) / self.scale
        for n, (w, b) in enumerate(self.layers):
            x = x @ w + b
            if n < len(self.layers) - 1:
                x = np.maximum(x, 0)
        return softmax(x)


def softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Floats = e / e.sum(axis=-1, keepdims=True)
    return out


Arrays = Mapping[str, NDArray[np.generic]]
_weights: ContextVar[Arrays | None] = ContextVar("weights", default=None)


@contextmanager
def using(arrays: Arrays) -> Iterator[None]:
    """Read with other weights than the shipped ones, for training and for ablations."""
    token = _weights.set(arrays)
    linear.cache_clear()
    network.cache_clear()
    try:
        yield
    finally:
        _weights.reset(token)
        linear.cache_clear()
        network.cache_clear()


def weights() -> Arrays:
    """The weights in force."""
    return _weights.get() or data.arrays("goen.core.reading", "weights.npz")


@cache
def linear(name: str) -> Linear:
    """The linear scorer `name` of the weights in force."""
    a = weights()
    scale = a[f"{name}.scale"].astype(np.float32)
    return Linear(
        hashes=a[f"{name}.hashes"].astype(np.uint32),
        weights=a[f"{name}.weights"].astype(np.float32) * scale,
        bias=a[f"{name}.bias"].astype(np.float32),
        labels=tuple(str(x) for x in a[f"{name}.labels"]),
    )


@cache
def network(name: str) -> Network:
    """The dense network `name` of the weights in force."""
    a = weights()
    layers, n = [], 0
    while f"{name}.w{n}" in a:
        layers.append((a[f"{name}.w{n}"].astype(np.float32), a[f"{name}.b{n}"].astype(np.float32)))
        n += 1
    return Network(
        mean=a[f"{name}.mean"].astype(np.float32),
        scale=a[f"{name}.std"].astype(np.float32),
        layers=tuple(layers),
        labels=tuple(str(x) for x in a[f"{name}.labels"]),
    )


@cache
def version() -> str:
    """A short name of the shipped weights: cached readings of other weights are read again."""
    return str(weights()["version"])
