"""Settings: language, what is kept, export, backup, forget, corrections."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
