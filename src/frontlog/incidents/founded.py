"""What the ids of all incidents hang on, read off the columns: as `founding` says it of the tellings of each group one by one."""

from collections.abc import Sequence

import numpy as np

from frontlog.incidents.incident import founding
from frontlog.incidents.naming import Founding
from frontlog.incidents.told import Told


class Founded:
    """Asked for the groups of a log. Most have one country and one telling of their first report; of others the tellings are asked."""

    def __init__(self, told: Told) -> None:
        self._told = told
        places, days = told.columns.coded["place"], told.days()
        self._countries = [frozenset([spot.country for spot in spots]) for spots in places.values]
        self._place, self._document = places.of.tolist(), told.columns.documents.of.tolist()
        rank = np.empty(len(told), np.int64)
        rank[np.lexsort((told.editions(), days))] = np.arange(len(told))  # of equals the first by id, which is their order
        self._rank = rank.tolist()

    def of(self, group: Sequence[int]) -> Founding:
        """What the id of a group hangs on."""
        first = min(group, key=self._rank.__getitem__)
        countries = self._countries[self._place[first]].union(*[self._countries[self._place[one]] for one in group])
        day, document = self._told.columns.span(first)[0], self._document[first]
        alone = len(group) == 1 or (day is not None and all(self._document[one] != document or one == first for one in group))
        if len(countries) > 1 or not alone:
            return founding([self._told.brief(one) for one in group])
        return Founding(next(iter(countries), ""), day, (self._told.id(first),))
