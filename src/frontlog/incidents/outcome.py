"""How an attack ended, as one telling has it: the place was taken, kept, or taken in part."""

import re
from collections.abc import Mapping

from frontlog.incidents.telling import Telling

PART = re.compile(
    r"\b(?:partly|partially|parts? of|most of|much of|half of|some (?:points|positions|areas)|several|outskirts)\b", re.IGNORECASE
)
WINDOW = 30  # characters around the trigger: "has been at least partly captured", "captured parts of"

RESULTS: Mapping[tuple[str, str], str] = {
    ("capture", "actual"): "taken",
    ("capture", "failed"): "kept",
    ("handover", "actual"): "taken",
    ("withdraw", "actual"): "taken",
    ("withdraw", "denied"): "kept",
    ("withdraw", "failed"): "taken",
    ("advance", "actual"): "part",
    ("advance", "failed"): "kept",
    ("assault", "failed"): "kept",
    ("repel", "actual"): "kept",
    ("repel", "failed"): "taken",
}


def outcome(telling: Telling) -> str:
    """taken, part, kept, or empty when the telling does not say."""
    claim = telling.claim
    result = RESULTS.get((claim.type, claim.modality), "")
    if result != "taken":
        return result
    start = max(0, claim.trigger.start - claim.evidence.start)
    around = claim.evidence.quote[max(0, start - WINDOW) : start + len(claim.trigger.text) + WINDOW]
    return "part" if PART.search(around) else result
