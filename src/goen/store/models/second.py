"""What the second reader answered. Made from mail, so it goes with it; asked once, since an answer may cost minutes or money."""

from __future__ import annotations

from django.db import models


class Answer(models.Model):
    """`content`: a hash of what was asked about (second/question.py); `version`: of the question. `value`: the opinion as JSON (codec.py)."""

    content = models.CharField(max_length=32)
    model = models.TextField()
    version = models.CharField(max_length=16)
    value = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "goen_answer"
        constraints = [models.UniqueConstraint(fields=["content", "model", "version"], name="goen_answer_once")]
