"""What the heads of the tagger tell apart. The order is the order of the weights: add at the end, and train again."""

TYPES = (
    "capture",
    "advance",
    "repel",
    "withdraw",
    "handover",
    "besiege",
    "break_siege",
    "hold",
    "clash",
    "assault",
    "airstrike",
    "shelling",
    "bombing",
    "civilians_attacked",
    "losses",
    "seize_materiel",
    "surrender",
    "defect",
    "arrest",
    "deploy",
    "evacuate",
    "agreement",
    "negotiate",
    "statement",
    "protest",
    "aid",
)
ENTITIES = ("actor", "person", "place", "time", "number", "weapon", "facility", "source")
ROLES = ("agent", "target", "place", "time", "source", "loss", "object")
MODALITIES = ("actual", "failed", "planned", "conditional", "denied")
CERTAINTIES = ("asserted", "attributed", "hedged", "disputed")


def bio(labels: tuple[str, ...]) -> int:
    """How many classes a begin/inside/outside tagging of these labels has: 0 outside, 1 + 2k begin, 2 + 2k inside."""
    return 1 + 2 * len(labels)
