"""First visit: hand in a mailbox, or choose the sample, and watch it being read."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
