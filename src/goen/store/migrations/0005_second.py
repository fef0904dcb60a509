"""What the second reader answered."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goen", "0004_search")]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.CharField(max_length=32)),
                ("model", models.TextField()),
                ("version", models.CharField(max_length=16)),
                ("value", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "goen_answer",
                "constraints": [models.UniqueConstraint(fields=["content", "model", "version"], name="goen_answer_once")],
            },
        ),
    ]
