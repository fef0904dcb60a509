"""Why a reading is what it is, the message behind it, and correcting it in place."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
