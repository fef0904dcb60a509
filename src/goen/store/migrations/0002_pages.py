from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goen", "0001_first")]

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
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("about", models.TextField(primary_key=True, serialize=False)),
                ("to", models.TextField()),
                ("subject", models.TextField()),
                ("body", models.TextField()),
                ("kept_at", models.DateTimeField()),
                ("sent_on", models.DateField(null=True)),
            ],
            options={"db_table": "goen_draft"},
        ),
    ]
