from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

# The deletes of this store are plain SQL, so the database itself takes the words out with the body they came from.
SQLITE = (
    """CREATE TABLE goen_searched (
         message_id bigint NOT NULL PRIMARY KEY REFERENCES goen_kept (message_id) ON DELETE CASCADE, place bigint NOT NULL)""",
    "CREATE VIRTUAL TABLE goen_words USING fts5 (words, tokenize = 'ascii')",
    """CREATE TRIGGER goen_searched_gone AFTER DELETE ON goen_searched
       BEGIN DELETE FROM goen_words WHERE rowid = OLD.place; END""",
)
POSTGRESQL = (
    """CREATE TABLE goen_searched (
         message_id bigint NOT NULL PRIMARY KEY REFERENCES goen_kept (message_id) ON DELETE CASCADE,
         place bigint NOT NULL, words tsvector NOT NULL)""",
    "CREATE INDEX goen_searched_words ON goen_searched USING gin (words)",
    "CREATE INDEX goen_searched_place ON goen_searched (place)",  # for words that stand in nearly every mail
)


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE goen_words")
    schema_editor.execute("DROP TABLE goen_searched")


class Migration(migrations.Migration):
    dependencies = [("goen", "0003_pages")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(forwards, backwards)],
            state_operations=[
                migrations.CreateModel(
                    name="Searched",
                    fields=[
                        (
                            "message",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to="goen.kept"
                            ),
                        ),
                        ("place", models.BigIntegerField()),
                    ],
                    options={"db_table": "goen_searched"},
                )
            ],
        )
    ]
