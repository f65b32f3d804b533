"""What is written down of a border: its line, its middle and a radius that holds it; beside a town, only the stretch there."""

from collections.abc import Sequence

from frontlog.claims.geo import km_between, line_text, nearest
from frontlog.claims.place_fit import SETTLED
from frontlog.claims.place_said import PlaceName
from frontlog.claims.spots import NEAR_M, acled, ucdp
from frontlog.model import PlaceRef
from frontlog.reference.borders import Border
from frontlog.reference.countries import countries
from frontlog.reference.place_rows import Place
from frontlog.reference.spelling import CONFIDENCE
from frontlog.reference.words import slug

_BESIDE_KM = 60.0  # a town further off does not say which stretch is meant
_STRETCH_KM = 15.0  # of a border beside a town
_SPARSE = 4  # points; of a border that is known by fewer the ends are not
_UNKNOWN_KM = 300.0


def border_ref(said: PlaceName, border: Border, near: Sequence[str], towns: Sequence[Place]) -> PlaceRef:
    """The PlaceRef of a mention of a border. `towns`: places named beside it in the text, the nearest first."""
    reach, middle = min((max(km_between(one, point) for point in border.line), one) for one in border.line)
    reach += border.spread_km
    reach += _UNKNOWN_KM if len(border.line) < _SPARSE else 0.0
    at, radius = middle, reach
    for town in towns:
        foot = nearest(border.line, (town.lat, town.lon))
        gone = km_between(foot, (town.lat, town.lon))
        if town.kind in SETTLED and gone <= _BESIDE_KM:
            at, radius = foot, min(reach, _STRETCH_KM + border.spread_km + gone / 2)
            break
    names = sorted(countries()[code].name for code in (border.a, border.b))
    metres = round(radius * 1000) + (NEAR_M["near"] if said.relation in ("near", "toward") else 0)
    exact = ucdp("line", said.relation, "", "between", metres)
    return PlaceRef(
        text=said.text,
        start=said.start,
        end=said.end,
        id=f"n-border-{slug(' '.join(names))}",
        name=f"{names[0]}–{names[1]} border",
        lat=at[0],
        lon=at[1],
        uncertainty_m=metres,
        relation="along" if said.relation in ("", "at", "between") else said.relation,
        country=next((code for code in near if code in (border.a, border.b)), border.a),
        basis="between",
        kind="line",
        where_prec=exact,
        geo_precision=acled(exact, metres),
        confidence=CONFIDENCE["exact"][1],
        geometry=line_text(border.line) if len(border.line) > 1 else "",
    )
