"""Reports in object storage, against a server of moto on the loopback."""

import os
import socket
from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.model import Document, Raw
from frontlog.pipeline import pipeline
from frontlog.sources.files import Limits, read
from frontlog.sources.objects import opened
from frontlog.store import Log

TEXT = "By Our Correspondent, 3 March 2017\n\nTroops of the {} brigade entered the village of Adra on Friday, officials said.\n"
OBJECTS = {
    "war/2017/a.txt": TEXT.format("5th").encode(),
    "war/2017/b.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "war/2017/.hidden.txt": b"Nothing.",
    "war/c.txt": TEXT.format("6th").encode(),
    "war/d.exe": b"MZ",
    "warden.txt": b"Not under war/.",
}


@pytest.fixture(scope="module")
def bucket(s3: str) -> str:
    """A bucket of reports."""
    import boto3

    client = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    client.create_bucket(Bucket="reports")
    for key, content in OBJECTS.items():
        client.put_object(Bucket="reports", Key=key, Body=content)
    client.close()
    return "reports"


def names(address: str) -> list[str]:
    """What is read at an address: names of items, and in words why there are none."""
    return [row.item.name if isinstance(row, Raw) else f"{row.reason}: {row.message}" for row in read([Path(address)], Limits())]


def test_the_objects_under_an_address_are_read_in_order(bucket: str) -> None:
    found = names(f"s3://{bucket}/war")
    assert found == [
        "hidden: '2017/.hidden.txt' is a hidden object and was left out.",
        "2017/a.txt",
        "2017/b.jsonl",
        "2017/b.jsonl",
        "c.txt",
        found[-1],
    ]
    assert found[-1].startswith("unsupported type: 'd.exe'")
    assert names(f"s3://{bucket}/war/c.txt") == names(f"s3://{bucket}//war/c.txt/") == ["c.txt"]


def test_what_is_not_there_is_named(bucket: str) -> None:
    (found,) = names(f"s3://{bucket}/peace")
    assert found.startswith("missing: There is no object under 's3://reports/peace'.")
    (found,) = names("s3://no-such-bucket/war")
    assert found.startswith(("missing: There is no object under", "unreadable: 's3://no-such-bucket/war' could not be reached"))
    (found,) = names("s3:///")
    assert "names no bucket. Write s3://BUCKET/PREFIX" in found


def test_too_large_an_object_is_refused_by_its_size(bucket: str) -> None:
    (row,) = read([Path(f"s3://{bucket}/war/c.txt")], Limits(max_bytes=20))
    assert not isinstance(row, Raw)
    assert row.reason == "too large"


def test_a_log_of_a_bucket_is_that_of_a_folder(bucket: str, tmp_path: Path) -> None:
    for key, content in OBJECTS.items():
        (path := tmp_path / "in" / key).parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    made = [tmp_path / "folder", tmp_path / "bucket"]
    for root, source in zip(made, (tmp_path / "in" / "war", Path(f"s3://{bucket}/war")), strict=True):
        build([source], root, Serial(), Limits(), lambda *_: None, lambda: pipeline()[:2])
    here, there = (Log.open(root).rows(Document) for root in made)
    assert len(here) == 4
    assert here == there


def test_a_server_that_does_not_answer_is_named(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # and nobody listens
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{held.getsockname()[1]}")
        (found,) = names(f"s3://{bucket}/war")
    assert found.startswith("unreadable: 's3://reports/war' could not be reached (")
    assert "for a server of your own AWS_ENDPOINT_URL." in found


def test_an_address_of_google_is_understood() -> None:
    """No server is asked: there is none to test against."""
    system, where = opened("gs://anonymous/war/2017")
    assert (system.type_name, where) == ("gcs", "anonymous/war/2017")
