"""Search over applications, people, notes and kept mail."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
