"""One application, from its first word to where it led."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
