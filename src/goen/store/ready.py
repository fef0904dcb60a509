"""The models, after Django was set up: import them from here, and it does not matter who comes first."""

from __future__ import annotations

import os

import django
from django.apps import apps

if not (apps.ready or apps.apps_ready):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goen.store.settings")
    django.setup()

from goen.store import models  # noqa: E402

__all__ = ["models"]
