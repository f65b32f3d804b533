"""Places of claims in short texts of our own: which words name them, and what pointers point to."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.claims.test_assemble import extract

from frontlog.claims.geo import km_between

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "places_texts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_case(case: dict[str, Any]) -> None:
    claims = [claim for claim in extract(case["text"])[0] if claim.trigger.text.startswith(case["at"])]
    assert claims, "no claim has this trigger"
    places = claims[-1].place
    assert [p.name for p in places] == case["places"]
    for place in places:
        assert case["text"][place.start : place.end] == place.text
    if "quotes" in case:
        assert [p.text for p in places] == case["quotes"]
    if "relations" in case:
        assert [p.relation for p in places] == case["relations"]
    for place, point in zip(places, case.get("points", ()), strict="points" in case):
        if point is None:
            assert place.lat is None
            continue
        assert place.lat is not None
        assert place.lon is not None
        assert km_between((place.lat, place.lon), (point[0], point[1])) < 15
