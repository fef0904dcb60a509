"""Train the reader from the corpus and write `src/goen/core/reading/weights.npz`.

    python -m training.train [--out FILE]

Every later stage learns from what the earlier ones say of mailboxes that they have not seen (folds split by mailbox), so that it
meets at run time what it met in training. The same corpus gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import multiprocessing
import os
import pathlib
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

# one thread in each of the two processes: faster than four on two cores, and sums in one order give the same bytes every time
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from goen.core import selection
from goen.core.hiring import drafts, ranking, stages
from goen.core.hiring.names import organization_key, role_key, tidy_organization
from goen.core.hiring.people import folded_name
from goen.core.hiring.web import Web
from goen.core.mail.message import Message
from goen.core.reading import classify, codes, reader
from goen.core.reading import model as models
from goen.core.reading.classify import Mail
from goen.core.reading.grams import LIMIT, hashed
from goen.core.reading.kinds import KINDS, NOISE, SIGNALS, STAGES
from goen.core.reading.model import Network
from goen.core.reading.sentences import sentences
from goen.core.reading.spans import candidates
from goen.core.reading.surroundings import span_codes
from goen.core.ties import dealings, evidence, network
from training import corpus, dataset, fit
from training.dataset import Mailbox
from training.salad import salad

OUT = pathlib.Path(__file__).parent.parent / "src" / "goen" / "core" / "reading" / "weights.npz"
FOLDS = 4
Arrays = dict[str, Any]
STARTED = time.monotonic()


def log(text: str) -> None:
    print(f"{time.monotonic() - STARTED:7.0f}s  {text}", file=sys.stderr, flush=True)


# -- the first stage: what one message says by itself ------------------------------------------------------------------


def is_sent(box: Mailbox, message: Any) -> bool:
    return message.envelope.sender.email in box.owner.emails


def is_noise(box: Mailbox, message: Any) -> bool:
    label = box.gold["messages"][message.id]
    return label["kind"] in NOISE and not label["application"]


def message_samples(boxes: Sequence[Mailbox], sent: bool) -> tuple[list[Any], list[str]]:
    documents, labels = [], []
    for box in boxes:
        chosen = [m for m in box.messages if is_sent(box, m) == sent]
        for m, document in zip(chosen, codes.split(*reader.message_codes(reader.prepared(chosen)), len(chosen)), strict=True):
            label = box.gold["messages"][m.id]["kind"]
            documents.append(document)
            labels.append(label)
            if (
                label in NOISE and not sent
            ):  # whether a list header is there says little about shops against job boards: both have it, or not
                documents.append(np.setxor1d(document, LISTED))
                labels.append(label)
    return documents, labels


LISTED = hashed({"#list"})


def screen_samples(boxes: Sequence[Mailbox]) -> tuple[list[Any], list[str]]:
    documents, labels = [], []
    for box in boxes:
        for m, document in zip(box.messages, glances(box.messages), strict=True):
            kind = box.gold["messages"][m.id]["kind"] if is_noise(box, m) else "process"
            documents.append(document)
            labels.append(kind)
            if kind in NOISE:
                documents.append(np.setxor1d(document, LISTED))
                labels.append(kind)
    return documents, labels


def glances(messages: Sequence[Message]) -> list[codes.Codes]:
    """What the first look sees of each message, as sorted hashes."""
    return codes.split(*selection.glances(messages), len(messages))


def salad_samples(boxes: Sequence[Mailbox]) -> dict[str, tuple[list[Any], list[str]]]:
    """Mail without meaning, for the first look, out of the words of noise: as much as there is mail."""
    messages = [m for box in boxes for m in box.messages]
    noise = [m for box in boxes for m in box.messages if is_noise(box, m)]
    documents = glances(salad(messages, noise, len(messages)))
    return {name: ([], []) for name in SCORERS} | {"screen": (documents, ["other"] * len(documents))}


def quotes(box: Mailbox) -> dict[str, list[tuple[str, str]]]:
    """Message id -> (signal, quote) of every labelled sign in it; `relayed` where somebody else passed it on."""
    out: dict[str, list[tuple[str, str]]] = {}
    sender = {m.id: m.envelope.sender.email for m in box.messages}
    for person in box.gold["people"].values():
        mails = {e.casefold() for e in person["emails"]}
        for sign in person["evidence"]:
            own = sender.get(sign["message"]) in mails
            out.setdefault(sign["message"], []).append(
                (sign["signal"] if own or sign["signal"] == "courtesy" else "relayed", sign["quote"])
            )
    for sign in box.gold.get("courtesies", ()):
        out.setdefault(sign["message"], []).append(("courtesy", sign["quote"]))
    return out


def flat(text: str) -> tuple[str, list[int]]:
    """Text without white space, and where each character stood."""
    at = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text[i] for i in at), at


def spans_of(text: str, found: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    squeezed, at = flat(text)
    out = []
    for signal, quote in found:
        needle, _ = flat(quote)
        start = squeezed.find(needle)
        if needle and start >= 0:
            out.append((at[start], at[start + len(needle) - 1] + 1, signal))
    return out


def label_of(start: int, end: int, gold: Sequence[tuple[int, int, str]]) -> str:
    """The signal of a sentence: that of the quote that covers half of it, or half of which it covers."""
    best, label = 0, "none"
    for a, b, signal in gold:
        common = min(end, b) - max(start, a)
        if common > best and common >= 0.5 * min(end - start, b - a):
            best, label = common, signal
    return label


def sign_samples(boxes: Sequence[Mailbox]) -> tuple[list[Any], list[str]]:
    documents, labels = [], []
    for box in boxes:
        found = quotes(box)
        batch = reader.prepared([m for m in box.messages if not is_sent(box, m)])
        wanted = reader.sign_sentences(batch)
        gold = [spans_of(m.new, found.get(m.id, ())) for m in batch.messages]
        cut = [s for some in batch.cuts for s in some]
        documents += codes.split(*reader.sentence_codes(batch, wanted), len(wanted))
        for i in wanted:
            label = label_of(cut[i].start, cut[i].end, gold[batch.of[i]])
            labels.append(label if label != "relayed" else "praise")
    return documents, labels


def span_samples(boxes: Sequence[Mailbox]) -> tuple[list[Any], list[str]]:
    documents, labels = [], []
    for box in boxes:
        organizations = {organization_key(a["organization"]) for a in box.gold["applications"].values()} | {
            organization_key(p["organization"]) for p in box.gold["people"].values() if p.get("organization")
        } - {""}
        people = {folded_name(p["name"]) for p in box.gold["people"].values()}
        parts = {w for p in box.gold["people"].values() for w in folded_name(p["name"]).split()}
        for m in box.messages:
            label = box.gold["messages"][m.id]
            if label["kind"] in NOISE:
                continue
            app = box.gold["applications"].get(label["application"] or "")
            role = role_key(app["role"]) if app else frozenset()
            found = candidates([m], [sentences(m.new[:LIMIT])])
            for text, document in zip(found.text, codes.split(*span_codes(found), len(found)), strict=True):
                kind = span_label(text, organizations, role, people, parts)
                if kind:
                    documents.append(document)
                    labels.append(kind)
    return documents, labels


def span_label(text: str, organizations: set[str], role: frozenset[str], people: set[str], parts: set[str]) -> str:
    """organization, role, person or none; empty where it can't be said."""
    key = organization_key(text)
    if key in organizations or organization_key(tidy_organization(text)) in organizations:
        return "organization"
    words = role_key(text)
    if role and words:
        same = len(role & words) / len(role | words)
        if same >= 0.7:
            return "role"
        if same >= 0.34:
            return ""
    name = folded_name(text)
    if name in people:
        return "person"
    if name and set(name.split()) <= parts:
        return ""
    if len(key) >= 4 and any((key in o or o in key) and min(len(key), len(o)) * 2 >= max(len(key), len(o)) for o in organizations):
        return ""
    return "none"


