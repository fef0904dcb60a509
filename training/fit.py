"""Fitting: sparse scorers over tokens and dense networks over features, as plain arrays."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from goen.core.reading.model import Network, Scorer, softmax

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Vocabulary:
    """Hash -> column, of the tokens that occur in at least `least` mailboxes: what one life alone says is its names and its places."""

    hashes: NDArray[np.uint32]  # sorted

    @staticmethod
    def of(mailboxes: Sequence[Sequence[NDArray[np.uint32]]], least: int) -> Vocabulary:
        codes, counts = np.unique(np.concatenate([np.unique(np.concatenate(m)) for m in mailboxes if m]), return_counts=True)
        return Vocabulary(codes[counts >= least])

    def matrix(self, documents: Sequence[NDArray[np.uint32]]) -> csr_matrix:
        """Rows scaled by one over the root of the number of known tokens, as Scorer.scores does."""
        distinct = [np.unique(d) for d in documents]
        flat = np.concatenate(distinct)
        row = np.repeat(np.arange(len(documents)), [len(d) for d in distinct])
        at = np.searchsorted(self.hashes, flat)
        at[at == len(self.hashes)] = 0
        known = self.hashes[at] == flat
        at, row = at[known], row[known]
        sizes = np.bincount(row, minlength=len(documents))
        values = (1 / np.sqrt(np.maximum(1, sizes), dtype=np.float32))[row]
        return csr_matrix((values, (row, at)), shape=(len(documents), len(self.hashes)))


def scorer(
    mailboxes: Sequence[tuple[Sequence[NDArray[np.uint32]], Sequence[str]]],
    order: Sequence[str],
    *,
    strength: float = 20.0,
    keep: int = 60_000,
    least: int = 3,
    hidden: int = 0,
    keep_hidden: int = 30_000,
) -> Scorer:
    """A multinomial logistic regression over token hashes, and beside it a network with one hidden layer. mailboxes: the documents and labels of each.

    `strength` is sklearn's C; the `keep` heaviest tokens are kept, of the way to the hidden layer the `keep_hidden` heaviest. Rare tokens are
    pulled down less than common ones, by the root of their inverse document frequency.
    """
    vocabulary = Vocabulary.of([documents for documents, _ in mailboxes], least)
    labels = [label for _, some in mailboxes for label in some]
    x = vocabulary.matrix([d for documents, _ in mailboxes for d in documents])
    rarity = np.sqrt(np.log((1 + x.shape[0]) / (1 + x.getnnz(axis=0))) + 1)
    rarity = (rarity / rarity.mean()).astype(np.float32)
    x = (x @ diags(rarity)).tocsr().astype(np.float32)
    present = [label for label in order if label in set(labels)]
    y = np.array([present.index(label) for label in labels])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fit = LogisticRegression(C=strength, max_iter=150, tol=1e-4).fit(x, y)
    w, b = (fit.coef_ * rarity).T.astype(np.float32), fit.intercept_.astype(np.float32)
    if w.shape[1] == 1:  # two classes
        w, b = np.hstack([-w / 2, w / 2]), np.array([-b[0] / 2, b[0] / 2], np.float32)
    norm = np.abs(w).max(axis=1)
    heavy = np.sort(np.argsort(-norm, kind="stable")[:keep])
    out, out_bias = np.zeros((0, len(present)), np.float32), np.zeros(len(present), np.float32)
    if hidden:
        e, bend, out, out_bias = bent(x, y, hidden, len(present))
        size = np.abs(e).max(axis=1)
        e[np.argsort(-size, kind="stable")[keep_hidden:]] = 0
        w, b = np.hstack([w, e * rarity[:, None]]), np.concatenate([b, bend])
    return Scorer(vocabulary.hashes[heavy], w[heavy], np.ones(w.shape[1], np.float32), b, out, out_bias, tuple(present))


ROUNDS, RATE, DROP = 8, 0.1, 0.3  # chosen on unseen folds


def bent(x: csr_matrix, y: NDArray[np.intp], hidden: int, classes: int) -> tuple[Floats, Floats, Floats, Floats]:
    """(weights [tokens, hidden], bias, weights [hidden, classes], bias) of a network with one hidden layer over sparse rows. Deterministic.

    Adagrad with one rate a token, which only touches the tokens that a batch holds; tokens and hidden values are left out by chance. sklearn's
    network renews all weights with every batch, which takes thirty times as long, and leaves nothing out.
    """
    rng = np.random.default_rng(0)
    e = rng.normal(0, 0.1, (x.shape[1], hidden)).astype(np.float32)
    w = rng.normal(0, 1 / np.sqrt(hidden), (hidden, classes)).astype(np.float32)
    b, c = np.zeros(hidden, np.float32), np.zeros(classes, np.float32)
    seen_e = np.full(len(e), LITTLE, np.float32)
    dense = [(a, np.full_like(a, LITTLE)) for a in (w, b, c)]
    for n in range(ROUNDS):
        rate = np.float32(RATE * (1 - n / ROUNDS) + 0.001)
        order = rng.permutation(len(y))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            some = x[rows]
            some.data *= (rng.random(len(some.data)) > DROP).astype(np.float32) / np.float32(1 - DROP)
            inside = some @ e + b
            alive = (inside > 0) * (rng.random(inside.shape) > DROP).astype(np.float32) / np.float32(1 - DROP)
            layer = inside * alive
            wrong = softmax(layer @ w + c)
            wrong[np.arange(len(rows)), y[rows]] -= 1
            wrong /= len(rows)
            back = (wrong @ w.T) * alive
            columns = np.unique(some.indices)
            step = some[:, columns].T @ back
            seen_e[columns] += (step**2).mean(axis=1)
            e[columns] -= rate * step / np.sqrt(seen_e[columns])[:, None]
            for (a, seen), change in zip(dense, (layer.T @ wrong, back.sum(axis=0), wrong.sum(axis=0)), strict=True):
                seen += change**2
                a -= rate * change / np.sqrt(seen)
    return e, b, w, c


LITTLE = 1e-6
BATCH = 64


def network(
    x: Floats, labels: NDArray[np.intp], names: Sequence[str], *, hidden: int = 48, alpha: float = 1.0, epochs: int = 60, members: int = 3
) -> Network:
    """Standardised features through one hidden layer: several small networks side by side, their scores averaged. Deterministic."""
    mean, std = x.mean(axis=0), x.std(axis=0)
    std[std < 1e-3] = 1
    z = (x - mean) / std
    fits = [MLPClassifier((hidden,), alpha=alpha, max_iter=epochs, random_state=seed, batch_size=128) for seed in range(members)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for m in fits:
            m.fit(z, labels)
    outs = [_outputs(m, len(names)) for m in fits]
    return Network(
        mean.astype(np.float32),
        std.astype(np.float32),
        (
            (
                np.hstack([m.coefs_[0] for m in fits]).astype(np.float32),
                np.concatenate([m.intercepts_[0] for m in fits]).astype(np.float32),
            ),
            ((np.vstack([w for w, _ in outs]) / members).astype(np.float32), np.mean([b for _, b in outs], axis=0).astype(np.float32)),
        ),
        tuple(names),
    )


EVENED = 0.3  # of the log of a label's share: chosen on the corpus's unseen folds, where it is the best for accuracy and for macro F1


def evened(m: Network, labels: NDArray[np.intp]) -> Network:
    """The network with rare labels helped a little: how often a kind occurs in the corpus is no fact of anybody's mailbox."""
    share = np.bincount(labels, minlength=len(m.labels)) / len(labels)
    weights, bias = m.layers[-1]
    helped = bias - EVENED * np.log(np.maximum(share, 1e-4)).astype(np.float32) * (share > 0)
    return Network(m.mean, m.scale, (*m.layers[:-1], (weights, helped.astype(np.float32))), m.labels)


