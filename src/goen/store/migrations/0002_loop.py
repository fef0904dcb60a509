"""What the owner notes, the letters that they keep, the pause of a search."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goen", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Noted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ident", models.TextField(unique=True)),
                ("what", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                ("value", models.TextField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "goen_noted",
                "indexes": [models.Index(fields=["what", "at"], name="goen_noted_what")],
            },
        ),
    ]