@dataclass(frozen=True)
class Task:
    """What a scorer learns: its samples, the order of its labels, how many n-grams it keeps, how freely it may fit (chosen on writers left
    out), and the width of its hidden layer."""

    samples: Callable[[Sequence[Mailbox]], tuple[list[Any], list[str]]]
    order: Sequence[str]
    keep: int
    strength: float
    hidden: int = 0
    keep_hidden: int = 30_000


SCORERS = {
    "received": Task(lambda boxes: message_samples(boxes, False), KINDS, 60_000, 200.0, 48),
    "sent": Task(lambda boxes: message_samples(boxes, True), KINDS, 25_000, 20.0, 48),
    "screen": Task(lambda boxes: screen_samples(boxes), ("process", "alert", "other"), 25_000, 3.0),
    "signs": Task(lambda boxes: sign_samples(boxes), ("none", *SIGNALS), 60_000, 20.0, 64),
    "spans": Task(lambda boxes: span_samples(boxes), ("none", "organization", "role", "person"), 50_000, 20.0, 32, 15_000),
}
Samples = list[dict[str, tuple[list[Any], list[str]]]]  # for each mailbox, by scorer


def samples(boxes: Sequence[Mailbox]) -> Samples:
    """The samples of every scorer, mailbox by mailbox, made once for all folds."""
    return [{name: task.samples([box]) for name, task in SCORERS.items()} for box in boxes]


