"""An outlet against its own earlier words."""

from collections.abc import Iterator
from dataclasses import replace

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import span
from frontlog.incidents.disagreements.doers import strangers
from frontlog.incidents.disagreements.found import Found, gap, later, one_outlet
from frontlog.incidents.disagreements.matter import content
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types

TAKEN = {"capture", "handover", "advance"}
HAD = TAKEN | {"hold"}
DEADLINE = 3  # days between two dates of one fall that a careful outlet may get wrong


def taken_twice(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """One outlet that lets a side take a place which it had taken or held already, without a word of having lost it."""
    apart = gap(a, b)
    if not one_outlet(a, b) or not later(a, b) or not _same_side(a, b) or says(b, "once_more") or b.claim.type not in TAKEN:
        return
    if a.claim.modality != "actual" or b.claim.modality != "actual" or a.claim.type not in HAD or "advance" == a.claim.type == b.claim.type:
        return
    first = says(b, "first_time")
    if first or (apart is not None and apart > DEADLINE and b.said):
        reason = "Both can be true only if the place was lost in between, which none of the two says."
        yield Found(
            "own_record",
            "date",
            f"{a.claim.type} {span(a)}",
            f"{b.claim.type} {span(b)}",
            float(apart or 0) or None,
            "contradiction",
            reason,
        )


def left_and_held(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """One outlet that lets a side leave a place, and says that it held it all the time."""
    if not one_outlet(a, b) or {a.claim.type, b.claim.type} != {"withdraw", "hold"} or {a.claim.modality, b.claim.modality} != {"actual"}:
        return
    left, held = (a, b) if a.claim.type == "withdraw" else (b, a)
    inside = held.said and held.start and left.start and left.end and held.end and held.start < left.start and left.end < held.end
    if inside and (not held.defenders or not left.defenders or held.defenders & left.defenders):
        first, second = (f"{one.claim.type} {span(one)}" for one in (a, b))
        yield Found("own_record", "result", first, second, None, "contradiction", "Who left a place did not hold it throughout.")


def disowned(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """An outlet that says that it never said what it said."""
    if one_outlet(a, b) and later(a, b) and says(b, "disowns") and not says(a, "disowns") and content(a) & content(b):
        reason = "They cannot both be true: the earlier report is there."
        yield Found("own_record", "report", "said", "said never to have been said", None, "contradiction", reason)


def corrections(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """A report that says of itself that it corrects an earlier one of its outlet."""
    if one_outlet(a, b) and says(b, "correction") and not says(a, "correction"):
        yield Found(
            "own_record", "report", "as first reported", "as corrected", None, "update", "The outlet itself replaces the earlier word."
        )


def as_own(found: Found, a: Telling, b: Telling) -> Found:
    """A contradiction between two reports of one outlet is a matter of its own record, whatever it is about. A man killed twice
    stays one."""
    if found.status == "contradiction" and one_outlet(a, b) and says(b, "correction") and not says(a, "correction"):
        return replace(found, type="own_record", field=found.type, status="update", reason="The outlet itself replaces the earlier word.")
    if found.status == "contradiction" and found.type not in ("own_record", "identity") and one_outlet(a, b):
        return replace(found, type="own_record", field=found.type, reason=f"One outlet says both. {found.reason}")
    return found


def _same_side(a: Telling, b: Telling) -> bool:
    """As far as both say it is one side: the doers share something, or one of them is not named or not known."""
    if a.claim.type == "hold":
        return not a.defenders or not b.attackers or bool(a.defenders & b.attackers)
    return not strangers(a, b) and (not a.attackers or not b.attackers or bool(a.attackers & b.attackers))
