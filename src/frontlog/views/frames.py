"""Tables for notebooks: Arrow tables as pandas, those with places as geopandas. Neither is loaded before it is asked for."""

from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.model import FrontlogError
from frontlog.views.exports import geoparquet
from frontlog.views.exports.export import Export

if TYPE_CHECKING:
    import geopandas
    import pandas

WRITERS = {"incidents": geoparquet.incidents, "control": geoparquet.control}
WGS84 = "EPSG:4326"


def frame(table: pa.Table) -> "pandas.DataFrame":
    """An Arrow table as pandas: whole numbers and booleans that may be unknown stay what they are, days become datetime64.

    Raises FrontlogError where pandas is not installed.
    """
    pd = _library("pandas")
    kinds: dict[pa.DataType, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    found: pandas.DataFrame = table.to_pandas(types_mapper=kinds.get, date_as_object=False)
    return found


def geo_frame(export: Export, name: str) -> "geopandas.GeoDataFrame":
    """The incidents or the control intervals of an export with their shapes. Raises FrontlogError where geopandas is not installed."""
    gpd = _library("geopandas")
    out = BytesIO()
    WRITERS[name](export, out)
    table = pq.read_table(out)
    shapes = gpd.GeoSeries.from_wkb(table["geometry"].to_pylist(), crs=WGS84)
    found: geopandas.GeoDataFrame = gpd.GeoDataFrame(frame(table.drop_columns(["geometry"])), geometry=shapes)
    return found


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise FrontlogError(
            f"{name} is not installed, and this table is given in it.",
            'Run `pip install "frontlog[pandas]"`; or take `OpenLog.table(name)` (Arrow) or `OpenLog.rows(kind)`, which need nothing more.',
        ) from error
