"""Single values of the store, and the count of changes by which it is seen whether an understanding is still of today."""

from __future__ import annotations

from collections.abc import Sequence

from goen.store.ready import models

REVISION = "revision"  # the name of the count


def get(name: str, default: str = "") -> str:
    row = models.State.objects.filter(name=name).values_list("value", flat=True).first()
    return default if row is None else row


def some(names: Sequence[str]) -> dict[str, str]:
    """Several values in one question; those that are not there are left out."""
    return dict(models.State.objects.filter(name__in=names).values_list("name", "value"))


def put(name: str, value: str) -> None:
    models.State.objects.update_or_create(name=name, defaults={"value": value})


def revision() -> int:
    """Grows with every change of a fact: mail came in, a correction was made or withdrawn, something was removed."""
    return int(get(REVISION, "0"))


def changed() -> None:
    """Call it in the transaction that changes a fact."""
    put(REVISION, str(revision() + 1))
