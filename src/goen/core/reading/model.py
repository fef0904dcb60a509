"""The weights at run time: a sparse scorer over hashed n-grams, and a small dense network over features.

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
class Scorer:
    """What the n-grams of a text say of it, summed twice: straight to the classes, and to a hidden layer that sees which come together.

    The two err differently, so the mean of what they say is better than either. A scorer without a hidden layer is a linear one.
    """

    hashes: NDArray[np.uint32]  # sorted
    weights: NDArray[np.int8] | Floats  # [n-grams, classes + hidden], to be multiplied by `scale`; whole numbers as shipped
    scale: Floats  # [classes + hidden]
    bias: Floats  # [classes + hidden]
    out: Floats  # [hidden, classes]
    out_bias: Floats  # [classes]
    labels: tuple[str, ...]

    def score(self, codes: NDArray[np.uint32]) -> Floats:
        """Scores, [classes], of one text given as hashes."""
        total: Floats = self.scores(codes, np.zeros(len(codes), np.intp), 1)[0]
        return total

    def scores(self, codes: NDArray[np.uint32], owner: NDArray[np.intp], texts: int) -> Floats:
        """[texts, classes] of several texts in one go, as log-odds or log-probabilities; their softmax is what is said.

        `owner` says which text each hash is of. A hash that comes twice in a text counts once.
        """
        maybe = np.flatnonzero(self.seen[codes >> SEEN])
        codes, owner = codes[maybe], owner[maybe]
        first, most = self.places
        at = first[codes >> SEEN].astype(np.intp)
        known = self.padded[at] == codes
        for _ in range(most - 1):
            other = np.flatnonzero(~known)
            at[other] += 1
            known[other] = self.padded[at[other]] == codes[other]
        at, owner = at[known], owner[known]
        owner, at = np.divmod(distinct(owner * len(self.hashes) + at), len(self.hashes))
        counts = np.bincount(owner, minlength=texts)
        sums = np.tile(self.bias, (texts, 1))
        filled = np.flatnonzero(counts)
        sums[filled] += self._summed(at, counts[filled]) * self.scale / np.sqrt(counts[filled], dtype=np.float32)[:, None]
        return self.finished(sums)

    def _summed(self, at: NDArray[np.intp], counts: NDArray[np.intp]) -> Floats:
        """[texts, classes + hidden]: the weights at these places, so many for each text, one text's after the other's, summed without their scale.

        All texts' first, then all texts' second, and so on: np.add.reduceat, which goes down each column of each text, takes five times as long.
        Of shipped weights the sums are whole numbers below 2**24, so they are exact whatever else is read in one go.
        """
        order = np.argsort(-counts, kind="stable")  # the longest first: those that have a further one are always at the front
        start = (np.cumsum(counts) - counts)[order]
        total: Floats = self.weights.take(at[start], axis=0).astype(np.float32)
        longer = np.cumsum(np.bincount(counts)[::-1])[::-1]  # how many texts have at least so many
        for n, texts in enumerate(longer[2:].tolist(), 1):
            total[:texts] += self.weights.take(at[start[:texts] + n], axis=0)
        out = np.empty_like(total)
        out[order] = total
        return out

    def finished(self, sums: Floats) -> Floats:
        """[texts, classes + hidden] -> [texts, classes]."""
        classes = len(self.labels)
        straight = sums[:, :classes]
        if not len(self.out):
            return straight
        bent = np.maximum(sums[:, classes:], 0) @ self.out + self.out_bias
        both: Floats = np.log((softmax(straight) + softmax(bent)) / 2 + LEAST)
        return both

    @cached_property
    def seen(self) -> NDArray[np.bool_]:
        """By the upper bits of a hash, whether any known one begins so: it spares most hashes the search."""
        out = np.zeros(1 << (32 - SEEN), np.bool_)
        out[self.hashes >> SEEN] = True
        return out

    @cached_property
    def places(self) -> tuple[NDArray[np.unsignedinteger], int]:
        """Where the hashes stand that begin with some upper bits, and how many of them there are at most."""
        begins = self.hashes >> SEEN
        first = np.zeros(1 << (32 - SEEN), np.min_scalar_type(len(begins)))
        start = np.flatnonzero(np.concatenate([[True], begins[1:] != begins[:-1]])) if len(begins) else np.zeros(0, np.intp)
        first[begins[start]] = start
        return first, int(np.diff(np.append(start, len(begins))).max(initial=1))

    @cached_property
    def padded(self) -> NDArray[np.uint32]:
        """The hashes, and behind them what none of the last upper bits is equal to, as many as a look beyond the end may meet."""
        _, most = self.places
        return np.concatenate([self.hashes, np.full(most, ~self.hashes[-1] if len(self.hashes) else 0, np.uint32)])

    def strongest(self, codes: NDArray[np.uint32], label: str) -> list[tuple[int, float]]:
        """(hash, weight) of the n-grams that speak most for a label, strongest first: for `goen why`."""
        at = np.searchsorted(self.hashes, codes)
        at[at == len(self.hashes)] = 0
        rows = at[self.hashes[at] == codes]
        label_at = self.labels.index(label)
        column = self.weights[rows, label_at] * self.scale[label_at]
        order = np.argsort(-column, kind="stable")[:16]
        return [(int(self.hashes[rows[i]]), float(column[i])) for i in order if column[i] > 0]


LEAST = 1e-6  # a probability: the logarithm of less is never asked for


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
    scorer.cache_clear()
    network.cache_clear()
    labels.cache_clear()
    try:
        yield
    finally:
        _weights.reset(token)
        scorer.cache_clear()
        network.cache_clear()
        labels.cache_clear()


def weights() -> Arrays:
    """The weights in force."""
    return _weights.get() or data.arrays("goen.core.reading", "weights.npz")


@cache
def scorer(name: str) -> Scorer:
    """The scorer `name` of the weights in force."""
    a = weights()
    return Scorer(
        hashes=a[f"{name}.hashes"].astype(np.uint32, copy=False),
        weights=a[f"{name}.weights"].astype(np.int8, copy=False),
        scale=a[f"{name}.scale"].astype(np.float32),
        bias=a[f"{name}.bias"].astype(np.float32),
        out=a[f"{name}.out"].astype(np.float32),
        out_bias=a[f"{name}.out_bias"].astype(np.float32),
        labels=tuple(str(x) for x in a[f"{name}.labels"]),
    )


@cache
def labels(name: str) -> tuple[str, ...]:
    """Those of a scorer, without its weights: who only reads kept scores needs no more, and the weights take tens of megabytes."""
    return tuple(str(x) for x in weights()[f"{name}.labels"])


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
