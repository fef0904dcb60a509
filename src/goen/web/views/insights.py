"""Insights: few and honest numbers."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
