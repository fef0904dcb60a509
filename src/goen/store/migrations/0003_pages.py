from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goen", "0002_loop")]

    operations = [
        migrations.CreateModel(
            name="HandMade",
            fields=[
                ("ident", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("organization", models.TextField()),
                ("role", models.TextField(default="")),
                ("stage", models.CharField(max_length=16)),
                ("outcome", models.CharField(max_length=16)),
                ("first", models.DateTimeField()),
                ("last", models.DateTimeField()),
                ("note", models.TextField(default="")),
            ],
            options={"db_table": "goen_handmade"},
        ),
    ]
