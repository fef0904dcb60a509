"""How well Goen reads: every figure on every labelled mailbox, by the scorer that anyone can run.

    python -m benchmarks.reading [FOLDER …]          the labelled mailboxes beside this file, or those named
    python -m benchmarks.reading --held-out e2 j2    train without these writers, read their mailboxes
    python -m benchmarks.reading --confusion --calibration --speed --ablations

The mailboxes in `mailboxes/` are a development test: looked at, never trained on. Hard and ordinary ones are never averaged together.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import json
import pathlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from unittest import mock

import numpy as np

from benchmarks import score
from goen.actions.export import document
from goen.core.hiring import stages
from goen.core.owner import find_owner
from goen.core.reading import classify, features, model, phrases, reader
from goen.core.reading.grams import hashed
from goen.core.reading.kinds import KINDS
from goen.core.understand import understand
from training import corpus, dataset, train
from training.dataset import Mailbox

HERE = pathlib.Path(__file__).parent / "mailboxes"
FIGURES = (
    "kind_accuracy key_kind_macro_f1 rejection_f1 application_b3 organization role outcome furthest_stage tie_accuracy tie_within_one "
    "evidence_precision evidence_recall advice ask_recall write_f1 false_asks introduction_f1 chain_recall"
).split()


@dataclass(frozen=True)
class Result:
    box: Mailbox
    figures: dict[str, float]
    counts: dict[str, tuple[int, int]]
    misses: list[str]
    kinds: list[tuple[str, str, float]]  # (said, gold, confidence) of each message


def read_mailbox(box: Mailbox, folder: pathlib.Path) -> Result:
    """Read a mailbox as `goen scan` would, its owner found from the mail alone, and score what it says."""
    envelopes = [m.envelope for m in box.messages]
    raw = dict(zip((m.id for m in box.messages), reader.read_all(box.messages), strict=True))
    whole = understand(box.messages, raw, owner=find_owner(envelopes), as_of=date.fromisoformat(box.gold["as_of"]))
    with tempfile.TemporaryDirectory() as tmp:
        out = pathlib.Path(tmp) / "out.json"
        out.write_text(json.dumps(document(whole, box.messages), ensure_ascii=False), "utf-8")
        figures, counts, misses = score.score(folder, out)  # type: ignore[no-untyped-call]
    said = [(r.kind, box.gold["messages"][r.message]["kind"], r.confidence) for r in whole.readings]
    return Result(box, figures, counts, misses, said)


def pooled(results: Sequence[Result]) -> dict[str, float]:
    """The mean of each figure; those with small counts pooled over the mailboxes, as the scorer does."""
    out = {}
    for key in FIGURES:
        if key in results[0].counts:
            out[key] = score.share(sum(r.counts[key][0] for r in results), sum(r.counts[key][1] for r in results))  # type: ignore[no-untyped-call]
        else:
            out[key] = float(np.mean([r.figures[key] for r in results]))
    return out


def table(results: Sequence[Result]) -> None:
    for style in ("hard", "ordinary"):
        some = [r for r in results if r.box.style == style]
        if not some:
            continue
        mean = pooled(some)
        shown = some if len(some) <= 10 else []
        print(f"\n{style} ({len(some)} mailboxes, {sum(len(r.box.messages) for r in some)} messages)")
        print(" " * 20, *(f"{r.box.name[:8]:>8}" for r in shown), f"{'all':>8}")
        for key in FIGURES:
            print(f"{key:20}", *(f"{r.figures[key]:8.3f}" for r in shown), f"{mean[key]:8.3f}")


def confusion(results: Sequence[Result]) -> None:
    pairs = collections.Counter((gold, said) for r in results for said, gold, _ in r.kinds)
    print("\nkinds: gold, how many, right, and what it was taken for")
    for kind in KINDS:
        total = sum(n for (g, _), n in pairs.items() if g == kind)
        if total:
            wrong = [(n, s) for (g, s), n in pairs.items() if g == kind and s != kind]
            print(
                f"{kind:19} {total:5} {pairs[kind, kind] / total:6.2f}  "
                + "  ".join(f"{s} {n}" for n, s in sorted(wrong, reverse=True)[:5])
            )


def calibration(results: Sequence[Result]) -> None:
    print("\nconfidence of kinds: said, right, messages")
    for low in (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99):
        high = {0.0: 0.4, 0.4: 0.5, 0.5: 0.6, 0.6: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 0.95, 0.95: 0.99, 0.99: 1.01}[low]
        some = [(said == gold, c) for r in results for said, gold, c in r.kinds if low <= c < high]
        if some:
            print(
                f"{low:.2f} to {min(high, 1.0):.2f}   {np.mean([c for _, c in some]):.2f}   {np.mean([ok for ok, _ in some]):.2f}   {len(some)}"
            )


def speed(boxes: Sequence[Mailbox]) -> None:
    messages = [m for b in boxes for m in b.messages]
    reader.read_all(messages[:200])
    began = time.process_time()
    for start in range(0, len(messages), 200):  # as many at once as a scan reads
        reader.read_all(messages[start : start + 200])
    print(f"\nreading: {len(messages) / (time.process_time() - began):.0f} messages a second of one core")


PARTS = {
    "process": "a message's neighbours in its thread and with its party, and who can write what",
    "thread": "the neighbours in its thread",
    "party": "the neighbours with the same party",
    "direction": "who can write what",
    "settling": "that a whole application's state overrules an unlikely message",
    "words": "all that text and sender say, tables of wordings and all, for the kinds: form alone is left",
    "phrases": "the tables of wordings",
    "form": "list and automatic headers, attachments, calendar, length and the like, for the kinds",
    "sender": "the name and address of machines and lists",
}


@contextlib.contextmanager
def without(part: str) -> Iterator[None]:
    """Goen with one of PARTS taken out, for the ablations. The weights stay those that were trained with it."""
    with contextlib.ExitStack() as stack:
        decode = classify.decode
        if part == "process":
            stack.enter_context(mock.patch.object(classify, "decode", lambda mail, own: classify.mask(mail, own)))
        elif part in ("thread", "party"):
            stack.enter_context(mock.patch.object(classify, "decode", lambda mail, own: decode(_apart(mail, part), own)))
        elif part == "direction":
            stack.enter_context(mock.patch.object(classify, "mask", lambda _, p: p))
        elif part == "settling":
            stack.enter_context(mock.patch.object(stages, "settle", lambda *_: None))
        elif part == "sender":
            stack.enter_context(mock.patch.object(features, "sender", lambda *_: ()))
        else:
            stack.enter_context(model.using(_emptied(part)))
        yield


def _apart(mail: classify.Mail, part: str) -> classify.Mail:
    """The mail with every message in a thread, or of a party, of its own."""
    alone = tuple(map(str, range(len(mail.messages))))
    return replace(mail, thread=alone) if part == "thread" else replace(mail, party=alone)


def _emptied(part: str) -> dict[str, Any]:
    """The weights without those of "phrases" or "form", or for "words" of all but "form"."""
    form = hashed({f"#{name}" for name in features.SHAPE})
    said = hashed({f"@{name}" for name, _, _ in phrases.table("en")})
    arrays: dict[str, Any] = dict(model.weights())
    for name in ("received", "sent", *(["signs"] if part == "phrases" else [])):
        hashes = arrays[f"{name}.hashes"]
        gone = np.isin(hashes, form) if part == "form" else np.isin(hashes, said) if part == "phrases" else ~np.isin(hashes, form)
        arrays[f"{name}.weights"] = np.where(gone[:, None], 0, arrays[f"{name}.weights"])
    return arrays


def ablations(pairs: Sequence[tuple[Mailbox, pathlib.Path]], whole: Sequence[Result]) -> None:
    """What each figure loses where one part is taken out; nothing is trained anew, so it is what Goen leans on and not what it could do without."""
    without_it = {}
    for part in PARTS:
        with without(part):
            without_it[part] = [read_mailbox(box, folder) for box, folder in pairs]
    print("\nablations: the figure, and what it becomes without")
    for part, what in PARTS.items():
        print(f"  {part:10} {what}")
    for style in ("hard", "ordinary"):
        some = [r for r in whole if r.box.style == style]
        if not some:
            continue
        mean = pooled(some)
        losses = {part: pooled([r for r in results if r.box.style == style]) for part, results in without_it.items()}
        print(f"\n{style:20} {'whole':>8}", *(f"{part:>9}" for part in PARTS))
        for key in FIGURES:
            print(f"{key:20} {mean[key]:8.3f}", *(f"{losses[part][key] - mean[key]:+9.3f}" for part in PARTS))


def mailboxes(folders: Sequence[pathlib.Path]) -> list[tuple[Mailbox, pathlib.Path]]:
    return [(dataset.from_folder(f), f) for f in folders]


def held_out(writers: Sequence[str]) -> list[Result]:
    """Train on the other writers' mailboxes, read these writers' ones."""
    boxes = dataset.load()
    arrays = train.train([b for b in boxes if b.writer not in writers])
    paths = {p.stem: p for p in corpus.files()}
    results = []
    with tempfile.TemporaryDirectory() as tmp, model.using(arrays):
        for box in boxes:
            if box.writer in writers:
                results.append(read_mailbox(box, dataset.write(paths[box.name], pathlib.Path(tmp))))
    return results


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=pathlib.Path)
    options.add_argument("--held-out", nargs="+", metavar="WRITER")
    for name in ("misses", "confusion", "calibration", "speed", "ablations"):
        options.add_argument(f"--{name}", action="store_true")
    args = options.parse_args()
    if args.held_out:
        results = held_out(args.held_out)
    else:
        pairs = mailboxes(args.folders or sorted(HERE.iterdir()))
        results = [read_mailbox(box, folder) for box, folder in pairs]
    table(results)
    if args.misses:
        for r in results:
            print(f"\n# {r.box.name}", *r.misses, sep="\n  ")
    if args.confusion:
        confusion(results)
    if args.calibration:
        calibration(results)
    if args.speed:
        speed([r.box for r in results])
    if args.ablations and not args.held_out:
        ablations(pairs, results)


if __name__ == "__main__":
    main()
