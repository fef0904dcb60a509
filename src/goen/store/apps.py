from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "goen.store"
    label = "goen"
    default_auto_field = "django.db.models.BigAutoField"
