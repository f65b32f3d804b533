"""What lies too far apart to be one event, though something that names no place could be of either.

"Two people were injured" of one report fits the strike in the sentence before it and, by its figures and its day, one in another country
that a second report tells of. The mean of best matches would let it join the two: so tellings at places that no event spans are barred
from one group, whatever else they find there. Talks and statements are exempt: those who telephone sit where they sit.
"""

from collections.abc import Sequence

import numpy as np

from frontlog.incidents.cluster import Block
from frontlog.incidents.codes import Flags, Numbers, Reals
from frontlog.incidents.columns import Columns
from frontlog.incidents.distance import Spot, km

SPAN_KM = 300.0  # beyond what is not known of both places: no battle is as wide, and a gazetteer's mistakes mostly are nearer
DEGREE_KM = 111.2
NO_GROUND = frozenset({"statement", "negotiate", "agreement"})


class Elsewhere:
    """The ground that each telling of a log tells of, as a circle around all its places; none where one of them has no coordinates."""

    def __init__(self, columns: Columns) -> None:
        circles = [_circle(spots) for spots in columns.coded["place"].values] or [NOWHERE]
        lat, lon, radius = np.array(circles, np.float64).T
        of, types = columns.coded["place"].of, columns.coded["type"]
        bound = np.array([one not in NO_GROUND for one in types.values] or [False], np.bool_)[types.of]
        self._lat: Reals = np.where(bound, lat[of], np.nan)
        self._lon: Reals = lon[of]
        self._radius: Reals = radius[of]

    def wide(self, block: Numbers) -> Flags:
        """Of the block of each telling, by its number, whether its places lie far enough apart that pairs of them are worth a look."""
        here = np.flatnonzero(~np.isnan(self._lat))
        spread = np.zeros(len(block))
        for degrees in (self._lat, self._lon):
            least, most = np.full(len(block), np.inf), np.full(len(block), -np.inf)
            np.minimum.at(least, block[here], degrees[here])
            np.maximum.at(most, block[here], degrees[here])
            spread = np.maximum(spread, most - least)
        found: Flags = spread * DEGREE_KM > SPAN_KM
        return found

    def barred(self, block: Block) -> Block:
        """The block with all pairs barred that lie too far apart."""
        members = np.array(block.members, np.int64)
        a, b = np.nonzero(np.triu(self._apart(members), 1))
        if not len(a):
            return block
        keys, size = a * len(members) + b, len(members)
        known = block.a * size + block.b
        new = ~np.isin(keys, known)
        return block._replace(
            a=np.concatenate((block.a, a[new])),
            b=np.concatenate((block.b, b[new])),
            score=np.concatenate((block.score, np.full(int(new.sum()), block.floor))),
            barred=np.concatenate((block.barred | np.isin(known, keys), np.ones(int(new.sum()), np.bool_))),
        )

    def _apart(self, members: Numbers) -> Flags:
        lat, lon, radius = np.radians(self._lat[members]), np.radians(self._lon[members]), self._radius[members]
        h = np.sin((lat[:, None] - lat) / 2) ** 2 + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
        gap = 12742 * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0)))
        found: Flags = gap - radius[:, None] - radius > SPAN_KM
        return found


NOWHERE = (np.nan, np.nan, np.nan)


def _circle(spots: Sequence[Spot]) -> tuple[float, float, float]:
    """Latitude, longitude and radius in km of a circle around the first place that holds all of them, with what is not known of each."""
    if not spots or spots[0].lat is None or spots[0].lon is None:
        return NOWHERE
    reach = 0.0
    for spot in spots:
        gap = km(spots[0], spot)
        if gap is None:
            return NOWHERE
        reach = max(reach, gap + (spot.uncertainty_m or 0) / 1000)
    return spots[0].lat, spots[0].lon, reach
