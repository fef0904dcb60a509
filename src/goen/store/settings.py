"""Django's settings where only the store is needed: one app, no contrib app, so that a command starts at once."""

from __future__ import annotations

from goen.config import load
from goen.store.databases import database

DATABASES = {"default": database(load())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["goen.store.apps.StoreConfig"]
LOGGING_CONFIG = None
SECRET_KEY = "the store signs nothing"  # noqa: S105
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
