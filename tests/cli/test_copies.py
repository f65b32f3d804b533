"""A log with a repost, a new version of a page and lifted sentences: what `documents`, `incidents` and `explain` say of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontlog.cli import cli
from frontlog.model import Copy, Document, Incident, Mutation, Overlap, Reuse
from frontlog.store import Log

STORY = (
    "Fighters of the Red Brigade captured the village of Mezra on Monday after two days of clashes with army units. "
    "At least 12 soldiers were killed in the fighting, residents of the village reportedly said by telephone. "
    "The army withdrew its remaining vehicles towards the ring road before nightfall and shelled the mill from there. "
    "Aid workers counted three hundred families on the road to the valley, most of them without any luggage."
)
OTHER = (
    "The governor opened a new bridge over the canal on Tuesday and thanked the engineers who had worked on it for a year. "
    "The army withdrew its remaining vehicles towards the ring road before nightfall and shelled the mill from there. "
    "Farmers of the district asked him for seed and for diesel, which have become scarce since the spring of that year."
)
ROWS = (
    {"text": STORY, "url": "https://daily.example.org/mezra?utm_source=feed", "date": "2017-10-10"},
    {"text": STORY.replace("12 soldiers", "20 soldiers"), "url": "http://www.daily.example.org/mezra/", "date": "2017-10-11"},
    {"text": STORY.replace("reportedly ", ""), "url": "https://mirror.example.net/a", "date": "2017-10-12"},
    {"text": OTHER, "url": "https://canal.example.com/bridge", "date": "2017-10-13"},
)


def run(*words: str) -> str:
    result = CliRunner().invoke(cli, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    (folder / "in.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS))
    run("build", str(folder / "in.jsonl"), "--log", str(folder / "log"))
    return folder / "log"


def listed(log: Path) -> dict[str, dict[str, object]]:
    rows = json.loads(run("documents", str(log), "--format", "json"))
    return {row["url"].split("/")[2].split(".")[0] + row["published_at"][-2:]: row for row in rows}


def test_documents_show_versions_copies_and_reuse(log: Path) -> None:
    rows = listed(log)
    first, second, mirror, canal = rows["daily10"], rows["www11"], rows["mirror12"], rows["canal13"]
    assert second["version_of"] == second["copy_of"] == first["document_id"]
    assert second["copy_basis"] == "same address"
    assert mirror["copy_of"] == first["document_id"]
    assert [row["n_changes"] for row in (first, second, mirror, canal)] == [0, 1, 1, 0]
    assert canal["is_origin"]
    assert canal["reuses"] in (first["document_id"], second["document_id"], mirror["document_id"])


def test_a_superseded_version_is_no_second_voice(log: Path) -> None:
    rows = listed(log)
    groups = {row.id: row.origin_group for row in Log.open(log).rows(Copy)}
    ours = {groups[str(rows[name]["document_id"])] for name in ("daily10", "www11", "mirror12")}
    assert len(ours) == 1
    assert groups[str(rows["canal13"]["document_id"])] not in ours
    told = [row for row in Log.open(log).rows(Incident) if len(row.documents) > 1]
    assert told
    for row in told:  # each document's own voice is its group; what further voices there are, the reports name as speakers
        assert {groups[name] for name in row.documents} >= {name for name in row.origin_groups if name in groups.values()}


def test_explain_shows_the_tree_the_changes_and_the_passages(log: Path) -> None:
    rows = listed(log)
    said = run("explain", str(log), str(rows["www11"]["document_id"]))
    assert "one voice, 3 documents" in said
    assert "next version of" in said
    assert "number changed: “12” became “20”" in said
    assert "certainty changed: “reportedly” was left out" in run("explain", str(log), str(rows["mirror12"]["document_id"]))
    taken = run("explain", str(log), str(rows["canal13"]["document_id"]))
    assert "18 words in a row" in taken
    mutation = Log.open(log).rows(Mutation)[0]
    assert mutation.span.quote in run("explain", str(log), mutation.id)


def test_every_span_of_the_tables_is_exact(log: Path) -> None:
    opened = Log.open(log)
    texts = {d.id: d.text for d in opened.rows(Document)}
    rows = [*opened.rows(Reuse), *opened.rows(Mutation)]
    assert rows
    for row in rows:
        for span in (row.span, row.earlier):
            assert texts[span.document][span.start : span.end] == span.quote


def test_another_engine_writes_the_same_tables(log: Path, tmp_path: Path) -> None:
    run("build", str(log.parent / "in.jsonl"), "--log", str(tmp_path / "log"), "--engine", "pool", "--workers", "2")
    assert Log.open(tmp_path / "log").digest() == Log.open(log).digest()
    assert len(Log.open(log).rows(Copy)) == 4
    assert {row.kind for row in Log.open(log).rows(Overlap)} == {"same text", "partial reuse"}
