"""A border as a place: its line, a radius that holds it, and only the stretch beside a town that is named."""

from frontlog.claims.context import Context
from frontlog.claims.geo import km_between
from frontlog.claims.places import PlaceName, resolve_places
from frontlog.model import PlaceRef
from frontlog.reference.borders import borders
from frontlog.reference.gazetteer import load_gazetteer


def placed(said: str, *marked: str, countries: tuple[str, ...] = ("SY", "TR")) -> list[PlaceRef]:
    names = []
    for text in marked:
        start = said.index(text)
        end = start + len(text)
        names.append(PlaceName(text, start, end, text.removeprefix("the "), "at", "", (), None, said[:start], said[end:]))
    return resolve_places(names, Context(countries=countries), load_gazetteer())


def point(ref: PlaceRef) -> tuple[float, float]:
    assert ref.lat is not None
    assert ref.lon is not None
    return ref.lat, ref.lon


def test_a_border_has_its_line_and_a_radius_that_holds_it() -> None:
    (ref,) = placed("Clashes on the Syria-Turkey border went on.", "the Syria-Turkey border")
    assert (ref.id, ref.name, ref.kind, ref.relation) == ("n-border-syria-turkey", "Syria–Turkey border", "line", "along")
    assert ref.geometry.startswith("LINESTRING (")
    assert all(km_between(point(ref), at) * 1000 <= (ref.uncertainty_m or 0) for at in borders()["SY", "TR"].line)


def test_both_mentions_of_one_border_are_one_place() -> None:
    refs = placed("Troops massed along the border with Turkey.", "the border", "Turkey")
    assert {ref.id for ref in refs} == {"n-border-syria-turkey"}


def test_beside_a_town_only_that_stretch_is_meant() -> None:
    town, border = placed("Troops fought at Azaz on the Syria-Turkey border.", "Azaz", "the Syria-Turkey border")
    assert km_between(point(town), point(border)) < 30
    assert 0 < (border.uncertainty_m or 0) < 50_000


def test_a_border_known_by_a_single_point_says_so() -> None:
    (ref,) = placed("Fighting along the Sudan-Chad border went on.", "the Sudan-Chad border", countries=("SD",))
    assert len(borders()["SD", "TD"].line) < 4
    assert (ref.uncertainty_m or 0) > 300_000
    assert (ref.where_prec, ref.geo_precision) == (5, 3)


def test_a_border_of_countries_that_have_none_keeps_no_point() -> None:
    (ref,) = placed("Fighting on the Syria-Nepal border went on.", "the Syria-Nepal border")
    assert ref.lat is None