def first_stage(found: Samples, names: Sequence[str] = tuple(SCORERS)) -> Arrays:
    """The scorers of n-grams, trained on these mailboxes' samples."""
    arrays: Arrays = {}
    for name in names:
        task = SCORERS[name]
        learnt = fit.scorer(
            [box[name] for box in found],
            task.order,
            keep=task.keep,
            strength=task.strength,
            hidden=task.hidden,
            keep_hidden=task.keep_hidden,
        )
        arrays |= fit.pack_scorer(name, learnt)
    return arrays


def left_out(args: tuple[Samples, Sequence[Mailbox]]) -> list[tuple[Mail, Any]]:
    """What scorers trained on the samples say of other mailboxes: (mail, own scores) of each."""
    found, others = args
    with models.using(first_stage(found, ("received", "sent", "signs", "spans"))):
        return [(mail, classify.own_scores(mail)) for mail in mails(others)]


# -- the later stages: what the process says ---------------------------------------------------------------------------


def mails(boxes: Sequence[Mailbox]) -> list[Mail]:
    """Each mailbox read with the weights in force."""
    return [
        classify.assemble(b.messages, dict(zip((m.id for m in b.messages), reader.read_all(b.messages), strict=True)), b.owner)
        for b in boxes
    ]


def kind_rows(box: Mailbox, mail: Mail) -> np.ndarray[Any, Any]:
    return np.array([KINDS.index(box.gold["messages"][m.id]["kind"]) for m in mail.messages])


def folds(boxes: Sequence[Mailbox]) -> list[int]:
    """The fold of each mailbox: each writer's mailboxes are dealt out in turn."""
    seen: dict[str, int] = {}
    out = []
    for b in boxes:
        out.append(seen.get(b.writer, len(seen)) % FOLDS)
        seen[b.writer] = out[-1] + 1
    return out


def kinds_network(job: tuple[Any, Any]) -> Network:
    """The network over kinds, of (features, kinds). Six small ones averaged, stopped early: it must read other hands than those it learnt from."""
    x, y = job
    return fit.evened(fit.network(x, y, KINDS, members=6, epochs=40), y)


def crossed(fold: Sequence[int], inputs: Sequence[Any], targets: Sequence[Any]) -> tuple[list[Any], Network]:
    """(what a network over kinds says of each mailbox without having seen it, the network trained on all)."""
    said: list[Any] = [None] * len(fold)
    parts = sorted(set(fold))
    rows = [[i for i, k in enumerate(fold) if k != f] for f in parts] + [list(range(len(fold)))]
    jobs = [(np.vstack([inputs[i] for i in some]), np.concatenate([targets[i] for i in some])) for some in rows]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        *nets, whole = pool.map(kinds_network, jobs)
    for i, k in enumerate(fold):
        said[i] = nets[parts.index(k)].probabilities(inputs[i])
    return said, whole


def gold_groups(box: Mailbox, mail: Mail) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for i, m in enumerate(mail.messages):
        app = box.gold["messages"][m.id]["application"]
        if app:
            groups.setdefault(app, []).append(i)
    return groups


HALVES = 2.0  # a degree of its own: every application dealt into two parts


def join_samples(box: Mailbox, mail: Mail, kinds: Any) -> tuple[list[Any], list[int]]:
    """Pairs of parts of applications as joining meets them: threads by themselves, runs of threads, and halves that interleave."""
    found = drafts.clues(mail)
    rows: list[Any] = []
    labels: list[int] = []
    for degree in (0.0, 0.4, 0.8, HALVES):
        parts: list[tuple[str, list[int]]] = []
        for app, members in gold_groups(box, mail).items():
            threads: dict[str, list[int]] = {}
            for i in members:
                threads.setdefault(mail.thread[i], []).append(i)
            joined: list[list[int]] = []
            for thread, its in threads.items():
                chance = int(hashlib.blake2b(f"{box.name}{thread}{degree}".encode(), digest_size=2).hexdigest(), 16) / 65536
                if degree == HALVES and len(joined) == 2:
                    joined[int(chance * 2)] += its
                elif joined and degree != HALVES and chance < degree:
                    joined[-1] += its
                else:
                    joined.append(list(its))
            parts += [(app, p) for p in joined]
        parts.sort(key=lambda part: min(part[1]))
        web = Web([drafts.draft(mail, p, found, kinds) for _, p in parts])
        pairs = list(web.pairs())
        rows += list(web.features(pairs)) if pairs else []
        labels += [int(parts[x][0] == parts[y][0]) for x, y in pairs]
    return rows, labels


