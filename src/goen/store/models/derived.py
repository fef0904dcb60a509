"""What was understood: rows that can be made again from the facts at any time, by comparison of their stable keys.

`key` is a hash of what identifies the row, `position` its place in the order that understanding gave, `value` the whole value as
JSON (codec.py). The other columns repeat what lists filter and sort by.
"""

from __future__ import annotations

from django.db import models


class Derived(models.Model):
    key = models.CharField(max_length=32, primary_key=True)
    position = models.IntegerField()
    value = models.TextField()

    class Meta:
        abstract = True


class Reading(Derived):
    message = models.TextField()
    kind = models.CharField(max_length=32)
    application = models.TextField(null=True)

    class Meta:
        db_table = "goen_reading"


class Application(Derived):
    ident = models.TextField()
    organization = models.TextField()
    role = models.TextField()
    furthest_stage = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)

    class Meta:
        db_table = "goen_application"


class Person(Derived):
    ident = models.TextField()
    name = models.TextField()
    organization = models.TextField()
    tie = models.CharField(max_length=16)

    class Meta:
        db_table = "goen_person"


class Sign(Derived):
    """A sign that the reader is unsure of (`perhaps`); those that count stand in their person."""

    message = models.TextField()
    person = models.TextField()
    signal = models.CharField(max_length=32)

    class Meta:
        db_table = "goen_sign"


class Advice(Derived):
    application = models.TextField()
    response = models.CharField(max_length=16)

    class Meta:
        db_table = "goen_advice"


class Introduction(Derived):
    introducer = models.TextField()
    introduced = models.TextField()
    message = models.TextField()

    class Meta:
        db_table = "goen_introduction"
