"""The second reader's answers, by the content that was asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from goen.core.values import Opinion
from goen.store import codec, mapping
from goen.store.ready import models


def count() -> int:
    """Of all models and versions."""
    number: int = models.Answer.objects.count()
    return number


def by_content(model: str, version: str) -> dict[str, Opinion]:
    """What this model answered to this version of the question."""
    rows = models.Answer.objects.filter(model=model, version=version).values_list("content", "value")
    return {content: codec.loads(Opinion, value) for content, value in rows}


def add(answered: Mapping[str, Opinion], model: str, version: str, at: datetime) -> None:
    """Keep answers; an earlier one to the same stays. Call it in a transaction."""
    rows = [
        models.Answer(content=content, model=model, version=version, value=mapping.clean_text(codec.dumps(opinion)), at=at)
        for content, opinion in answered.items()
    ]
    models.Answer.objects.bulk_create(rows, ignore_conflicts=True)


def keep_only(contents: Collection[str]) -> None:
    """Let go of answers about anything else. Call it in a transaction."""
    gone = [row for row, content in models.Answer.objects.values_list("id", "content") if content not in contents]
    for start in range(0, len(gone), 500):
        models.Answer.objects.filter(id__in=gone[start : start + 500]).delete()


def clear() -> None:
    """Let go of all. Call it in a transaction."""
    models.Answer.objects.all().delete()