def ranking_samples(box: Mailbox, mail: Mail, label: str) -> tuple[list[Any], list[int]]:
    names = named(box, mail)
    rows: list[Any] = []
    labels: list[int] = []
    for app, members in gold_groups(box, mail).items():
        want = box.gold["applications"][app][label]
        found = ranking.proposals(mail, members, names, label)
        if found and want:
            rows += list(ranking.features(mail, members, found, names, label))
            labels += [int(alike(label, p.text, want)) for p in found]
    return rows, labels


def named(box: Mailbox, mail: Mail) -> ranking.Found:
    """The names of a mailbox, with those of everybody who writes, as `understand` finds them."""
    private = [box.gold["messages"][m.id]["kind"] in NOISE and not box.gold["messages"][m.id]["application"] for m in mail.messages]
    return ranking.index(mail, box.owner.name, [c.name for c in network.contacts(mail, box.owner, private)])


def alike(label: str, said: str, want: str) -> bool:
    if label == "organization":
        a, b = organization_key(said), organization_key(want)
        return a == b or (min(len(a), len(b)) >= 3 and (a in b or b in a) and min(len(a), len(b)) >= 0.6 * max(len(a), len(b)))
    x, y = role_key(said), role_key(want)
    return bool(x) and bool(y) and len(x & y) / len(x | y) >= 0.6


def evidence_samples(box: Mailbox, mail: Mail, kinds: Any) -> tuple[list[Any], list[int]]:
    contacts = network.contacts(mail, box.owner, [False] * len(mail.messages))
    earlier = {i: n for c in contacts for n, i in enumerate(c.wrote)}
    shown = {i: earlier[i] for i in sorted(earlier) if not mail.sent[i]}
    found = quotes(box)
    rows, labels = [], []
    gold = {i: spans_of(mail.messages[i].new, found.get(mail.messages[i].id, ())) for i in shown}
    candidates, features = evidence.collect(mail, kinds, shown)
    for c, one in zip(candidates, features, strict=True):
        rows.append(one)
        labels.append(evidence.LABELS.index(label_of(c.start, c.end, gold[c.row])))
    return rows, labels


def dealt_samples(box: Mailbox, mail: Mail, kinds: Any) -> tuple[list[Any], list[int]]:
    gold = {e.casefold(): p["tie"] for p in box.gold["people"].values() for e in p["emails"]}
    contacts = network.contacts(mail, box.owner, [box.gold["messages"][m.id]["kind"] in NOISE for m in mail.messages])
    around = dealings.circles(mail)
    rows, labels = [], []
    for c in contacts:
        ties = [gold[e] for e in c.emails if e in gold]
        if not c.wrote:
            continue
        rows.append(dealings.features(mail, kinds, c, around))
        labels.append(int(bool(ties) and ties[0] != "none"))
    return rows, labels


def stage_samples(box: Mailbox, mail: Mail, kinds: Any) -> tuple[list[Any], list[int]]:
    """How far each application went; and, so that long processes are known too, two of them as one, which went as far as the farther."""
    groups = gold_groups(box, mail)
    reached = {app: STAGES.index(box.gold["applications"][app]["furthest_stage"]) for app in groups}
    rows = [stages.features(mail, kinds, members) for members in groups.values()]
    labels = list(reached.values())
    apps = sorted(
        (app for app in groups if 0 < reached[app] < STAGES.index("offer")),
        key=lambda a: hashlib.blake2b(f"{box.name}{a}".encode()).digest(),
    )
    for a, b in itertools.combinations(apps[:8], 2):
        rows.append(stages.features(mail, kinds, sorted(groups[a] + groups[b])))
        labels.append(max(reached[a], reached[b]))
    return rows, labels


def state_samples(box: Mailbox, mail: Mail, kinds: Any) -> tuple[list[Any], list[int]]:
    """How each application stands by its mail; "silent" is the calendar's word for "open"."""
    groups = gold_groups(box, mail)
    ends = [box.gold["applications"][app]["outcome"] for app in groups]
    return [stages.state_features(mail, kinds, members) for members in groups.values()], [
        stages.STATES.index(e) if e in stages.STATES else 0 for e in ends
    ]


