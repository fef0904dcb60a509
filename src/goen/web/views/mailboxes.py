"""Mailboxes: what was read, and its problems in words."""

from __future__ import annotations

from django.urls import URLPattern

urls: list[URLPattern] = []
