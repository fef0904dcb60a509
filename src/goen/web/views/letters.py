"""Letters: from the advice to what is sent."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
