"""Django's settings for the pages: those of the store, and as little more as possible. No contrib app, no accounts."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

from goen.config import load
from goen.store.settings import (
    DATABASES,
    DEFAULT_AUTO_FIELD,
    INSTALLED_APPS,
    LOGGING_CONFIG,
    TIME_ZONE,
    USE_I18N,
    USE_TZ,
)
from goen.web import links, options

__all__ = ["DATABASES", "DEFAULT_AUTO_FIELD", "INSTALLED_APPS", "LOGGING_CONFIG", "TIME_ZONE", "USE_I18N", "USE_TZ"]

logging.getLogger("django").addHandler(logging.NullHandler())
logging.getLogger("django").propagate = False  # addresses and errors may hold words of the mail

HERE = Path(__file__).parent

DEBUG = False
SECRET_KEY = links.key(load()) or secrets.token_hex(32)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # any other name that leads here is somebody's attempt at DNS rebinding
ROOT_URLCONF = "goen.web.urls"
WSGI_APPLICATION = "goen.web.wsgi.application"
GOEN = options.load()

MIDDLEWARE = [
    "goen.web.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "goen.web.middleware.guard",
    "django.middleware.csrf.CsrfViewMiddleware",
    "goen.web.middleware.Place",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "builtins": ["goen.web.templatetags.goen", "goen.web.templatetags.reading"],
            "context_processors": ["django.template.context_processors.csrf", "goen.web.desk.context"],
        },
    }
]

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "goen"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "goen.web.views.errors.csrf"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_UPLOAD_MAX_NUMBER_FILES = 200_000  # a folder of .eml files
FILE_UPLOAD_HANDLERS = ["goen.web.upload.IntoArchive"]
