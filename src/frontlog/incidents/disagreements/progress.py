"""A later state of one event: under way, and then how it ended; hurt, and then dead of it."""

from collections.abc import Iterator

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.doers import known
from frontlog.incidents.disagreements.found import Found, gap, later
from frontlog.incidents.disagreements.matter import named, one_spot, spots, things
from frontlog.incidents.disagreements.results import BEATEN, SAYS, one_attack, result
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types

UNDER_WAY = {"clash", "assault", "besiege"}  # what goes on until a result is told
STRIKES = {"airstrike", "shelling", "bombing", "assault"}
BEGUN = {"assault", "besiege", "advance", "negotiate"}  # whose end others may tell days later
TALKS = {"negotiate"}
SETTLED = {"handover", "withdraw", "evacuate", "agreement"}  # what talks may end in
SOON = 2  # days from what went on to what it ended in, where linking keeps them apart
OVER = SETTLED | {"hold"}  # types that tell of an end by themselves
ENDED = ("taken", *BEATEN)
SO_FAR = "Both can be true, each at its time: the later report tells how it ended."


def progress(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Fighting, an attack, a siege or talks told first, and by a later report what came of them."""
    if not later(a, b) or {a.claim.modality, b.claim.modality} != {"actual"} or a.claim.document == b.claim.document:
        return
    if a.start and b.end and a.start > b.end:
        return
    if a.claim.type in UNDER_WAY and not result(a) and one_attack(a, b) and (ended := outcome(a, b)):
        kind = "attack_result" if ended in BEATEN else "outcome"
        yield Found(kind, "result", "under way", SAYS[ended], None, "update", SO_FAR)
    elif a.claim.type in TALKS and b.claim.type in SETTLED:
        yield Found("outcome", "result", "talks under way", "settled", None, "update", SO_FAR)


def wounds(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Somebody who was hurt by the earlier report has died of it by the later one."""
    if not later(a, b) or not says(b, "of_wounds"):
        return
    hurt = [loss for loss in a.claim.losses if loss.kind == "wounded"]
    if hurt and not any(loss.kind == "killed" for loss in a.claim.losses):
        yield Found("losses", "killed", "wounded", "died of it", None, "update", "Both can be true: the hurt died later.")


def fell(a: Telling, b: Telling) -> bool:
    """Whether b may tell how the siege ended that a tells of, weeks later: the besieger has the place."""
    if a.claim.type != "besiege" or not later(a, b) or not (a.start and b.start and a.start <= b.start) or not one_spot(a, b):
        return False
    return outcome(a, b) == "taken" and bool(known(a.attackers) & known(b.defenders if b.claim.type == "hold" else b.attackers))


def besieged(telling: Telling) -> bool:
    """Whether it tells of a siege."""
    return telling.claim.type == "besiege" and telling.claim.modality == "actual"


def sunk(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """A thing that was hit by the earlier report is lost by the later one."""
    if not later(a, b) or a.claim.type not in STRIKES or not says(b, "lost_since") or says(a, "lost_since") or says(a, "destroyed"):
        return
    if (named(a) & named(b)) - spots(a) - spots(b) or things(a) & things(b):
        yield Found("attack_result", "damage", "hit", "lost", None, "update", "Both can be true: what was hit was lost later.")


def followed(a: Telling, b: Telling) -> bool:
    """Whether b may tell what came of what a tells, days later and taken for another event: one place, one side, or talks and their end."""
    apart = gap(a, b)
    if not later(a, b) or apart is None or not 0 < apart <= SOON or not (a.start and b.start and a.start < b.start) or not one_spot(a, b):
        return False
    if a.claim.type in TALKS:
        return b.claim.type in SETTLED
    return bool(known(a.attackers) & known(b.defenders if b.claim.type == "hold" else b.attackers))


def begun(telling: Telling) -> bool:
    """Whether it tells of something whose end others may tell days later. Fighting alone goes on too often to be held against its end."""
    return telling.claim.modality == "actual" and telling.claim.type in BEGUN


def ends(telling: Telling) -> bool:
    """Whether it may be the end of such a thing."""
    return telling.claim.modality == "actual" and (result(telling) == "taken" or telling.claim.type in OVER)


def advanced(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """A side that had come near or got a part of a place, and days later has it."""
    if a.claim.type == "advance" and outcome(a, b) == "taken":
        yield Found("outcome", "result", SAYS["part"], SAYS["taken"], None, "update", SO_FAR)


def outcome(a: Telling, b: Telling) -> str:
    """What b says came of it. Who holds the place that he attacked has taken it."""
    if b.claim.type == "hold" and known(a.attackers) & known(b.defenders):
        return "taken"
    return found if (found := result(b)) in ENDED else ""
