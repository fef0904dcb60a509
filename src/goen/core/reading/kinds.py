"""What a message can be, and what a sentence can show. The words are the reading guide's (docs/how-it-decides.md)."""

from __future__ import annotations

KINDS = (
    "application",
    "acknowledgement",
    "outreach",
    "invitation",
    "scheduling",
    "assignment",
    "submission",
    "request",
    "update",
    "rejection",
    "offer",
    "acceptance",
    "withdrawal",
    "introduction",
    "introduction_offer",
    "thanks",
    "ask",
    "conversation",
    "alert",
    "other",
)
NOISE = frozenset({"alert", "other"})
SIGNALS = ("praise", "belief", "encouragement", "open_door", "personal_reason", "initiative", "introduction", "courtesy")
WEAK = frozenset({"open_door", "personal_reason"})
ACTS = frozenset({"initiative", "introduction"})
STAGES = ("applied", "screen", "assignment", "interview", "final", "offer")
OUTCOMES = ("open", "rejected", "offer", "accepted", "withdrawn", "silent")
TIES = ("none", "acquaintance", "warm", "champion")
