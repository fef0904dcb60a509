"""The corpus is without mistakes, and the shipped weights are those of this corpus."""

from __future__ import annotations

import pathlib

import pytest

from goen.core.reading import model
from training import corpus, domains


@pytest.mark.parametrize("path", corpus.files(), ids=lambda p: p.stem)
def test_every_mailbox_of_the_corpus_follows_its_format_and_the_guide(path: pathlib.Path) -> None:
    assert corpus.mistakes(path) == []


def test_the_shipped_weights_were_trained_on_this_corpus() -> None:
    assert str(model.weights()["corpus"]) == corpus.digest()


def test_invented_system_domains_become_the_real_ones_and_employers_keep_theirs() -> None:
    assert domains.real("us.greenhouse-mail.io") == "us.greenhouse-mail.io"
    assert domains.real("hrmos-mail.example") == "n-ats.hrmos.co"
    assert domains.real("northpier.icims-mail.example") == "northpier.talent.icims.com"
    assert domains.real("sonar-post.example") == "snar.jp"
    assert domains.real("jobs.taleo-ca.example") == "taleo.net"
    assert domains.real("northpier.taleo-ca.example") == "northpier.taleo.net"
    assert domains.real("northpier-greenhouse.example") == "northpier.us.greenhouse-mail.io"
    assert domains.real("lever-bridge.example") == "lever-bridge.example"
    assert domains.real("acme-press.example") == "acme-press.example"
    assert domains.real("mail.example") == "gmail.com"


def test_a_mistake_names_the_file_and_the_line(tmp_path: pathlib.Path) -> None:
    bad = tmp_path / "x-01.txt"
    bad.write_text(
        "owner: A B <a@b.example>\nas_of: 2026-01-01\n\n--- m001 rejection\nfrom: c@d.example\ndate: yesterday\nsubject: x\n\nhello\n",
        "utf-8",
    )
    assert corpus.mistakes(bad)[0].startswith("x-01.txt:4: m001")
