"""What people decided about a record, for explanations: who, when, what and why, and whether it still counts."""

import json
from collections import defaultdict
from collections.abc import Iterable

from frontlog.model import Decision, effective
from frontlog.views.node import Node
from frontlog.views.sitrep.words import amount, shown


def by_claim(decisions: Iterable[Decision]) -> dict[str, tuple[Node, ...]]:
    """The decisions about each claim, in the order in which they were made."""
    made = sorted(decisions, key=lambda d: (d.when, d.id))
    counting = {d.id for d in effective(made)}
    found: dict[str, list[Node]] = defaultdict(list)
    for decision in made:
        node = Node(decision.id, "decision", _told(decision, decision.id in counting), None, ())
        for claim in (*decision.subject, *decision.against):
            found[claim].append(node)
    return {claim: tuple(nodes) for claim, nodes in found.items()}


def _told(decision: Decision, counts: bool) -> str:
    gone = "" if counts else " [withdrawn]"
    return f"{shown(decision.who)}, {decision.when.date()}: {says(decision)}. {shown(decision.why)}{gone}"


def says(decision: Decision) -> str:
    """A decision in words: "corrected c-1 number: 13 to 15"."""
    against = f" apart from {', '.join(decision.against)}" if decision.against else ""
    what = f" {decision.field}: {_value(decision.value)}" if decision.field else ""
    return f"{decision.verdict} {', '.join(decision.subject)}{against}{what}"


def _value(written: str) -> str:
    value = json.loads(written)
    if "name" in value:
        return shown(str(value["name"]))
    if "start" in value:
        return f"{value['start'] or ''}..{value['end'] or ''}"
    return amount(value["min"], value["max"]) if "min" in value else str(value["value"])
