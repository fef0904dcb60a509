"""Doors: which rejection led where, as a picture and as a list."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
