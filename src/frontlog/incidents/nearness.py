"""The levels of `distance` for many pairs of places at once; where arrays cannot answer, one pair at a time is asked."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from frontlog.incidents.distance import CITY_KM, COUNTRY, COVER_KM, NEXT_KM, OFF_KM, RANK, SAME_KM, SHORT, Spot, nameless
from frontlog.incidents.telling import WIDE_M
from frontlog.reference.placenames import fold, skeleton, tokens

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]
NO_NAME = -1


class Nearness:
    """Lists of places, prepared to be compared in pairs by their numbers."""

    def __init__(self, values: Sequence[tuple[Spot, ...]]) -> None:
        single = [spots[0] if len(spots) == 1 and not nameless(spots[0]) else None for spots in values]
        self.alone: Flags = np.array([spot is not None for spot in single], np.bool_)  # one place by name: what arrays can answer
        spots = [spot if spot is not None else Spot("", "", None, None, None, "at", "") for spot in single]
        known: dict[str, int] = {"": 0}
        self._name, self._id, self._skeleton, self._country, self._within = (
            np.array([[known.setdefault(word, len(known)) for word in words] for words in lists], np.int64)
            for lists in (
                [[fold(spot.name or spot.text)] for spot in spots],
                [[spot.id] for spot in spots],
                [[skeleton(spot.name or spot.text)] for spot in spots],
                [[spot.country] for spot in spots],
                [[fold(word) for word in (*spot.within, "", "")[:2]] for spot in spots],
            )
        )
        for row, spot in enumerate(spots):
            self._within[row, len(spot.within) :] = NO_NAME
        self._name, self._id, self._skeleton, self._country = (
            codes[:, 0] for codes in (self._name, self._id, self._skeleton, self._country)
        )
        located = np.array([spot.lat is not None and spot.lon is not None for spot in spots], np.bool_)
        self._lat, self._lon = (
            np.where(located, np.radians(np.array([getattr(spot, name) or 0.0 for spot in spots], np.float64)), np.nan)
            for name in ("lat", "lon")
        )
        self._unsure = np.array([spot.uncertainty_m or 0 for spot in spots], np.float64)
        self._land = np.array([spot.id.startswith(COUNTRY) for spot in spots], np.bool_)
        self._at = np.array([spot.relation == "at" for spot in spots], np.bool_)
        self._tokens = [tokens(spot.name or spot.text) for spot in spots]
        self._count = np.array([len(found) for found in self._tokens], np.int64)

    def levels(self, x: Numbers, y: Numbers) -> Numbers:
        """The levels of pairs that are both `alone`, as places in `distance.ORDER`."""
        gap = self._km(x, y)
        no_gap = np.isnan(gap)
        names, ids = self._name[x] == self._name[y], self._id[x] == self._id[y]
        equal = (ids & (self._id[x] != 0)) | (names & (self._name[x] != 0) & (no_gap | (gap <= COVER_KM)))
        wide = np.maximum(self._unsure[x], self._unsure[y]) > WIDE_M
        part = np.zeros(len(x), np.bool_)
        asked = np.flatnonzero(~equal & (no_gap | (gap <= CITY_KM)) & (self._count[x] != self._count[y]))
        part[asked] = [self._is_part(p, q) for p, q in zip(x[asked].tolist(), y[asked].tolist(), strict=True)]
        alike = (self._skeleton[x] == self._skeleton[y]) & (self._skeleton[x] != 0)
        loose = ~self._at[x] | ~self._at[y]
        cover = np.minimum(COVER_KM, (self._unsure[x] + self._unsure[y]) / 1000)
        rules = (
            (equal & wide, "same_wide"),
            (equal & (self._at[x] != self._at[y]), "around"),
            (equal & (~no_gap | ids), "same"),
            (equal, "same_name"),
            (part, "part"),
            ((inside := self._inside(x, y, gap) | self._inside(y, x, gap)) & (self._land[x] | self._land[y]), "in_country"),
            (inside, "inside"),
            (no_gap & alike, "spelling"),
            (no_gap, "other_name"),
            ((gap <= SAME_KM) & alike, "same"),
            ((gap <= SAME_KM) | (gap <= cover), "covers"),
            ((gap <= OFF_KM) & loose, "vicinity"),
            (gap <= NEXT_KM, "near"),
            (gap <= OFF_KM, "off"),
        )
        found: Numbers = np.select([rule for rule, _ in rules], [RANK[level] for _, level in rules], RANK["far"])
        return found

    def _km(self, x: Numbers, y: Numbers) -> Reals:
        """Distances over the sphere, no number where one has no coordinates."""
        la, lo, lb, lp = self._lat[x], self._lon[x], self._lat[y], self._lon[y]
        h = np.sin((lb - la) / 2) ** 2 + np.cos(la) * np.cos(lb) * np.sin((lp - lo) / 2) ** 2
        gap: Reals = 12742 * np.arcsin(np.minimum(1.0, np.sqrt(h)))
        return gap

    def _inside(self, place: Numbers, area: Numbers, gap: Reals) -> Flags:
        """Whether places lie in areas that another telling is content with."""
        abroad = self._land[area] & (self._country[place] != 0) & (self._country[place] != self._country[area])
        blocked = abroad | ((self._unsure[area] <= WIDE_M) & (self._unsure[place] > WIDE_M))
        by_name = (self._within[place] == self._name[area][:, None]).any(axis=1)
        circle = (self._unsure[area] > WIDE_M) & (gap * 1000 <= self._unsure[area])
        found: Flags = ~blocked & (by_name | circle)
        return found

    def _is_part(self, x: int, y: int) -> bool:
        small, large = sorted((self._tokens[x], self._tokens[y]), key=len)
        return small < large and max(map(len, small), default=0) >= SHORT
