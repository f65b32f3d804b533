"""What other tools export: Telegram, GDELT, tables of addresses, auto-archiver; and the addresses that files list."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import Raw, Rejection
from frontlog.sources.addresses import Address, normal
from frontlog.sources.files import read
from frontlog.sources.json_stream import elements
from frontlog.sources.lists import addresses
from frontlog.sources.literal import read_literal
from frontlog.sources.rows import Limits
from frontlog.sources.tables import read_table
from frontlog.sources.telegram import flat

MESSAGES = [
    {"id": 1, "type": "service", "date": "2017-10-02T07:00:00", "action": "create_channel", "text": ""},
    {
        "id": 2,
        "type": "message",
        "date": "2017-10-02T09:00:00",
        "date_unixtime": "1506920400",
        "from": "Front News",
        "text": ["The ", {"type": "bold", "text": "army"}, " took the town. ", {"type": "link", "text": "https://x.example"}],
    },
    {
        "id": 3,
        "type": "message",
        "date": "2017-10-03T09:00:00",
        "from": "Reader",
        "text": 'He said "messages": [1] {',
        "forwarded_from": "Wire",
    },
    {"id": 4, "type": "message", "date": "2017-10-03T09:00:00", "photo": "(File not included.)", "text": ""},
]
CHAT = {"name": "Front News", "type": "public_channel", "id": 10, "messages": MESSAGES}
ACCOUNT = {"about": "An export {", "chats": {"about": "...", "list": [CHAT, {**CHAT, "name": 'Other {"', "id": 11}]}}


def put(folder: Path, name: str, value: object) -> Path:
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else json.dumps(value).encode())
    return path


def split(*paths: Path, limits: Limits | None = None) -> tuple[list[Raw], list[Rejection]]:
    rows = list(read(paths, limits or Limits()))
    return [row for row in rows if isinstance(row, Raw)], [row for row in rows if isinstance(row, Rejection)]


def values(raws: list[Raw]) -> list[dict[str, object]]:
    return [json.loads(raw.content) for raw in raws]


# --------------------------------------------------------------------------------------------------------------- telegram


def test_every_message_with_words_is_a_document(tmp_path: Path) -> None:
    raws, refused = split(put(tmp_path, "result.json", CHAT))
    first, second = values(raws)
    assert first["text"] == "The army took the town. https://x.example"
    assert (first["outlet"], first["date"]) == ("Front News", "2017-10-02T05:00:00Z")
    # passed on: the voice is the first one's, and the day is that of passing on
    assert (second["text"], second["outlet"], second["republished_by"]) == ('He said "messages": [1] {', "Wire", "Front News")
    assert second["republished"] == "2017-10-03T09:00:00"
    assert not second.keys() & {"author", "date"}
    assert second["telegram"] == MESSAGES[2]
    assert [raw.item.part for raw in raws] == [2, 3]
    assert [raw.item.media_type for raw in raws] == ["application/x-frontlog+json"] * 2
    assert [(row.reason, row.subject) for row in refused] == [("passed over", "result.json")]
    assert "2 messages" in refused[0].message


def test_an_export_of_the_whole_account_keeps_its_chats_apart(tmp_path: Path) -> None:
    raws, _ = split(put(tmp_path, "result.json", ACCOUNT))
    assert [value["outlet"] for value in values(raws)] == ["Front News", "Wire", 'Other {"', "Wire"]


def test_the_same_export_laid_out_otherwise_gives_the_same_ids(tmp_path: Path) -> None:
    one = put(tmp_path, "a.json", json.dumps(CHAT, indent=4, ensure_ascii=False))
    two = put(tmp_path, "b.json", json.dumps(CHAT, separators=(",", ":")))
    assert [raw.id for raw in split(one)[0]] == [raw.id for raw in split(two)[0]]


def test_a_broken_message_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [json.dumps({"id": n, "type": "message", "text": f"Report {n}."}) for n in range(1, 30)]
    rows[9] = rows[9].replace('"type"', "type")
    rows[14] = "17"
    whole = '{"name": "N", "type": "public_channel", "id": 1, "messages": [' + ",\n".join(rows) + "]}"
    raws, refused = split(put(tmp_path, "r.json", whole))
    assert [raw.item.part for raw in raws] == [n for n in range(1, 30) if n not in (10, 15)]
    assert [(row.subject, row.reason) for row in refused] == [("r.json message 10", "bad message"), ("r.json message 15", "bad message")]
    raws, refused = split(put(tmp_path, "cut.json", whole[:-300]))
    assert raws
    assert refused[-1].reason == "bad message"


def test_a_message_over_the_limit_is_refused_alone(tmp_path: Path) -> None:
    rows = [{"id": n, "type": "message", "text": "x" * (1000 if n != 2 else 900_000)} for n in (1, 2)] + [{"id": 3, "text": "y"}]
    raws, refused = split(put(tmp_path, "r.json", {**CHAT, "messages": rows}), limits=Limits(max_bytes=500_000))
    assert [raw.item.part for raw in raws] == [1, 3]
    assert [row.reason for row in refused] == ["too large"]


def test_a_long_export_is_never_held_whole() -> None:
    class Source(io.RawIOBase):
        largest = size = 0
        parts = iter(
            [b'{"name":"N","type":"x","id":1,"messages":[']
            + [json.dumps({"id": n, "type": "message", "text": "x" * 900}).encode() + b"," for n in range(20_000)]
            + [b"{}]}"]
        )

        def readable(self) -> bool:
            return True

        def read1(self, size: int = -1) -> bytes:
            part = next(self.parts, b"")
            self.size += len(part)
            return part

    source = Source()
    taken = sum(bool(found.value) for found in elements(source, "messages", 1_000_000))  # type: ignore[arg-type]
    assert (taken, source.size > 18_000_000) == (20_000, True)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_words_of_any_value(value: object) -> None:
    assert isinstance(flat(value), str)


# ----------------------------------------------------------------------------------------------------------------- tables


def table(content: bytes | str) -> list[tuple[str, str, str, str, str, str]]:
    rows = read_table(io.BytesIO(content if isinstance(content, bytes) else content.encode()), 100_000)
    out = []
    for row in rows:
        found = row.address or Address("")
        out.append((found.url, found.title, found.outlet, found.published, found.seen, row.text or row.fault))
    return out


URL = "https://x.example/1"


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (f"url,title,date\n{URL},T,2017-10-02\n", (URL, "T", "", "2017-10-02", "", "")),
        (f"Title;Link\nT;{URL}\n", (URL, "T", "", "", "", "")),
        (f"\ufeffURL\t Title\n{URL}\tT\n", (URL, "T", "", "", "", "")),
        (f"{URL}\n", (URL, "", "", "", "", "")),
        (f"n,1,{URL}\n", (URL, "", "", "", "", "")),
        (f'URL,MobileURL,Date,Title\n{URL},,20171002T081500Z,"A, b"\n', (URL, "A, b", "", "", "2017-10-02T08:15:00Z", "")),
        (f"url,title,seendate,domain\n{URL},T,20171002T081500Z,x.example\n", (URL, "T", "x.example", "", "2017-10-02T08:15:00Z", "")),
        (f'url,text\n{URL},"Two\nlines"\n', (URL, "", "", "", "", "Two\nlines")),
        (
            f"Link,Archive status,Archive date,Upload title,Text content\n{URL},ok,2020-01-01,T,Words\n",
            (URL, "T", "", "", "2020-01-01", "Words"),
        ),
        (f"url,title\n{URL},Größe\n".encode("cp1252"), (URL, "Größe", "", "", "", "")),
        (f"url,title\n{URL},Größe\n".encode("utf-16"), (URL, "Größe", "", "", "", "")),
    ],
)
def test_columns_are_known_by_their_names(content: bytes | str, row: tuple[str, ...]) -> None:
    assert table(content) == [row]


def test_the_processs_own_limit_of_a_cell_is_left_alone() -> None:
    before = csv.field_size_limit()
    rows = read_table(io.BytesIO(b"url\nhttps://a.example/1\nhttps://a.example/2\n"), most=50)
    for row in rows:
        assert row.address
        assert csv.field_size_limit() == before  # also between two rows, while others read tables of their own
    assert csv.field_size_limit() == before


def test_auto_archivers_file() -> None:
    held = {"_processed_at": "TIME", "url": URL, "content": 'Words "of" it', "title": "T's", "timestamp": "WHEN", "x": None}
    metadata = (
        repr(held)
        .replace("'TIME'", "datetime.datetime(2020, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)")
        .replace("'WHEN'", "datetime.datetime(2017, 10, 2)")
    )
    target = io.StringIO()
    csv.writer(target).writerows([["status", "metadata", "media"], ["wayback: success", metadata, "[Media(filename='a')]"], ["x", "{", ""]])
    assert table(target.getvalue()) == [
        (URL, "T's", "", "2017-10-02T00:00:00", "2020-01-02T03:04:00", 'Words "of" it'),
        ("", "", "", "", "", "holds no address of the web ('')"),
    ]


@pytest.mark.parametrize(
    "words", ["__import__('os').system('x')", "(" * 5000, "{'a': open('x')}", "1 +", "\0", "'\\d'", "x" * 2_000_000, "{**a}"]
)
def test_a_literal_runs_nothing(words: str) -> None:
    assert read_literal(words) in (None, {"a": None}, {}, "\\d")


def test_rows_without_address_are_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", f"url,title\n{URL},T\nnone,T\n\nhttp://user:pw@x.example/,T\n")
    raws, refused = split(path)
    assert not raws
    assert [(row.subject, row.reason) for row in refused] == [
        ("a.csv line 3", "bad row"),
        ("a.csv line 5", "bad row"),
        ("a.csv", "addresses only"),
    ]
    assert "(1)" in refused[-1].message
    assert [row.reason for row in split(put(tmp_path, "b.csv", "a,b\n1,2\n"))[1]] == ["bad row", "no reports"]
    assert [row.reason for row in split(put(tmp_path, "c.csv", ""))[1]] == ["no reports"]


def test_rows_with_text_are_reports(tmp_path: Path) -> None:
    (raw,), refused = split(put(tmp_path, "a.csv", f"url,title,date,text\n{URL},T,2017-10-02,The army took it.\n"))
    assert json.loads(raw.content) == {"url": URL, "title": "T", "date": "2017-10-02", "text": "The army took it."}
    assert (raw.item.name, raw.item.part, refused) == ("a.csv", 2, [])


# ------------------------------------------------------------------------------------------------------- other JSON and XML


def test_json_of_our_own_form_and_of_none(tmp_path: Path) -> None:
    raws, refused = split(put(tmp_path, "a.json", [{"text": "One."}, {"body": "x"}, 5, {"text": "Two.", "date": "2017-10-02"}]))
    assert [value["text"] for value in values(raws)] == ["One.", "Two."]
    assert [(row.subject, row.reason) for row in refused] == [("a.json element 2", "bad element"), ("a.json element 3", "bad element")]
    assert values(split(put(tmp_path, "b.json", {"text": "Three."}))[0]) == [{"text": "Three."}]
    for content, reason in (
        (b"", "bad file"),
        (b"{", "bad file"),
        (b"[" * 100_000, "bad file"),
        (b"[]", "no reports"),
        (b"{}", "bad element"),
    ):
        assert [row.reason for row in split(put(tmp_path, "c.json", content))[1]] == [reason]


def test_two_lists_of_articles_in_one_file_share_no_number(tmp_path: Path) -> None:
    """Found by fuzzing: the faults of both had the same id."""
    _, refused = split(put(tmp_path, "a.json", b'{"articles": [{}], "x": {"articles": [{}]}}'))
    assert [row.subject for row in refused] == ["a.json article 1", "a.json article 2", "a.json"]


def test_very_many_arrays_cost_no_square(tmp_path: Path) -> None:
    assert split(put(tmp_path, "a.json", b'{"name":"{{{{","type":"x","id":1,' + b'"messages":[{"text":"a"}],{' * 3000))[0]


def test_feeds_and_pages_saved_as_xml(tmp_path: Path) -> None:
    feed = f"<rss><channel><item><link>{URL}</link></item></channel></rss>"
    assert [row.reason for row in split(put(tmp_path, "a.rss", feed))[1]] == ["addresses only"]
    assert split(put(tmp_path, "b.xml", "<!DOCTYPE html><p>x"))[0][0].item.media_type == "text/html"
    assert [row.reason for row in split(put(tmp_path, "c.xml", "<a/>"))[1]] == ["no feed"]
    assert [row.reason for row in split(put(tmp_path, "d.xml", ""))[1]] == ["empty file"]


def test_addresses_of_all_kinds_of_lists_each_once(tmp_path: Path) -> None:
    paths = [
        put(tmp_path, "a.csv", f"url,title\n{URL},T\nnone,x\n"),
        put(
            tmp_path, "b.json", {"articles": [{"url": f"{URL}2", "title": "G", "seendate": "20171002T081500Z", "domain": "x.example"}, {}]}
        ),
        put(tmp_path, "c.rss", f"<rss><channel><item><link>{URL}3</link></item><item><link>{URL}</link></item></channel></rss>"),
        put(tmp_path, "d.txt", f"# mine\n{URL}4\n\nnonsense\n"),
        put(tmp_path, "e.xml", f"<urlset><url><loc>{URL}5</loc></url></urlset>"),
        put(tmp_path, "f.pdf", b"%PDF-"),
        tmp_path / "none.csv",
    ]
    rows = list(addresses([f"{URL}0", *(str(path) for path in paths)], Limits()))
    assert [row.url for row in rows if isinstance(row, Address)] == [f"{URL}{n}" for n in ("0", "", "2", "3", "4", "5")]
    assert rows[3] == Address(f"{URL}2", "G", "x.example", "", "2017-10-02T08:15:00Z")
    assert [row.reason for row in rows if isinstance(row, Rejection)] == ["bad row", "bad row", "no address", "unsupported type", "missing"]


@pytest.mark.parametrize(
    ("url", "result"),
    [
        (" HTTPS://X.Example:443/A b?q=1#top ", "https://x.example/A%20b?q=1"),
        ("http://x.example.", "http://x.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://ex\nample.org/a", "http://example.org/a"),
        *(
            (bad, "")
            for bad in (
                "",
                "x",
                "ftp://x.example",
                "http://",
                "http://[",
                "http://a:b@x.example",
                "http://x:99999/",
                "http://x y/",
                "http://x/\0",
            )
        ),
        ("http://x/" + "a" * 5000, ""),
    ],
)
def test_addresses_in_the_form_in_which_they_are_fetched(url: str, result: str) -> None:
    assert normal(url) == result


WHOLE = (
    json.dumps(CHAT).encode(),
    json.dumps(ACCOUNT).encode(),
    b'{"articles": [{"url": "https://x.example/1"}]}',
    b"url,text\nhttps://x.example/1,words\n",
)


@given(st.binary(max_size=200), st.integers(0, 900), st.sampled_from(WHOLE), st.sampled_from((".json", ".csv", ".xml", ".tsv", ".rss")))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, whole: bytes, suffix: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    for number, content in enumerate((noise, whole[:at] + noise + whole[at + len(noise) :])):
        path = folder / f"{number}{suffix}"
        path.write_bytes(content)
        rows = list(read([path], Limits()))
        assert rows
        assert len({row.id for row in rows}) == len(rows)
        list(addresses([str(path)], Limits()))
