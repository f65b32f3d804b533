"""Openers of what other tools export: tables in CSV, JSON of Telegram and GDELT, feeds in XML. One opener a suffix, the rest by content."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from frontlog.model import FrontlogError
from frontlog.sources.addresses import Address
from frontlog.sources.content import json_error, sniffed
from frontlog.sources.feeds import read_feed
from frontlog.sources.gdelt import is_gdelt, read_articles
from frontlog.sources.rows import Limits, Row, Seen, made, refuse, too_large, whole
from frontlog.sources.tables import TableRow, read_table
from frontlog.sources.telegram import is_telegram, read_telegram

HEAD = 65_536
ADDRESSES = "lists addresses of reports ({:,}), not the reports themselves. Fetch them with `frontlog fetch`, or add the saved pages."


def open_table(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Row]:
    """Rows of a CSV file that hold a report's text, as items; the others are counted as addresses."""
    return _rows(read_table(handle, limits.max_bytes), name, "line", seen)


def open_json(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Row]:
    """A JSON file by what it holds: a Telegram export, GDELT's list, or reports of our own form (one, or a list)."""
    head = handle.read(HEAD)
    handle.seek(0)
    if is_telegram(head):
        yield from read_telegram(handle, name, limits, seen)
    elif is_gdelt(head):
        yield from _rows(read_articles(handle, limits.max_bytes), name, "article", seen)
    else:
        yield from _reports(handle, name, limits, seen)


def open_xml(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Row]:
    """A feed or sitemap: the reports that its entries carry, the others counted as addresses; or a page that was saved as .xml."""
    content = handle.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        yield too_large(name, "more bytes", limits)
        return
    if not content.strip() or sniffed(content, "text/plain") == "text/html":
        yield whole(name, "text/html", content, name, seen)
        return
    try:
        listed = read_feed(content)
    except FrontlogError as error:
        yield refuse(name, "no feed", f"'{name}': {error}")
        return
    for entry in listed.entries:
        value = {**report(entry.address, entry.text), "entry": entry.source, **({"author": entry.author} if entry.author else {})}
        yield made(name, entry.number, value, f"{name} entry {entry.number}", seen)
    carried = {entry.address.url for entry in listed.entries}
    bare = sum(row.url not in carried for row in listed.addresses) + len(listed.further)
    if bare:
        yield refuse(name, "addresses only", f"'{name}' {ADDRESSES.format(bare)}")
    elif not carried:
        yield refuse(name, "no reports", f"'{name}' is a {listed.kind} without entries. Save it anew, or remove it.")


def _rows(rows: Iterator[TableRow], name: str, unit: str, seen: Seen) -> Iterator[Row]:
    listed = taken = 0
    for row in rows:
        label = f"{name} {unit} {row.number}"
        if row.fault:
            yield refuse(label, "bad row", f"'{label}' {row.fault}. Mend or remove it.")
        elif row.text and row.address is not None:
            taken += 1
            yield made(name, row.number, report(row.address, row.text), label, seen)
        else:
            listed += 1
    if listed:
        yield refuse(name, "addresses only", f"'{name}' {ADDRESSES.format(listed)}")
    elif not taken:
        yield refuse(name, "no reports", f"'{name}' holds no report and no address of one. Name its columns url, title, date, text.")


def report(source: Address, text: str) -> dict[str, object]:
    """A report whose text a list holds, in the form of a JSON line."""
    stated = {"title": source.title, "url": source.url, "outlet": source.outlet, "date": source.published}
    return {"text": text, **{key: value for key, value in stated.items() if value}}


def _reports(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Row]:
    content = handle.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        yield too_large(name, "more bytes", limits)
        return
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        lines = isinstance(error, json.JSONDecodeError) and error.msg == "Extra data"
        hint = "Name it .jsonl if it has one object a line." if lines else "Save it anew, or add the reports as text."
        yield refuse(name, "bad file", f"'{name}' is no JSON ({json_error(error)}). {hint}")
        return
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, 1):
        label = f"{name} element {number}" if isinstance(value, list) else name
        if isinstance(row, dict) and isinstance(row.get("text"), str) and row["text"].strip():
            yield made(name, number if isinstance(value, list) else 0, row, label, seen)
        else:
            what = 'has no key "text" with words in it, and is no export of Telegram or GDELT'
            yield refuse(label, "bad element", f'\'{label}\' {what}. Write reports as {{"text": "...", "date": "2017-10-02"}}.')
    if not rows:
        yield refuse(name, "no reports", f"'{name}' is an empty list. Put reports into it, each with a key \"text\".")
