"""Whether what `goen scan SAMPLE --json` printed is whole: `check_sample.py FILE`. Run by .ci/wheel where nothing but the wheel is installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(path: Path) -> None:
    found = json.loads(path.read_text("utf-8"))
    assert found["schema"] == 1
    assert found["owner"]["name"] in ("Maren Tolliver", "宮永 遼"), found["owner"]
    assert 60 <= len(found["messages"]) <= 90, len(found["messages"])
    applications = {a["id"]: a for a in found["applications"]}
    people = {p["id"]: p for p in found["people"]}
    assert len(applications) >= 8, len(applications)
    assert any(a["outcome"] == "accepted" for a in applications.values()), "nobody took the job"
    believers = [p for p in people.values() if p["tie"] in ("warm", "champion")]
    assert believers, "nobody believed in the owner"
    assert all(p["evidence"] for p in believers)
    rejected = {i for i, a in applications.items() if a["outcome"] == "rejected"}
    assert {a["application"] for a in found["advice"]} == rejected
    for advice in found["advice"]:
        assert advice["response"] in ("silence", "thanks", "ask")
        assert (advice["response"] == "silence") == (advice["to"] is None)
        assert advice["to"] is None or advice["to"] in people
    assert any(a["response"] == "silence" for a in found["advice"]), "a form letter was to be answered"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
