"""Frontlog from Python: `frontlog.extract(text)` for one report, `frontlog.open(path)` for a log.

Tables come as pandas, those with places as geopandas: `pip install "frontlog[pandas]"`. `OpenLog.table` and `OpenLog.rows` need neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from frontlog import __version__
from frontlog.extracting import Extracted as Extracted
from frontlog.extracting import extract as extract
from frontlog.model import ControlState, Document, FrontlogError, Record, suggest
from frontlog.reference.packs import Pack, installed, packs_folder
from frontlog.store import Log
from frontlog.views.explain import Index, explained, lines
from frontlog.views.explain_html import node_html
from frontlog.views.exports import native
from frontlog.views.exports.choice import About, Choice
from frontlog.views.exports.export import Export
from frontlog.views.frames import frame, geo_frame
from frontlog.views.listing_control import holds
from frontlog.views.node import Node

if TYPE_CHECKING:
    import geopandas
    import pandas

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """A record with all that it rests on, down to the sentences. A notebook shows it as a tree, `print` as indented lines."""

    node: Node

    def __repr__(self) -> str:
        return "\n".join(lines(self.node))

    def _repr_html_(self) -> str:
        return node_html(self.node)


def packs(folder: Path | None = None) -> tuple[Pack, ...]:
    """The packs of places that `frontlog places` keeps, or those of another folder, for `extract`."""
    return installed(packs_folder(folder))


class OpenLog:
    """A log to read from, as it was when it was opened.

    >>> log = frontlog.open("week.log")
    >>> len(log.claims), len(log.incidents)
    (34, 21)
    >>> log.claims.loc[0, "quote"]
    "Fifteen soldiers were killed and two tanks burned, the Front's press office said."
    """

    def __init__(self, log: Log) -> None:
        self.log = log.as_it_is()

    def __repr__(self) -> str:
        return f"OpenLog({str(self.log.root)!r})"

    @cached_property
    def _export(self) -> Export:
        runs = self.log.history.runs()
        return Export(self.log, about=About(run_id=runs[-1].id if runs else "", version=__version__))

    @cached_property
    def _index(self) -> Index:
        return Index(self.log, self.log.archive.raw)

    def rows(self, kind: type[R]) -> Sequence[R]:
        """All rows of a record type of `frontlog.model`, as they are stored.

        >>> from frontlog.model import Claim
        >>> log.rows(Claim)[0].evidence.quote in log.document(log.rows(Claim)[0].document)
        True
        """
        return self.log.rows(kind)

    def table(self, name: str) -> pa.Table:
        """One of the tables of the code book as an Arrow table: claims, incidents, documents, spans, contradictions, actors, ...

        >>> "Meridian Wire" in log.table("sources").column("outlet").to_pylist()
        True
        """
        if name not in native.TABLES:
            raise FrontlogError(f"There is no table '{name}'.", suggest(name, native.TABLES))
        return native.as_table(name, self._export)

    def frame(self, name: str) -> "pandas.DataFrame":
        """The same as a pandas DataFrame. Days are datetime64; an unknown value is NA, never 0.

        >>> log.frame("contradictions")[["type", "value_a", "value_b"]].head(1).to_dict("records")
        [{'type': 'losses', 'value_a': '40 or more', 'value_b': '7'}]
        """
        return frame(self.table(name))

    @property
    def claims(self) -> "pandas.DataFrame":
        """What each report says, one row a claim, with its sentence."""
        return self.frame("claims")

    @property
    def documents(self) -> "pandas.DataFrame":
        """The reports."""
        return self.frame("documents")

    @property
    def incidents(self) -> "geopandas.GeoDataFrame":
        """Events, one row each. Where only an area is known the geometry is one; it is empty where nobody could say where.

        >>> log.incidents.crs.to_epsg()
        4326
        >>> int(log.incidents.geometry.isna().sum())
        1
        """
        return geo_frame(self._export, "incidents")

    def control(self, on: str | date | None = None) -> "geopandas.GeoDataFrame":
        """Who held which place on a day, one row a place; without a day all intervals, half-open.

        >>> log.control("2031-03-04")[["place_name", "state", "holder"]].iloc[0].to_list()
        ['Maren', 'unknown', '']
        """
        if on is None:
            return geo_frame(self._export, "control")
        day = _day(on)
        states = frozenset(s.id for s in self.log.rows(ControlState) if holds(s, day))
        return geo_frame(Export(self.log, Choice(states=states), self._export.about), "control")

    def document(self, name: str) -> str:
        """The clean text of a document, which all offsets count."""
        for document in self.log.rows(Document):
            if document.id == name:
                return document.text
        raise FrontlogError(f"There is no document '{name}' in this log.", "`log.documents` lists them.")

    def explain(self, name: str) -> Explanation:
        """The record with this id (its beginning will do), or `PLACE@DATE`, down to its sentences.

        >>> print(log.explain("Oren@2031-03-03"))  # doctest: +ELLIPSIS
        s-655251e12168248a  Oren from 2031-03-02 to open: besieged by Federal Army, ...
            c-15dcbe2f51c03f00  hold: Federal Army at Oren, ...
              “The army has held Oren since last spring.” [2a4546483fa33624 391-432]
        ...
        """
        return Explanation(explained(self._index, name))


def _day(value: str | date) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise FrontlogError(f"'{value}' is not a day.", "Write it as 2017-10-12.") from error


def open_log(path: str | PathLike[str]) -> OpenLog:
    """The log in a folder. Raises FrontlogError when there is none or it is newer than this program."""
    return OpenLog(Log.open(Path(path)))
