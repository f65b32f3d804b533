"""Files opened by programs that are no Python package: GDAL's ogrinfo and R. Skipped where they are not installed."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from frontlog.views.exports.codebook import header, tables
from support.exports import write

LAYERS = ("incidents", "control", "places", "claims")
NAMES = ("incidents", "claims", "control", "spans", "contradictions")
R_CLASSES = {"integer": "integer", "number": "numeric", "probability": "numeric"}
READ_IN_R = r"""
folder <- commandArgs(trailingOnly = TRUE)[1]
for (name in commandArgs(trailingOnly = TRUE)[-1]) {
  table <- read.csv(file.path(folder, paste0(name, ".csv")), encoding = "UTF-8", na.strings = "", check.names = FALSE)
  cat(name, nrow(table), paste(names(table), collapse = ","), paste(sapply(table, class), collapse = ","), sep = "\t")
  cat("\n")
}
"""


def run(program: str, *arguments: object) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr  # GDAL and R warn there of what they could only half read
    return done.stdout


def test_ogrinfo_finds_every_layer_with_its_fields(tmp_path: Path) -> None:
    path = write("gpkg", tmp_path)
    for layer in LAYERS:
        said = run("ogrinfo", "-ro", "-so", "-nocount", path, layer)
        assert "WGS 84" in said
        fields = {line.split(":")[0]: line.partition(":")[2].split("(")[0].strip() for line in said.splitlines() if "(" in line}
        times = [c.name for c in tables()[layer] if c.type in ("date", "datetime")]
        assert set(header(layer)) <= set(fields), set(header(layer)) - set(fields)
        assert {fields[name] for name in times} <= {"DateTime"}


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_ogrinfo_reads_the_other_maps(name: str, tmp_path: Path) -> None:
    said = run("ogrinfo", "-ro", "-al", "-so", write(name, tmp_path))
    counts = [int(line.split(":")[1]) for line in said.splitlines() if line.startswith("Feature Count")]
    assert counts
    assert all(counts)


def test_r_reads_the_tables_with_the_types_of_the_code_book(tmp_path: Path) -> None:
    write("csv", tmp_path)
    (tmp_path / "read.R").write_text(READ_IN_R, encoding="utf-8")
    lines = run("Rscript", "--vanilla", tmp_path / "read.R", tmp_path / "csv", *NAMES).splitlines()
    assert [line.split("\t")[0] for line in lines] == list(NAMES)
    for line in lines:
        name, count, columns, classes = line.split("\t")
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert int(count) == len(rows) > 0
        assert columns.split(",") == header(name)
        for column, kind in zip(tables()[name], classes.split(","), strict=True):
            if column.type in R_CLASSES and any(row[column.name] for row in rows):
                assert kind in (R_CLASSES[column.type], "integer"), (name, column.name, kind)