def _outputs(m: MLPClassifier, size: int) -> tuple[Floats, Floats]:
    """The last layer, with a column for each of the names whether it occurred or not."""
    w, b = m.coefs_[-1].astype(np.float32), m.intercepts_[-1].astype(np.float32)
    full_w, full_b = np.zeros((w.shape[0], size), np.float32), np.full(size, -12.0, np.float32)
    if w.shape[1] == 1:  # two classes have one output
        no, yes = m.classes_
        full_w[:, yes], full_b[yes], full_b[no] = w[:, 0], b[0], 0
    else:
        full_w[:, m.classes_], full_b[m.classes_] = w, b
    return full_w, full_b


def pack_scorer(name: str, m: Scorer) -> dict[str, Any]:
    weights = m.weights * m.scale
    scale = np.abs(weights).max(axis=0) / 127
    scale[scale == 0] = 1
    return {
        f"{name}.hashes": m.hashes,
        f"{name}.weights": np.round(weights / scale).astype(np.int8),
        f"{name}.scale": scale.astype(np.float32),
        f"{name}.bias": m.bias.astype(np.float32),
        f"{name}.out": m.out.astype(np.float16),
        f"{name}.out_bias": m.out_bias.astype(np.float16),
        f"{name}.labels": np.array(m.labels),
    }


def pack_network(name: str, m: Network) -> dict[str, Any]:
    out: dict[str, Any] = {f"{name}.mean": m.mean, f"{name}.std": m.scale, f"{name}.labels": np.array(m.labels)}
    for n, (w, b) in enumerate(m.layers):
        out |= {f"{name}.w{n}": w.astype(np.float16), f"{name}.b{n}": b.astype(np.float16)}
    return out
