"""From files to incidents: a forward in Telegram, a page that was changed and ten verbatim copies each add no voice."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.model import Claim, Contradiction, Copy, Document, Incident
from frontlog.sources.rows import Limits
from frontlog.store import Log

STORY = (
    "Fighters of the Red Brigade captured the village of Mezra on Monday after two days of clashes with army units. "
    "At least 12 soldiers were killed in the fighting, two residents of the village said by telephone. "
    "The army withdrew its remaining vehicles towards the ring road before nightfall and shelled the mill from there."
)
PAGE = (
    "A car bomb exploded beside the grain market of Harim on Thursday morning and killed 31 people, the hospital said. "
    "Rescuers looked for survivors under the stalls until dark, and the governor closed the road to the border for a week."
)
OTHER = "Two lorries with flour were let through to the northern quarters on Friday, the first ones since the end of September."
WIRE = {"text": STORY, "url": "https://wire.example.org/mezra", "outlet": "Levant Wire", "date": "2017-10-10"}
FIRST = {"text": PAGE, "url": "https://herald.example.net/harim?utm_source=feed", "outlet": "Canal Herald", "date": "2017-10-13"}
VERSIONS = [
    FIRST,
    {**FIRST, "text": PAGE.replace("31 people", "26 people"), "url": "http://www.herald.example.net/harim/", "date": "2017-10-14"},
]
CHAT = {
    "name": "Front Channel",
    "type": "public_channel",
    "id": 10,
    "messages": [
        {
            "id": 1,
            "type": "message",
            "date_unixtime": "1507708800",
            "from": "Front Channel",
            "forwarded_from": "Levant Wire",
            "text": STORY,
        },
        {"id": 2, "type": "message", "date_unixtime": "1507795200", "from": "Front Channel", "text": OTHER},
    ],
}
MIRRORS = [{**WIRE, "url": f"https://mirror{n}.example.com/a", "outlet": f"Mirror {n}", "date": f"2017-10-{11 + n}"} for n in range(10)]


def worked(folder: Path, **files: str) -> Log:
    for name, content in files.items():
        path = folder / "in" / name.replace("_", ".")
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(content)
    build([folder / "in"], folder / "log", Serial(), Limits(), lambda *_: None)
    return Log.open(folder / "log")


def lines(rows: list[dict[str, str]]) -> str:
    return "\n".join(map(json.dumps, rows))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    return worked(tmp_path_factory.mktemp("voices"), reports_jsonl=lines([WIRE, *VERSIONS]), result_json=json.dumps(CHAT))


def about(log: Log, words: str) -> list[Incident]:
    """The incidents that some report with these words tells."""
    documents = {row.id for row in log.rows(Document) if words in row.text}
    return [row for row in log.rows(Incident) if documents & set(row.documents)]


def test_a_forward_is_the_voice_of_the_channel_it_came_from(log: Log, tmp_path: Path) -> None:
    forward = next(row for row in log.rows(Document) if row.republished_by)
    assert (forward.outlet, forward.republished_by) == ("Levant Wire", "Front Channel")
    own = next(row for row in log.rows(Document) if row.text.startswith("Two lorries"))
    assert (own.outlet, own.republished_by) == ("Front Channel", "")
    copies = {row.id: row for row in log.rows(Copy)}
    wire = next(row.id for row in log.rows(Document) if row.url == WIRE["url"])
    assert copies[forward.id].copy_of == wire
    assert copies[forward.id].origin_group == copies[wire].origin_group != copies[own.id].origin_group
    found = about(log, "Red Brigade")
    assert found
    assert all({forward.id, wire} <= set(row.documents) for row in found)
    # a speaker whom the report names is a voice of its own, so it is compared with the report alone: the forward adds none
    alone = worked(tmp_path, reports_jsonl=lines([WIRE]))
    assert sorted(len(row.origin_groups) for row in found) == sorted(len(row.origin_groups) for row in about(alone, "Red Brigade"))


def test_a_changed_page_is_one_voice_and_counts_with_what_it_says_now(log: Log) -> None:
    first, second = sorted((row for row in log.rows(Document) if "herald" in row.url), key=lambda row: row.published)  # type: ignore[arg-type, return-value]
    copies = {row.id: row for row in log.rows(Copy)}
    assert (copies[second.id].version_of, copies[first.id].version_of) == (first.id, "")
    assert copies[second.id].origin_group == copies[first.id].origin_group
    dead = [row for row in about(log, "grain market") if row.tolls]
    assert [(len(row.origin_groups), [(toll.low, toll.best, toll.high) for toll in row.tolls]) for row in dead] == [(1, [(26, 26, 26)])]
    quoted = {row.id: row.document for row in log.rows(Claim)}
    assert {quoted[name] for name in dead[0].claims} == {first.id, second.id}
    assert {quoted[name] for name in dead[0].tolls[0].claims} == {second.id}
    assert {row.status for row in log.rows(Contradiction) if row.incident == dead[0].id} <= {"update", "refinement"}


def test_ten_verbatim_copies_add_no_voice(log: Log, tmp_path: Path) -> None:
    before = about(log, "Red Brigade")
    more = worked(tmp_path, reports_jsonl=lines([WIRE, *VERSIONS, *MIRRORS]), result_json=json.dumps(CHAT))
    after = about(more, "Red Brigade")
    assert len({name for row in after for name in row.documents}) == 12
    assert [facts(row) for row in after] == [facts(row) for row in before]


def facts(row: Incident) -> Incident:
    """An incident without the lists that name every copy."""
    tolls = tuple(replace(toll, claims=()) for toll in row.tolls)
    return replace(row, claims=(), documents=(), tolls=tolls, testimony=tuple(replace(voice, claims=()) for voice in row.testimony))
