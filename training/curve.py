"""How reading grows with the corpus: kinds of messages in mailboxes that were not seen, by how many mailboxes were.

    python -m training.curve [--svg FILE]

Every size is a part of the next one, and every writer is in each. The scorers of single messages are fitted anew for each size, and asked
about the mailboxes of one fold in four.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Sequence

import numpy as np

from goen.core.reading import model as models
from goen.core.reading.classify import own_scores
from goen.core.reading.kinds import KINDS
from training import dataset, train
from training.dataset import Mailbox

OUT = pathlib.Path(__file__).parent / "curve.svg"
PARTS = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)
Point = tuple[int, int, float, float, float]  # mailboxes, messages, accuracy of hard ones, of ordinary ones, F1 of rejections


def points(boxes: Sequence[Mailbox]) -> list[Point]:
    """The curve's points, smallest first."""
    fold = train.folds(boxes)
    seen = [b for b, f in zip(boxes, fold, strict=True) if f]
    others = [b for b, f in zip(boxes, fold, strict=True) if not f]
    order = sorted(range(len(seen)), key=lambda i: (_turn(seen, i), seen[i].name))
    found = train.samples(seen)
    out = []
    for part in PARTS:
        some = order[: max(1, round(part * len(order)))]
        with models.using(train.first_stage([found[i] for i in some], ("received", "sent", "signs", "spans"))):
            out.append((len(some), sum(len(seen[i].messages) for i in some), *_right(others)))
    return out


def _turn(boxes: Sequence[Mailbox], i: int) -> float:
    """Where a mailbox stands among its writer's, 0 to 1: a part of the corpus is then the same part of each writer's."""
    own = [b.name for b in boxes if b.writer == boxes[i].writer]
    return own.index(boxes[i].name) / len(own)


def _right(boxes: Sequence[Mailbox]) -> tuple[float, float, float]:
    right: dict[str, list[float]] = {"hard": [], "ordinary": []}
    pairs = []
    for box, mail in zip(boxes, train.mails(boxes), strict=True):
        said, gold = own_scores(mail).argmax(axis=1), train.kind_rows(box, mail)
        right[box.style].append(float((said == gold).mean()))
        pairs += list(zip(said, gold, strict=True))
    no = KINDS.index("rejection")
    hits = sum(s == g == no for s, g in pairs)
    return float(np.mean(right["hard"])), float(np.mean(right["ordinary"])), 2 * hits / sum(int(s == no) + int(g == no) for s, g in pairs)


WIDTH, HEIGHT, LEFT, BOTTOM = 560, 300, 48, 40
LINES = (("hard mail", 2, "#8a4b2d"), ("ordinary mail", 3, "#2d5f8a"), ("rejections, F1", 4, "#5c7a3a"))


def picture(curve: Sequence[Point]) -> str:
    """The curve as SVG; messages on a logarithmic axis."""
    low = np.floor(min(min(p[2:]) for p in curve) * 20) / 20
    span = np.log2(curve[-1][1] / curve[0][1])

    def at(messages: float, value: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - 120) * np.log2(messages / curve[0][1]) / span
        return round(float(x), 1), round(float((HEIGHT - BOTTOM) - (HEIGHT - BOTTOM - 16) * (value - low) / (1 - low)), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        "<title>Kinds of messages read right in mailboxes that were not seen, by the messages that were</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for value in np.arange(low, 1.001, 0.05):
        _, y = at(curve[0][1], value)
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - 120}" stroke="#ddd"/><text x="8" y="{y + 4}" fill="#555">{value:.2f}</text>')
    for _, messages, *_ in curve:
        x, _ = at(messages, low)
        parts.append(f'<text x="{x}" y="{HEIGHT - 18}" text-anchor="middle" fill="#555">{messages:,}</text>')
    for name, column, colour in LINES:
        line = [at(p[1], float(p[column])) for p in curve]
        parts.append(f'<polyline points="{" ".join(f"{x},{y}" for x, y in line)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{line[-1][0] + 6}" y="{line[-1][1] + 4}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 4}" fill="#555">labelled messages seen</text></svg>')
    return "\n".join(parts) + "\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--svg", type=pathlib.Path, default=OUT)
    args = options.parse_args()
    curve = points(dataset.load())
    print("mailboxes  messages    hard  ordinary  rejections")
    for boxes, messages, hard, ordinary, rejections in curve:
        print(f"{boxes:9} {messages:9} {hard:7.3f} {ordinary:9.3f} {rejections:11.3f}")
    args.svg.write_text(picture(curve), "utf-8")


if __name__ == "__main__":
    main()