# network -> (its samples, its labels, the width of its hidden layer, how many networks are averaged, how firmly weights are held down)
Sampler = Callable[[Mailbox, Mail, Any], tuple[list[Any], list[int]]]
LATER: tuple[tuple[str, Sampler, Sequence[str], int, int, float], ...] = (
    ("join", join_samples, ("no", "yes"), 32, 3, 1.0),
    ("evidence", evidence_samples, evidence.LABELS, 32, 8, 1.0),
    ("dealt", dealt_samples, ("no", "yes"), 12, 5, 1.0),
    ("organization", lambda box, mail, _: ranking_samples(box, mail, "organization"), ("no", "yes"), 16, 5, 0.3),
    ("role", lambda box, mail, _: ranking_samples(box, mail, "role"), ("no", "yes"), 16, 5, 1.0),
    ("stage", stage_samples, STAGES, 24, 5, 1.0),
    ("state", state_samples, stages.STATES, 24, 5, 1.0),
)


Fit = tuple[str, Any, Any, Sequence[str], int, int, float]  # name, features, labels, names, hidden, members, alpha


def later(job: Fit) -> Arrays:
    """A network fitted to its samples, packed."""
    name, x, y, labels, hidden, members, alpha = job
    return fit.pack_network(name, fit.network(x, y, labels, hidden=hidden, members=members, alpha=alpha))


def train(boxes: Sequence[Mailbox]) -> Arrays:
    """All weights, as the arrays of weights.npz."""
    fold = folds(boxes)
    found = samples(boxes)
    log("samples")
    unseen: list[Any] = [None] * len(boxes)
    parts = sorted(set(fold))
    jobs = [
        ([x for x, k in zip(found, fold, strict=True) if k != f], [b for b, k in zip(boxes, fold, strict=True) if k == f]) for f in parts
    ]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        waiting = pool.map(left_out, jobs)
        for f, said in zip(parts, waiting, strict=True):
            for i, what in zip([i for i, k in enumerate(fold) if k == f], said, strict=True):
                unseen[i] = what
        log("the first stage, of what it has not seen")
    arrays = first_stage([*found, salad_samples(boxes)])
    log("first stage")
    read = [mail for mail, _ in unseen]
    own = kinds = [p for _, p in unseen]
    gold = [kind_rows(b, m) for b, m in zip(boxes, read, strict=True)]
    report("own words", boxes, kinds, gold)
    for name in classify.PASSES:
        inputs = [classify.context(m, o, p) for m, o, p in zip(read, own, kinds, strict=True)]
        kinds, net = crossed(fold, inputs, gold)
        kinds = [classify.mask(m, p) for m, p in zip(read, kinds, strict=True)]
        arrays |= fit.pack_network(name, net)
        report(name, boxes, kinds, gold)
    inputs = [classify.context(m, o, p) for m, o, p in zip(read, own, kinds, strict=True)]
    member = [
        np.array([int(bool(b.gold["messages"][m.id]["application"])) for m in mail.messages]) for b, mail in zip(boxes, read, strict=True)
    ]
    fits: list[Fit] = [("belongs", np.vstack(inputs), np.concatenate(member), ("no", "yes"), 24, 3, 1.0)]
    with models.using(arrays):
        for name, sample, labels, hidden, members, alpha in LATER:
            rows: list[Any] = []
            targets: list[int] = []
            for b, m, p in zip(boxes, read, kinds, strict=True):
                x, y = sample(b, m, p)
                rows += x
                targets += y
            fits.append((name, np.array(rows, np.float32), np.array(targets), labels, hidden, members, alpha))
            log(f"{name}: {len(rows)} samples")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for packed in pool.map(later, fits):
            arrays |= packed
    log("later stages")
    arrays["corpus"] = np.array(corpus.digest())
    digest = hashlib.blake2b(digest_size=6)
    for key in sorted(arrays):
        digest.update(key.encode() + np.ascontiguousarray(arrays[key]).tobytes())
    return arrays | {"version": np.array(digest.hexdigest())}


def report(name: str, boxes: Sequence[Mailbox], kinds: Sequence[Any], gold: Sequence[Any]) -> None:
    for style in ("hard", "ordinary"):
        for language in ("en", "ja"):
            hits = [
                float((p.argmax(axis=1) == y).mean())
                for b, p, y in zip(boxes, kinds, gold, strict=True)
                if b.style == style and b.language == language
            ]
            if hits:
                log(f"{name:10} {style:8} {language} accuracy {np.mean(hits):.3f} over {len(hits)} mailboxes (unseen)")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=pathlib.Path, default=OUT)
    args = options.parse_args()
    boxes = dataset.load()
    log(f"{len(boxes)} mailboxes, {sum(len(b.messages) for b in boxes)} messages")
    arrays = train(boxes)
    np.savez_compressed(args.out, **arrays)
    log(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
