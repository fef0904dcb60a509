"""Build the sample mailboxes of `goen demo` from their sources: `python -m training.samples`.

They are written in the corpus' format and kept beside it in nothing else: no model is trained on them.
"""

from __future__ import annotations

import pathlib
import random
import tempfile

from training import corpus

SAMPLES = pathlib.Path(__file__).parents[1] / "src" / "goen" / "samples"


def build(language: str, out: pathlib.Path) -> pathlib.Path:
    """Write the sample in `language` as a folder in `out` (mailbox.mbox, gold.json); the path of the mbox. The same source gives the same bytes."""
    source = SAMPLES / f"{language}.txt"
    random.seed(language)  # the boundaries of multipart mail
    corpus.build(out, [source])
    return out / f"{source.parent.name}-{language}" / "mailbox.mbox"


def main() -> None:
    for language in ("en", "ja"):
        with tempfile.TemporaryDirectory() as folder:
            (SAMPLES / f"{language}.mbox").write_bytes(build(language, pathlib.Path(folder)).read_bytes())


if __name__ == "__main__":
    main()
