"""Perhaps: what the reader is unsure of."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
