"""What builds changed, for the page that shows runs."""

from datetime import UTC, datetime
from pathlib import Path

from frontlog.store.history import ADDED, CHANGED, REMOVED, Change, History
from frontlog.views.bundle_run import BUILDS, EVENTS, LONGEST, builds

NOW = datetime(2031, 3, 8, 6, tzinfo=UTC)


def test_the_first_build_is_counted_and_later_ones_are_listed(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.add([Change("incidents", "i1", ADDED), Change("claims", "c1", ADDED)], "1.0", NOW)
    history.add([Change("incidents", "i1", CHANGED, "grade", "weak", "fair"), Change("claims", "c1", REMOVED)], "1.1", NOW)
    last, first = builds(history)
    assert (first["added"], first["events"]) == ({"claims": 1, "incidents": 1}, [])
    assert (last["frontlog"], last["changed"], last["removed"]) == ("1.1", {"incidents": 1}, {"claims": 1})
    event = {"table": "incidents", "id": "i1", "change": "changed", "field": "grade", "old": "weak", "new": "fair", "merged_into": ""}
    assert last["events"] == [event]  # claims are counted, but nobody reads them one by one


def test_a_long_history_is_cut_to_what_people_read(tmp_path: Path) -> None:
    history = History(tmp_path)
    for number in range(BUILDS + 3):
        many = [Change("incidents", f"i{n}", CHANGED, "title", "x" * 999, str(number)) for n in range(EVENTS + 5 if number > BUILDS else 1)]
        history.add(many, "1", NOW)
    found = builds(history)
    assert len(found) == BUILDS
    assert [build["at"] for build in found] == sorted((build["at"] for build in found), reverse=True)
    assert len(found[0]["events"]) == EVENTS
    assert len(found[0]["events"][0]["old"]) == LONGEST
    assert all(build["events"] for build in found)


def test_a_log_that_was_never_built_has_no_builds(tmp_path: Path) -> None:
    assert builds(History(tmp_path)) == []
