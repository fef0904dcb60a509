"""Which kept messages can be found by their words. The words stand beside it, in what each database has for that (see search.py)."""

from __future__ import annotations

from django.db import models

from goen.store.models.facts import Kept


class Searched(models.Model):
    """One row for each message in the index. It goes with its body, by the database itself: whoever deletes a body need not think of it."""

    message = models.OneToOneField(Kept, on_delete=models.CASCADE, primary_key=True)
    place = models.BigIntegerField()  # among the results, which are shown newest first (see search.place)

    class Meta:
        db_table = "goen_searched"
