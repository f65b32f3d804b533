"""The open half of the small logs of other wars (benchmarks/towns.py), end to end: not worse than it was measured."""

from collections import Counter
from datetime import date

from benchmarks.towns import cases, judged, told, verdict

from frontlog.model import ControlState, Origin


def test_the_open_half_is_as_good_as_it_was_measured():
    count, wrong = Counter[str](), list[str]()
    for case in cases("open"):
        wrong += judged(case, told(case), count)
    assert count["hold right"] >= 61, wrong  # 63 of 75 when this was written
    assert count["hold wrong"] <= 7, wrong
    assert count["disagreement found"] >= 8, wrong
    assert count["disagreement false"] <= 3, wrong


def test_both_halves_say_which_days_they_ask_about():
    for half, least in (("open", 40), ("held", 16)):
        found = cases(half)
        assert len(found) == len({case["id"] for case in found}) >= least
        for case in found:
            days = [row["published"] for row in case["reports"]]
            assert all(isinstance(day, date) for day in days)
            assert days == sorted(days)
            assert all(isinstance(day, date) for _, day, _, _ in case.get("holds", ()))
            assert all(1 <= n <= len(days) for _, a, b in case.get("disagree", ()) for n in (a, b))


def state(label: str, holder: str) -> ControlState:
    """Kalongire in the first days of January."""
    return ControlState(
        id="s", place_id="p", place_name="Kalongire", lat=None, lon=None, uncertainty_m=None, country="", start=date(2024, 1, 1),
        end=date(2024, 1, 9), state=label, holder=holder, holder_name=holder, besieged_by="", probability=0.9, evidence=(),
        last_evidence=None, origin=Origin("test", "1"),
    )  # fmt: skip


def test_a_day_is_undecided_where_nobody_is_named_and_wrong_where_somebody_else_is():
    day = date(2024, 1, 5)
    held, unknown = state("held", "m23"), state("unknown", "")
    assert verdict("Kalongire", day, "held", "m23", [held]) == "right"
    assert verdict("Kalongire", day, "held", "drc", [held]).startswith("wrong")
    assert verdict("Kalongire", day, "contested", "", [held]).startswith("wrong")
    assert verdict("Kalongire", day, "held", "m23", [unknown]) == "undecided"
    assert verdict("Kalongire", day, "held|unknown", "m23", [unknown]) == "right"
    assert verdict("Kalongire", date(2024, 1, 9), "held", "m23", [held]) == "undecided"  # ends are excluded
    assert verdict("Bweruka", day, "held", "m23", [held]) == "undecided"
