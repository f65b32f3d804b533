"""Builders of WARC records byte by byte, whole and broken."""

import gzip
from collections.abc import Iterable


def page(number: int, words: str = "") -> bytes:
    return f"<html><body><p>Report {number}: the army took the town. {words}</p></body></html>".encode()


def answer(body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + body


def record(number: int, block: bytes, *, lie: int = 0, kind: str = "response", more: str = "") -> bytes:
    content_type = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: http://news.example/{number}\r\n"
        f"WARC-Date: 2017-10-02T04:05:06Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(block) + lie}\r\n{more}\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def pages(count: int) -> list[bytes]:
    return [record(number, answer(page(number))) for number in range(count)]


def packed(records: Iterable[bytes]) -> list[bytes]:
    return [gzip.compress(row, mtime=0) for row in records]
