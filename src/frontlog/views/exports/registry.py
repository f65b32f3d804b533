"""Every format by name: `FORMATS["acled"].write(export, folder)`, or `FORMATS["geojson"].files` to write one file to a stream."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from frontlog.model import FrontlogError, suggest
from frontlog.store.atomic import write_bytes, writing
from frontlog.views.exports import acled, ged, geojson, hapi, hxl, incidents, plover
from frontlog.views.exports.export import Export

Write = Callable[[Export, BinaryIO], None]

CSV, JSON, LINES = "text/csv; charset=utf-8", "application/json", "application/x-ndjson"
PARQUET, GEOJSON = "application/vnd.apache.parquet", "application/geo+json"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the files that it is made of, each with the function that writes it. Equal tables give equal bytes."""

    name: str
    meaning: str
    media_type: str  # of its file; of each of them where there are several
    files: Mapping[str, Write] = field(default_factory=dict)
    notice: str = ""  # what must be said beside it; written into a file next to it

    @property
    def single(self) -> bool:
        """Whether it is one file."""
        return len(self.files) == 1

    def bytes(self, export: Export, name: str = "") -> bytes:
        """One of its files in memory; without a name, its first."""
        out = BytesIO()
        self.files[name or next(iter(self.files))](export, out)
        return out.getvalue()

    def write(self, export: Export, out: Path) -> list[Path]:
        """Write it to `out`: a file where it is one, else a folder that is made. Each file stands there whole or not at all."""
        if self.single:
            if out.is_dir():
                raise FrontlogError(
                    f"'{out}' is a folder, and '{self.name}' is one file.", f"Name a file, such as {next(iter(self.files))}."
                )
            paths = [_written(export, next(iter(self.files.values())), out)]
            return [*paths, *([_noted(self.notice, out)] if self.notice else [])]
        if out.exists() and not out.is_dir():
            raise FrontlogError(f"'{out}' is a file, and '{self.name}' is {len(self.files)} files.", "Name a folder.")
        return [_written(export, write, out / name) for name, write in self.files.items()]


def _written(export: Export, write: Write, path: Path) -> Path:
    try:
        with writing(path) as file:
            write(export, file)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise FrontlogError(f"'{path}' could not be written ({why}).", "Check the folder, its rights and the room on the disk.") from error
    return path


def _noted(notice: str, path: Path) -> Path:
    beside = path.with_name(f"{path.name}.README.txt")
    write_bytes(beside, f"{notice}\n".encode())
    return beside


def _one(name: str, file: str, media_type: str, meaning: str, write: Write, notice: str = "") -> Format:
    return Format(name, meaning, media_type, {file: write}, notice)


FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        _one("incidents-csv", "incidents.csv", CSV, "incidents, one flat row each", incidents.as_csv),
        _one("incidents-ndjson", "incidents.ndjson", LINES, "incidents, one JSON object a line", incidents.as_lines),
        _one("incidents-parquet", "incidents.parquet", PARQUET, "incidents as Parquet, with lists and real dates", incidents.as_parquet),
        _one("geojson", "incidents.geojson", GEOJSON, "incidents for maps (RFC 7946)", geojson.incidents),
        _one("control-geojson", "control.geojson", GEOJSON, "who held which place from when to when, for maps", geojson.control),
        _one("acled", "incidents_acled.csv", CSV, "incidents in ACLED's columns", acled.incidents, acled.NOTICE),
        _one("ged", "incidents_ged.csv", CSV, "lethal incidents in UCDP GED's columns", ged.incidents, ged.NOTICE),
        _one("hapi", "conflict_event_adm2_month.csv", CSV, "counts by district and month, as the HDX API has them", hapi.conflict_events),
        _one(
            "polecat", "incidents_polecat.txt", "text/tab-separated-values; charset=utf-8", "incidents as POLECAT's table", plover.polecat
        ),
        _one("plover", "incidents_plover.jsonl", LINES, "incidents as PLOVER events", plover.jsonl),
        _one("hxl", "incidents_hxl.csv", CSV, "incidents with HXL tags, for humanitarian tools", hxl.incidents),
        _one("control-hxl", "control_hxl.csv", CSV, "control with HXL tags", hxl.control),
    )
}


def find(name: str) -> Format:
    """The format of that name. Raises FrontlogError with the nearest one."""
    if name not in FORMATS:
        raise FrontlogError(f"There is no export '{name}'.", suggest(name, FORMATS))
    return FORMATS[name]
