"""The facts: where mail came from, the envelopes of all of it, the bodies of what belongs, and what the owner said.

Lists stand in one text column (see mapping.py): a mailbox has a hundred thousand envelopes, and they are read as a whole.
"""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """One mailbox. `position` is the mark that the source gave to go on from, committed with the messages before it.

    `pass_from` is the last row of goen_place when the current pass began: what came after it need not be read again if the pass is broken off.
    """

    path = models.TextField(unique=True)
    position = models.TextField(default="")
    messages = models.BigIntegerField(default=0)  # that it listed in all
    finished = models.BooleanField(default=True)  # the last pass came to its end
    pass_from = models.BigIntegerField(default=0)

    class Meta:
        db_table = "goen_source"


class Message(models.Model):
    """An envelope. `message_id` is unique (see mapping.distinct); `hash` and `content` find it, see mapping.identity.

    `candidate`: the first look said that it may belong. `seed`: by itself it speaks of a hiring process, and draws its people in. `kind`: what is known of a message whose body is not kept, "alert" or
    "other"; empty for the kept ones, whose kind is in their reading.
    """

    id = models.BigIntegerField(primary_key=True)  # given by the one writer
    hash = models.BigIntegerField(db_index=True)
    content = models.BigIntegerField()
    message_id = models.TextField()
    digest = models.CharField(max_length=32)
    date = models.BigIntegerField()  # seconds since the epoch
    offset = models.IntegerField()  # of the sender's clock from UTC, in minutes
    sender_name = models.TextField()
    sender = models.TextField()
    recipients = models.TextField()
    copied = models.TextField()
    answers_to = models.TextField()
    subject = models.TextField()
    references = models.TextField()
    marks = models.TextField()
    labels = models.TextField()
    size = models.BigIntegerField()
    candidate = models.BooleanField()
    seed = models.BooleanField()
    kind = models.CharField(max_length=8)
    judged = models.TextField(default="")  # version of the reader that read it whole and found that it is no part of anything

    class Meta:
        db_table = "goen_message"


class Place(models.Model):
    """Where a message can be fetched again: one row for each copy of it in each source."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, db_index=False)
    ref = models.TextField()

    class Meta:
        db_table = "goen_place"
        indexes = [models.Index(fields=["message", "source"], name="goen_place_message")]


class Kept(models.Model):
    """The body of a message that belongs: its text, its parts (JSON), the raw bytes (zlib), and its reading by `version`."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, primary_key=True)
    text = models.TextField()
    parts = models.TextField()
    raw = models.BinaryField()
    version = models.TextField()
    reading = models.BinaryField()

    class Meta:
        db_table = "goen_kept"


class Correction(models.Model):
    """What the owner said is so; withdrawn, not deleted, so that what was once said can be seen."""

    verb = models.CharField(max_length=32)
    target = models.TextField()
    value = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "goen_correction"


class Noted(models.Model):
    """What the owner noted after a talk, a letter that they keep, a pause of the search: `value` is the whole as JSON (codec.py).

    `what`: "note", "letter", "pause", "outward" (two people whom the owner brings together) or "heard" (an opening that somebody else may fit). Withdrawn, not deleted.
    """

    ident = models.TextField(unique=True)
    what = models.CharField(max_length=16)
    at = models.DateTimeField()
    value = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "goen_noted"
        indexes = [models.Index(fields=["what", "at"], name="goen_noted_what")]


class Tombstone(models.Model):
    """A keyed hash of a message or an address that the owner removed, so that no later scan brings it back."""

    hash = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "goen_tombstone"


class State(models.Model):
    """Single values: "revision" (counts the changes of facts), "understood", "owner", "salt", and what else is named where it is used."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.TextField()

    class Meta:
        db_table = "goen_state"


class HandMade(models.Model):
    """An application that the owner added by hand; no mail speaks of it. `ident` is what its id in the understanding is."""

    ident = models.CharField(max_length=16, primary_key=True)
    organization = models.TextField()
    role = models.TextField(default="")
    stage = models.CharField(max_length=16)
    outcome = models.CharField(max_length=16)
    first = models.DateTimeField()
    last = models.DateTimeField()
    note = models.TextField(default="")

    class Meta:
        db_table = "goen_handmade"
